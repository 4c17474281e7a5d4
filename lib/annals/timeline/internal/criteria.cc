// CriteriaOf() makes of a Query what a Store can answer.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/criteria.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/event_time.h"

namespace annals::timeline_internal {
namespace {

// A query's expression is a window, filled from its first instant to its last.
// Where those are not known themselves, every window that it may be.
TimeSet WindowOf(const Edtf& date) {
  if (date.IsFloating() || date.IsSaturated()) {
    return date.Members(Extent::kThroughout);
  }
  const Span bounds = date.Bounds(Extent::kWithin);
  return TimeSet::Of(Span::Exactly(bounds.earliest_start, bounds.latest_end));
}

absl::Status CannotResolve(const std::string& when,
                           const absl::Status& as_date) {
  return absl::InvalidArgumentError(absl::StrCat(
      "query \"", when,
      "\": no event of that id, and no date: ", as_date.message()));
}

// The window that an event's own bounds make; it is no answer itself.
absl::Status TakeWindowFrom(const StoredRecord& stored, const Query& query,
                            const SolvedTimes* solved,
                            EventCriteria& criteria) {
  criteria.except = stored.sequence;
  if (solved != nullptr) {
    ANNALS_ASSIGN_OR_RETURN(criteria.window, solved->TimesOf(stored));
    return absl::OkStatus();
  }
  ANNALS_ASSIGN_OR_RETURN(std::optional<TimeSet> times,
                          TimeSetOf(stored.record.event().when()));
  if (!times.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("query \"", query.when(),
                     "\": that event has no date; want one that has"));
  }
  criteria.window = *std::move(times);
  return absl::OkStatus();
}

absl::Status ResolveWindow(const Query& query, Store& store,
                           const SolvedTimes* solved, EventCriteria& criteria) {
  if (!query.relations().has_value()) return absl::OkStatus();
  criteria.relations = query.relations();
  const absl::StatusOr<Edtf> date = Edtf::Parse(query.when());
  if (date.ok()) {
    criteria.window = WindowOf(*date);
    return absl::OkStatus();
  }
  AsOf as_of;
  as_of.sequence = criteria.sequence;
  const absl::StatusOr<StoredRecord> stored = store.Get(query.when(), as_of);
  if (absl::IsNotFound(stored.status()) ||
      (stored.ok() && !stored->record.has_event())) {
    return CannotResolve(query.when(), date.status());
  }
  ANNALS_RETURN_IF_ERROR(stored.status());
  return TakeWindowFrom(*stored, query, solved, criteria);
}

absl::Status ParseText(const Query& query, EventCriteria& criteria) {
  if (!query.text().empty()) {
    ANNALS_ASSIGN_OR_RETURN(criteria.text, TextQuery::Parse(query.text()));
  } else if (query.order() == Query::Order::kRank) {
    return absl::InvalidArgumentError(
        "query: ordered by rank without a text; want one, or another order");
  }
  return absl::OkStatus();
}

EventCriteria::Order OrderOf(Query::Order order) {
  switch (order) {
    case Query::Order::kId:
      return EventCriteria::Order::kId;
    case Query::Order::kRank:
      return EventCriteria::Order::kRank;
    default:
      return EventCriteria::Order::kTime;
  }
}

// An empty term would match whatever lacks the field.
absl::Status CheckTerms(const Query& query) {
  const auto has_empty = [](const std::vector<std::string>& terms) {
    return std::find(terms.begin(), terms.end(), "") != terms.end();
  };
  if (!has_empty(query.actors()) && !has_empty(query.places()) &&
      !has_empty(query.tags())) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "query: an empty actor, place or tag; want an id or a name");
}

}  // namespace

absl::StatusOr<EventCriteria> CriteriaOf(const Query& query, Store& store,
                                         const Point& point,
                                         const SolvedTimes* solved) {
  ANNALS_RETURN_IF_ERROR(CheckTerms(query));
  EventCriteria criteria;
  criteria.sequence = point.sequence;
  ANNALS_RETURN_IF_ERROR(ResolveWindow(query, store, solved, criteria));
  criteria.only_certain = query.only_certain();
  criteria.as_stated = query.as_stated();
  criteria.undated = query.undated();
  criteria.actors = query.actors();
  criteria.places = query.places();
  criteria.tags = query.tags();
  criteria.codes = query.codes();
  criteria.kinds = query.kinds();
  criteria.source = query.source();
  ANNALS_RETURN_IF_ERROR(ParseText(query, criteria));
  criteria.modalities = query.modalities();
  criteria.statuses = query.statuses();
  criteria.all = query.all();
  criteria.order = OrderOf(query.order());
  criteria.offset = query.offset();
  criteria.limit = query.limit();
  return criteria;
}

}  // namespace annals::timeline_internal
