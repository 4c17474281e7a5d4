// IndexData is how an IntervalIndex lies in memory: sorted arrays.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_INDEX_DATA_H_
#define ANNALS_INDEX_INTERNAL_INDEX_DATA_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"
#include "annals/index/internal/kernels.h"
#include "annals/index/internal/prefetch.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/interval.h"

namespace annals::index_internal {

inline constexpr int64_t kLeastCode = std::numeric_limits<int64_t>::min();
inline constexpr int64_t kGreatestCode = std::numeric_limits<int64_t>::max();

inline constexpr size_t kTiersMax = 6;

// Windows are made of whole blocks of so many rows.
inline constexpr uint32_t kBlockRows = 128;

// What a query needs to know of the window that a block of rows belongs to. All
// blocks of a window say the same; that is one look-up less than to keep the
// windows apart, and costs a fifth of a byte a row.
//
// The window's carry list are the rows before it that go on at its left edge,
// `edge`: those that end last come first. The edge is the start of the window's
// first row, or as much later as all rows of the tier last (see Tier). Each row
// of the list has its end kept in short beside it, as Brief() says, and so has
// each row of the window itself.
struct Block {
  int64_t edge;
  // The latest end of this block's own rows.
  int64_t end_max;
  uint32_t window_first;
  uint32_t carry_first;
  uint32_t carry_size;
  uint32_t shift;

  // Briefs below this are the distance from the edge, in units of 2^shift
  // ticks. From this on they are what is left of the distance as a floating
  // number, of which the exponent takes six bits and the fraction eight.
  static constexpr uint32_t kFarBriefs = 0xc000;

  // What `end`, which is not before the edge, is in short. Never falls as `end`
  // rises, so it decides wherever two differ. What lies within the window is
  // near, and keeps apart if it is more than a 49,000th of it apart; how far
  // what goes on beyond it lies is told to one part in 256.
  uint16_t Brief(int64_t end) const {
    const uint64_t distance =
        static_cast<uint64_t>(end) - static_cast<uint64_t>(edge);
    const uint64_t near = distance >> shift;
    // Of what is near, too: it is sooner done than guessed whether to.
    const auto bits = static_cast<uint32_t>(absl::bit_width(distance | 1));
    const uint64_t fraction = distance << (64 - bits) >> 55 & 0xff;
    const uint64_t far = kFarBriefs + ((bits - 1) << 8) + fraction;
    return static_cast<uint16_t>(near < kFarBriefs ? near : far);
  }

  // Whether two ends with this brief are the same.
  bool IsExact(uint16_t brief) const {
    return shift == 0 && brief < kFarBriefs;
  }
};

// Rows of like duration, sorted by start, then end.
//
// All of them last longer than `reach`. So of what goes on at an instant, those
// that start at most so long before it are a range of rows, of which none needs
// a look. The others go on at that instant if what is left of them after
// `reach` does; windows and carry lists are made of what is left.
struct Tier {
  uint32_t first;
  uint32_t last;
  uint32_t first_block;
  uint64_t reach;
  RankDirectory directory;

  // The least start from which on each row that has started before `code` goes
  // on there.
  int64_t Behind(int64_t code) const {
    const uint64_t from_least =
        static_cast<uint64_t>(code) - static_cast<uint64_t>(kLeastCode);
    return static_cast<int64_t>(static_cast<uint64_t>(code) -
                                std::min(reach, from_least));
  }
};

// Rows are numbered by tier, then start, then end, then their place in the
// input. The arrays are seen through spans, so that it is all one to a query
// who owns them.
struct IndexData {
  uint32_t size = 0;
  absl::Span<const int64_t> starts;  // and kReadPadding more
  absl::Span<const int64_t> ends;    // the same
  absl::Span<const uint32_t> ids;    // the same
  // Of each row: its start in short, as its tier's directory has it, and its
  // end, as the window it lies in has it.
  absl::Span<const uint16_t> start_briefs;   // and kReadPadding more
  absl::Span<const uint16_t> window_briefs;  // the same
  // The starts of all tiers in one order, in short, so that counting takes one
  // search. Those of the tier where there is only one.
  absl::Span<const uint16_t> all_start_briefs;  // the same
  RankDirectory start_directory;
  // Rows sorted by end, then row, and the ends of these in short, as the
  // directory has them.
  absl::Span<const uint32_t> by_end;      // and kReadPadding more
  absl::Span<const uint16_t> end_briefs;  // the same
  RankDirectory end_directory;
  absl::Span<const Block> blocks;
  // Carry lists: rows, what the caller calls them, and their ends in short.
  absl::Span<const uint32_t> carry_rows;    // and kReadPadding more
  absl::Span<const uint32_t> carry_ids;     // the same
  absl::Span<const uint16_t> carry_briefs;  // the same
  // Of all directories.
  absl::Span<const uint32_t> slots;
  absl::Span<const RankNode> nodes;
  std::vector<Tier> tiers;  // at most kTiersMax
  size_t bytes = 0;
  std::shared_ptr<const void> owner;
  const Kernels* kernels = &BestKernels();

  // The first row of the tier that starts at `code` or later.
  uint32_t StartRank(const Tier& tier, int64_t code) const {
    return StartRank(tier, code, tier.directory.Locate(Unsigned(code)));
  }

  // The same, of a code that the directory has located already.
  uint32_t StartRank(const Tier& tier, int64_t code,
                     const RankLeaf& leaf) const {
    const uint32_t low = tier.first + leaf.low();
    const uint32_t high = tier.first + leaf.high();
    const uint32_t row =
        low + kernels->count_briefs_below(start_briefs.data() + low, high - low,
                                          leaf.brief());
    if (IsTie(leaf, row < high, start_briefs.data()[row])) {
      return StartRankAmongTies(code, row, high);
    }
    return row;
  }

  // The number of rows that end before `code`.
  uint32_t EndRank(int64_t code) const {
    return EndRank(code, end_directory.Locate(Unsigned(code)));
  }

  // The same, of a code that the directory has located already.
  uint32_t EndRank(int64_t code, const RankLeaf& leaf) const {
    const uint32_t rank =
        leaf.low() + kernels->count_briefs_below(end_briefs.data() + leaf.low(),
                                                 leaf.high() - leaf.low(),
                                                 leaf.brief());
    if (IsTie(leaf, rank < leaf.high(), end_briefs.data()[rank])) {
      return EndRankAmongTies(code, rank, leaf.high());
    }
    return rank;
  }

  // How many rows start before `code`. `leaf` is where the directory of all
  // starts has it.
  uint32_t Started(int64_t code, const RankLeaf& leaf) const {
    const uint32_t rank =
        leaf.low() +
        kernels->count_briefs_below(all_start_briefs.data() + leaf.low(),
                                    leaf.high() - leaf.low(), leaf.brief());
    if (IsTie(leaf, rank < leaf.high(), all_start_briefs.data()[rank])) {
      return StartedAmongTies(code, rank, leaf.high());
    }
    return rank;
  }

  const Block& BlockOf(const Tier& tier, uint32_t row) const {
    return blocks.data()[tier.first_block + (row - tier.first) / kBlockRows];
  }

  // How many rows of the block's carry list end after `code`, which is not
  // before the edge. They come first in it.
  uint32_t CarriedBeyond(const Block& block, int64_t code) const;

  // The number of rows that share an instant with [start, end). All is asked
  // for before anything is waited for.
  uint32_t CountIntersecting(int64_t start, int64_t end) const {
    if (start >= end) return 0;
    const RankLeaf started = start_directory.Locate(Unsigned(end));
    Prefetch(all_start_briefs.data() + started.low());
    const RankLeaf ended = end_directory.Locate(Unsigned(start + 1));
    Prefetch(end_briefs.data() + ended.low());
    return Started(end, started) - EndRank(start + 1, ended);
  }

  // Whether there is a key at the place that was found, which is the same as
  // what was looked for as far as can be told in short. Without a branch for
  // each condition: each would be guessed wrong now and then.
  static bool IsTie(const RankLeaf& leaf, bool is_there, uint16_t brief) {
    return (static_cast<int>(!leaf.is_exact()) & static_cast<int>(is_there) &
            static_cast<int>(brief == leaf.brief())) != 0;
  }

  // Go on from `row`, or `rank`, which is as `code` when kept in short, and
  // after which such ones come first, up to `high`.
  uint32_t StartRankAmongTies(int64_t code, uint32_t row, uint32_t high) const;
  uint32_t EndRankAmongTies(int64_t code, uint32_t rank, uint32_t high) const;

  uint32_t StartedAmongTies(int64_t code, uint32_t rank, uint32_t high) const;
};

// The intervals are valid, and there are at most kRowsMax; `ids` are as many,
// or none if each interval's id is its place. If `places` is not null, the
// place of each row's interval is written there, and no tier has a reach:
// whoever judges rows by more than their bounds finds all that go on in carry
// lists and windows.
std::shared_ptr<const IndexData> BuildIndexData(
    absl::Span<const Interval> intervals, absl::Span<const uint32_t> ids,
    std::vector<uint32_t>* places = nullptr);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_INDEX_DATA_H_
