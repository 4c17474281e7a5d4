// An EventFinder finds what one query asks for, at one point, by the bounds
// that it asks for.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/event_finder.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/timeline/internal/answer.h"
#include "annals/timeline/internal/criteria.h"

namespace annals::timeline_internal {

// Where memory cannot follow, the store answers, or says what is wrong.
absl::StatusOr<EventFinder> EventFinder::Make(const Query& query, Store& store,
                                              ResidentIndex* resident) {
  const bool is_now =
      !query.as_of().sequence.has_value() && !query.as_of().time.has_value();
  if (resident != nullptr && is_now && !query.solved().has_value()) {
    absl::StatusOr<std::shared_ptr<const ResidentSnapshot>> snapshot =
        resident->Current(store);
    if (snapshot.ok()) {
      EventFinder finder(store, (*snapshot)->point, std::nullopt);
      finder.snapshot_ = *std::move(snapshot);
      return finder;
    }
  }
  ANNALS_ASSIGN_OR_RETURN(const Point point, store.Resolve(query.as_of()));
  std::optional<SolvedTimes> solved;
  if (query.solved().has_value()) {
    ANNALS_ASSIGN_OR_RETURN(solved, SolvedTimes::Solve(query, store, point));
  }
  return EventFinder(store, point, std::move(solved));
}

absl::StatusOr<EventCriteria> EventFinder::Criteria(const Query& query) const {
  return CriteriaOf(query, *store_, point_, solved());
}

absl::StatusOr<FoundEvents> EventFinder::Find(
    const EventCriteria& criteria) const {
  return Find(criteria, nullptr);
}

absl::StatusOr<FoundEvents> EventFinder::Find(const EventCriteria& criteria,
                                              PlainTimes* plain) const {
  if (solved_.has_value()) return solved_->Find(criteria, *store_);
  if (snapshot_ == nullptr || !IsAnswerable(criteria, *snapshot_)) {
    return store_->FindEvents(criteria);
  }
  absl::StatusOr<FoundEvents> found =
      FindResident(*snapshot_, criteria, *store_->event_feed(), plain);
  // What was redacted meanwhile is not to be told from here, and what a forged
  // index file says is not to be told at all.
  const bool is_refused =
      absl::IsAborted(found.status()) || absl::IsDataLoss(found.status());
  if (!is_refused) return found;
  if (plain != nullptr) *plain = {};
  return store_->FindEvents(criteria);
}

absl::StatusOr<EventFinder::Times> EventFinder::FindTimes(
    const Query& query, int64_t except) const {
  ANNALS_ASSIGN_OR_RETURN(EventCriteria criteria, Criteria(query));
  criteria.limit = 0;
  criteria.offset = 0;
  criteria.with_times = true;
  if (criteria.except == 0) criteria.except = except;
  Times times;
  ANNALS_ASSIGN_OR_RETURN(times.found, Find(criteria, &times.plain));
  // A query may have an event that is excepted itself.
  std::vector<FoundTime>& listed = times.found.times;
  listed.erase(std::remove_if(listed.begin(), listed.end(),
                              [except](const FoundTime& time) {
                                return time.sequence == except;
                              }),
               listed.end());
  return times;
}

absl::StatusOr<Answer> EventFinder::ToAnswer(FoundEvent found) const {
  ANNALS_ASSIGN_OR_RETURN(Answer answer,
                          timeline_internal::ToAnswer(std::move(found)));
  if (!solved_.has_value()) return answer;
  answer.span.reset();
  if (solved_->HasBounds(answer.sequence)) {
    answer.span = solved_->SpanOf(answer.sequence);
  }
  answer.tightened = solved_->IsTightened(answer.sequence);
  return answer;
}

absl::StatusOr<std::vector<Answer>> EventFinder::ReadAnswers(
    const std::vector<int64_t>& revisions) const {
  ANNALS_ASSIGN_OR_RETURN(std::vector<FoundEvent> events,
                          ReadEvents(revisions, point_.sequence, *store_));
  std::vector<Answer> answers;
  for (FoundEvent& event : events) {
    ANNALS_ASSIGN_OR_RETURN(Answer answer, ToAnswer(std::move(event)));
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace annals::timeline_internal
