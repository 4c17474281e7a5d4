// A Timeline is one history: kept in a store, asked about time and causes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/timeline.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/timeline/internal/criteria.h"

namespace annals {
namespace {

using timeline_internal::CriteriaOf;

// An event with what its record says of its time and its claims.
absl::StatusOr<Answer> ToAnswer(FoundEvent found) {
  Answer answer;
  answer.sequence = found.sequence;
  answer.certainty = found.certainty;
  answer.asserted = IsAsserted(found.event);
  ANNALS_ASSIGN_OR_RETURN(answer.date, DateOf(found.event.when()));
  ANNALS_ASSIGN_OR_RETURN(answer.span, SpanOf(found.event.when()));
  answer.event = std::move(found.event);
  return answer;
}

absl::StatusOr<Found> FindAt(const Query& query, Store& store,
                             const Point& point) {
  ANNALS_ASSIGN_OR_RETURN(const EventCriteria criteria,
                          CriteriaOf(query, store, point));
  ANNALS_ASSIGN_OR_RETURN(FoundEvents events, store.FindEvents(criteria));
  Found found;
  found.total = events.total;
  found.undated = events.undated;
  found.unasserted = events.unasserted;
  for (FoundEvent& event : events.page) {
    ANNALS_ASSIGN_OR_RETURN(Answer answer, ToAnswer(std::move(event)));
    found.answers.push_back(std::move(answer));
  }
  return found;
}

// All live links, split by whether they belong to the scope.
struct SplitLinks {
  std::vector<CausalLink> in_scope;
  std::vector<CausalLink> unasserted;
};

absl::StatusOr<SplitLinks> LoadLinks(Store& store, const AsOf& as_of,
                                     bool all) {
  SplitLinks links;
  const auto visit = [&](StoredRecord stored) {
    CausalLink& link = *stored.record.mutable_causal_link();
    const bool belongs = all || IsAsserted(link);
    (belongs ? links.in_scope : links.unasserted).push_back(std::move(link));
    return absl::OkStatus();
  };
  ANNALS_RETURN_IF_ERROR(store.Scan(RecordKind::kCausalLink, as_of, visit));
  return links;
}

// NotFound unless it is a live event or link.
absl::Status CheckCanBeCause(Store& store, std::string_view id,
                             const AsOf& as_of) {
  ANNALS_ASSIGN_OR_RETURN(const StoredRecord stored, store.Get(id, as_of));
  if (stored.record.has_event() || stored.record.has_causal_link()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", AsAbsl(id), "\": ", AsAbsl(RecordKindName(*KindOf(stored.record))),
      " found; want an event or a causal_link"));
}

// How many of these links touch what the walk visited.
int CountTouching(const std::vector<CausalLink>& links, std::string_view start,
                  const CausalWalk& walk, bool to_causes) {
  std::set<std::string, std::less<>> visited = {std::string(start)};
  for (const CausalStep& step : walk.steps) {
    visited.insert(to_causes ? step.cause : step.effect);
  }
  const auto touches = [&](const CausalLink& link) {
    const auto& ends = to_causes ? link.effects() : link.causes();
    return std::any_of(ends.begin(), ends.end(), [&](const std::string& end) {
      return visited.count(end) > 0;
    });
  };
  return static_cast<int>(std::count_if(links.begin(), links.end(), touches));
}

absl::StatusOr<CausalWalk> WalkFrom(Store& store, std::string_view id,
                                    int depth_max, const CausalScope& scope,
                                    bool to_causes) {
  // Settled once, so that a batch appended meanwhile is seen by every read of
  // this question or by none.
  ANNALS_ASSIGN_OR_RETURN(const Point point, store.Resolve(scope.as_of));
  const AsOf as_of = At(point);
  ANNALS_RETURN_IF_ERROR(CheckCanBeCause(store, id, as_of));
  ANNALS_ASSIGN_OR_RETURN(SplitLinks links, LoadLinks(store, as_of, scope.all));
  const CausalGraph graph(std::move(links.in_scope));
  CausalWalk walk =
      to_causes ? graph.Causes(id, depth_max) : graph.Effects(id, depth_max);
  walk.unasserted = CountTouching(links.unasserted, id, walk, to_causes);
  return walk;
}

// Adds the record of each id, and what is needed to name it: for a link its
// ends. Ids that nothing bears are words.
absl::Status GatherNamed(Store& store, const AsOf& as_of,
                         std::vector<Reference> open, Selection& selection) {
  while (!open.empty()) {
    const std::string id = std::move(open.back().id);
    open.pop_back();
    if (selection.named.count(id) > 0) continue;
    absl::StatusOr<StoredRecord> stored = store.Get(id, as_of);
    if (absl::IsNotFound(stored.status())) continue;
    ANNALS_RETURN_IF_ERROR(stored.status());
    if (!stored->record.has_event()) {
      const std::vector<Reference> more = ReferencesOf(stored->record);
      open.insert(open.end(), more.begin(), more.end());
    }
    selection.named.emplace(id, std::move(stored->record));
  }
  return absl::OkStatus();
}

void AppendReferences(const Record& record, std::vector<Reference>& all) {
  for (Reference& reference : ReferencesOf(record)) {
    all.push_back(std::move(reference));
  }
}

// Keeps the links that touch one of the events.
void ChooseLinks(std::vector<CausalLink> links, Selection& selection) {
  std::set<std::string, std::less<>> chosen;
  for (const Answer& answer : selection.events) {
    chosen.insert(answer.event.id());
  }
  const auto is_chosen = [&chosen](const std::string& id) {
    return chosen.count(id) > 0;
  };
  for (CausalLink& link : links) {
    if (std::any_of(link.causes().begin(), link.causes().end(), is_chosen) ||
        std::any_of(link.effects().begin(), link.effects().end(), is_chosen)) {
      selection.links.push_back(std::move(link));
    }
  }
}

}  // namespace

absl::StatusOr<Timeline> Timeline::Open(std::string_view location,
                                        const StoreOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Store> store,
                          OpenStore(location, options));
  return Timeline(std::move(store));
}

Timeline::Timeline(std::unique_ptr<Store> store) : store_(std::move(store)) {}

absl::StatusOr<AppendResult> Timeline::Append(const Batch& batch) {
  return store_->Append(batch);
}

absl::StatusOr<Found> Timeline::Find(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(query.as_of()));
  return FindAt(query, *store_, point);
}

absl::StatusOr<EventCount> Timeline::Count(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(query.as_of()));
  ANNALS_ASSIGN_OR_RETURN(EventCriteria criteria,
                          CriteriaOf(query, *store_, point));
  criteria.limit = 0;
  ANNALS_ASSIGN_OR_RETURN(const FoundEvents events,
                          store_->FindEvents(criteria));
  EventCount count;
  count.total = events.total;
  count.certain = events.certain;
  count.possible = events.total - events.certain;
  count.undated = events.undated;
  count.unasserted = events.unasserted;
  return count;
}

absl::StatusOr<Selection> Timeline::Select(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(query.as_of()));
  const AsOf as_of = At(point);
  ANNALS_ASSIGN_OR_RETURN(Found found, FindAt(query, *store_, point));
  ANNALS_ASSIGN_OR_RETURN(SplitLinks links,
                          LoadLinks(*store_, as_of, query.all()));
  Selection selection;
  selection.events = std::move(found.answers);
  ChooseLinks(std::move(links.in_scope), selection);
  std::vector<Reference> references;
  for (const Answer& answer : selection.events) {
    AppendReferences(ToRecord(answer.event), references);
  }
  for (const CausalLink& link : selection.links) {
    AppendReferences(ToRecord(link), references);
  }
  ANNALS_RETURN_IF_ERROR(
      GatherNamed(*store_, as_of, std::move(references), selection));
  selection.sequence = point.sequence;
  selection.commit_time = point.commit_time;
  return selection;
}

absl::StatusOr<CausalWalk> Timeline::Causes(std::string_view id, int depth_max,
                                            const CausalScope& scope) const {
  return WalkFrom(*store_, id, depth_max, scope, /*to_causes=*/true);
}

absl::StatusOr<CausalWalk> Timeline::Effects(std::string_view id, int depth_max,
                                             const CausalScope& scope) const {
  return WalkFrom(*store_, id, depth_max, scope, /*to_causes=*/false);
}

absl::StatusOr<CausalPaths> Timeline::Paths(std::string_view from,
                                            std::string_view to,
                                            const PathLimits& limits,
                                            const CausalScope& scope) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(scope.as_of));
  const AsOf as_of = At(point);
  ANNALS_RETURN_IF_ERROR(CheckCanBeCause(*store_, from, as_of));
  ANNALS_RETURN_IF_ERROR(CheckCanBeCause(*store_, to, as_of));
  ANNALS_ASSIGN_OR_RETURN(SplitLinks links,
                          LoadLinks(*store_, as_of, scope.all));
  return CausalGraph(std::move(links.in_scope)).Paths(from, to, limits);
}

absl::StatusOr<CausalGraph> Timeline::Graph(const CausalScope& scope) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(scope.as_of));
  const AsOf as_of = At(point);
  ANNALS_ASSIGN_OR_RETURN(SplitLinks links,
                          LoadLinks(*store_, as_of, scope.all));
  return CausalGraph(std::move(links.in_scope));
}

}  // namespace annals
