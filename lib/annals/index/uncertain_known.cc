// UncertainIndex: relations to a window with known ends, for certain and maybe.
//
// Where a row starts at its earliest, it falls into one of five classes that
// the window [a, b) makes, and so do its three other bounds; which relations
// are possible follows from these four. The rows of a class of starts lie
// together, and what is left is to compare the other bounds with a and b: in
// short, 64 rows at a time, as the terms of what is asked want it. Only where a
// bound and an edge are alike in short, all bounds are looked at.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "annals/index/internal/brief_judge.h"
#include "annals/index/internal/brief_terms.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/inner_briefs.h"
#include "annals/index/internal/judge.h"
#include "annals/index/internal/kernels.h"
#include "annals/index/internal/possible_relations.h"
#include "annals/index/internal/start_search.h"
#include "annals/index/internal/told_rows.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"

namespace annals {
namespace {

using index_internal::AddRows;
using index_internal::BestJudges;
using index_internal::Block;
using index_internal::BriefBounds;
using index_internal::BriefJudge;
using index_internal::BriefTerms;
using index_internal::BriefVerdicts;
using index_internal::CertainCount;
using index_internal::CertainList;
using index_internal::FetchGoingOn;
using index_internal::FetchStarted;
using index_internal::IndexData;
using index_internal::InnerBriefs;
using index_internal::JudgedWindow;
using index_internal::Judges;
using index_internal::kBlockRows;
using index_internal::kGreatestCode;
using index_internal::kJudgedRows;
using index_internal::kTiersMax;
using index_internal::ListedRows;
using index_internal::LowestBits;
using index_internal::NeighbouringRows;
using index_internal::PossibleCount;
using index_internal::PossibleInWindow;
using index_internal::PossibleList;
using index_internal::PossibleRows;
using index_internal::StartClass;
using index_internal::StartSearch;
using index_internal::TermsByStart;
using index_internal::TermsOf;
using index_internal::Tier;
using index_internal::Verdicts;
using R = AllenRelation;

// Rows that are judged together lie in one block.
static_assert(kBlockRows % kJudgedRows == 0);

// Rows of a tier by where they start: up to `at_a` before the window, up to
// `between` with it, up to `at_b` in it, up to `after_b` where it ends, up to
// `last` later, if that is asked for.
struct OfTier {
  uint32_t at_a;
  uint32_t between;
  uint32_t at_b;
  uint32_t after_b;
  uint32_t last;
  // Of what started before: so many rows of this block's carry list go on, and
  // some from the window's first row on. Null: nothing did, or it cannot be in
  // a relation that is asked.
  const Block* block = nullptr;
  uint32_t carried = 0;
};

// Places in the order of ends: of rows that end before the window, if that is
// asked for, up to `at_a`, and of those that end where it starts.
struct Over {
  uint32_t first = 0;
  uint32_t at_a = 0;
  uint32_t last = 0;
};

}  // namespace

template <typename CertainTold, typename PossibleTold>
class UncertainIndex::Known {
 public:
  Known(const UncertainIndex& index, AllenSet asked, const Interval& window,
        CertainTold& certain, PossibleTold& possible)
      : index_(index),
        data_(*index.outer_.data_),
        briefs_(*index.briefs_),
        a_(window.start.code()),
        b_(window.end.code()),
        asked_(asked),
        terms_(TermsOf(asked,
                       static_cast<uint64_t>(b_) - static_cast<uint64_t>(a_))),
        window_{PossibleInWindow(a_, b_), asked},
        certain_(certain),
        possible_(possible) {}

  void Run() {
    const size_t size = Search();
    size_t rows_max = over_.last - over_.first;
    for (size_t t = 0; t < size; ++t) rows_max += CertainMax(tiers_[t]);
    certain_.Reserve(rows_max);
    AddOver();
    for (size_t t = 0; t < size; ++t) AddTier(data_.tiers[t], tiers_[t]);
  }

 private:
  bool Asks(R relation) const { return asked_.Contains(relation); }
  const BriefTerms& Terms(StartClass start) const {
    return terms_[static_cast<size_t>(start)];
  }

  // All tiers, step by step, so that none waits for another's memory.
  size_t Search() {
    const size_t size = data_.tiers.size();
    std::array<StartSearch, kTiersMax> from;
    std::array<StartSearch, kTiersMax> to;
    for (size_t t = 0; t < size; ++t) {
      from[t] = StartSearch(data_, data_.tiers[t], a_);
      to[t] = StartSearch(data_, data_.tiers[t], b_);
    }
    const bool asks_carried = !Terms(StartClass::kBeforeA).asked().IsNever();
    const bool asks_between = !Terms(StartClass::kBetween).asked().IsNever();
    if (asks_carried) {
      for (size_t t = 0; t < size; ++t) {
        from[t].FetchLists(data_, data_.tiers[t]);
      }
    }
    for (size_t t = 0; t < size; ++t) {
      const Tier& tier = data_.tiers[t];
      OfTier& of = tiers_[t];
      of.at_a = from[t].Rank(data_, tier);
      of.at_b = to[t].Rank(data_, tier);
      if (asks_between && of.at_b > of.at_a) {
        FetchStarted(data_, briefs_, data_.BlockOf(tier, of.at_b - 1), of.at_a,
                     of.at_b);
      }
      if (!asks_carried || of.at_a == tier.first) continue;
      of.block = &data_.BlockOf(tier, of.at_a - 1);
      FetchGoingOn(data_, briefs_, *of.block, of.at_a);
    }
    for (size_t t = 0; t < size; ++t) SearchMore(data_.tiers[t], tiers_[t]);
    SearchOver();
    return size;
  }

  size_t CertainMax(const OfTier& of) const {
    size_t rows = (of.between - of.at_a) + (of.last - of.at_b);
    if (of.block != nullptr && MayBeCertain(StartClass::kBeforeA)) {
      rows += of.carried + (of.at_a - of.block->window_first);
    }
    if (MayBeCertain(StartClass::kBetween)) rows += of.at_b - of.between;
    return rows;
  }

  bool MayBeCertain(StartClass start) const {
    const BriefTerms& terms = Terms(start);
    return !terms.asked().IsNever() && !terms.others().IsAlways();
  }

  // What is near to what was found. (A directory of a sealed index that was
  // forged may lie, but never so that a range ends before it begins.)
  void SearchMore(const Tier& tier, OfTier& of) const {
    of.at_b = std::max(of.at_a, of.at_b);
    of.between = of.at_b == of.at_a ? of.at_a
                                    : std::clamp(data_.StartRank(tier, a_ + 1),
                                                 of.at_a, of.at_b);
    of.after_b = of.at_b;
    of.last = of.at_b;
    if ((Asks(R::kMetBy) || Asks(R::kAfter)) && b_ < kGreatestCode) {
      of.after_b = std::max(of.at_b, data_.StartRank(tier, b_ + 1));
      of.last = Asks(R::kAfter) ? tier.last : of.after_b;
    }
    if (of.block == nullptr) return;
    of.carried = data_.CarriedBeyond(
        *of.block, LatestEndAbove(Terms(StartClass::kBeforeA)));
  }

  void SearchOver() {
    if (!Asks(R::kBefore) && !Asks(R::kMeets)) return;
    over_.at_a = data_.EndRank(a_);
    over_.first = Asks(R::kBefore) ? 0 : over_.at_a;
    over_.last = std::max(over_.at_a, data_.EndRank(a_ + 1));
  }

  // What is not later than this has no relation that is asked.
  int64_t LatestEndAbove(const BriefTerms& terms) const {
    switch (terms.latest_end_min()) {
      case BriefTerms::LatestEnd::kAfterA:
        return a_;
      case BriefTerms::LatestEnd::kAtB:
        return b_ - 1;
      case BriefTerms::LatestEnd::kAfterB:
        return b_;
    }
    return a_;
  }

  // Rows that are over before the window, or may end where it starts.
  void AddOver() {
    const uint32_t* const rows = data_.by_end.data();
    const bool is_certain = Asks(R::kBefore) && Asks(R::kMeets);
    const uint32_t certain = is_certain ? over_.last : over_.at_a;
    certain_.AddListed(rows + over_.first, certain - over_.first);
    for (uint32_t i = certain; i < over_.last; ++i) {
      const uint32_t row = rows[i];
      AddRows(row, 1, JudgeRows(row, 1), certain_, possible_);
    }
  }

  void AddTier(const Tier& tier, const OfTier& of) {
    if (of.block != nullptr) {
      const BriefTerms& terms = Terms(StartClass::kBeforeA);
      AddCarried(terms, *of.block, of.carried, 0);
      AddGoingOn(terms, *of.block, of.at_a);
    }
    AddStarted(tier, Terms(StartClass::kAtA), of.at_a, of.between);
    AddBetween(tier, of.between, of.at_b);
    AddStarted(tier, Terms(StartClass::kAtB), of.at_b, of.after_b);
    certain_.AddRange(of.after_b, of.last);
  }

  // The first rows of a carry list, from row `least` on.
  void AddCarried(const BriefTerms& terms, const Block& block, uint32_t size,
                  uint32_t least) {
    const bool may_be_certain = !terms.others().IsAlways();
    const auto add = [&](uint32_t place, uint32_t few,
                         const BriefVerdicts& found) {
      const uint64_t all = CarriedFrom(place, few, least);
      const Verdicts verdicts = OfCarried(found, place, all);
      if (!may_be_certain) {
        return possible_.AddCarried(place, verdicts.possible);
      }
      index_internal::AddCarried(place, few, verdicts, certain_, possible_);
    };
    BriefJudge(terms, CarriedBounds(block))
        .ForEach64(block.carry_first, size, add);
  }

  uint64_t CarriedFrom(uint32_t place, uint32_t size, uint32_t least) const {
    const uint64_t all = LowestBits(size);
    if (least == 0) return all;
    return all & judges_.from(data_.carry_rows.data() + place, size, least);
  }

  // Of a window's rows before `last`, those that go on.
  void AddGoingOn(const BriefTerms& terms, const Block& block, uint32_t last) {
    const int64_t above = LatestEndAbove(terms);
    const uint16_t brief = block.Brief(above);
    const bool may_be_certain = !terms.others().IsAlways();
    const auto add = [&](uint32_t row, uint32_t few,
                         const BriefVerdicts& found) {
      const uint64_t all = GoingOn(row, few, above, brief);
      const Verdicts verdicts = OfRows(found, row, all);
      if (!may_be_certain) return possible_.AddRows(row, verdicts.possible);
      AddRows(row, few, verdicts, certain_, possible_);
    };
    BriefJudge(terms, RowBounds(block))
        .ForEach64(block.window_first, last - block.window_first, add);
  }

  // Which of the rows end, at their latest, after `above`.
  uint64_t GoingOn(uint32_t row, uint32_t size, int64_t above,
                   uint16_t brief) const {
    uint64_t all = 0;
    uint64_t same = 0;
    judges_.sides(data_.window_briefs.data() + row, size, brief, &all, &same);
    all &= ~same;
    for (same &= LowestBits(size); same != 0; same &= same - 1) {
      const auto i = static_cast<uint32_t>(absl::countr_zero(same));
      all |= uint64_t{data_.ends[row + i] > above} << i;
    }
    return all & LowestBits(size);
  }

  // Rows that start in the class of the terms.
  void AddStarted(const Tier& tier, const BriefTerms& terms, uint32_t first,
                  uint32_t last) {
    if (terms.asked().IsNever()) return;
    if (terms.others().IsNever()) return certain_.AddRange(first, last);
    const auto add = [&](uint32_t row, uint32_t few,
                         const BriefVerdicts& found) {
      AddRows(row, few, OfRows(found, row, LowestBits(few)), certain_,
              possible_);
    };
    while (first < last) {
      const Block& block = data_.BlockOf(tier, first);
      // As far as the window goes, which says what the edges are in short.
      uint32_t next = first;
      do {
        next += kBlockRows - (next - tier.first) % kBlockRows;
      } while (next < last &&
               data_.BlockOf(tier, next).window_first == block.window_first);
      next = std::min(next, last);
      BriefJudge(terms, RowBounds(block)).ForEach64(first, next - first, add);
      first = next;
    }
  }

  // Rows that start in the window. Those of them that go on beyond its end are
  // looked for in the carry list there, if that is shorter than to look at all;
  // the others are *during* it.
  void AddBetween(const Tier& tier, uint32_t first, uint32_t last) {
    const BriefTerms& terms = Terms(StartClass::kBetween);
    const bool asks_others = !terms.others().IsNever();
    if (first < last && !terms.asked().IsNever() && asks_others) {
      const Block& block = data_.BlockOf(tier, last - 1);
      const uint32_t split = block.window_first;
      if (split > first) {
        const uint32_t beyond = data_.CarriedBeyond(
            block, Asks(R::kDuring) ? b_ - 1 : LatestEndAbove(terms));
        if (split - first > beyond) {
          if (Asks(R::kDuring)) {
            AddMost(terms, block, beyond, first, split);
          } else {
            AddCarried(terms, block, beyond, first);
          }
          first = split;
        }
      }
    }
    AddStarted(tier, terms, first, last);
  }

  // Of the rows from `first` to `last`, all but those that the first of the
  // block's carry list say are not certain.
  void AddMost(const BriefTerms& terms, const Block& block, uint32_t carried,
               uint32_t first, uint32_t last) {
    const auto take_out = [&](uint32_t place, uint32_t few,
                              const BriefVerdicts& found) {
      const uint64_t all = CarriedFrom(place, few, first);
      const Verdicts verdicts = OfCarried(found, place, all);
      certain_.TakeOut(place, all & ~verdicts.certain);
      possible_.AddCarried(place, verdicts.possible);
    };
    certain_.BeginMost(first, last);
    BriefJudge(terms, CarriedBounds(block))
        .ForEach64(block.carry_first, carried, take_out);
    certain_.EndMost();
  }

  BriefBounds CarriedBounds(const Block& block) const {
    return BriefBounds{briefs_.carried_latest_starts.data(),
                       briefs_.carried_earliest_ends.data(),
                       data_.carry_briefs.data(), BriefOfA(block),
                       block.Brief(b_)};
  }
  BriefBounds RowBounds(const Block& block) const {
    return BriefBounds{briefs_.latest_starts.data(),
                       briefs_.earliest_ends.data(), data_.window_briefs.data(),
                       BriefOfA(block), block.Brief(b_)};
  }
  // What starts after a is not compared with it.
  uint16_t BriefOfA(const Block& block) const {
    return block.Brief(std::max(a_, block.edge));
  }

  // The verdicts on those of `all` of which the terms are sure.
  static Verdicts Sure(const BriefVerdicts& found, uint64_t all) {
    const uint64_t sure = all & ~found.unsure;
    return Verdicts{sure & found.asked & ~found.others,
                    sure & found.asked & found.others};
  }

  Verdicts OfCarried(const BriefVerdicts& found, uint32_t place,
                     uint64_t all) const {
    Verdicts verdicts = Sure(found, all);
    const uint64_t unsure = all & found.unsure;
    if (unsure == 0) return verdicts;
    // Of all rows that are asked for the start is in one class.
    const uint32_t row =
        data_.carry_rows[place + static_cast<uint32_t>(absl::countr_zero(all))];
    const Verdicts rest = judges_.of_list(
        window_, ListedRows{&index_.carried_[place].latest_start, unsure,
                            window_.window.Class(data_.starts[row])});
    verdicts.certain |= rest.certain;
    verdicts.possible |= rest.possible;
    return verdicts;
  }

  Verdicts OfRows(const BriefVerdicts& found, uint32_t first,
                  uint64_t all) const {
    Verdicts verdicts = Sure(found, all);
    const uint64_t unsure = all & found.unsure;
    if (unsure == 0) return verdicts;
    const Verdicts rest = JudgeRows(first, unsure);
    verdicts.certain |= rest.certain;
    verdicts.possible |= rest.possible;
    return verdicts;
  }

  // By all bounds.
  Verdicts JudgeRows(uint32_t first, uint64_t mask) const {
    return judges_.of_neighbours(
        window_, NeighbouringRows{data_.starts.data(),
                                  &index_.inner_.data()->latest_start,
                                  data_.ends.data(), first, mask});
  }

  const UncertainIndex& index_;
  const IndexData& data_;
  const InnerBriefs& briefs_;
  const Judges& judges_ = BestJudges();
  const int64_t a_;
  const int64_t b_;
  const AllenSet asked_;
  const TermsByStart terms_;
  const JudgedWindow window_;
  std::array<OfTier, kTiersMax> tiers_;
  Over over_;
  CertainTold& certain_;
  PossibleTold& possible_;
};

template <typename CertainTold, typename PossibleTold>
void UncertainIndex::TellKnown(AllenSet asked, const Interval& window,
                               CertainTold& certain,
                               PossibleTold& possible) const {
  Known<CertainTold, PossibleTold>(*this, asked, window, certain, possible)
      .Run();
}

template void UncertainIndex::TellKnown(AllenSet, const Interval&, CertainList&,
                                        PossibleList&) const;
template void UncertainIndex::TellKnown(AllenSet, const Interval&, CertainList&,
                                        PossibleRows&) const;
template void UncertainIndex::TellKnown(AllenSet, const Interval&,
                                        CertainCount&, PossibleCount&) const;
template void UncertainIndex::TellKnown(AllenSet, const Interval&,
                                        CertainCount&, PossibleRows&) const;

}  // namespace annals
