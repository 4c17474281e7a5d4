// An EventFinder finds what one query asks for, at one point, by the bounds
// that it asks for.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/event_finder.h"

#include "annals/base/status_macros.h"
#include "annals/timeline/internal/answer.h"
#include "annals/timeline/internal/criteria.h"

namespace annals::timeline_internal {

absl::StatusOr<EventFinder> EventFinder::Make(const Query& query,
                                              Store& store) {
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
  return solved_.has_value() ? solved_->Find(criteria, *store_)
                             : store_->FindEvents(criteria);
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
