// An EventNetwork is made of records: what they say of order and distance.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/event_network.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/claim_scope.h"
#include "annals/record/event_time.h"
#include "annals/time/duration.h"
#include "annals/time/edtf.h"
#include "annals/time/time_set.h"

namespace annals {
namespace {

using Kind = NetworkReason::Kind;

// What the scope takes the date to bound; nothing if it bounds nothing.
absl::StatusOr<std::optional<Span>> BoundsOf(const When& when,
                                             const NetworkScope& scope) {
  if (!scope.widened_dates && !scope.unqualified_only) return SpanOf(when);
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Edtf> date, DateOf(when));
  if (!date.has_value()) return std::nullopt;
  if (scope.unqualified_only && !date->Qualifiers().empty()) {
    return std::nullopt;
  }
  const bool is_wider = date->IsFloating() || date->IsSaturated();
  if (!scope.widened_dates || !is_wider) return SpanOf(when);
  ANNALS_ASSIGN_OR_RETURN(const std::optional<TimeSet> times, TimeSetOf(when));
  return times->Hull();
}

// A least and a greatest distance, each the looser end of what its months may
// last.
struct Range {
  std::optional<absl::int128> least;
  std::optional<absl::int128> most;
};

absl::StatusOr<Range> RangeOf(const std::string& min, const std::string& max) {
  Range range;
  if (!min.empty()) {
    ANNALS_ASSIGN_OR_RETURN(const Duration least, Duration::Parse(min));
    range.least = least.microseconds_min;
  }
  if (!max.empty()) {
    ANNALS_ASSIGN_OR_RETURN(const Duration most, Duration::Parse(max));
    range.most = most.microseconds_max;
  }
  return range;
}

AllenSet RelationsOf(const AllenConstraint& constraint) {
  AllenSet relations;
  for (const auto relation : constraint.relations()) {
    if (relation == AllenConstraint::RELATION_UNSPECIFIED) continue;
    relations.Add(static_cast<AllenRelation>(static_cast<int>(relation) - 1));
  }
  return relations;
}

// No sum of distances comes here unless it begins at the end of the axis.
constexpr absl::int128 kBeyondAllSums = absl::int128(1) << 106;

absl::int128 FloorSeconds(absl::int128 microseconds) {
  constexpr int64_t kSecond = 1'000'000;
  absl::int128 seconds = microseconds / kSecond;
  if (seconds * kSecond > microseconds) --seconds;
  return seconds;
}

}  // namespace

Instant InstantNotBefore(const std::optional<absl::int128>& earliest) {
  if (!earliest.has_value()) return Instant::InfinitePast();
  if (*earliest >= kBeyondAllSums) return Instant::InfiniteFuture();
  std::optional<Instant> instant = Instant::FromMicroseconds(*earliest);
  if (!instant.has_value()) {
    instant = Instant::FromSeconds(-FloorSeconds(-*earliest));
  }
  if (instant.has_value()) return *instant;
  return *earliest < 0 ? Instant::InfinitePast() : Instant::GreatestFinite();
}

Instant InstantNotAfter(const std::optional<absl::int128>& latest) {
  if (!latest.has_value()) return Instant::InfiniteFuture();
  if (*latest <= -kBeyondAllSums) return Instant::InfinitePast();
  std::optional<Instant> instant = Instant::FromMicroseconds(*latest);
  if (!instant.has_value()) {
    instant = Instant::FromSeconds(FloorSeconds(*latest));
  }
  if (instant.has_value()) return *instant;
  return *latest > 0 ? Instant::InfiniteFuture() : Instant::LeastFinite();
}

int32_t EventNetwork::AddReason(Kind kind, std::string_view record) {
  reasons_.push_back({kind, std::string(record)});
  return static_cast<int32_t>(reasons_.size()) - 1;
}

absl::Status EventNetwork::AddEvent(const Event& event) {
  if (network_.variables() + kVariablesPerEvent > kTimeVariablesMax) {
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", kTimeVariablesMax / kVariablesPerEvent - 1,
                     " events; a network holds no more"));
  }
  const size_t index = events_.size();
  events_.push_back(event.id());
  stated_.push_back(Span::Unbounded());
  index_of_[event.id()] = index;
  const TimeVariable start = network_.AddVariable();
  const TimeVariable end = network_.AddVariable();
  network_.AddEdge(end, start, -1,
                   AddReason(Kind::kStartBeforeEnd, event.id()));
  if (!event.part_of().empty()) parts_.emplace_back(index, event.part_of());
  if (!event.series().empty() && event.has_ordinal()) {
    series_[event.series()].push_back({event.ordinal(), index});
  }
  return AddDate(WhenThatCounts(event, scope_), start, event.id());
}

absl::Status EventNetwork::AddDate(const When& when, TimeVariable start,
                                   std::string_view id) {
  const TimeVariable end = start + 1;
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Span> span,
                          BoundsOf(when, scope_));
  if (span.has_value()) {
    stated_.back() = *span;
    const int32_t reason = AddReason(Kind::kDate, id);
    AddBounds(start, span->earliest_start, span->latest_start, reason);
    AddBounds(end, span->earliest_end, span->latest_end, reason);
  }
  if (when.duration().empty()) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const Range range,
                          RangeOf(when.duration(), when.duration()));
  network_.AddDistance(start, end, range.least, range.most,
                       AddReason(Kind::kDuration, id));
  return absl::OkStatus();
}

void EventNetwork::AddBounds(TimeVariable variable, Instant earliest,
                             Instant latest, int32_t reason) {
  std::optional<absl::int128> least;
  std::optional<absl::int128> most;
  if (earliest == Instant::InfiniteFuture()) least = kForever;
  if (earliest.IsFinite()) least = earliest.Microseconds();
  if (latest == Instant::InfinitePast()) most = -kForever;
  if (latest.IsFinite()) most = latest.Microseconds();
  network_.AddDistance(kOrigin, variable, least, most, reason);
}

absl::Status EventNetwork::AddConstraint(const Constraint& constraint) {
  if (!Counts(constraint.claims(), scope_)) return absl::OkStatus();
  const int32_t reason = AddReason(Kind::kConstraint, constraint.id());
  if (constraint.has_relation()) {
    AddRelations(constraint.relation(), reason);
    return absl::OkStatus();
  }
  return AddDistance(constraint.distance(), reason);
}

absl::Status EventNetwork::AddImplied(const NetworkReason& reason,
                                      const Distance& distance) {
  return AddDistance(distance, AddReason(reason.kind, reason.record));
}

std::optional<TimeVariable> EventNetwork::VariableOf(
    const Endpoint& endpoint) const {
  if (!endpoint.instant().empty()) return kOrigin;
  return endpoint.side() == Endpoint::END ? EndOf(endpoint.event())
                                          : StartOf(endpoint.event());
}

// A fixed instant is the origin, so far off.
absl::StatusOr<absl::int128> EventNetwork::OffsetOf(const Endpoint& endpoint) {
  if (endpoint.instant().empty()) return 0;
  ANNALS_ASSIGN_OR_RETURN(const Instant at, FixedInstantOf(endpoint));
  if (at == Instant::InfinitePast()) return -kForever;
  return at == Instant::InfiniteFuture() ? kForever : at.Microseconds();
}

absl::Status EventNetwork::AddDistance(const Distance& distance,
                                       int32_t reason) {
  ANNALS_ASSIGN_OR_RETURN(Range range, RangeOf(distance.min(), distance.max()));
  const std::optional<TimeVariable> from = VariableOf(distance.from());
  const std::optional<TimeVariable> to = VariableOf(distance.to());
  if (!from.has_value() || !to.has_value()) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const absl::int128 from_at,
                          OffsetOf(distance.from()));
  ANNALS_ASSIGN_OR_RETURN(const absl::int128 to_at, OffsetOf(distance.to()));
  const absl::int128 moved = from_at - to_at;
  if (range.least.has_value()) *range.least += moved;
  if (range.most.has_value()) *range.most += moved;
  if (network_.edges().size() >= kTemporalEdgesMax) {
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", kTemporalEdgesMax,
                     " distances; a network holds no more"));
  }
  network_.AddDistance(*from, *to, range.least, range.most, reason);
  return absl::OkStatus();
}

void EventNetwork::AddRelations(const AllenConstraint& constraint,
                                int32_t reason) {
  const std::optional<TimeVariable> a = StartOf(constraint.a());
  const std::optional<TimeVariable> b = StartOf(constraint.b());
  if (!a.has_value() || !b.has_value()) return;
  statements_.push_back(
      {*a, *a + 1, *b, *b + 1, RelationsOf(constraint), reason});
}

void EventNetwork::Finish() {
  if (scope_.part_of) AddParts();
  if (!scope_.series) return;
  for (auto& [name, members] : series_) AddSeries(std::move(members));
  series_.clear();
}

void EventNetwork::AddParts() {
  for (const auto& [part, whole_id] : parts_) {
    const std::optional<TimeVariable> whole = StartOf(whole_id);
    if (!whole.has_value()) continue;
    const int32_t reason = AddReason(Kind::kPartOf, events_[part]);
    const TimeVariable start = *StartOf(events_[part]);
    network_.AddDistance(*whole, start, 0, std::nullopt, reason);
    network_.AddDistance(start + 1, *whole + 1, 0, std::nullopt, reason);
  }
}

// Each against the first of those with the ordinal before: where several share
// one, a variable between the two groups saves holding each against each.
void EventNetwork::AddSeries(std::vector<Member> members) {
  std::sort(members.begin(), members.end(),
            [](const Member& a, const Member& b) {
              return a.ordinal < b.ordinal ||
                     (a.ordinal == b.ordinal && a.event < b.event);
            });
  size_t begin = 0;
  std::optional<TimeVariable> fence;
  while (begin < members.size()) {
    size_t end = begin;
    const std::optional<TimeVariable> next_fence =
        network_.variables() < kTimeVariablesMax
            ? std::optional<TimeVariable>(network_.AddVariable())
            : std::nullopt;
    for (;
         end < members.size() && members[end].ordinal == members[begin].ordinal;
         ++end) {
      const std::string& id = events_[members[end].event];
      const TimeVariable start = *StartOf(id);
      const int32_t reason = AddReason(Kind::kSeries, id);
      if (fence.has_value()) {
        network_.AddDistance(*fence, start, 0, std::nullopt, reason);
      }
      if (next_fence.has_value()) {
        network_.AddDistance(start, *next_fence, 0, std::nullopt, reason);
      }
    }
    fence = next_fence;
    begin = end;
  }
}

std::optional<TimeVariable> EventNetwork::StartOf(
    std::string_view event) const {
  const auto found = index_of_.find(AsAbsl(event));
  if (found == index_of_.end()) return std::nullopt;
  return static_cast<TimeVariable>(1 + kVariablesPerEvent * found->second);
}

std::optional<TimeVariable> EventNetwork::EndOf(std::string_view event) const {
  const std::optional<TimeVariable> start = StartOf(event);
  if (!start.has_value()) return std::nullopt;
  return *start + 1;
}

std::optional<EventEnd> EventNetwork::EndAt(TimeVariable variable) const {
  if (variable == kOrigin) return EventEnd();
  const auto index = static_cast<size_t>((variable - 1) / kVariablesPerEvent);
  if (index >= events_.size()) return std::nullopt;
  const bool is_start = variable % kVariablesPerEvent == 1;
  return EventEnd{events_[index], is_start ? Endpoint::START : Endpoint::END};
}

Span EventNetwork::StatedSpan(std::string_view event) const {
  const auto found = index_of_.find(AsAbsl(event));
  return found == index_of_.end() ? Span::Unbounded() : stated_[found->second];
}

EventNetwork EventNetwork::Without(std::string_view record) const {
  EventNetwork rest = *this;
  const auto is_dropped = [&](int32_t reason) {
    const NetworkReason& why = reasons_[static_cast<size_t>(reason)];
    return why.record == record && why.kind != Kind::kStartBeforeEnd;
  };
  rest.network_ = TemporalNetwork();
  while (rest.network_.variables() < network_.variables()) {
    rest.network_.AddVariable();
  }
  for (const TemporalEdge& edge : network_.edges()) {
    if (is_dropped(edge.reason)) continue;
    rest.network_.AddEdge(edge.from, edge.to, edge.most, edge.reason);
  }
  rest.statements_.clear();
  for (const AllenStatement& statement : statements_) {
    if (!is_dropped(statement.reason)) rest.statements_.push_back(statement);
  }
  return rest;
}

}  // namespace annals
