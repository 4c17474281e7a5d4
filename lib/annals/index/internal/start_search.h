// A StartSearch finds a rank in a tier, step by step, and asks for the memory
// that the next step reads.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_START_SEARCH_H_
#define ANNALS_INDEX_INTERNAL_START_SEARCH_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "annals/index/internal/index_data.h"
#include "annals/index/internal/prefetch.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/rank_directory.h"

namespace annals::index_internal {

// What a short query waits for is memory: a slot of the directory, then a few
// starts, then a block, then its carry list, each of which says where the next
// one is. But the slot alone says nearly where the rank will be, which is
// enough to ask for all of the rest.
struct StartSearch {
  StartSearch() = default;

  StartSearch(const IndexData& data, const Tier& tier, int64_t of_code)
      : code(of_code), leaf(tier.directory.Locate(Unsigned(of_code))) {
    const uint16_t* const briefs = data.start_briefs.data() + tier.first;
    Prefetch(briefs + leaf.low());
    Prefetch(briefs + leaf.high());
    Prefetch(&data.BlockOf(tier, Near(tier)));
  }

  // Asks for what the rows that go on will be taken from.
  void FetchLists(const IndexData& data, const Tier& tier) const {
    if (leaf.high() == 0) return;
    const uint32_t near = Near(tier);
    const Block& block = data.BlockOf(tier, near);
    PrefetchLines<2>(data.carry_briefs.data() + block.carry_first,
                     block.carry_size);
    PrefetchLines<3>(data.carry_rows.data() + block.carry_first,
                     block.carry_size);
    PrefetchLines<4>(data.window_briefs.data() + block.window_first,
                     near - block.window_first);
  }

  // The first row of the tier that starts at the code or later.
  uint32_t Rank(const IndexData& data, const Tier& tier) const {
    return data.StartRank(tier, code, leaf);
  }

  int64_t code;
  RankLeaf leaf;

 private:
  // As near to the last row before the rank as is known.
  uint32_t Near(const Tier& tier) const {
    return tier.first + (leaf.high() == 0 ? 0 : leaf.high() - 1);
  }

  // The first of them: how it goes on the processor sees by itself. Always
  // those that short lists need: how long one is would be guessed wrong.
  template <size_t kLines, typename T>
  static void PrefetchLines(const T* first, size_t size) {
    constexpr size_t kLineBytes = 64;
    constexpr size_t kLinesMax = 12;
    const auto* const from = reinterpret_cast<const char*>(first);
    for (size_t i = 0; i < kLines; ++i) Prefetch(from + i * kLineBytes);
    if (size * sizeof(T) <= kLines * kLineBytes) return;
    const size_t bytes = std::min(kLinesMax * kLineBytes, size * sizeof(T));
    for (size_t at = kLines * kLineBytes; at < bytes; at += kLineBytes) {
      Prefetch(from + at);
    }
  }
};

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_START_SEARCH_H_
