// Relax(): shortest paths from given labels, edges of any sign.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_RELAXATION_H_
#define ANNALS_NETWORK_INTERNAL_RELAXATION_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "annals/network/internal/ordered_arcs.h"
#include "annals/network/temporal_network.h"

namespace annals::network_internal {

// The length of the shortest path known so far, and the last edge of it (along
// the edges) or the first (against them). By position while they are worked
// on, by variable afterwards.
struct Labels {
  std::vector<absl::int128> distance;
  std::vector<int32_t> edge;
};

// Makes every label the least that the labels and arcs allow. Nothing if that
// is done; a position on a cycle of `labels.edge` if some cycle's sum is
// negative, and then the labels mean nothing.
//
// Component after component in topological order, so that what has no cycles
// takes one pass. Inside a component Bellman and Ford's relaxation, in sweeps
// that run up and down the positions in turn (Yen, "An algorithm for finding
// shortest routes from all source nodes to a given destination", Quarterly of
// Applied Mathematics 27, 1970) and look only at what has changed. A component
// of m arcs takes time in proportion to m for each time that a shortest path
// turns round in the order: two or three times for chains, a handful for random
// networks, as often as there are variables at worst. A negative cycle is found
// in twice the sweeps that it takes to show: the paths are looked through after
// 4, 8, 16, ... of them (Cherkassky and Goldberg, "Negative-cycle detection
// algorithms", Mathematical Programming 85, 1999).
std::optional<int32_t> Relax(const OrderedArcs& arcs,
                             const ComponentOrder& order,
                             const std::vector<TemporalEdge>& edges,
                             Along direction, Labels& labels);

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_RELAXATION_H_
