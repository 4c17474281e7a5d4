// Relax(): shortest paths from given labels, edges of any sign.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/internal/relaxation.h"

#include <cstddef>

#include "annals/network/internal/position_set.h"

namespace annals::network_internal {
namespace {

// The first look for a cycle among the paths, in sweeps. The next are each
// after twice as many.
constexpr int64_t kFirstLook = 4;

// Positions from `begin` to before `end`.
struct Component {
  int32_t begin;
  int32_t end;
  bool Contains(int32_t position) const {
    return position >= begin && position < end;
  }
  bool IsSingle() const { return end - begin == 1; }
};

class Relaxation {
 public:
  Relaxation(const OrderedArcs& arcs, const ComponentOrder& order,
             const std::vector<TemporalEdge>& edges, Along direction,
             Labels& labels)
      : arcs_(arcs),
        order_(order),
        edges_(edges),
        direction_(direction),
        labels_(labels),
        active_(labels.distance.size()),
        leads_out_(labels.distance.size()) {}

  std::optional<int32_t> Run() {
    const size_t count = order_.begins.size() - 1;
    for (size_t i = 0; i < count; ++i) {
      const size_t index = direction_ == Along::kEdges ? i : count - 1 - i;
      const Component component = {order_.begins[index],
                                   order_.begins[index + 1]};
      if (!component.IsSingle()) {
        const std::optional<int32_t> cycle = Settle(component);
        if (cycle.has_value()) return cycle;
      }
      // Those inside are settled: this reaches only what lies beyond.
      for (int32_t at = component.begin; at < component.end; ++at) {
        if (component.IsSingle() || leads_out_[static_cast<size_t>(at)]) {
          PassOn(at);
        }
      }
    }
    return std::nullopt;
  }

 private:
  // Relaxes inside a component until nothing changes. What is bounded already
  // goes first: whatever the rest passed on would not last.
  std::optional<int32_t> Settle(const Component& component) {
    for (int32_t at = component.begin; at < component.end; ++at) {
      if (labels_.edge[static_cast<size_t>(at)] >= 0) active_.Insert(at);
    }
    const std::optional<int32_t> cycle = SweepUntilQuiet(component);
    if (cycle.has_value()) return cycle;
    for (int32_t at = component.begin; at < component.end; ++at) {
      if (labels_.edge[static_cast<size_t>(at)] < 0) active_.Insert(at);
    }
    return SweepUntilQuiet(component);
  }

  std::optional<int32_t> SweepUntilQuiet(const Component& component) {
    int64_t next_look = kFirstLook;
    for (int64_t sweeps = 1;; ++sweeps) {
      if (!Sweep(component, sweeps % 2 == 1)) return std::nullopt;
      if (sweeps < next_look) continue;
      next_look *= 2;
      const std::optional<int32_t> cycle = CycleOfPaths(component);
      if (cycle.has_value()) return cycle;
    }
  }

  // Each active position once, up or down; those that become active ahead of
  // it too. False if there was none.
  bool Sweep(const Component& component, bool is_up) {
    const auto [begin, end] = component;
    bool is_any = false;
    int32_t at = is_up ? active_.TakeFirst(begin, end)
                       : active_.TakeLast(end - 1, begin);
    while (at >= 0) {
      is_any = true;
      RelaxInside(at, component);
      if (is_up) {
        at = at + 1 < end ? active_.TakeFirst(at + 1, end) : -1;
      } else {
        at = at > begin ? active_.TakeLast(at - 1, begin) : -1;
      }
    }
    return is_any;
  }

  void RelaxInside(int32_t position, const Component& component) {
    const absl::int128 distance =
        labels_.distance[static_cast<size_t>(position)];
    for (const Arc& arc : arcs_.At(position)) {
      if (!component.Contains(arc.to)) {
        leads_out_[static_cast<size_t>(position)] = true;
      } else if (Improve(arc, distance)) {
        active_.Insert(arc.to);
      }
    }
  }

  void PassOn(int32_t position) {
    const absl::int128 distance =
        labels_.distance[static_cast<size_t>(position)];
    for (const Arc& arc : arcs_.At(position)) Improve(arc, distance);
  }

  bool Improve(const Arc& arc, absl::int128 distance) {
    const auto to = static_cast<size_t>(arc.to);
    const absl::int128 candidate = distance + MostOf(arc, edges_);
    if (candidate >= labels_.distance[to]) return false;
    labels_.distance[to] = candidate;
    labels_.edge[to] = arc.edge;
    return true;
  }

  // The position before this one on its path; -1 if it begins here or in
  // another component.
  int32_t Before(int32_t position, const Component& component) const {
    const int32_t edge = labels_.edge[static_cast<size_t>(position)];
    if (edge < 0) return -1;
    const TemporalEdge& last = edges_[static_cast<size_t>(edge)];
    const TimeVariable from = direction_ == Along::kEdges ? last.from : last.to;
    const int32_t before = order_.position_of[static_cast<size_t>(from)];
    return component.Contains(before) ? before : -1;
  }

  std::optional<int32_t> CycleOfPaths(const Component& component) const {
    const auto [begin, end] = component;
    // By position: from which one it was first looked at.
    std::vector<int32_t> seen_from(static_cast<size_t>(end - begin), -1);
    for (int32_t start = begin; start < end; ++start) {
      int32_t at = start;
      while (at >= 0 && seen_from[static_cast<size_t>(at - begin)] < 0) {
        seen_from[static_cast<size_t>(at - begin)] = start;
        at = Before(at, component);
      }
      if (at >= 0 && seen_from[static_cast<size_t>(at - begin)] == start) {
        return at;
      }
    }
    return std::nullopt;
  }

  const OrderedArcs& arcs_;
  const ComponentOrder& order_;
  const std::vector<TemporalEdge>& edges_;
  const Along direction_;
  Labels& labels_;
  PositionSet active_;
  // By position, of components of several: whether an arc leaves it. Each
  // position is relaxed at least once, which shows it.
  std::vector<char> leads_out_;
};

}  // namespace

std::optional<int32_t> Relax(const OrderedArcs& arcs,
                             const ComponentOrder& order,
                             const std::vector<TemporalEdge>& edges,
                             Along direction, Labels& labels) {
  return Relaxation(arcs, order, edges, direction, labels).Run();
}

}  // namespace annals::network_internal
