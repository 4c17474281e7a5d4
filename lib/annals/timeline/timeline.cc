// A Timeline is one history: kept in a store, asked about time and causes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/timeline.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/timeline/internal/answer.h"
#include "annals/timeline/internal/event_finder.h"
#include "annals/timeline/internal/resident_index.h"
#include "annals/timeline/internal/selection_gatherer.h"
#include "annals/timeline/internal/store_pages.h"

namespace annals {
namespace {

using timeline_internal::EventFinder;
using timeline_internal::SelectionGatherer;

absl::StatusOr<Found> FindWith(const EventFinder& finder, const Query& query) {
  ANNALS_ASSIGN_OR_RETURN(const EventCriteria criteria, finder.Criteria(query));
  ANNALS_ASSIGN_OR_RETURN(FoundEvents events, finder.Find(criteria));
  Found found;
  found.total = events.total;
  found.undated = events.undated;
  found.unasserted = events.unasserted;
  found.answers.reserve(events.page.size());
  for (FoundEvent& event : events.page) {
    ANNALS_ASSIGN_OR_RETURN(Answer answer, finder.ToAnswer(std::move(event)));
    found.answers.push_back(std::move(answer));
  }
  return found;
}

// Adds the constraints that speak of these events and of no other.
absl::Status ChooseConstraints(Store& store, const AsOf& as_of, bool all,
                               Selection& selection) {
  std::set<std::string_view> chosen;
  for (const Answer& answer : selection.events) {
    chosen.insert(answer.event.id());
  }
  const auto is_chosen = [&chosen](std::string_view event) {
    return event.empty() || chosen.count(event) > 0;
  };
  std::map<std::string, Constraint> constraints;
  const auto visit = [&](StoredRecord stored) {
    const bool counts = all || IsAsserted(stored.record);
    Constraint& constraint = *stored.record.mutable_constraint();
    const bool is_wanted = counts &&
                           is_chosen(constraint.distance().from().event()) &&
                           is_chosen(constraint.distance().to().event()) &&
                           is_chosen(constraint.relation().a()) &&
                           is_chosen(constraint.relation().b());
    if (is_wanted) constraints[constraint.id()] = std::move(constraint);
    return absl::OkStatus();
  };
  ANNALS_RETURN_IF_ERROR(store.Scan(RecordKind::kConstraint, as_of, visit));
  for (auto& [id, constraint] : constraints) {
    selection.constraints.push_back(std::move(constraint));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Timeline> Timeline::Open(std::string_view location,
                                        const StoreOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Store> store,
                          OpenStore(location, options));
  return Timeline(std::move(store));
}

Timeline::Timeline(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Timeline::~Timeline() = default;
Timeline::Timeline(Timeline&& other) noexcept = default;
Timeline& Timeline::operator=(Timeline&& other) noexcept = default;

absl::StatusOr<ResidentReport> Timeline::MakeResident(
    const ResidentOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(
      resident_, timeline_internal::ResidentIndex::Load(*store_, options));
  return resident_->report();
}

absl::StatusOr<AppendResult> Timeline::Append(const Batch& batch) {
  return store_->Append(batch);
}

absl::StatusOr<Found> Timeline::Find(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(query, *store_, resident_.get()));
  return FindWith(finder, query);
}

absl::StatusOr<EventCount> Timeline::Count(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(query, *store_, resident_.get()));
  ANNALS_ASSIGN_OR_RETURN(EventCriteria criteria, finder.Criteria(query));
  criteria.limit = 0;
  ANNALS_ASSIGN_OR_RETURN(const FoundEvents events, finder.Find(criteria));
  EventCount count;
  count.total = events.total;
  count.certain = events.certain;
  count.possible = events.total - events.certain;
  count.undated = events.undated;
  count.unasserted = events.unasserted;
  return count;
}

absl::StatusOr<Selection> Timeline::Select(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(query, *store_, resident_.get()));
  const Point& point = finder.point();
  const AsOf as_of = At(point);
  ANNALS_ASSIGN_OR_RETURN(Found found, FindWith(finder, query));
  if (query.solved().has_value()) {
    ANNALS_RETURN_IF_ERROR(timeline_internal::TakeStatedSpans(found.answers));
  }
  Selection selection;
  selection.events = std::move(found.answers);
  SelectionGatherer gatherer(*store_, as_of, query.all());
  ANNALS_RETURN_IF_ERROR(gatherer.GatherLinks(selection));
  if (query.with_constraints()) {
    ANNALS_RETURN_IF_ERROR(
        ChooseConstraints(*store_, as_of, query.all(), selection));
  }
  ANNALS_RETURN_IF_ERROR(gatherer.GatherNamed(selection));
  selection.sequence = point.sequence;
  selection.commit_time = point.commit_time;
  return selection;
}

absl::StatusOr<std::unique_ptr<SelectionPages>> Timeline::Pages(
    const Query& query, const PageOptions& options) const {
  return timeline_internal::StorePages::Make(query, options, *store_);
}

}  // namespace annals
