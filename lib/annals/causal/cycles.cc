// CausalGraph::Cycles: the strongly connected components with an arrow inside.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "annals/causal/graph.h"
#include "annals/causal/internal/components.h"

namespace annals {

std::vector<std::vector<std::string>> CausalGraph::Cycles() const {
  causal_internal::Arrows promoting;
  for (const Arrow& arrow : arrows_) {
    if (arrow.leads_on) promoting.Add(arrow.cause, arrow.effect);
  }
  const causal_internal::Components components =
      causal_internal::ComponentsOf(ids_.size(), promoting);
  std::vector<std::vector<std::string>> cycles;
  // One node alone is no cycle: no link has one record as cause and effect
  // (Validate sees to that).
  for (const std::vector<size_t>& members : components.Members()) {
    if (members.size() == 1) continue;
    std::vector<std::string> cycle;
    for (const size_t node : members) cycle.push_back(ids_[node]);
    std::sort(cycle.begin(), cycle.end());
    cycles.push_back(std::move(cycle));
  }
  std::sort(cycles.begin(), cycles.end());
  return cycles;
}

}  // namespace annals
