// A Timeline is one history: kept in a store, asked about time and causes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/timeline.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/timeline/internal/event_matcher.h"

namespace annals {
namespace {

using timeline_internal::EventMatcher;
using timeline_internal::Verdict;

AsOf At(const Point& point) {
  AsOf as_of;
  as_of.sequence = point.sequence;
  return as_of;
}

// Earliest start, latest end, id; without a date last.
bool IsEarlier(const Answer& a, const Answer& b) {
  const auto key = [](const Answer& answer) {
    const bool is_undated = !answer.span.has_value();
    const Span span = answer.span.value_or(Span::Unbounded());
    return std::make_tuple(is_undated, span.earliest_start.code(),
                           span.latest_end.code());
  };
  const auto key_a = key(a);
  const auto key_b = key(b);
  return key_a != key_b ? key_a < key_b : a.event.id() < b.event.id();
}

// The page of the answers that the query wants.
void CutToPage(const Query& query, std::vector<Answer>& answers) {
  const auto size = static_cast<int64_t>(answers.size());
  const int64_t begin = std::clamp<int64_t>(query.offset(), 0, size);
  const int64_t length =
      std::clamp<int64_t>(query.limit().value_or(size), 0, size - begin);
  answers.erase(answers.begin() + begin + length, answers.end());
  answers.erase(answers.begin(), answers.begin() + begin);
}

// True unless the query says itself which claims it wants.
bool SpeaksOfAsserted(const Query& query) {
  return !query.all() && query.modalities().empty() && query.statuses().empty();
}

absl::StatusOr<Found> FindAsOf(const Query& query, Store& store,
                               const AsOf& as_of) {
  ANNALS_ASSIGN_OR_RETURN(const EventMatcher matcher,
                          EventMatcher::Make(query, store, as_of));
  Found found;
  const auto visit = [&](StoredRecord stored) -> absl::Status {
    ANNALS_ASSIGN_OR_RETURN(Verdict verdict, matcher.Match(std::move(stored)));
    if (!verdict.fits) return absl::OkStatus();
    const bool has_date_enough = verdict.is_dated || query.undated();
    if (verdict.time_fits && verdict.claims_fit && !has_date_enough) {
      ++found.undated;
    }
    if (verdict.time_fits && !verdict.claims_fit && SpeaksOfAsserted(query)) {
      ++found.unasserted;
    }
    if (!has_date_enough) return absl::OkStatus();
    if (verdict.Matches()) found.answers.push_back(std::move(verdict.answer));
    return absl::OkStatus();
  };
  ANNALS_RETURN_IF_ERROR(store.Scan(RecordKind::kEvent, as_of, visit));
  found.total = static_cast<int64_t>(found.answers.size());
  if (query.order() == Query::Order::kTime) {
    std::sort(found.answers.begin(), found.answers.end(), IsEarlier);
  }
  CutToPage(query, found.answers);
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
  const AsOf as_of = At(point);
  return FindAsOf(query, *store_, as_of);
}

absl::StatusOr<Selection> Timeline::Select(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(query.as_of()));
  const AsOf as_of = At(point);
  ANNALS_ASSIGN_OR_RETURN(Found found, FindAsOf(query, *store_, as_of));
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
