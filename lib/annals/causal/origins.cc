// CausalGraph::Roots, CommonCauses and CommonEffects.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/origins.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "annals/causal/graph.h"
#include "annals/causal/internal/components.h"

namespace annals {

using causal_internal::Arrows;
using causal_internal::Components;

// Some nodes, numbered anew in their order, so that a question about a few
// nodes of a large graph costs no more than they do.
struct CausalGraph::Part {
  // Promoting arrows among them.
  Arrows arrows;
  Components components;

  // By component, whether an arrow leads to it from another.
  std::vector<bool> IsLedTo() const {
    std::vector<bool> is_led_to(components.count);
    for (size_t i = 0; i < arrows.to.size(); ++i) {
      const size_t to = components.of[arrows.to[i]];
      if (components.of[arrows.from[i]] != to) is_led_to[to] = true;
    }
    return is_led_to;
  }

  // By component, whether an arrow leads from it to another.
  std::vector<bool> LeadsOn() const {
    std::vector<bool> leads_on(components.count);
    for (size_t i = 0; i < arrows.to.size(); ++i) {
      const size_t from = components.of[arrows.from[i]];
      if (components.of[arrows.to[i]] != from) leads_on[from] = true;
    }
    return leads_on;
  }
};

// `along` leads to no node that is not among them, from one that is.
CausalGraph::Part CausalGraph::PartOf(absl::Span<const size_t> nodes,
                                      Direction along) const {
  absl::flat_hash_map<size_t, size_t> numbers;
  for (const size_t node : nodes) numbers.emplace(node, numbers.size());
  Part part;
  for (const size_t node : nodes) {
    for (const size_t index : ArrowsAlong(along, node)) {
      const Arrow& arrow = arrows_[index];
      if (!arrow.leads_on) continue;
      part.arrows.Add(numbers.at(arrow.cause), numbers.at(arrow.effect));
    }
  }
  part.components = causal_internal::ComponentsOf(nodes.size(), part.arrows);
  return part;
}

RootCauses CausalGraph::Roots(std::string_view id) const {
  RootCauses found;
  const std::optional<size_t> start = NodeOf(id);
  if (!start.has_value()) return found;
  const std::vector<Reached> causes = Reach(*start, Direction::kToCauses);
  if (causes.empty()) return found;
  std::vector<size_t> nodes;
  std::vector<int> depths;
  for (const Reached& cause : causes) {
    nodes.push_back(cause.node);
    depths.push_back(cause.depth);
  }
  if (std::find(nodes.begin(), nodes.end(), *start) == nodes.end()) {
    nodes.push_back(*start);
    depths.push_back(0);
  }
  const Part part = PartOf(nodes, Direction::kToCauses);
  const std::vector<bool> is_led_to = part.IsLedTo();
  const auto groups = part.components.Members();
  for (size_t i = 0; i < groups.size(); ++i) {
    if (is_led_to[i]) continue;
    RootCause root;
    root.depth = std::numeric_limits<int>::max();
    for (const size_t member : groups[i]) {
      root.ids.push_back(ids_[nodes[member]]);
      root.depth = std::min(root.depth, depths[member]);
    }
    std::sort(root.ids.begin(), root.ids.end());
    found.roots.push_back(std::move(root));
  }
  std::sort(found.roots.begin(), found.roots.end(),
            [](const RootCause& a, const RootCause& b) {
              return std::tie(a.depth, a.ids) < std::tie(b.depth, b.ids);
            });
  return found;
}

CommonRecords CausalGraph::CommonCauses(
    absl::Span<const std::string> ids) const {
  return Common(ids, Direction::kToCauses);
}

CommonRecords CausalGraph::CommonEffects(
    absl::Span<const std::string> ids) const {
  return Common(ids, Direction::kToEffects);
}

CommonRecords CausalGraph::Common(absl::Span<const std::string> ids,
                                  Direction along) const {
  CommonRecords found;
  absl::flat_hash_map<size_t, std::vector<int>> depths;
  for (size_t i = 0; i < ids.size(); ++i) {
    const std::optional<size_t> start = NodeOf(ids[i]);
    if (!start.has_value()) return found;
    for (const Reached& reached : Reach(*start, along)) {
      std::vector<int>& of_node = depths[reached.node];
      if (of_node.size() == i) of_node.push_back(reached.depth);
    }
  }
  std::vector<size_t> nodes;
  for (const auto& [node, of_node] : depths) {
    if (of_node.size() == ids.size()) nodes.push_back(node);
  }
  // What leads to a common cause is one too.
  const Part part = PartOf(nodes, along);
  const std::vector<bool> is_further =
      along == Direction::kToCauses ? part.LeadsOn() : part.IsLedTo();
  for (size_t i = 0; i < nodes.size(); ++i) {
    found.records.push_back({ids_[nodes[i]], !is_further[part.components.of[i]],
                             std::move(depths[nodes[i]])});
  }
  const auto key = [](const CommonRecord& record) {
    return std::make_tuple(
        !record.nearest,
        std::accumulate(record.depths.begin(), record.depths.end(), int64_t{}),
        std::string_view(record.id));
  };
  std::sort(found.records.begin(), found.records.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return found;
}

}  // namespace annals
