// IntervalIndex: Allen's relations.
//
// Where a row starts, and where it ends, each falls into one of five classes
// that the window [a, b) makes: before a, at a, between, at b, after b. The
// thirteen relations are the pairs that can be:
//
//   starts \ ends   before a  at a   between  at b         after b
//   before a        before    meets  overlaps finished-by  contains
//   at a                             starts   equals       started-by
//   between                          during   finishes     overlapped-by
//   at b                                                   met-by
//   after b                                                after
//
// Rows are sorted by start, so each line is a range of row numbers in each
// tier, and what a set of relations wants of a line are a few stretches of
// ends.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "annals/index/internal/index_data.h"
#include "annals/index/internal/matches_builder.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/time/allen.h"

namespace annals {
namespace {

using index_internal::Bounds;
using index_internal::IndexData;
using index_internal::kGreatestCode;
using index_internal::kLeastCode;
using index_internal::Tier;
using R = AllenRelation;

class RelationQuery {
 public:
  RelationQuery(const IndexData& data, AllenSet relations,
                const Interval& window, Matches& matches)
      : data_(data),
        relations_(relations),
        a_(window.start.code()),
        b_(window.end.code()),
        builder_(data, matches) {}

  void Run() {
    AddOver();
    for (uint32_t t = 0; t < data_.tiers.size(); ++t) AddTier(t);
  }

 private:
  bool Asks(R relation) const { return relations_.Contains(relation); }

  // Before and meets: rows in order of their ends.
  void AddOver() {
    if (!Asks(R::kBefore) && !Asks(R::kMeets)) return;
    const uint32_t end_before = data_.EndRank(a_);
    const uint32_t first = Asks(R::kBefore) ? 0 : end_before;
    const uint32_t last = Asks(R::kMeets) ? data_.EndRank(a_ + 1) : end_before;
    builder_.AddList(data_.by_end.data(), first, last);
  }

  void AddTier(uint32_t t) {
    const Tier& tier = data_.tiers[t];
    const uint32_t at_a = data_.StartRank(tier, a_);
    const uint32_t after_a = data_.StartRank(tier, a_ + 1);
    const uint32_t at_b = data_.StartRank(tier, b_);
    ForEachStretch(a_ + 1, R::kOverlaps, R::kFinishedBy, R::kContains,
                   [&](Bounds ends) { builder_.AddGoingOn(tier, at_a, ends); });
    ForEachStretch(kLeastCode, R::kStarts, R::kEquals, R::kStartedBy,
                   [&](Bounds ends) { AddSameStart(at_a, after_a, ends); });
    ForEachStretch(
        kLeastCode, R::kDuring, R::kFinishes, R::kOverlappedBy,
        [&](Bounds ends) { AddStartsBetween(t, after_a, at_b, ends); });
    if (!Asks(R::kMetBy) && !Asks(R::kAfter)) return;
    const uint32_t after_b =
        b_ == kGreatestCode ? tier.last : data_.StartRank(tier, b_ + 1);
    if (Asks(R::kMetBy)) builder_.AddRange(at_b, after_b);
    if (Asks(R::kAfter)) builder_.AddRange(after_b, tier.last);
  }

  // Calls f(ends) for each stretch of ends that is asked for, where the three
  // relations are those of ends before b (from `least`), at b, and after b.
  template <typename Function>
  void ForEachStretch(int64_t least, R before_b, R at_b, R after_b,
                      Function f) const {
    // Nothing ends after the end of time; then "at b" runs up to it.
    const bool is_endless = b_ == kGreatestCode;
    const std::array<bool, 3> asked = {Asks(before_b), Asks(at_b),
                                       Asks(is_endless ? at_b : after_b)};
    const std::array<int64_t, 3> low = {least, b_, is_endless ? b_ : b_ + 1};
    const std::array<int64_t, 3> high = {b_ - 1, b_, kGreatestCode};
    for (size_t i = 0; i < asked.size(); ++i) {
      if (!asked[i]) continue;
      const size_t first = i;
      while (i + 1 < asked.size() && asked[i + 1]) ++i;
      f(Bounds{low[first], high[i]});
    }
  }

  // Rows with one start, which are sorted by their ends.
  void AddSameStart(uint32_t first, uint32_t last, Bounds ends) {
    const int64_t* const all = data_.ends.data();
    const int64_t* const low =
        std::lower_bound(all + first, all + last, ends.low);
    const int64_t* const high = std::upper_bound(low, all + last, ends.high);
    builder_.AddRange(static_cast<uint32_t>(low - all),
                      static_cast<uint32_t>(high - all));
  }

  // Rows that start between a and b: all of them, those that end by b, or
  // those that go on beyond it.
  void AddStartsBetween(uint32_t t, uint32_t first, uint32_t last,
                        Bounds ends) {
    if (ends.low > kLeastCode) {
      builder_.AddGoingOnFrom(data_.tiers[t], first, last, ends);
    } else if (ends.high < kGreatestCode) {
      builder_.AddInside(t, first, last, ends.high);
    } else {
      builder_.AddRange(first, last);
    }
  }

  const IndexData& data_;
  const AllenSet relations_;
  const int64_t a_;
  const int64_t b_;
  MatchesBuilder builder_;
};

}  // namespace

Matches IntervalIndex::Find(AllenSet relations, const Interval& window) const {
  Matches matches;
  if (!window.IsValid()) return matches;
  RelationQuery(*data_, relations, window, matches).Run();
  return matches;
}

size_t IntervalIndex::Count(AllenSet relations, const Interval& window) const {
  return Find(relations, window).Count();
}

}  // namespace annals
