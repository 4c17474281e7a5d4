// SolvedEvents tells what must be true of events, and why.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/solved_events.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "annals/network/allen_clauses.h"
#include "annals/network/internal/case_search.h"
#include "annals/network/internal/clause_network.h"
#include "annals/network/smallest_cycle.h"

namespace annals {

using network_internal::Cases;
using network_internal::ClauseNetwork;
using network_internal::Refutation;

namespace {

// Records that are left out in turn to see what that resolves.
constexpr size_t kCandidatesMax = 64;

void AddOnce(const std::string& record, std::vector<std::string>& records) {
  if (record.empty()) return;
  if (std::find(records.begin(), records.end(), record) == records.end()) {
    records.push_back(record);
  }
}

}  // namespace

SolvedEvents::SolvedEvents(EventNetwork network, CaseSearchLimits limits)
    : events_(std::move(network)),
      limits_(limits),
      clauses_(std::make_shared<const ClauseNetwork>(events_)) {
  if (clauses_->refutation().has_value()) {
    verdict_ = Verdict::kContradiction;
  } else {
    DecideCases();
  }
}

const SolvedNetwork& SolvedEvents::solved() const { return clauses_->solved(); }

void SolvedEvents::DecideCases() {
  std::vector<AllenStatement> open;
  for (const AllenStatement& statement : events_.statements()) {
    if (ClausesOf(statement.relations).is_exact) continue;
    const AllenSet possible = clauses_->PossibleRelations(statement);
    if (possible.IsSubsetOf(statement.relations)) continue;
    open.push_back(statement);
    AddOnce(events_.reasons()[static_cast<size_t>(statement.reason)].record,
            loose_);
  }
  are_bounds_tightest_ = open.empty();
  switch (network_internal::SearchCases(*clauses_, open, limits_.work_max)) {
    case Cases::kSomeFits:
      verdict_ = Verdict::kConsistent;
      return;
    case Cases::kNoneFits:
      verdict_ = Verdict::kContradiction;
      return;
    case Cases::kNotDecided:
      verdict_ = Verdict::kNotDecided;
  }
}

NetworkContradiction SolvedEvents::Contradiction() const {
  NetworkContradiction contradiction;
  const std::optional<Refutation>& refutation = clauses_->refutation();
  if (!refutation.has_value()) {
    contradiction.violated = loose_;
  } else if (refutation->violated.has_value()) {
    contradiction.steps = StepsOf(refutation->network, refutation->edges);
    const auto reason = static_cast<size_t>(*refutation->violated);
    contradiction.violated = {events_.reasons()[reason].record};
  } else {
    const NegativeCycle cycle =
        SmallestCycle(refutation->network, refutation->edges);
    contradiction.steps = StepsOf(refutation->network,
                                  WellBegun(refutation->network, cycle.edges));
    contradiction.is_smallest = cycle.is_smallest;
  }
  contradiction.resolved_by = RecordsThatResolve(contradiction);
  return contradiction;
}

// The cycle, begun at the origin if it goes there, else at an event.
std::vector<int32_t> SolvedEvents::WellBegun(const TemporalNetwork& network,
                                             std::vector<int32_t> cycle) const {
  const auto start_of = [&](int32_t edge) {
    return network.edges()[static_cast<size_t>(edge)].from;
  };
  auto begin = std::find_if(cycle.begin(), cycle.end(), [&](int32_t edge) {
    return edge != kAxisEdge && start_of(edge) == kOrigin;
  });
  if (begin == cycle.end()) {
    begin = std::find_if(cycle.begin(), cycle.end(), [&](int32_t edge) {
      return edge != kAxisEdge && events_.EndAt(start_of(edge)).has_value();
    });
  }
  std::rotate(cycle.begin(), begin, cycle.end());
  return cycle;
}

std::vector<std::string> SolvedEvents::RecordsThatResolve(
    const NetworkContradiction& contradiction) const {
  // What is in none of its steps cannot resolve it.
  std::vector<std::string> candidates = contradiction.violated;
  for (const NetworkStep& step : contradiction.steps) {
    if (step.reason.kind != NetworkReason::Kind::kStartBeforeEnd) {
      AddOnce(step.reason.record, candidates);
    }
    for (const std::string& record : step.given) AddOnce(record, candidates);
  }
  if (candidates.size() > kCandidatesMax) candidates.resize(kCandidatesMax);
  std::vector<std::string> resolving;
  for (const std::string& record : candidates) {
    const SolvedEvents without(events_.Without(record), limits_);
    if (without.verdict() == Verdict::kConsistent) resolving.push_back(record);
  }
  return resolving;
}

NetworkStep SolvedEvents::StepOf(const TemporalEdge& edge,
                                 int32_t index) const {
  NetworkStep step;
  step.from = events_.EndAt(edge.from).value_or(EventEnd());
  step.to = events_.EndAt(edge.to).value_or(EventEnd());
  step.most = edge.most;
  const std::vector<NetworkReason>& reasons = events_.reasons();
  step.reason = reasons[static_cast<size_t>(edge.reason)];
  for (const ClauseNetwork::Derived& derived : clauses_->derived()) {
    if (derived.edge != index) continue;
    for (const int32_t reason : derived.given) {
      const NetworkReason& why = reasons[static_cast<size_t>(reason)];
      if (why.kind == NetworkReason::Kind::kStartBeforeEnd) continue;
      AddOnce(why.record, step.given);
    }
  }
  return step;
}

std::vector<NetworkStep> SolvedEvents::StepsOf(
    const TemporalNetwork& network, const std::vector<int32_t>& edges) const {
  std::vector<NetworkStep> steps;
  // True if the step before led to what stands between members of a series.
  bool is_halfway = false;
  for (const int32_t index : edges) {
    if (index == kAxisEdge) {
      NetworkStep axis;
      axis.from = steps.empty() ? EventEnd() : steps.back().to;
      axis.most = kForever;
      axis.reason.kind = NetworkReason::Kind::kAxis;
      steps.push_back(std::move(axis));
      continue;
    }
    const TemporalEdge& edge = network.edges()[static_cast<size_t>(index)];
    NetworkStep step = StepOf(edge, index);
    if (is_halfway) {
      NetworkStep& whole = steps.back();
      whole.to = step.to;
      whole.most += step.most;
      AddOnce(step.reason.record, whole.given);
    } else {
      steps.push_back(std::move(step));
    }
    is_halfway = !events_.EndAt(edge.to).has_value();
  }
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    if (steps[i].reason.kind == NetworkReason::Kind::kAxis) {
      steps[i].to = steps[i + 1].from;
    }
  }
  return steps;
}

Span SolvedEvents::SpanOf(std::string_view event) const {
  const std::optional<TimeVariable> start = events_.StartOf(event);
  const std::optional<TimeVariable> end = events_.EndOf(event);
  if (!start.has_value() || !end.has_value()) return Span::Unbounded();
  return Span{InstantNotBefore(solved().Earliest(*start)),
              InstantNotAfter(solved().Latest(*start)),
              InstantNotBefore(solved().Earliest(*end)),
              InstantNotAfter(solved().Latest(*end))};
}

bool SolvedEvents::IsTightened(std::string_view event) const {
  return SpanOf(event) != events_.StatedSpan(event).Tightened();
}

std::vector<NetworkStep> SolvedEvents::Explain(std::string_view event,
                                               NetworkBound bound) const {
  const bool is_start = bound == NetworkBound::kEarliestStart ||
                        bound == NetworkBound::kLatestStart;
  const bool is_latest =
      bound == NetworkBound::kLatestStart || bound == NetworkBound::kLatestEnd;
  const std::optional<TimeVariable> variable =
      is_start ? events_.StartOf(event) : events_.EndOf(event);
  if (!variable.has_value()) return {};
  return StepsOf(solved().network(), is_latest
                                         ? solved().ChainOfLatest(*variable)
                                         : solved().ChainOfEarliest(*variable));
}

std::optional<TimeVariable> SolvedEvents::VariableOf(
    const EventEnd& end) const {
  if (end.event.empty()) return kOrigin;
  return end.side == Endpoint::END ? events_.EndOf(end.event)
                                   : events_.StartOf(end.event);
}

SolvedEvents::DistanceRange SolvedEvents::DistanceBetween(
    const EventEnd& from, const EventEnd& to) const {
  DistanceRange range;
  const std::optional<TimeVariable> a = VariableOf(from);
  const std::optional<TimeVariable> b = VariableOf(to);
  if (!a.has_value() || !b.has_value()) return range;
  range.most = solved().GreatestDistance(*a, *b);
  const std::optional<absl::int128> back = solved().GreatestDistance(*b, *a);
  if (back.has_value()) range.least = -*back;
  return range;
}

std::vector<NetworkStep> SolvedEvents::ExplainDistance(
    const EventEnd& from, const EventEnd& to) const {
  const std::optional<TimeVariable> a = VariableOf(from);
  const std::optional<TimeVariable> b = VariableOf(to);
  if (!a.has_value() || !b.has_value()) return {};
  return StepsOf(solved().network(), solved().ChainOfDistance(*a, *b));
}

AllenSet SolvedEvents::PossibleRelations(std::string_view a,
                                         std::string_view b) const {
  const std::optional<TimeVariable> start_a = events_.StartOf(a);
  const std::optional<TimeVariable> start_b = events_.StartOf(b);
  if (!start_a.has_value() || !start_b.has_value()) return AllenSet::All();
  AllenStatement pair{};
  pair.start_a = *start_a;
  pair.end_a = *start_a + 1;
  pair.start_b = *start_b;
  pair.end_b = *start_b + 1;
  AllenSet possible = clauses_->PossibleRelations(pair);
  // Distances cannot say "not equal", but what is said of the two can.
  for (const AllenStatement& statement : events_.statements()) {
    if (statement.start_a == *start_a && statement.start_b == *start_b) {
      possible = possible & statement.relations;
    }
    if (statement.start_a == *start_b && statement.start_b == *start_a) {
      possible = possible & statement.relations.Converse();
    }
  }
  return possible;
}

}  // namespace annals
