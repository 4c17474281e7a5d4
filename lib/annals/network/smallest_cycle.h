// SmallestCycle() finds a contradiction that takes few edges to tell.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_SMALLEST_CYCLE_H_
#define ANNALS_NETWORK_SMALLEST_CYCLE_H_

#include <cstdint>
#include <vector>

#include "annals/network/temporal_network.h"

namespace annals {

// Edges that one search for a smallest cycle looks at, by default: a second or
// two.
inline constexpr int64_t kCycleStepsMax = 50'000'000;

// A cycle whose edges add up to less than nothing.
struct NegativeCycle {
  // Each from where the one before it leads; no variable comes twice.
  std::vector<int32_t> edges;
  // True if no negative cycle of the network has fewer edges; false if the
  // search was cut short, and there may be one.
  bool is_smallest = false;
};

// A negative cycle with as few edges as can be. `known` is one already, as
// SolvedNetwork::contradiction() tells it; if it has an edge that is kAxisEdge,
// it is returned as it is.
//
// Any such cycle can be begun so that no part from the beginning adds up to
// nothing or more. So one search from each variable, edge by edge, that drops
// whatever is not negative, and whatever comes to a variable later and no
// lower, finds the smallest. Takes time in proportion to the edges that it
// looks at, at most `steps_max`. Thread-safe: the network is only read.
NegativeCycle SmallestCycle(const TemporalNetwork& network,
                            std::vector<int32_t> known,
                            int64_t steps_max = kCycleStepsMax);

}  // namespace annals

#endif  // ANNALS_NETWORK_SMALLEST_CYCLE_H_
