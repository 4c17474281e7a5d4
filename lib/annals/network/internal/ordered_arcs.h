// OrderedArcs: the edges, laid out in the order in which they are relaxed.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_ORDERED_ARCS_H_
#define ANNALS_NETWORK_INTERNAL_ORDERED_ARCS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "annals/network/internal/arc.h"
#include "annals/network/internal/components.h"
#include "annals/network/temporal_network.h"

namespace annals::network_internal {

// By position, both where an arc starts and where it leads to. In a large
// network what is read one after the other then lies side by side in memory,
// which makes solving twice as fast. Edges at the origin are left out.
struct OrderedArcs {
  OrderedArcs(const TemporalNetwork& network, const ComponentOrder& order,
              Along direction);

  absl::Span<const Arc> At(int32_t position) const {
    const auto at = static_cast<size_t>(position);
    return absl::MakeConstSpan(arcs.data() + begins[at],
                               arcs.data() + begins[at + 1]);
  }

  std::vector<int32_t> begins;
  std::vector<Arc> arcs;
};

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_ORDERED_ARCS_H_
