// ComponentOrder: an order of the variables in which few edges point back.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_COMPONENTS_H_
#define ANNALS_NETWORK_INTERNAL_COMPONENTS_H_

#include <cstdint>
#include <vector>

#include "annals/network/temporal_network.h"

namespace annals::network_internal {

// Where the edges lead, those to and from the origin left out (they would make
// one component of all that is dated).
struct Successors {
  explicit Successors(const TemporalNetwork& network);

  // Of variable i: targets[begins[i]] to before targets[begins[i + 1]].
  std::vector<int32_t> begins;
  std::vector<TimeVariable> targets;
};

// The strongly connected components in topological order: no edge leads from a
// component to an earlier one. Each has its variables at positions of their
// own, in a row, in the order in which a search along the edges first met them.
struct ComponentOrder {
  // By variable: its position. By position: its variable.
  std::vector<int32_t> position_of;
  std::vector<TimeVariable> variable_at;
  // By component: its first position; at the end, the number of variables.
  std::vector<int32_t> begins;
};

// Tarjan, "Depth-first search and linear graph algorithms" (SIAM Journal on
// Computing 1, 1972), with a stack of its own. Linear.
ComponentOrder ComponentsOf(const Successors& successors);

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_COMPONENTS_H_
