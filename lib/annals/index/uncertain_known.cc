// UncertainIndex: relations to a window with known ends, of rows whose bounds
// tell all.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/inner_briefs.h"
#include "annals/index/internal/judge.h"
#include "annals/index/internal/matches_builder.h"
#include "annals/index/internal/possible_relations.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"

namespace annals {
namespace {

using index_internal::BestJudges;
using index_internal::Bounds;
using index_internal::IndexData;
using index_internal::JudgedWindow;
using index_internal::Judges;
using index_internal::kGreatestCode;
using index_internal::kJudgedRows;
using index_internal::kPackPadding;
using index_internal::ListedRows;
using index_internal::NeighbouringRows;
using index_internal::OuterRelations;
using index_internal::OuterRelationsOf;
using index_internal::PossibleInWindow;
using index_internal::Tier;
using index_internal::TwoLists;
using index_internal::Verdicts;

// Where no more rows touch the window, it is quickest to judge them all.
constexpr size_t kFewRows = 512;

// Gathers rows that lie side by side, as those of Matches mostly do, and calls
// f(first, mask) for up to 64 of them, where bit i says whether row first + i
// is one. None is below the one before it, or all before are told.
template <typename Function>
class Neighbours {
 public:
  explicit Neighbours(Function f) : f_(std::move(f)) {}

  void Add(uint32_t row) {
    // What is below the first is beyond it too, unsigned.
    if (row - first_ >= kJudgedRows) Flush(row);
    mask_ |= uint64_t{1} << (row - first_);
  }

  // Tells what is left; `next` is the row that comes now.
  void Flush(uint32_t next = 0) {
    if (mask_ != 0) f_(first_, mask_);
    first_ = next;
    mask_ = 0;
  }

 private:
  Function f_;
  uint32_t first_ = 0;
  uint64_t mask_ = 0;
};

}  // namespace

// Writes the ids of rows to one of two lists.
class UncertainIndex::Telling {
 public:
  // As many rows at most may be told.
  Telling(const UncertainIndex& index, size_t rows_max) : index_(index) {
    answer_.certain.resize(rows_max + kPackPadding);
    answer_.possible.resize(rows_max + kPackPadding);
    certain_ = answer_.certain.data();
    possible_ = answer_.possible.data();
  }

  void AddCertain(const Matches& matches) {
    certain_ = matches.CopyIds(certain_);
  }

  // Rows of a carry list, beside which their ids stand.
  void AddList(const uint32_t* rows, const Verdicts& verdicts) {
    Add(data().carry_ids.data() + (rows - data().carry_rows.data()), verdicts);
  }

  void AddNeighbours(uint32_t first, const Verdicts& verdicts) {
    Add(data().ids.data() + first, verdicts);
  }

  Answer Finish() {
    answer_.certain.resize(
        static_cast<size_t>(certain_ - answer_.certain.data()));
    answer_.possible.resize(
        static_cast<size_t>(possible_ - answer_.possible.data()));
    return std::move(answer_);
  }

 private:
  const IndexData& data() const { return *index_.outer_.data_; }

  void Add(const uint32_t* ids, const Verdicts& verdicts) {
    const auto size = static_cast<uint32_t>(
        absl::bit_width(verdicts.certain | verdicts.possible));
    const TwoLists out =
        judges_.split(ids, size, verdicts, TwoLists{certain_, possible_});
    certain_ = out.certain;
    possible_ = out.possible;
  }

  const UncertainIndex& index_;
  const Judges& judges_ = BestJudges();
  Answer answer_;
  uint32_t* certain_;
  uint32_t* possible_;
};

template <typename List, typename Some>
void UncertainIndex::JudgeKnown(const JudgedWindow& window, const Matches& open,
                                List list, Some some) const {
  const IndexData& data = *outer_.data_;
  const Judges& judges = BestJudges();
  Neighbours neighbours([&](uint32_t first, uint64_t mask) {
    some(first, judges.of_neighbours(
                    window, NeighbouringRows{data.starts.data(),
                                             &inner_.data()->latest_start,
                                             data.ends.data(), first, mask}));
  });
  const auto one = [&](uint32_t row) { neighbours.Add(row); };
  const auto of_list = [&](const uint32_t* rows, uint32_t size,
                           uint32_t least) {
    const Carried* const carried = CarriedOf(rows);
    if (carried == nullptr) {
      std::for_each(rows, rows + size, one);
      return;
    }
    // Those that a list takes up all start before the window, or all in it.
    const size_t start =
        window.window.Class(data.starts[std::max(rows[0], least)]);
    for (uint32_t i = 0; i < size; i += kJudgedRows) {
      const uint32_t few = std::min(size - i, kJudgedRows);
      list(rows + i,
           judges.of_list(window, ListedRows{rows + i, &carried[i].latest_start,
                                             few, least, start}));
    }
  };
  open.ForEachRowAndList(of_list, one);
  neighbours.Flush();
}

UncertainIndex::Answer UncertainIndex::FindKnown(AllenSet asked,
                                                 const Interval& window) const {
  if (asked == AllenSet::Intersects()) return FindIntersecting(window);
  Matches certain;
  Matches open;
  if (asked.IsSubsetOf(AllenSet::Intersects())) open = outer_.Find(window);
  const bool is_few =
      asked.IsSubsetOf(AllenSet::Intersects()) && open.CountMax() <= kFewRows;
  if (!is_few) {
    const OuterRelations outer = OuterRelationsOf(asked);
    open = outer_.Find(outer.open, window);
    certain = outer_.Find(outer.certain, window);
  }
  Telling telling(*this, certain.CountMax() + open.CountMax());
  telling.AddCertain(certain);
  JudgeKnown(
      JudgedWindow{PossibleInWindow(window.start.code(), window.end.code()),
                   asked},
      open,
      [&](const uint32_t* rows, const Verdicts& verdicts) {
        telling.AddList(rows, verdicts);
      },
      [&](uint32_t first, const Verdicts& verdicts) {
        telling.AddNeighbours(first, verdicts);
      });
  return telling.Finish();
}

UncertainIndex::Counts UncertainIndex::CountKnown(
    AllenSet asked, const Interval& window) const {
  if (asked == AllenSet::Intersects()) {
    const size_t certain = CountCertain(window);
    return Counts{certain, CountPossible(window) - certain};
  }
  const OuterRelations outer = OuterRelationsOf(asked);
  Counts counts{outer_.Find(outer.certain, window).Count(), 0};
  const auto add = [&](const Verdicts& verdicts) {
    counts.certain += static_cast<size_t>(absl::popcount(verdicts.certain));
    counts.possible += static_cast<size_t>(absl::popcount(verdicts.possible));
  };
  JudgeKnown(
      JudgedWindow{PossibleInWindow(window.start.code(), window.end.code()),
                   asked},
      outer_.Find(outer.open, window),
      [&](const uint32_t*, const Verdicts& verdicts) { add(verdicts); },
      [&](uint32_t, const Verdicts& verdicts) { add(verdicts); });
  return counts;
}

}  // namespace annals
