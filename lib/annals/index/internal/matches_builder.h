// MatchesBuilder puts the pieces of an answer together.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_MATCHES_BUILDER_H_
#define ANNALS_INDEX_INTERNAL_MATCHES_BUILDER_H_

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "annals/index/internal/index_data.h"
#include "annals/index/internal/kernels.h"
#include "annals/index/matches.h"

namespace annals {

// Writes into `matches`, which is empty, and may be reused after Clear().
class MatchesBuilder {
 public:
  MatchesBuilder(const index_internal::IndexData& data, Matches& matches)
      : data_(data), matches_(matches) {
    matches_.data_ = &data;
    matches_.size_ = 0;
  }

  // All of these rows.
  void AddRange(uint32_t first, uint32_t last) {
    if (first >= last) return;
    if (matches_.size_ > 0) {
      Piece& before = matches_.pieces_[matches_.size_ - 1];
      if (before.kind == Piece::Kind::kRange && before.last == first) {
        before.last = last;
        return;
      }
    }
    Add(Piece{Piece::Kind::kRange, first, last, 0, nullptr, 0, 0});
  }

  // Of the list at `rows`, from place `first` to `last`, all rows.
  void AddList(const uint32_t* rows, uint32_t first, uint32_t last) {
    if (first >= last) return;
    Add(Piece{Piece::Kind::kList, first, last, 0, rows, 0, 0});
  }

  // Of these rows, those whose ends pass.
  void AddSieve(uint32_t first, uint32_t last, index_internal::Bounds ends) {
    if (first >= last || ends.low > ends.high) return;
    Add(Piece{Piece::Kind::kSieve, first, last, 0, nullptr, ends.low,
              ends.high});
  }

  // Of these rows of a tier, those that end at `end_max` or earlier.
  void AddInside(uint32_t tier_number, uint32_t first, uint32_t last,
                 int64_t end_max) {
    const index_internal::Tier& tier = data_.tiers[tier_number];
    last = std::min(last, RankBehind(tier, end_max, last));
    if (first >= last) return;
    Add(Piece{Piece::Kind::kInside, first, last, tier_number, nullptr,
              index_internal::kLeastCode, end_max});
  }

  // The rows of a tier, before row `end`, whose ends pass. All these rows start
  // before ends.low.
  void AddGoingOn(const index_internal::Tier& tier, uint32_t end,
                  index_internal::Bounds ends) {
    AddGoingOnFrom(tier, tier.first, end, ends);
  }

  // The same, from row `first` on.
  void AddGoingOnFrom(const index_internal::Tier& tier, uint32_t first,
                      uint32_t end, index_internal::Bounds ends) {
    if (first >= end || ends.low > ends.high) return;
    // From here on, all rows end at ends.low or later.
    const uint32_t late =
        std::clamp(RankBehind(tier, ends.low - 1, end), first, end);
    if (ends.high == index_internal::kGreatestCode) {
      AddRange(late, end);
    } else {
      AddSieve(late, std::min(end, RankBehind(tier, ends.high, end)), ends);
    }
    AddLeft(tier, first, late, ends);
  }

  // The rows of a tier that end at `low` or later, of those before row `end`,
  // which is the first that starts at tier.Behind(low - 1) or later.
  void AddBehind(const index_internal::Tier& tier, uint32_t end, int64_t low) {
    AddLeft(tier, tier.first, end,
            index_internal::Bounds{low, index_internal::kGreatestCode});
  }

 private:
  using Piece = Matches::Piece;

  // The first row of the tier that starts at tier.Behind(code) or later, which
  // is known to be `otherwise` or later if the tier has no reach.
  uint32_t RankBehind(const index_internal::Tier& tier, int64_t code,
                      uint32_t otherwise) const {
    if (tier.reach == 0) return otherwise;
    return data_.StartRank(tier, tier.Behind(code));
  }

  // Rows from `first` to `end` whose ends pass, all of which start before
  // tier.Behind(ends.low - 1): of those before the last window, what its carry
  // list has; and of the window, what is found by looking.
  void AddLeft(const index_internal::Tier& tier, uint32_t first, uint32_t end,
               index_internal::Bounds ends) {
    if (first >= end) return;
    const index_internal::Block& block = data_.BlockOf(tier, end - 1);
    const bool has_high = ends.high != index_internal::kGreatestCode;
    const auto add_of_window = [&](uint32_t from) {
      if (has_high) return AddSieve(from, end, ends);
      AddWindow(block, from, end, ends.low);
    };
    if (first >= block.window_first) return add_of_window(first);
    const uint32_t from = has_high ? data_.CarriedBeyond(block, ends.high) : 0;
    const uint32_t to = data_.CarriedBeyond(block, ends.low - 1);
    if (first != tier.first && block.window_first - first < to - from) {
      return AddSieve(first, end, ends);
    }
    AddCarried(block, from, to, first == tier.first ? 0 : first);
    add_of_window(block.window_first);
  }

  // Of a block's carry list, from place `first` to `last`, the rows from
  // `least` on.
  void AddCarried(const index_internal::Block& block, uint32_t first,
                  uint32_t last, uint32_t least) {
    if (first >= last) return;
    Add(Piece{Piece::Kind::kCarried, block.carry_first + first,
              block.carry_first + last, least, data_.carry_rows.data(), 0, 0});
  }

  // Of these rows of a block's window, those that end at `low` or later, which
  // is after all of them start.
  void AddWindow(const index_internal::Block& block, uint32_t first,
                 uint32_t last, int64_t low) {
    if (first >= last) return;
    Add(Piece{Piece::Kind::kGoingOn, first, last, block.Brief(low - 1), nullptr,
              low, index_internal::kGreatestCode});
  }

  void Add(const Piece& piece) {
    assert(matches_.size_ < Matches::kPiecesMax);
    matches_.pieces_[matches_.size_++] = piece;
  }

  const index_internal::IndexData& data_;
  Matches& matches_;
};

}  // namespace annals

#endif  // ANNALS_INDEX_INTERNAL_MATCHES_BUILDER_H_
