// ComponentsOf() finds which nodes of a graph lead to one another.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/components.h"

#include <algorithm>
#include <cstdint>

#include "annals/causal/internal/digraph.h"

namespace annals::causal_internal {

std::vector<std::vector<size_t>> Components::Members() const {
  std::vector<std::vector<size_t>> members(count);
  for (size_t node = 0; node < of.size(); ++node) {
    members[of[node]].push_back(node);
  }
  return members;
}

Components ComponentsOf(size_t nodes, const Arrows& arrows) {
  std::vector<Edge> edges;
  edges.reserve(arrows.from.size());
  for (size_t i = 0; i < arrows.from.size(); ++i) {
    edges.push_back({static_cast<uint32_t>(arrows.from[i]),
                     static_cast<uint32_t>(arrows.to[i])});
  }
  const std::vector<uint32_t> numbers = Digraph(nodes, edges).Components();
  Components found;
  for (const uint32_t number : numbers) {
    found.count = std::max(found.count, size_t{number} + 1);
  }
  // A Digraph numbers them against its edges.
  for (const uint32_t number : numbers) {
    found.of.push_back(found.count - 1 - number);
  }
  return found;
}

}  // namespace annals::causal_internal
