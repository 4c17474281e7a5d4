// An UncertainIndex answers which of many uncertain spans lie how to a window.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_UNCERTAIN_INDEX_H_
#define ANNALS_INDEX_UNCERTAIN_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/index/row_set.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

namespace index_internal {
struct InnerBounds;
struct InnerBriefs;
}  // namespace index_internal

// What an UncertainIndex holds of a row. A plain value.
struct UncertainRow {
  Span span;
  // Whether the span is only the hull of what is meant.
  bool is_loose = false;

  friend bool operator==(const UncertainRow& a, const UncertainRow& b) {
    return a.span == b.span && a.is_loose == b.is_loose;
  }
};

// Rows with four bounds, of which a window asks two things: which of them *may*
// share an instant with it, and which *must*, however their ends are chosen
// within the bounds:
//
//   absl::StatusOr<UncertainIndex> index = UncertainIndex::Build(spans);
//   index->CountPossible(window);
//   for (uint32_t id : index->CertainIds(window)) Use(spans[id]);
//
// and which of them may, and which must, be in one of any relations to it:
//
//   UncertainIndex::Answer answer =
//       index->Find({AllenRelation::kBefore}, Span::Exactly(start, end));
//   answer.certain;   // ids of those that are over before it starts
//   answer.possible;  // ids of those of which it is not known
//
// The answers are those of Judge(asked, PossibleRelations(row, window)) in
// annals/time/allen.h, for every row. To touch costs what an IntervalIndex
// costs:
//   - a row may touch the window if the stretch from its earliest start to its
//     latest end does;
//   - it must, if its latest start is before the window's end and its earliest
//     end after the window's start. Where the latest start comes before the
//     earliest end (most of a war is certain), that is a touch again, by what
//     is between the two. Where it does not ("some time in 1342"), what is
//     between the two, turned round, has to lie inside the window.
// So there are three indexes: of all outer stretches, of what is certain, and
// of what is turned round; each row is in the first and in one of the others.
//
// Of other relations: what is over before the window, or starts after it, or
// starts and ends inside it, is decided by the outer bounds. What is left are
// rows with an edge of the window in them, or at them, whose bounds are
// compared with it in short, 64 rows at a time, a nanosecond a row or two.
//
// What people mistake it for: an index of dates with holes, or of several
// occurrences. A TimeSet is indexed by its hull, and its row said to be loose:
// where the hull leaves it open, Find() asks back, to be answered by Relate()
// of annals/time/time_set.h. What the hull decides is so for all that it holds.
// CountPossible(), Possible(), CountCertain() and Certain() know nothing of
// that, and speak of hulls.
//
// Memory: about three times that of an IntervalIndex. Threads:
// immutable; all functions may be called at once. Copies share one index.
class UncertainIndex {
 public:
  // An index of nothing.
  UncertainIndex() = default;

  // The id of a span is its place in `spans`, or what `ids`, which are as many,
  // say of it. `loose` are places of those that are only hulls of what is
  // meant. InvalidArgument if a span is not satisfiable, if there are more than
  // IntervalIndex::kRowsMax, `ids` of another number, or a place out of range.
  static absl::StatusOr<UncertainIndex> Build(
      absl::Span<const Span> spans, absl::Span<const uint32_t> ids = {},
      absl::Span<const uint32_t> loose = {});

  size_t size() const { return outer_.size(); }

  // How many bytes it takes in all.
  size_t bytes() const;

  // How many may touch the window: two ranks or a few.
  size_t CountPossible(const Interval& window) const;

  // Those that may touch it, as a view of outer().
  Matches Possible(const Interval& window) const;
  std::vector<uint32_t> PossibleIds(const Interval& window) const;

  // The same of those that must. The two views together are the answer; the
  // first is one of core(), the second one of dated(). No row is in both.
  struct CertainMatches {
    Matches by_core;
    Matches by_date;

    size_t Count() const { return by_core.Count() + by_date.Count(); }
  };
  size_t CountCertain(const Interval& window) const;
  CertainMatches Certain(const Interval& window) const;
  std::vector<uint32_t> CertainIds(const Interval& window) const;

  // The ids of the rows whose relation to the window is one of `asked` however
  // their ends are chosen, and of those for which it is one by some choices
  // only; neither in a promised order. The window is satisfiable, or it finds
  // nothing; its own ends may be uncertain, which costs some times as much.
  struct Answer {
    std::vector<uint32_t> certain;
    std::vector<uint32_t> possible;
  };
  Answer Find(AllenSet asked, const Span& window) const;

  // The same for dates with holes, and several occurrences: `recheck(id)` says
  // the truth of a row that is loose, or of any row if the window is more than
  // one span, where the hulls leave both open:
  //
  //   index.Find(asked, window, [&](uint32_t id) {
  //     return Relate(asked, times[id], window);
  //   });
  using Recheck = absl::FunctionRef<Certainty(uint32_t id)>;
  Answer Find(AllenSet asked, const TimeSet& window, Recheck recheck) const;

  // How many of each Find() finds. What the outer bounds decide is counted as
  // an IntervalIndex counts it.
  struct Counts {
    size_t certain = 0;
    size_t possible = 0;
  };
  Counts Count(AllenSet asked, const Span& window) const;
  Counts Count(AllenSet asked, const TimeSet& window, Recheck recheck) const;

  // The bounds of a row of outer(), tightened, and its id; and whether it is
  // only a hull.
  Span span(uint32_t row) const;
  uint32_t id(uint32_t row) const { return outer_.id(row); }
  bool IsLoose(uint32_t row) const { return loose_.Contains(row); }

  // The indexes of which the views speak.
  //
  // From the earliest start to the latest end of each row.
  const IntervalIndex& outer() const { return outer_; }
  // From the latest start to the earliest end, where that is later.
  const IntervalIndex& core() const { return core_; }
  // From the earliest end, less a tick, to the latest start, and a tick, where
  // the end does not come after the start.
  const IntervalIndex& dated() const { return dated_; }

 private:
  friend struct index_internal::Sealing;

  // What a row has beside its outer bounds.
  using Inner = index_internal::InnerBounds;

  // The bounds of a row of a carry list of outer_, beside its number there, so
  // that a list is gone through without a look at rows that lie anywhere in
  // memory. How the earliest start lies to a window is known of the whole list.
  struct Carried {
    int64_t latest_start;
    int64_t earliest_end;
    int64_t latest_end;
  };

  // What is asked, and how to know more of what the bounds leave open.
  struct Question {
    AllenSet asked;
    Span window;
    // Of all rows; else of the loose ones only. Null: of none.
    bool recheck_all;
    const Recheck* recheck;
  };

  // Tells what is certain, and what is possible by the bounds: see
  // internal/told_rows.h. Of a window with known ends, and of any other.
  template <typename CertainTold, typename PossibleTold>
  class Known;
  template <typename CertainTold, typename PossibleTold>
  void TellKnown(AllenSet asked, const Interval& window, CertainTold& certain,
                 PossibleTold& possible) const;
  // What touches a window with known ends, which most questions are about.
  class Intersecting;
  Answer FindIntersecting(const Interval& window) const;
  template <typename CertainTold, typename PossibleTold>
  void TellUncertain(AllenSet asked, const Span& window, CertainTold& certain,
                     PossibleTold& possible) const;
  template <typename CertainTold, typename PossibleTold>
  void Tell(const Question& question, CertainTold& certain,
            PossibleTold& possible) const;
  static bool IsTouchOfKnown(const Question& question);
  // Whether somebody may have to be asked back.
  bool AsksBack(const Question& question) const;
  // What is known of a row that is possible, and may have to be asked for.
  Certainty AskBack(const Question& question, uint32_t row) const;
  static std::vector<Carried> MakeCarried(const IntervalIndex& outer,
                                          absl::Span<const Inner> inner);
  Counts CountIntersecting(const Interval& window) const;
  Answer FindBy(const Question& question) const;
  Counts CountBy(const Question& question) const;

  IntervalIndex outer_;
  IntervalIndex core_;
  IntervalIndex dated_;
  absl::Span<const Inner> inner_;  // by row of outer_
  absl::Span<const Carried> carried_;
  std::shared_ptr<const index_internal::InnerBriefs> briefs_;
  std::shared_ptr<const void> owner_;  // of all arrays beside outer_
  RowSet loose_;
};

}  // namespace annals

#endif  // ANNALS_INDEX_UNCERTAIN_INDEX_H_
