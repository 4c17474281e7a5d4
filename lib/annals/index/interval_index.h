// An IntervalIndex answers which of many intervals touch a stretch of time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERVAL_INDEX_H_
#define ANNALS_INDEX_INTERVAL_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/matches.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"

namespace annals {

class UncertainIndex;

namespace index_internal {
struct Sealing;
}  // namespace index_internal

// Built once from all intervals, then never changed:
//
//   std::vector<Interval> intervals = ...;
//   absl::StatusOr<IntervalIndex> index = IntervalIndex::Build(intervals);
//   index->Count(window);                          // how many touch it
//   for (uint32_t id : index->Find(window).Ids())  // which of them do
//     Use(intervals[id]);
//   index->Find({AllenRelation::kDuring}, window)  // which lie inside
//
// What it is for: counting is two look-ups in sorted tables, whatever the
// window; finding is a few look-ups and a copy of the answer. docs/index.md has
// figures. For what changes while it is read, build anew.
//
// How: rows are sorted by start within up to six tiers of like duration, so
// the rows that start inside the window are a range of row numbers. Those that
// started before and go on are of the same range, where all rows of a tier last
// that long (its reach), or come from the carry list of the row's *window*
// (Chazelle's filtering search, SIAM J. Computing 15(3), 1986): for every
// stretch of at least 128 rows, the earlier rows that are not yet over, latest
// end first, of which a prefix matches; and from the stretch itself, whose ends
// are compared one by one, several at a time.
//
// A question with an invalid window (reversed, or empty) is answered with
// nothing. All of the 64-bit time axis is legal, -inf and +inf as well.
//
// Memory: 16 bytes a row for the bounds and 15 to 25 for the rest; while
// building, 32 more. Time to build is linear but for the sorting of equal
// starts and of windows.
//
// Threads: immutable; all functions may be called at once. Copies share one
// index and cost next to nothing.
class IntervalIndex {
 public:
  // The most intervals that one index holds.
  static constexpr size_t kRowsMax = (size_t{1} << 31) - 1;

  // An index of nothing.
  IntervalIndex();

  // The id of an interval is its place in `intervals`, or else what `ids`,
  // which are as many, say of it; these need not be unique. InvalidArgument if
  // an interval is invalid, if there are too many, or `ids` of another number.
  static absl::StatusOr<IntervalIndex> Build(
      absl::Span<const Interval> intervals,
      absl::Span<const uint32_t> ids = {});

  size_t size() const;
  bool IsEmpty() const { return size() == 0; }

  // What is in a row, from 0 to size() - 1: see Matches.
  Interval interval(uint32_t row) const;
  uint32_t id(uint32_t row) const;

  // How many bytes it takes in all, with the bounds.
  size_t bytes() const;

  // Those that share an instant with the window. Counting takes two searches, a
  // fraction of a microsecond; ties of starts in short take one more a tier.
  bool Intersects(const Interval& window) const;
  size_t Count(const Interval& window) const;
  Matches Find(const Interval& window) const;

  // Those that hold the instant, which is finite.
  Matches At(Instant instant) const { return Find(Interval::At(instant)); }

  // Those that are in one of these relations to the window: an interval
  // *before* the window ends before it starts. Each row matches at most once,
  // since of any two intervals exactly one relation holds. Counting goes
  // through what cannot be counted by ranks, which is less than what finding
  // does.
  Matches Find(AllenSet relations, const Interval& window) const;
  size_t Count(AllenSet relations, const Interval& window) const;

  // Many windows at once, the work on one overlapping the memory accesses of
  // the next. CountEach() returns a count for each, in order. FindEach() calls
  // `found` once for each window, with its place and its matches, in an order
  // of its own: windows that lie close to one another come together, which is
  // what makes thousands of them fast.
  std::vector<uint32_t> CountEach(absl::Span<const Interval> windows) const;
  void FindEach(absl::Span<const Interval> windows,
                absl::FunctionRef<void(size_t window, const Matches& matches)>
                    found) const;

  // The rows that share an instant with the window and start first, or end
  // first: at most `rows_max` of them, in that order; of equals, the lower row.
  // By start the cost grows with the rows that go on at the window's start, or
  // if these are many with `rows_max` and a hundredth of all rows; by end with
  // the rows that match, but for neither beyond n log n of these.
  std::vector<uint32_t> FirstByStart(const Interval& window,
                                     size_t rows_max) const;
  std::vector<uint32_t> FirstByEnd(const Interval& window,
                                   size_t rows_max) const;

  // The rows that are over at `instant`, the latest to end first; and those
  // that start at `instant` or later, the earliest first. At most `rows_max`;
  // of equals, the lower row first. The cost grows with `rows_max` alone.
  std::vector<uint32_t> NearestBefore(Instant instant, size_t rows_max) const;
  std::vector<uint32_t> NearestAfter(Instant instant, size_t rows_max) const;

  // How many rows touch each bucket from one edge to the next: one less than
  // there are edges. A row that touches several is counted in each. Edges
  // ascend; a bucket that is reversed or empty has none.
  std::vector<uint32_t> Histogram(absl::Span<const Instant> edges) const;

  // How many rows there are at once, from one end of the window to the other:
  // calls f(stretch, rows) for each stretch in which it is the same, in order.
  // Neighbouring stretches differ. One pass over the rows that start or end in
  // the window.
  //
  //   //            ======           rows
  //   //               =======
  //   // stretches: 1  2  1   0
  void ForEachStretch(
      const Interval& window,
      absl::FunctionRef<void(const Interval& stretch, uint32_t rows)> f) const;

  // The stretches of the window in which at least `rows_min`, and at most
  // `rows_max`, rows are at once, as long as can be: those that no row touches,
  // the gaps, are Where(window, 0, 0).
  std::vector<Interval> Where(const Interval& window, uint32_t rows_min,
                              uint32_t rows_max) const;

 private:
  friend class UncertainIndex;
  friend struct index_internal::Sealing;

  // As Build(). Writes to `places` which interval each row holds.
  static absl::StatusOr<IntervalIndex> BuildWithPlaces(
      absl::Span<const Interval> intervals, absl::Span<const uint32_t> ids,
      std::vector<uint32_t>* places);

  explicit IntervalIndex(std::shared_ptr<const index_internal::IndexData> data);

  std::shared_ptr<const index_internal::IndexData> data_;
};

}  // namespace annals

#endif  // ANNALS_INDEX_INTERVAL_INDEX_H_
