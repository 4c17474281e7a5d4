// A Propagation makes one label smaller, and those that hang on it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/internal/propagation.h"

#include <algorithm>
#include <cstddef>

namespace annals::network_internal {
namespace {

// The greatest change is on top of the heap.
constexpr auto kLessUrgent = [](const auto& a, const auto& b) {
  return a.change > b.change;
};

}  // namespace

bool Propagation::Decrease(TimeVariable variable, absl::int128 distance,
                           int32_t edge, TimeVariable source) {
  Improve(variable, distance, edge);
  while (!heap_.empty()) {
    const Entry top = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end(), kLessUrgent);
    heap_.pop_back();
    const absl::int128 change =
        labels_.distance[static_cast<size_t>(top.variable)] -
        before_.at(top.variable).distance;
    if (top.change != change) continue;  // Became smaller meanwhile.
    if (!PassOn(top.variable, source)) return false;
  }
  return true;
}

bool Propagation::PassOn(TimeVariable variable, TimeVariable source) {
  const absl::int128 distance = labels_.distance[static_cast<size_t>(variable)];
  for (const absl::Span<const Arc> arcs :
       {arcs_.At(variable), arcs_.AddedAt(variable)}) {
    for (const Arc& arc : arcs) {
      const bool is_smaller =
          Improve(arc.to, distance + MostOf(arc, edges_), arc.edge);
      if (is_smaller && arc.to == source) return false;
    }
  }
  return true;
}

bool Propagation::Improve(TimeVariable variable, absl::int128 distance,
                          int32_t edge) {
  absl::int128& label = labels_.distance[static_cast<size_t>(variable)];
  if (distance >= label) return false;
  int32_t& label_edge = labels_.edge[static_cast<size_t>(variable)];
  const Label before =
      before_.try_emplace(variable, Label{label, label_edge}).first->second;
  label = distance;
  label_edge = edge;
  heap_.push_back({distance - before.distance, variable});
  std::push_heap(heap_.begin(), heap_.end(), kLessUrgent);
  return true;
}

void Propagation::Undo() {
  for (const auto& [variable, before] : before_) {
    labels_.distance[static_cast<size_t>(variable)] = before.distance;
    labels_.edge[static_cast<size_t>(variable)] = before.edge;
  }
  before_.clear();
  heap_.clear();
}

}  // namespace annals::network_internal
