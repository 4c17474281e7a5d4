// SmallestCycle() finds a contradiction that takes few edges to tell.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/smallest_cycle.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace annals {
namespace {

// The edges that leave each variable, the origin too.
class OutgoingEdges {
 public:
  explicit OutgoingEdges(const TemporalNetwork& network)
      : begins_(static_cast<size_t>(network.variables()) + 1),
        edges_(network.edges().size()) {
    const std::vector<TemporalEdge>& edges = network.edges();
    for (const TemporalEdge& edge : edges) {
      ++begins_[static_cast<size_t>(edge.from) + 1];
    }
    for (size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    std::vector<size_t> next(begins_.begin(), begins_.end() - 1);
    for (size_t i = 0; i < edges.size(); ++i) {
      edges_[next[static_cast<size_t>(edges[i].from)]++] =
          static_cast<int32_t>(i);
    }
  }

  absl::Span<const int32_t> Of(TimeVariable variable) const {
    const auto at = static_cast<size_t>(variable);
    return absl::MakeConstSpan(edges_.data() + begins_[at],
                               edges_.data() + begins_[at + 1]);
  }

 private:
  std::vector<size_t> begins_;
  std::vector<int32_t> edges_;
};

class CycleSearch {
 public:
  CycleSearch(const TemporalNetwork& network, std::vector<int32_t> known,
              int64_t steps_max)
      : network_(network),
        outgoing_(network),
        best_(std::move(known)),
        steps_left_(steps_max) {}

  NegativeCycle Search() {
    // The known cycle's own variables first: a smaller one is likely near.
    const std::vector<int32_t> known = best_;
    for (const int32_t edge : known) SearchFrom(EdgeAt(edge).from);
    for (TimeVariable i = 0; i < network_.variables(); ++i) SearchFrom(i);
    return {best_, steps_left_ > 0};
  }

 private:
  // A walk from where the search began, by its last edge.
  struct Walk {
    absl::int128 sum;
    TimeVariable at;
    int32_t edge;
    // Index of the walk that it goes on from; -1 for none.
    int32_t before;
  };

  const TemporalEdge& EdgeAt(int32_t index) const {
    return network_.edges()[static_cast<size_t>(index)];
  }

  // All walks of one edge, then of two, as long as they are shorter than the
  // best cycle.
  void SearchFrom(TimeVariable start) {
    walks_.assign(1, Walk{0, start, -1, -1});
    lowest_.clear();
    size_t begin = 0;
    for (size_t length = 1; length < best_.size(); ++length) {
      const size_t end = walks_.size();
      for (size_t i = begin; i < end; ++i) {
        if (steps_left_ <= 0 || Extend(static_cast<int32_t>(i), start)) return;
      }
      if (end == walks_.size()) return;
      begin = end;
    }
  }

  // True if one step more closes a cycle: none from here can be shorter.
  bool Extend(int32_t index, TimeVariable start) {
    const Walk walk = walks_[static_cast<size_t>(index)];
    for (const int32_t next : outgoing_.Of(walk.at)) {
      --steps_left_;
      const TemporalEdge& edge = EdgeAt(next);
      const absl::int128 sum = walk.sum + edge.most;
      if (sum >= 0) continue;
      if (edge.to == start) {
        KeepCycle(next, index);
        return true;
      }
      const auto [lowest, is_new] = lowest_.try_emplace(edge.to, sum);
      if (!is_new && sum >= lowest->second) continue;
      lowest->second = sum;
      walks_.push_back({sum, edge.to, next, index});
    }
    return false;
  }

  void KeepCycle(int32_t last, int32_t walk) {
    best_ = {last};
    for (; walks_[static_cast<size_t>(walk)].before >= 0;
         walk = walks_[static_cast<size_t>(walk)].before) {
      best_.push_back(walks_[static_cast<size_t>(walk)].edge);
    }
    std::reverse(best_.begin(), best_.end());
  }

  const TemporalNetwork& network_;
  const OutgoingEdges outgoing_;
  std::vector<int32_t> best_;
  int64_t steps_left_;
  std::vector<Walk> walks_;
  absl::flat_hash_map<TimeVariable, absl::int128> lowest_;
};

}  // namespace

NegativeCycle SmallestCycle(const TemporalNetwork& network,
                            std::vector<int32_t> known, int64_t steps_max) {
  if (std::find(known.begin(), known.end(), kAxisEdge) != known.end()) {
    return {std::move(known), false};
  }
  return CycleSearch(network, std::move(known), steps_max).Search();
}

}  // namespace annals
