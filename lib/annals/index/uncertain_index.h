// An UncertainIndex answers which of many uncertain spans touch a window.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_UNCERTAIN_INDEX_H_
#define ANNALS_INDEX_UNCERTAIN_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"

namespace annals {

// Rows with four bounds, of which a window asks two things: which of them *may*
// share an instant with it, and which *must*, however their ends are chosen
// within the bounds:
//
//   absl::StatusOr<UncertainIndex> index = UncertainIndex::Build(spans);
//   index->CountPossible(window);
//   for (uint32_t id : index->CertainIds(window)) Use(spans[id]);
//
// The answers are those of Judge(AllenSet::Intersects(), PossibleRelations(row,
// window)) in annals/time/allen.h, for every row, and cost what an
// IntervalIndex costs:
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
// What people mistake it for: an index of dates with holes, or of several
// occurrences. A TimeSet is indexed by its hull; then the possible rows are
// candidates, to be asked again with Relate(), and the certain ones mean
// nothing.
//
// Memory: twice that of an IntervalIndex. Threads: immutable; all functions may
// be called at once. Copies share one index.
class UncertainIndex {
 public:
  // An index of nothing.
  UncertainIndex() = default;

  // The id of a span is its place in `spans`, or what `ids`, which are as many,
  // say of it. InvalidArgument if a span is not satisfiable, if there are more
  // than IntervalIndex::kRowsMax, or `ids` of another number.
  static absl::StatusOr<UncertainIndex> Build(
      absl::Span<const Span> spans, absl::Span<const uint32_t> ids = {});

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
  IntervalIndex outer_;
  IntervalIndex core_;
  IntervalIndex dated_;
};

}  // namespace annals

#endif  // ANNALS_INDEX_UNCERTAIN_INDEX_H_
