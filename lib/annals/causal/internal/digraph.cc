// Digraph: a directed graph of numbered nodes, its components and circles.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/digraph.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace annals::causal_internal {
namespace {

constexpr uint32_t kUnseen = static_cast<uint32_t>(-1);

}  // namespace

Digraph::Digraph(size_t nodes, const std::vector<Edge>& edges)
    : begins_(nodes + 1), successors_(edges.size()) {
  for (const Edge& edge : edges) ++begins_[edge.from + 1];
  for (size_t node = 0; node < nodes; ++node) {
    begins_[node + 1] += begins_[node];
  }
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (const Edge& edge : edges) successors_[next[edge.from]++] = edge.to;
}

// Tarjan, "Depth-first search and linear graph algorithms" (1972).
class Digraph::ComponentSearch {
 public:
  explicit ComponentSearch(const Digraph& graph)
      : graph_(graph),
        order_(graph.size(), kUnseen),
        lowest_(graph.size()),
        component_(graph.size(), kUnseen) {}

  std::vector<uint32_t> Run() {
    for (uint32_t node = 0; node < order_.size(); ++node) {
      if (order_[node] == kUnseen) Explore(node);
    }
    return std::move(component_);
  }

 private:
  struct Frame {
    uint32_t node;
    uint32_t next = 0;
  };

  void Explore(uint32_t root) {
    Enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const absl::Span<const uint32_t> to = graph_.Successors(frame.node);
      if (frame.next == to.size()) {
        Leave();
      } else {
        Follow(frame.node, to[frame.next++]);
      }
    }
  }

  void Enter(uint32_t node) {
    order_[node] = lowest_[node] = seen_++;
    open_.push_back(node);
    frames_.push_back({node});
  }

  // A node that was seen and is in no component yet is open.
  void Follow(uint32_t from, uint32_t to) {
    if (order_[to] == kUnseen) return Enter(to);
    if (component_[to] == kUnseen) {
      lowest_[from] = std::min(lowest_[from], order_[to]);
    }
  }

  void Leave() {
    const uint32_t node = frames_.back().node;
    frames_.pop_back();
    if (!frames_.empty()) {
      uint32_t& above = lowest_[frames_.back().node];
      above = std::min(above, lowest_[node]);
    }
    if (lowest_[node] == order_[node]) Close(node);
  }

  void Close(uint32_t root) {
    uint32_t node;
    do {
      node = open_.back();
      open_.pop_back();
      component_[node] = components_;
    } while (node != root);
    ++components_;
  }

  const Digraph& graph_;
  std::vector<uint32_t> order_;
  std::vector<uint32_t> lowest_;
  std::vector<uint32_t> component_;
  std::vector<uint32_t> open_;
  std::vector<Frame> frames_;
  uint32_t seen_ = 0;
  uint32_t components_ = 0;
};

std::vector<uint32_t> Digraph::Components() const {
  return ComponentSearch(*this).Run();
}

std::vector<uint32_t> Digraph::ShortestCircle(
    uint32_t node, const std::vector<uint32_t>& components) const {
  // Breadth first, until an edge leads back to where it began.
  absl::flat_hash_map<uint32_t, uint32_t> came_from;
  std::deque<uint32_t> queue = {node};
  while (!queue.empty()) {
    const uint32_t from = queue.front();
    queue.pop_front();
    for (const uint32_t to : Successors(from)) {
      if (components[to] != components[node]) continue;
      if (to != node) {
        if (came_from.emplace(to, from).second) queue.push_back(to);
        continue;
      }
      std::vector<uint32_t> circle;
      for (uint32_t at = from; at != node; at = came_from.at(at)) {
        circle.push_back(at);
      }
      circle.push_back(node);
      std::reverse(circle.begin(), circle.end());
      return circle;
    }
  }
  return {};
}

std::vector<std::vector<uint32_t>> NodesByComponent(
    const std::vector<uint32_t>& components) {
  std::vector<std::vector<uint32_t>> nodes;
  for (uint32_t node = 0; node < components.size(); ++node) {
    if (components[node] >= nodes.size()) nodes.resize(components[node] + 1);
    nodes[components[node]].push_back(node);
  }
  return nodes;
}

}  // namespace annals::causal_internal
