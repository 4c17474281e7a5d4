// CirclesOf() names the records that lead to one another in a circle.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/circles.h"

#include <algorithm>
#include <cstddef>

#include "absl/container/flat_hash_map.h"

namespace annals::causal_internal {

std::vector<std::vector<uint32_t>> ComponentsOfSeveral(
    const std::vector<uint32_t>& components) {
  // A component has no more nodes than there are, and its number is less.
  std::vector<uint32_t> sizes(components.size());
  for (const uint32_t component : components) ++sizes[component];
  absl::flat_hash_map<uint32_t, size_t> places;
  std::vector<std::vector<uint32_t>> several;
  for (uint32_t node = 0; node < components.size(); ++node) {
    if (sizes[components[node]] < 2) continue;
    const auto [place, is_new] =
        places.emplace(components[node], several.size());
    if (is_new) several.emplace_back();
    several[place->second].push_back(node);
  }
  return several;
}

std::vector<std::vector<std::string>> CirclesOf(
    const Digraph& graph, const std::vector<uint32_t>& components,
    const IdTable& ids) {
  std::vector<std::vector<std::string>> circles;
  for (const std::vector<uint32_t>& nodes : ComponentsOfSeveral(components)) {
    const uint32_t first = *std::min_element(
        nodes.begin(), nodes.end(),
        [&](uint32_t a, uint32_t b) { return ids.IdOf(a) < ids.IdOf(b); });
    std::vector<std::string>& circle = circles.emplace_back();
    for (const uint32_t node : graph.ShortestCircle(first, components)) {
      circle.emplace_back(ids.IdOf(node));
    }
  }
  std::sort(circles.begin(), circles.end());
  return circles;
}

}  // namespace annals::causal_internal
