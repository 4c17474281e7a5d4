// Which of eight lanes a mask sets: how a vector is packed before AVX-512.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_SET_LANES_H_
#define ANNALS_INDEX_INTERNAL_SET_LANES_H_

#include <array>
#include <cstdint>

namespace annals::index_internal {

constexpr std::array<uint64_t, 256> MakeSetLanes() {
  std::array<uint64_t, 256> lanes{};
  for (unsigned mask = 0; mask < 256; ++mask) {
    int count = 0;
    for (uint64_t lane = 0; lane < 8; ++lane) {
      if ((mask >> lane & 1) == 0) continue;
      lanes[mask] |= lane << (8 * count++);
    }
  }
  return lanes;
}

// For each mask of eight lanes, the numbers of those that are set, in order, a
// byte each.
alignas(64) inline constexpr std::array<uint64_t, 256> kSetLanes =
    MakeSetLanes();

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_SET_LANES_H_
