// An Arc is an edge as it is seen from one of its ends.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_ARC_H_
#define ANNALS_NETWORK_INTERNAL_ARC_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/numeric/int128.h"
#include "annals/network/temporal_network.h"

namespace annals::network_internal {

// Along the edges, greatest distances from the origin are passed on: latest
// times. Against them, those to the origin: earliest times, negated.
enum class Along { kEdges, kAgainstEdges };

// 16 bytes, since reading them is
// what solving costs.
struct Arc {
  static constexpr int64_t kWide = std::numeric_limits<int64_t>::min();

  // The edge's `most`, or kWide if it does not fit.
  int64_t most = 0;
  // The other end: a variable, or its position in an order.
  int32_t to = 0;
  int32_t edge = 0;
};

// The arc of this edge, whose other end is called `to`.
inline Arc ArcOf(const TemporalEdge& edge, int32_t index, int32_t to) {
  const bool fits = edge.most > Arc::kWide &&
                    edge.most <= std::numeric_limits<int64_t>::max();
  return {fits ? static_cast<int64_t>(edge.most) : Arc::kWide, to, index};
}

// How far the arc is.
inline absl::int128 MostOf(const Arc& arc,
                           const std::vector<TemporalEdge>& edges) {
  if (arc.most != Arc::kWide) return arc.most;
  return edges[static_cast<size_t>(arc.edge)].most;
}

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_ARC_H_
