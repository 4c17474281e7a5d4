// An ArcIndex finds the edges at a variable, in one direction.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_ARC_INDEX_H_
#define ANNALS_NETWORK_INTERNAL_ARC_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "annals/network/internal/arc.h"
#include "annals/network/temporal_network.h"

namespace annals::network_internal {

// All edges, save those to and from the origin, and from a variable to itself.
class ArcIndex {
 public:
  ArcIndex(const TemporalNetwork& network, Along direction);

  // Those that there were at first.
  absl::Span<const Arc> At(TimeVariable variable) const {
    const auto at = static_cast<size_t>(variable);
    if (at + 1 >= begins_.size()) return {};
    return absl::MakeConstSpan(arcs_.data() + begins_[at],
                               arcs_.data() + begins_[at + 1]);
  }

  // Those that were added since; empty for nearly all.
  absl::Span<const Arc> AddedAt(TimeVariable variable) const {
    if (added_.empty()) return {};
    const auto found = added_.find(variable);
    if (found == added_.end()) return {};
    return found->second;
  }

  void Add(TimeVariable variable, const Arc& arc) {
    added_[variable].push_back(arc);
  }

 private:
  std::vector<int32_t> begins_;
  std::vector<Arc> arcs_;
  absl::flat_hash_map<TimeVariable, std::vector<Arc>> added_;
};

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_ARC_INDEX_H_
