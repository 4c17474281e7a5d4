// Searches in an IndexData that are too long, or too rare, to be inline.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/index_data.h"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace annals::index_internal {

uint32_t IndexData::StartRankAmongTies(int64_t code, uint32_t row,
                                       uint32_t high) const {
  // All before `high` that are not like `code` in short come after it.
  return static_cast<uint32_t>(
      std::lower_bound(starts.data() + row, starts.data() + high, code) -
      starts.data());
}

uint32_t IndexData::EndRankAmongTies(int64_t code, uint32_t rank,
                                     uint32_t high) const {
  const uint16_t* const briefs = end_briefs.data();
  const uint16_t* const ties_end =
      std::upper_bound(briefs + rank, briefs + high, briefs[rank]);
  const uint32_t* const rows = by_end.data();
  return static_cast<uint32_t>(
      std::partition_point(rows + rank, rows + (ties_end - briefs),
                           [&](uint32_t row) { return ends[row] < code; }) -
      rows);
}

// The whole starts lie in order tier by tier only.
uint32_t IndexData::StartedAmongTies(int64_t code, uint32_t rank,
                                     uint32_t high) const {
  if (tiers.size() == 1) return StartRankAmongTies(code, rank, high);
  uint32_t count = 0;
  for (const Tier& tier : tiers) count += StartRank(tier, code) - tier.first;
  return count;
}

uint32_t IndexData::CarriedBeyond(const Block& block, int64_t code) const {
  const uint16_t* const briefs = carry_briefs.data() + block.carry_first;
  const uint16_t brief = block.Brief(code);
  const uint32_t from =
      kernels->count_briefs_above(briefs, block.carry_size, brief);
  if (from == block.carry_size || briefs[from] != brief ||
      block.IsExact(brief)) {
    return from;
  }
  const uint16_t* const ties_end =
      std::upper_bound(briefs + from, briefs + block.carry_size, brief,
                       std::greater<uint16_t>());
  const uint32_t* const rows = carry_rows.data() + block.carry_first;
  return static_cast<uint32_t>(
      std::partition_point(rows + from, rows + (ties_end - briefs),
                           [&](uint32_t row) { return ends[row] > code; }) -
      rows);
}

}  // namespace annals::index_internal
