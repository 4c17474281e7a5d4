// CausalGraph::Cycles: strongly connected components by Tarjan's algorithm.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "annals/causal/graph.h"

namespace annals {

// Tarjan, "Depth-first search and linear graph algorithms" (1972), with a
// stack of its own in place of recursion.
class CausalGraph::CycleSearch {
 public:
  explicit CycleSearch(const CausalGraph& graph)
      : graph_(graph),
        order_(graph.ids_.size(), kUnseen),
        lowest_(graph.ids_.size()),
        is_open_(graph.ids_.size()) {}

  std::vector<std::vector<std::string>> Run() {
    for (size_t node = 0; node < order_.size(); ++node) {
      if (order_[node] == kUnseen) Explore(node);
    }
    std::sort(cycles_.begin(), cycles_.end());
    return std::move(cycles_);
  }

 private:
  static constexpr size_t kUnseen = static_cast<size_t>(-1);

  struct Frame {
    size_t node;
    size_t next_arrow = 0;
  };

  void Explore(size_t root) {
    Enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::vector<size_t>& arrows = graph_.out_[frame.node];
      if (frame.next_arrow == arrows.size()) {
        Leave();
      } else {
        Follow(frame.node, graph_.arrows_[arrows[frame.next_arrow++]]);
      }
    }
  }

  void Enter(size_t node) {
    order_[node] = lowest_[node] = seen_++;
    is_open_[node] = true;
    open_.push_back(node);
    frames_.push_back({node});
  }

  void Follow(size_t node, const Arrow& arrow) {
    if (!graph_.LeadsOn(arrow)) return;
    if (order_[arrow.effect] == kUnseen) return Enter(arrow.effect);
    if (is_open_[arrow.effect]) {
      lowest_[node] = std::min(lowest_[node], order_[arrow.effect]);
    }
  }

  void Leave() {
    const size_t node = frames_.back().node;
    frames_.pop_back();
    if (!frames_.empty()) {
      size_t& above = lowest_[frames_.back().node];
      above = std::min(above, lowest_[node]);
    }
    if (lowest_[node] == order_[node]) CloseComponent(node);
  }

  // Everything opened since `root` is one component. Alone it is no cycle: no
  // link has one record as cause and effect (Validate sees to that).
  void CloseComponent(size_t root) {
    std::vector<std::string> component;
    size_t node;
    do {
      node = open_.back();
      open_.pop_back();
      is_open_[node] = false;
      component.push_back(graph_.ids_[node]);
    } while (node != root);
    if (component.size() == 1) return;
    std::sort(component.begin(), component.end());
    cycles_.push_back(std::move(component));
  }

  const CausalGraph& graph_;
  std::vector<size_t> order_;
  std::vector<size_t> lowest_;
  std::vector<bool> is_open_;
  std::vector<size_t> open_;
  std::vector<Frame> frames_;
  size_t seen_ = 0;
  std::vector<std::vector<std::string>> cycles_;
};

std::vector<std::vector<std::string>> CausalGraph::Cycles() const {
  return CycleSearch(*this).Run();
}

}  // namespace annals
