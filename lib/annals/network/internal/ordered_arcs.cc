// OrderedArcs: the edges, laid out in the order in which they are relaxed.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/internal/ordered_arcs.h"

namespace annals::network_internal {

OrderedArcs::OrderedArcs(const TemporalNetwork& network,
                         const ComponentOrder& order, Along direction)
    : begins(static_cast<size_t>(network.variables()) + 1) {
  const std::vector<TemporalEdge>& edges = network.edges();
  const auto is_inner = [](const TemporalEdge& edge) {
    return edge.from != kOrigin && edge.to != kOrigin;
  };
  const auto base = [direction](const TemporalEdge& edge) {
    return static_cast<size_t>(direction == Along::kEdges ? edge.from
                                                          : edge.to);
  };
  // By variable: first how many arcs it has, then where its next one is put.
  std::vector<int32_t> next(begins.size());
  for (const TemporalEdge& edge : edges) {
    if (is_inner(edge)) ++next[base(edge)];
  }
  for (size_t i = 0; i + 1 < begins.size(); ++i) {
    const auto variable = static_cast<size_t>(order.variable_at[i]);
    begins[i + 1] = begins[i] + next[variable];
    next[variable] = begins[i];
  }
  arcs.resize(static_cast<size_t>(begins.back()));
  for (size_t i = 0; i < edges.size(); ++i) {
    const TemporalEdge& edge = edges[i];
    if (!is_inner(edge)) continue;
    const TimeVariable to = direction == Along::kEdges ? edge.to : edge.from;
    int32_t& place = next[base(edge)];
    arcs[static_cast<size_t>(place++)] =
        ArcOf(edge, static_cast<int32_t>(i),
              order.position_of[static_cast<size_t>(to)]);
  }
}

}  // namespace annals::network_internal
