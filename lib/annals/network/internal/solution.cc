// A Solution holds both searches from the origin, and what they went by.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/internal/solution.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "annals/network/internal/components.h"
#include "annals/network/internal/ordered_arcs.h"

namespace annals::network_internal {
namespace {

// A closed walk whose sum is negative has a cycle in it whose sum is; this
// returns the first that closes.
std::vector<Step> NegativeCycleIn(const std::vector<Step>& walk) {
  std::vector<Step> path;
  absl::flat_hash_map<TimeVariable, size_t> began_at;
  for (const Step& step : walk) {
    began_at.try_emplace(step.from, path.size());
    path.push_back(step);
    const auto found = began_at.find(step.to);
    if (found == began_at.end()) continue;
    const auto begin =
        path.begin() + static_cast<std::ptrdiff_t>(found->second);
    absl::int128 sum = 0;
    for (auto at = begin; at != path.end(); ++at) sum += at->most;
    if (sum < 0) return std::vector<Step>(begin, path.end());
    for (auto at = begin; at != path.end(); ++at) began_at.erase(at->from);
    path.erase(begin, path.end());
  }
  return path;
}

Labels LabelsOfSize(size_t size) {
  return {std::vector<absl::int128>(size, kForever),
          std::vector<int32_t>(size, kAxisEdge)};
}

Labels ByPosition(const ComponentOrder& order, const Labels& by_variable) {
  const size_t size = order.variable_at.size();
  Labels labels = LabelsOfSize(size);
  for (size_t i = 0; i < size; ++i) {
    const auto variable = static_cast<size_t>(order.variable_at[i]);
    labels.distance[i] = by_variable.distance[variable];
    labels.edge[i] = by_variable.edge[variable];
  }
  return labels;
}

Labels ByVariable(const ComponentOrder& order, const Labels& by_position) {
  const size_t size = order.variable_at.size();
  Labels labels = LabelsOfSize(size);
  for (size_t i = 0; i < size; ++i) {
    const auto variable = static_cast<size_t>(order.variable_at[i]);
    labels.distance[variable] = by_position.distance[i];
    labels.edge[variable] = by_position.edge[i];
  }
  return labels;
}

}  // namespace

std::vector<int32_t> EdgesOf(const std::vector<Step>& steps) {
  std::vector<int32_t> edges;
  edges.reserve(steps.size());
  for (const Step& step : steps) edges.push_back(step.edge);
  return edges;
}

Solution::Solution(TemporalNetwork network_to_solve)
    : network(std::move(network_to_solve)),
      from_origin(LabelsOfSize(static_cast<size_t>(network.variables()))),
      to_origin(from_origin) {
  Solve();
}

// What loops and the edges at the origin say by themselves, in one pass over
// the edges, since in a large network each pass takes its time.
void Solution::TakeEdgesAtOrigin() {
  const auto origin = static_cast<size_t>(kOrigin);
  from_origin.distance[origin] = 0;
  to_origin.distance[origin] = 0;
  const auto improve = [](const TemporalEdge& edge, TimeVariable variable,
                          size_t index, Labels& labels) {
    const auto at = static_cast<size_t>(variable);
    if (edge.most >= labels.distance[at]) return;
    labels.distance[at] = edge.most;
    labels.edge[at] = static_cast<int32_t>(index);
  };
  const std::vector<TemporalEdge>& edges = network.edges();
  for (size_t i = 0; i < edges.size(); ++i) {
    const TemporalEdge& edge = edges[i];
    if (edge.from == edge.to) {
      if (edge.most >= 0) continue;
      contradiction = {static_cast<int32_t>(i)};
      return;
    }
    if (edge.from == kOrigin) improve(edge, edge.to, i, from_origin);
    if (edge.to == kOrigin) improve(edge, edge.from, i, to_origin);
  }
}

void Solution::Solve() {
  TakeEdgesAtOrigin();
  if (!contradiction.empty()) return;
  const ComponentOrder order = ComponentsOf(Successors(network));
  const std::optional<int32_t> cycle =
      RelaxAll(order, Along::kEdges, from_origin);
  if (cycle.has_value()) {
    return TellCycleThrough(order.variable_at[static_cast<size_t>(*cycle)]);
  }
  // As yet `to_origin` holds only edges to the origin. A negative cycle through
  // the origin has one of them as its last.
  for (TimeVariable i = 0; i < network.variables(); ++i) {
    if (TellCrossedBounds(i)) return;
  }
  // No negative cycle is left to be found.
  RelaxAll(order, Along::kAgainstEdges, to_origin);
}

std::optional<int32_t> Solution::RelaxAll(const ComponentOrder& order,
                                          Along direction,
                                          Labels& labels) const {
  const OrderedArcs arcs(network, order, direction);
  Labels by_position = ByPosition(order, labels);
  const std::optional<int32_t> cycle =
      Relax(arcs, order, network.edges(), direction, by_position);
  labels = ByVariable(order, by_position);
  return cycle;
}

// The step by which a label's path comes to the variable (along the edges), or
// leaves it.
Step Solution::StepInto(TimeVariable variable, Along direction,
                        const Labels& labels) const {
  const int32_t index = labels.edge[static_cast<size_t>(variable)];
  if (index != kAxisEdge) {
    const TemporalEdge& edge = network.edges()[static_cast<size_t>(index)];
    return {index, edge.from, edge.to, edge.most};
  }
  return direction == Along::kEdges
             ? Step{kAxisEdge, kOrigin, variable, kForever}
             : Step{kAxisEdge, variable, kOrigin, kForever};
}

std::vector<Step> Solution::Path(TimeVariable variable, Along direction,
                                 const Labels& labels, TimeVariable end) const {
  std::vector<Step> steps;
  while (variable != end && variable != kOrigin) {
    steps.push_back(StepInto(variable, direction, labels));
    variable = direction == Along::kEdges ? steps.back().from : steps.back().to;
  }
  if (direction == Along::kEdges) std::reverse(steps.begin(), steps.end());
  return steps;
}

bool Solution::TellCrossedBounds(TimeVariable variable) {
  const size_t at = static_cast<size_t>(variable);
  if (from_origin.distance[at] + to_origin.distance[at] >= 0) return false;
  std::vector<Step> walk = Path(variable, Along::kEdges, from_origin);
  const std::vector<Step> back =
      Path(variable, Along::kAgainstEdges, to_origin);
  walk.insert(walk.end(), back.begin(), back.end());
  contradiction = EdgesOf(NegativeCycleIn(walk));
  return true;
}

void Solution::TellCycleThrough(TimeVariable variable) {
  std::vector<Step> steps;
  TimeVariable at = variable;
  do {
    steps.push_back(StepInto(at, Along::kEdges, from_origin));
    at = steps.back().from;
  } while (at != variable);
  std::reverse(steps.begin(), steps.end());
  contradiction = EdgesOf(steps);
}

Solution::ArcIndexes& Solution::Indexes() {
  if (!indexes_.has_value()) {
    indexes_.emplace(ArcIndexes{ArcIndex(network, Along::kEdges),
                                ArcIndex(network, Along::kAgainstEdges)});
  }
  return *indexes_;
}

Labels Solution::LabelsFrom(TimeVariable from) const {
  Labels labels = from_origin;
  const absl::int128 to = to_origin.distance[static_cast<size_t>(from)];
  for (absl::int128& distance : labels.distance) distance += to;
  std::optional<ArcIndex> made;
  if (!indexes_.has_value()) made.emplace(network, Along::kEdges);
  const ArcIndex& arcs = made.has_value() ? *made : indexes_->along;
  Propagation(arcs, network.edges(), labels)
      .Decrease(from, 0, kAxisEdge, kOrigin);
  return labels;
}

TimeVariable Solution::AddVariable() {
  const TimeVariable variable = network.AddVariable();
  for (Labels* const labels : {&from_origin, &to_origin}) {
    labels->distance.push_back(kForever);
    labels->edge.push_back(kAxisEdge);
  }
  return variable;
}

bool Solution::Add(TimeVariable from, TimeVariable to, absl::int128 most,
                   int32_t reason) {
  contradiction.clear();
  Indexes();  // Of the edges before this one.
  const int32_t index = network.AddEdge(from, to, most, reason);
  const TemporalEdge edge = network.edges().back();
  if (from == to) {
    if (edge.most >= 0) return true;
    contradiction = {index};
    network.RemoveLastEdge();
    return false;
  }
  if (!Tighten(edge, index)) {
    network.RemoveLastEdge();
    return false;
  }
  if (from == kOrigin || to == kOrigin) return true;
  Indexes().along.Add(from, ArcOf(edge, index, to));
  Indexes().against.Add(to, ArcOf(edge, index, from));
  return true;
}

bool Solution::Tighten(const TemporalEdge& edge, int32_t index) {
  const auto from = static_cast<size_t>(edge.from);
  const auto to = static_cast<size_t>(edge.to);
  Propagation later(Indexes().along, network.edges(), from_origin);
  Propagation earlier(Indexes().against, network.edges(), to_origin);
  bool is_consistent = true;
  if (edge.to != kOrigin) {
    const absl::int128 reach = from_origin.distance[from] + edge.most;
    is_consistent = later.Decrease(edge.to, reach, index, edge.from);
    if (!is_consistent) TellCycleThrough(edge.from);
    is_consistent = is_consistent && !TellCrossedAmong(later);
  }
  if (is_consistent && edge.from != kOrigin) {
    const absl::int128 reach =
        to_origin.distance[static_cast<size_t>(to)] + edge.most;
    is_consistent =
        earlier.Decrease(from, reach, index, to) && !TellCrossedAmong(earlier);
  }
  if (is_consistent) return true;
  later.Undo();
  earlier.Undo();
  return false;
}

bool Solution::TellCrossedAmong(const Propagation& propagation) {
  for (const auto& [variable, before] : propagation.changed()) {
    if (TellCrossedBounds(variable)) return true;
  }
  return false;
}

}  // namespace annals::network_internal
