// CausalCycles finds records that lead to one another in a circle.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/causal_cycles.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "annals/causal/internal/circles.h"

namespace annals::causal_internal {

void CausalCycles::Add(const CausalLink& link, IdTable& ids) {
  const uint32_t between = BetweenNode(ids.NumberOf(link.id()));
  for (const std::string& cause : link.causes()) {
    edges_.push_back({RecordNode(ids.NumberOf(cause)), between});
  }
  for (const std::string& effect : link.effects()) {
    edges_.push_back({between, RecordNode(ids.NumberOf(effect))});
  }
}

void CausalCycles::Judge(const IdTable& ids, FindingList& findings) const {
  const Digraph graph(2 * ids.size(), edges_);
  const std::vector<uint32_t> components = graph.Components();
  std::vector<std::vector<uint32_t>> circles = ComponentsOfSeveral(components);
  // Each begins with the record that has the least id.
  for (std::vector<uint32_t>& nodes : circles) {
    const auto first = std::min_element(
        nodes.begin(), nodes.end(), [&](uint32_t a, uint32_t b) {
          if (a % 2 != b % 2) return a % 2 < b % 2;
          return ids.IdOf(a / 2) < ids.IdOf(b / 2);
        });
    std::iter_swap(nodes.begin(), first);
  }
  std::sort(circles.begin(), circles.end(), [&](const auto& a, const auto& b) {
    return ids.IdOf(a.front() / 2) < ids.IdOf(b.front() / 2);
  });
  for (const std::vector<uint32_t>& nodes : circles) {
    Tell(graph, nodes, components, ids, findings);
  }
}

void CausalCycles::Tell(const Digraph& graph,
                        const std::vector<uint32_t>& nodes,
                        const std::vector<uint32_t>& components,
                        const IdTable& ids, FindingList& findings) const {
  Finding* const finding = findings.Add(FindingKind::kCausalCycle);
  if (finding == nullptr) return;
  for (const uint32_t node : graph.ShortestCircle(nodes.front(), components)) {
    auto& where = node % 2 == 0 ? finding->records : finding->links;
    where.emplace_back(ids.IdOf(node / 2));
  }
  finding->circle_of = static_cast<size_t>(std::count_if(
      nodes.begin(), nodes.end(), [](uint32_t node) { return node % 2 == 0; }));
}

}  // namespace annals::causal_internal
