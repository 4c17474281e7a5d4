// Searches in an IndexData that are too long, or too rare, to be inline.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/index_data.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>

namespace annals::index_internal {

uint32_t IndexData::EndRankAmongTies(int64_t code, uint32_t rank,
                                     const RankLeaf& leaf) const {
  const uint32_t* const briefs = end_briefs.data();
  const uint32_t* const ties_end =
      std::upper_bound(briefs + rank, briefs + leaf.high, leaf.brief);
  const uint32_t* const rows = by_end.data();
  return static_cast<uint32_t>(
      std::partition_point(rows + rank, rows + (ties_end - briefs),
                           [&](uint32_t row) { return ends[row] < code; }) -
      rows);
}

uint32_t IndexData::CarriedBeyond(const Block& block, int64_t code) const {
  const uint32_t* const briefs = carry_briefs.data() + block.carry_first;
  const uint32_t brief = block.Brief(code);
  const uint32_t from =
      kernels->count_briefs_above(briefs, block.carry_size, brief);
  const bool is_exact =
      block.shift == 0 && brief != std::numeric_limits<uint32_t>::max();
  if (is_exact || from == block.carry_size || briefs[from] != brief) {
    return from;
  }
  const uint32_t* const ties_end =
      std::upper_bound(briefs + from, briefs + block.carry_size, brief,
                       std::greater<uint32_t>());
  const uint32_t* const rows = carry_rows.data() + block.carry_first;
  return static_cast<uint32_t>(
      std::partition_point(rows + from, rows + (ties_end - briefs),
                           [&](uint32_t row) { return ends[row] > code; }) -
      rows);
}

}  // namespace annals::index_internal
