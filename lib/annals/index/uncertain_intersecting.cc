// UncertainIndex: what touches a window with known ends, for certain and maybe.
//
// Of a row that may touch it, that is certain if it starts before the window's
// end even at its latest, and ends after the window's start even at its
// earliest. Both are compared in short, 64 rows at a time; only where a bound
// and an edge are alike in short, the bound itself tells.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/inner_briefs.h"
#include "annals/index/internal/judge.h"
#include "annals/index/internal/kernels.h"
#include "annals/index/internal/start_search.h"
#include "annals/index/internal/told_rows.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/uncertain_index.h"

namespace annals {
namespace {

using index_internal::BestJudges;
using index_internal::Block;
using index_internal::FetchGoingOn;
using index_internal::FetchStarted;
using index_internal::IndexData;
using index_internal::InnerBriefs;
using index_internal::Judges;
using index_internal::kJudgedRows;
using index_internal::kPackPadding;
using index_internal::kTiersMax;
using index_internal::LowestBits;
using index_internal::PossibleList;
using index_internal::StartSearch;
using index_internal::Tier;
using index_internal::TwoLists;
using index_internal::Verdicts;

// Rows that are judged together lie in one block.
static_assert(index_internal::kBlockRows % kJudgedRows == 0);

// Bit i is that of the i-th number: whether it is above another, or the same.
struct Sides {
  uint64_t above = 0;
  uint64_t same = 0;
};

// The rows of a tier that may touch a window.
struct OfTier {
  // From `first` to `last` start in it.
  uint32_t first;
  uint32_t last;
  // So many rows of this block's carry list go on, and some from the window's
  // first row on up to `first`. Null: nothing started before.
  const Block* block = nullptr;
  uint32_t carried = 0;

  size_t RowsMax() const {
    const uint32_t before = block == nullptr ? 0 : first - block->window_first;
    return size_t{carried} + before + (last - first);
  }
};

}  // namespace

class UncertainIndex::Intersecting {
 public:
  Intersecting(const UncertainIndex& index, const Interval& window)
      : index_(index),
        data_(*index.outer_.data_),
        briefs_(*index.briefs_),
        start_(window.start.code()),
        end_(window.end.code()) {}

  Answer Run() {
    const size_t size = Search();
    Answer answer;
    size_t rows_max = 0;
    for (size_t t = 0; t < size; ++t) rows_max += tiers_[t].RowsMax();
    answer.certain.resize(rows_max + kPackPadding);
    certain_ = answer.certain.data();
    room_ = certain_ + answer.certain.size();
    for (size_t t = 0; t < size; ++t) {
      const OfTier& tier = tiers_[t];
      if (tier.block != nullptr) {
        JudgeCarried(*tier.block, tier.carried);
        JudgeGoingOn(*tier.block, tier.first);
      }
      JudgeStarted(data_.tiers[t], tier.first, tier.last);
    }
    answer.certain.resize(
        static_cast<size_t>(certain_ - answer.certain.data()));
    answer.possible = possible_.Take();
    return answer;
  }

 private:
  // All tiers, step by step, so that none waits for another's memory.
  size_t Search() {
    const size_t size = data_.tiers.size();
    std::array<StartSearch, kTiersMax> from;
    std::array<StartSearch, kTiersMax> to;
    for (size_t t = 0; t < size; ++t) {
      from[t] = StartSearch(data_, data_.tiers[t], start_);
      to[t] = StartSearch(data_, data_.tiers[t], end_);
    }
    for (size_t t = 0; t < size; ++t) {
      from[t].FetchLists(data_, data_.tiers[t]);
    }
    for (size_t t = 0; t < size; ++t) {
      const Tier& tier = data_.tiers[t];
      OfTier& of = tiers_[t];
      of.first = from[t].Rank(data_, tier);
      of.last = std::max(of.first, to[t].Rank(data_, tier));
      if (of.last > of.first) {
        FetchStarted(data_, briefs_, data_.BlockOf(tier, of.last - 1), of.first,
                     of.last);
      }
      if (of.first == tier.first) continue;
      of.block = &data_.BlockOf(tier, of.first - 1);
      FetchGoingOn(data_, briefs_, *of.block, of.first);
    }
    for (size_t t = 0; t < size; ++t) {
      OfTier& of = tiers_[t];
      if (of.block == nullptr) continue;
      of.carried = data_.CarriedBeyond(*of.block, start_);
    }
    return size;
  }

  // Of the first `size`, those that are above, and of those that are the same
  // in short, those that is_above(i) says.
  template <typename IsAbove>
  static uint64_t Above(const Sides& sides, uint32_t size, IsAbove is_above) {
    uint64_t above = sides.above;
    for (uint64_t same = sides.same & LowestBits(size); same != 0;
         same &= same - 1) {
      const auto i = static_cast<uint32_t>(absl::countr_zero(same));
      above |= uint64_t{is_above(i)} << i;
    }
    return above & LowestBits(size);
  }

  // Of the rows in `all`, those are certain of which the latest start is below,
  // and the earliest end above, an edge; where either is the same in short,
  // is_certain(i) says. The others are possible.
  template <typename IsCertain>
  void Tell(const uint32_t* ids, uint32_t size, uint64_t all,
            const Sides& starts, const Sides& ends, IsCertain is_certain) {
    uint64_t certain = ends.above & ~starts.above & ~starts.same;
    uint64_t unsure = all & ~starts.above & (ends.above | ends.same) & ~certain;
    for (; unsure != 0; unsure &= unsure - 1) {
      const auto i = static_cast<uint32_t>(absl::countr_zero(unsure));
      certain |= uint64_t{is_certain(i)} << i;
    }
    certain &= all;
    const TwoLists out =
        judges_.split(ids, size, Verdicts{certain, all & ~certain},
                      TwoLists{certain_, possible_.end()});
    certain_ = out.certain;
    possible_.SetEnd(out.possible);
  }

  bool IsCertain(int64_t latest_start, int64_t earliest_end) const {
    return latest_start < end_ && earliest_end > start_;
  }

  // The first rows of a carry list.
  void JudgeCarried(const Block& block, uint32_t size) {
    const uint16_t at_start = block.Brief(start_);
    const uint16_t at_end = block.Brief(end_);
    for (uint32_t i = 0; i < size; i += kJudgedRows) {
      const uint32_t few = std::min(size - i, kJudgedRows);
      const uint32_t at = block.carry_first + i;
      Tell(data_.carry_ids.data() + at, few, LowestBits(few),
           SidesOf(briefs_.carried_latest_starts.data() + at, few, at_end),
           SidesOf(briefs_.carried_earliest_ends.data() + at, few, at_start),
           [&](uint32_t k) {
             const Carried& row = index_.carried_[at + k];
             return IsCertain(row.latest_start, row.earliest_end);
           });
    }
  }

  // Of a window's rows before `last`, those that go on.
  void JudgeGoingOn(const Block& block, uint32_t last) {
    const uint16_t at_start = block.Brief(start_);
    const uint16_t at_end = block.Brief(end_);
    for (uint32_t row = block.window_first; row < last; row += kJudgedRows) {
      const uint32_t few = std::min(last - row, kJudgedRows);
      const uint64_t all =
          Above(SidesOf(data_.window_briefs.data() + row, few, at_start), few,
                [&](uint32_t i) { return data_.ends[row + i] > start_; });
      if (all == 0) continue;
      Tell(data_.ids.data() + row, few, all,
           SidesOf(briefs_.latest_starts.data() + row, few, at_end),
           SidesOf(briefs_.earliest_ends.data() + row, few, at_start),
           [&](uint32_t i) {
             const Inner& inner = index_.inner_[row + i];
             return IsCertain(inner.latest_start, inner.earliest_end);
           });
    }
  }

  // Rows that start in the window. They touch it for certain, but those that go
  // on beyond its end and may start later: these are looked for in the carry
  // list there, if that is shorter than to look at all.
  void JudgeStarted(const Tier& tier, uint32_t first, uint32_t last) {
    if (first >= last) return;
    const Block& block = data_.BlockOf(tier, last - 1);
    const uint32_t split = block.window_first;
    if (split > first) {
      const uint32_t beyond = data_.CarriedBeyond(block, end_);
      if (split - first > beyond) {
        CopyButLateStarts(block, beyond, first, split);
        first = split;
      }
    }
    while (first < last) {
      // As far as one block goes, which says what the edge is in short.
      const uint32_t left = kJudgedRows - (first - tier.first) % kJudgedRows;
      const uint32_t few = std::min(left, last - first);
      JudgeLateStarts(data_.BlockOf(tier, first), first, few);
      first += few;
    }
  }

  void JudgeLateStarts(const Block& block, uint32_t row, uint32_t size) {
    const uint64_t all = LowestBits(size);
    Tell(data_.ids.data() + row, size, all,
         SidesOf(briefs_.latest_starts.data() + row, size, block.Brief(end_)),
         Sides{all, 0}, [&](uint32_t i) {
           return index_.inner_[row + i].latest_start < end_;
         });
  }

  // Of the rows from `first` to `last`, all but those that the first of the
  // block's carry list say may start too late.
  void CopyButLateStarts(const Block& block, uint32_t carried, uint32_t first,
                         uint32_t last) {
    uint32_t* const begin = certain_;
    certain_ = data_.kernels->copy(data_.ids.data() + first, last - first,
                                   begin, room_);
    FindLateStarts(block, carried);
    // Those before the window are judged already.
    uint32_t* out = places_.data();
    for (const uint32_t row : places_) {
      const uint32_t place = row - first;
      *out = place;
      out += place < last - first ? 1 : 0;
    }
    places_.resize(static_cast<size_t>(out - places_.data()));
    MovePlaces(begin);
  }

  // Puts the rows into places_, of the first of the block's carry list.
  void FindLateStarts(const Block& block, uint32_t carried) {
    places_.resize(size_t{carried} + kPackPadding);
    uint32_t* out = places_.data();
    const uint16_t at_end = block.Brief(end_);
    for (uint32_t i = 0; i < carried; i += kJudgedRows) {
      const uint32_t few = std::min(carried - i, kJudgedRows);
      const uint32_t at = block.carry_first + i;
      const uint64_t late =
          Above(SidesOf(briefs_.carried_latest_starts.data() + at, few, at_end),
                few, [&](uint32_t k) {
                  return index_.carried_[at + k].latest_start >= end_;
                });
      out = judges_.pack(data_.carry_rows.data() + at, late, out);
    }
    places_.resize(static_cast<size_t>(out - places_.data()));
  }

  // What is at places_ of the rows from `begin` on is not certain. What is last
  // takes its place.
  void MovePlaces(uint32_t* begin) {
    // A list that lies (a sealed index may be forged) may name a row twice.
    const auto size = static_cast<size_t>(certain_ - begin);
    const size_t left = size - std::min(size, places_.size());
    is_out_.assign(size - left, false);
    for (const uint32_t place : places_) {
      possible_.AddId(begin[place]);
      if (place >= left) is_out_[place - left] = true;
    }
    size_t next = left;
    for (const uint32_t place : places_) {
      if (place >= left) continue;
      while (next < size && is_out_[next - left]) ++next;
      if (next == size) break;
      begin[place] = begin[next++];
    }
    certain_ = begin + left;
  }

  // Of at most kJudgedRows.
  Sides SidesOf(const uint16_t* briefs, uint32_t size, uint16_t x) const {
    Sides sides;
    judges_.sides(briefs, size, x, &sides.above, &sides.same);
    return Sides{sides.above & ~sides.same, sides.same};
  }

  const UncertainIndex& index_;
  const IndexData& data_;
  const InnerBriefs& briefs_;
  const Judges& judges_ = BestJudges();
  const int64_t start_;
  const int64_t end_;
  std::array<OfTier, kTiersMax> tiers_;
  uint32_t* certain_ = nullptr;
  const uint32_t* room_ = nullptr;
  PossibleList possible_{data_};
  // Of what is not certain, among what is.
  std::vector<uint32_t> places_;
  std::vector<uint8_t> is_out_;
};

UncertainIndex::Answer UncertainIndex::FindIntersecting(
    const Interval& window) const {
  if (outer_.IsEmpty()) return {};
  return Intersecting(*this, window).Run();
}

}  // namespace annals
