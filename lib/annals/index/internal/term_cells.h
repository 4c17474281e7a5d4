// TermCells are how the rows of a term lie in memory: by cells of time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_TERM_CELLS_H_
#define ANNALS_INDEX_INTERNAL_TERM_CELLS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/types/span.h"
#include "annals/index/internal/lanes.h"
#include "annals/index/internal/large_vector.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"

namespace annals::index_internal {

// A stretch of time of one term. A question about a point reads the one cell
// that the point falls into, and nothing else if nothing is found.
struct alignas(64) TermCell {
  // The rows that start in it.
  uint32_t first_row;
  uint32_t rows;
  // Those that started before and go on, the latest end first.
  uint32_t carry_first;
  uint32_t carried;
  // Where in the cell the rows start and end, in 15 bits, if there are lanes
  // for all; what ends beyond it is kLaneMax. Lanes that no row has hold
  // kLaneMax and 0: what never starts before anything, nor ends after it.
  Lanes starts;
  Lanes ends;
};
static_assert(sizeof(TermCell) == 64, "a cell is a line of the cache");

// The cells of a term divide the time from its first start to its last into
// equal parts, and one more is what comes after.
struct alignas(64) TermHead {
  // A place in a cell; `brief` says where.
  struct Place {
    uint32_t cell;
    uint16_t brief;
  };

  // Of an unsigned code. What is before all counts as the first start.
  Place PlaceOf(uint64_t x) const {
    const absl::uint128 place = node.Place(std::max(x, node.base));
    const bool is_after = x > node.last;
    const auto in = static_cast<uint32_t>(absl::Uint128High64(place));
    const auto brief = static_cast<uint16_t>(absl::Uint128Low64(place) >> 49);
    return Place{first_cell + (is_after ? cells - 1 : in),
                 is_after ? uint16_t{0} : brief};
  }

  RankNode node;
  uint32_t first_cell;
  uint32_t cells;
  uint32_t first_row;
  uint32_t rows;
  // For a term that cells do not suit: one more than its number among those.
  uint32_t other;
};

// Of all terms.
struct TermData {
  LargeVector<TermHead> heads;
  LargeVector<TermCell> cells;
  // By row: the bounds, as codes, and what the caller calls it. Ids have
  // kIdsPadding more.
  std::vector<int64_t> starts;
  std::vector<int64_t> ends;
  LargeVector<uint32_t> ids;
  // Of carry lists. They have as much padding.
  LargeVector<int64_t> carry_ends;
  LargeVector<uint32_t> carry_ids;
  // Of terms that cells do not suit.
  std::vector<IntervalIndex> others;
};

// Ids are copied by so many.
inline constexpr uint32_t kIdsPadding = 16;

// A cell is about so full, if rows are spread evenly: then one in a hundred has
// more rows than lanes.
inline constexpr uint32_t kRowsPerCell = 6;

// Cells suit a term if none has more rows than this, and all of them together
// carry no more rows than this for each row.
inline constexpr uint32_t kCellRowsMax = 64;
inline constexpr uint64_t kCarriedPerRowMax = 3;

// All is valid, and there are at most TermIndex::kRowsMax in all.
TermData BuildTermData(absl::Span<const Interval> intervals,
                       absl::Span<const std::vector<uint32_t>> ids_of_terms);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_TERM_CELLS_H_
