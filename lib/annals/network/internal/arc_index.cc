// An ArcIndex finds the edges at a variable, in one direction.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/internal/arc_index.h"

namespace annals::network_internal {
namespace {

bool IsInner(const TemporalEdge& edge) {
  return edge.from != kOrigin && edge.to != kOrigin && edge.from != edge.to;
}

TimeVariable BaseOf(const TemporalEdge& edge, Along direction) {
  return direction == Along::kEdges ? edge.from : edge.to;
}

TimeVariable OtherEnd(const TemporalEdge& edge, Along direction) {
  return direction == Along::kEdges ? edge.to : edge.from;
}

}  // namespace

ArcIndex::ArcIndex(const TemporalNetwork& network, Along direction)
    : begins_(static_cast<size_t>(network.variables()) + 1) {
  const std::vector<TemporalEdge>& edges = network.edges();
  for (const TemporalEdge& edge : edges) {
    if (!IsInner(edge)) continue;
    ++begins_[static_cast<size_t>(BaseOf(edge, direction)) + 1];
  }
  for (size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  arcs_.resize(static_cast<size_t>(begins_.back()));
  std::vector<int32_t> next(begins_.begin(), begins_.end() - 1);
  for (size_t i = 0; i < edges.size(); ++i) {
    if (!IsInner(edges[i])) continue;
    int32_t& place = next[static_cast<size_t>(BaseOf(edges[i], direction))];
    arcs_[static_cast<size_t>(place++)] =
        ArcOf(edges[i], static_cast<int32_t>(i), OtherEnd(edges[i], direction));
  }
}

}  // namespace annals::network_internal
