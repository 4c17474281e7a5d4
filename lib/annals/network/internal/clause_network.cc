// A ClauseNetwork is a solved network, and clauses that are not yet edges.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/internal/clause_network.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/container/flat_hash_map.h"

namespace annals::network_internal {
namespace {

TimeVariable VariableAt(const AllenStatement& statement, IntervalEnd end) {
  switch (end) {
    case IntervalEnd::kStartA:
      return statement.start_a;
    case IntervalEnd::kEndA:
      return statement.end_a;
    case IntervalEnd::kStartB:
      return statement.start_b;
    case IntervalEnd::kEndB:
      return statement.end_b;
  }
  return kOrigin;
}

// Statements repeat the same few sets.
class ClauseCache {
 public:
  const std::vector<AllenClause>& Of(AllenSet relations) {
    const auto [found, is_new] = clauses_.try_emplace(relations.mask());
    if (is_new) found->second = ClausesOf(relations).clauses;
    return found->second;
  }

 private:
  absl::flat_hash_map<uint16_t, std::vector<AllenClause>> clauses_;
};

}  // namespace

ClauseNetwork::Clause ClauseNetwork::ClauseOf(const AllenStatement& statement,
                                              const AllenClause& said) {
  Clause clause;
  clause.reason = statement.reason;
  if (said.order.has_value()) {
    clause.order = TemporalEdge{
        -said.order->gap, VariableAt(statement, said.order->later),
        VariableAt(statement, said.order->earlier), statement.reason};
  }
  for (const auto& [a, b] : said.unequal) {
    clause.unequal.emplace_back(VariableAt(statement, a),
                                VariableAt(statement, b));
  }
  return clause;
}

// What is an edge already is solved with the others, and not added one by one.
SolvedNetwork ClauseNetwork::SolveAtFirst(const EventNetwork& events,
                                          std::vector<Clause>& clauses) {
  TemporalNetwork network = events.network();
  ClauseCache cache;
  for (const AllenStatement& statement : events.statements()) {
    for (const AllenClause& said : cache.Of(statement.relations)) {
      Clause clause = ClauseOf(statement, said);
      if (clause.unequal.empty() && clause.order.has_value()) {
        network.AddEdge(clause.order->from, clause.order->to,
                        clause.order->most, clause.reason);
      } else {
        clauses.push_back(std::move(clause));
      }
    }
  }
  return SolvedNetwork(std::move(network));
}

ClauseNetwork::ClauseNetwork(const EventNetwork& events)
    : solved_(SolveAtFirst(events, clauses_)) {
  if (solved_.IsConsistent()) {
    Settle();
    return;
  }
  refutation_ = Refutation{solved_.network(), solved_.contradiction(), {}};
}

bool ClauseNetwork::Say(const AllenStatement& statement, AllenSet relations) {
  for (const AllenClause& said : ClausesOf(relations).clauses) {
    clauses_.push_back(ClauseOf(statement, said));
  }
  return Settle();
}

bool ClauseNetwork::Settle() {
  bool is_changed = true;
  while (is_changed) {
    is_changed = false;
    if (!SettleOnce(is_changed)) return false;
  }
  return true;
}

bool ClauseNetwork::SettleOnce(bool& is_changed) {
  if (clauses_.empty()) return true;
  // Ends that differ in some schedule are not forced to be equal: that spares
  // nearly all searches. Edges that are added here make the schedules too old
  // to tell, but never wrong about what they let through.
  const std::vector<absl::int128> latest = solved_.LatestSchedule();
  const std::vector<absl::int128> earliest = solved_.EarliestSchedule();
  const auto may_be_forced = [&](const auto& ends) {
    const auto a = static_cast<size_t>(ends.first);
    const auto b = static_cast<size_t>(ends.second);
    return latest[a] == latest[b] && earliest[a] == earliest[b];
  };
  std::vector<Clause> rest;
  for (Clause& clause : clauses_) {
    if (!std::all_of(clause.unequal.begin(), clause.unequal.end(),
                     may_be_forced) ||
        !IsForced(clause)) {
      rest.push_back(std::move(clause));
      continue;
    }
    if (!Fire(clause)) return false;
    is_changed = true;
  }
  clauses_ = std::move(rest);
  return true;
}

bool ClauseNetwork::IsForced(const Clause& clause) const {
  return std::all_of(
      clause.unequal.begin(), clause.unequal.end(), [&](const auto& ends) {
        const auto there = solved_.GreatestDistance(ends.first, ends.second);
        if (!there.has_value() || *there > 0) return false;
        const auto back = solved_.GreatestDistance(ends.second, ends.first);
        return back.has_value() && *back <= 0;
      });
}

std::vector<int32_t> ClauseNetwork::EdgesThatForce(const Clause& clause) const {
  std::vector<int32_t> edges;
  for (const auto& [a, b] : clause.unequal) {
    for (const std::vector<int32_t>& chain :
         {solved_.ChainOfDistance(a, b), solved_.ChainOfDistance(b, a)}) {
      edges.insert(edges.end(), chain.begin(), chain.end());
    }
  }
  return edges;
}

bool ClauseNetwork::Fire(const Clause& clause) {
  const std::vector<int32_t> forcing = EdgesThatForce(clause);
  if (!clause.order.has_value()) {
    refutation_ = Refutation{solved_.network(), forcing, clause.reason};
    return false;
  }
  Derived derived;
  derived.edge = static_cast<int32_t>(solved_.network().edges().size());
  for (const int32_t edge : forcing) {
    if (edge == kAxisEdge) continue;
    derived.given.push_back(
        solved_.network().edges()[static_cast<size_t>(edge)].reason);
  }
  derived_.push_back(std::move(derived));
  const TemporalEdge& order = *clause.order;
  if (solved_.Add(order.from, order.to, order.most, clause.reason)) return true;
  refutation_ = Refutation{solved_.network(), solved_.contradiction(), {}};
  refutation_->network.AddEdge(order.from, order.to, order.most, clause.reason);
  return false;
}

AllenSet ClauseNetwork::PossibleRelations(
    const AllenStatement& statement) const {
  const std::vector<TimeVariable> ends = {statement.start_a, statement.end_a,
                                          statement.start_b, statement.end_b};
  EndDistances distances;
  for (size_t i = 0; i < ends.size(); ++i) {
    const auto row = solved_.GreatestDistances(ends[i], ends);
    std::copy(row.begin(), row.end(), distances[i].begin());
  }
  return annals::PossibleRelations(distances);
}

}  // namespace annals::network_internal
