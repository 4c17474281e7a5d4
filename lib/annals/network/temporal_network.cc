// A TemporalNetwork is what is known of the distances between points of time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/temporal_network.h"

#include <algorithm>

namespace annals {

int32_t TemporalNetwork::AddEdge(TimeVariable from, TimeVariable to,
                                 absl::int128 most, int32_t reason) {
  const bool is_bound = from == kOrigin || to == kOrigin;
  const absl::int128 limit = is_bound ? kForever : kDistanceMax;
  edges_.push_back({std::clamp(most, -limit, limit), from, to, reason});
  return static_cast<int32_t>(edges_.size()) - 1;
}

void TemporalNetwork::AddDistance(TimeVariable from, TimeVariable to,
                                  std::optional<absl::int128> least,
                                  std::optional<absl::int128> most,
                                  int32_t reason) {
  if (most.has_value()) AddEdge(from, to, *most, reason);
  if (least.has_value()) AddEdge(to, from, -*least, reason);
}

}  // namespace annals
