// ComponentOrder: an order of the variables in which few edges point back.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/internal/components.h"

#include <algorithm>
#include <cstddef>

namespace annals::network_internal {
namespace {

constexpr int32_t kUnseen = -1;

bool IsInner(const TemporalEdge& edge) {
  return edge.from != kOrigin && edge.to != kOrigin;
}

class TarjanSearch {
 public:
  explicit TarjanSearch(const Successors& successors)
      : successors_(successors),
        size_(successors.begins.size() - 1),
        met_(size_, kUnseen),
        lowest_(size_),
        is_open_(size_) {}

  ComponentOrder Search() {
    // From the end, so that where all else is equal the order is that in which
    // the variables were added.
    for (auto root = static_cast<int32_t>(size_) - 1; root >= 0; --root) {
      if (met_[static_cast<size_t>(root)] == kUnseen) SearchFrom(root);
    }
    return Reversed();
  }

 private:
  // A variable on the path, and which of its edges are not followed yet.
  struct Visit {
    TimeVariable variable;
    int32_t next;
    int32_t end;
  };

  void SearchFrom(TimeVariable root) {
    Enter(root);
    while (!path_.empty()) {
      Visit& visit = path_.back();
      if (visit.next == visit.end) {
        Leave();
        continue;
      }
      const TimeVariable to =
          successors_.targets[static_cast<size_t>(visit.next++)];
      const auto target = static_cast<size_t>(to);
      if (met_[target] == kUnseen) {
        Enter(to);
      } else if (is_open_[target]) {
        int32_t& lowest = lowest_[static_cast<size_t>(visit.variable)];
        lowest = std::min(lowest, met_[target]);
      }
    }
  }

  void Enter(TimeVariable variable) {
    const auto at = static_cast<size_t>(variable);
    met_[at] = lowest_[at] = clock_++;
    is_open_[at] = true;
    path_.push_back(
        {variable, successors_.begins[at], successors_.begins[at + 1]});
    open_.push_back(variable);
  }

  void Leave() {
    const TimeVariable variable = path_.back().variable;
    const auto at = static_cast<size_t>(variable);
    path_.pop_back();
    if (!path_.empty()) {
      const auto above = static_cast<size_t>(path_.back().variable);
      lowest_[above] = std::min(lowest_[above], lowest_[at]);
    }
    if (lowest_[at] == met_[at]) CloseComponent(variable);
  }

  // What lies on the stack from here on can reach this variable and be reached
  // from it. It is taken off last first, so that to turn all round in the end
  // leaves each component in the order in which it was met.
  void CloseComponent(TimeVariable root) {
    TimeVariable variable = kOrigin;
    do {
      variable = open_.back();
      open_.pop_back();
      is_open_[static_cast<size_t>(variable)] = false;
      closed_.push_back(variable);
    } while (variable != root);
    ends_.push_back(static_cast<int32_t>(closed_.size()));
  }

  // A component is closed before those that lead to it.
  ComponentOrder Reversed() const {
    ComponentOrder order;
    order.variable_at.assign(closed_.rbegin(), closed_.rend());
    order.position_of.resize(size_);
    for (size_t i = 0; i < size_; ++i) {
      order.position_of[static_cast<size_t>(order.variable_at[i])] =
          static_cast<int32_t>(i);
    }
    for (auto end = ends_.rbegin(); end != ends_.rend(); ++end) {
      order.begins.push_back(static_cast<int32_t>(size_) - *end);
    }
    order.begins.push_back(static_cast<int32_t>(size_));
    return order;
  }

  const Successors& successors_;
  const size_t size_;
  // By variable: when it was met; the earliest one on the stack that it
  // reaches; whether it is on the stack.
  std::vector<int32_t> met_;
  std::vector<int32_t> lowest_;
  std::vector<char> is_open_;
  std::vector<Visit> path_;
  std::vector<TimeVariable> open_;
  std::vector<TimeVariable> closed_;
  std::vector<int32_t> ends_;
  int32_t clock_ = 0;
};

}  // namespace

Successors::Successors(const TemporalNetwork& network)
    : begins(static_cast<size_t>(network.variables()) + 1) {
  for (const TemporalEdge& edge : network.edges()) {
    if (IsInner(edge)) ++begins[static_cast<size_t>(edge.from) + 1];
  }
  for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  targets.resize(static_cast<size_t>(begins.back()));
  std::vector<int32_t> next(begins.begin(), begins.end() - 1);
  for (const TemporalEdge& edge : network.edges()) {
    if (!IsInner(edge)) continue;
    int32_t& place = next[static_cast<size_t>(edge.from)];
    targets[static_cast<size_t>(place++)] = edge.to;
  }
}

ComponentOrder ComponentsOf(const Successors& successors) {
  return TarjanSearch(successors).Search();
}

}  // namespace annals::network_internal
