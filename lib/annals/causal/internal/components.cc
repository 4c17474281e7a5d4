// ComponentsOf() finds which nodes of a graph lead to one another.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/components.h"

#include <algorithm>

#include "annals/causal/internal/buckets.h"

namespace annals::causal_internal {
namespace {

// With a stack of its own in place of recursion.
class ComponentSearch {
 public:
  ComponentSearch(size_t nodes, const Arrows& arrows)
      : arrows_(arrows),
        out_(nodes, arrows.from),
        order_(nodes, kUnseen),
        lowest_(nodes),
        is_open_(nodes) {
    found_.of.resize(nodes);
  }

  Components Run() {
    for (size_t node = 0; node < order_.size(); ++node) {
      if (order_[node] == kUnseen) Explore(node);
    }
    // The search closes a component before those that lead to it.
    for (size_t& number : found_.of) number = found_.count - 1 - number;
    return found_;
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
      const auto arrows = out_[frame.node];
      if (frame.next_arrow == arrows.size()) {
        Leave();
      } else {
        Follow(frame.node, arrows_.to[arrows[frame.next_arrow++]]);
      }
    }
  }

  void Enter(size_t node) {
    order_[node] = lowest_[node] = seen_++;
    is_open_[node] = true;
    open_.push_back(node);
    frames_.push_back({node});
  }

  void Follow(size_t node, size_t next) {
    if (order_[next] == kUnseen) return Enter(next);
    if (is_open_[next]) lowest_[node] = std::min(lowest_[node], order_[next]);
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

  // Everything opened since `root` is one component.
  void CloseComponent(size_t root) {
    size_t node;
    do {
      node = open_.back();
      open_.pop_back();
      is_open_[node] = false;
      found_.of[node] = found_.count;
    } while (node != root);
    ++found_.count;
  }

  const Arrows& arrows_;
  const Buckets out_;
  std::vector<size_t> order_;
  std::vector<size_t> lowest_;
  std::vector<bool> is_open_;
  std::vector<size_t> open_;
  std::vector<Frame> frames_;
  size_t seen_ = 0;
  Components found_;
};

}  // namespace

std::vector<std::vector<size_t>> Components::Members() const {
  std::vector<std::vector<size_t>> members(count);
  for (size_t node = 0; node < of.size(); ++node) {
    members[of[node]].push_back(node);
  }
  return members;
}

Components ComponentsOf(size_t nodes, const Arrows& arrows) {
  return ComponentSearch(nodes, arrows).Run();
}

}  // namespace annals::causal_internal
