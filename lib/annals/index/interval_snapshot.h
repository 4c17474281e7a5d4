// An IntervalSnapshot is a ChangingIndex of intervals as it was at one moment.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERVAL_SNAPSHOT_H_
#define ANNALS_INDEX_INTERVAL_SNAPSHOT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"

namespace annals {

class IntervalIndex;

namespace index_internal {
template <typename Index>
struct Run;
struct SignedIndexes;
}  // namespace index_internal

// Answers what an IntervalIndex answers, about the rows of several; see
// ChangingIndex:
//
//   const IntervalSnapshot snapshot = changing.snapshot();
//   snapshot.Count(window);
//   for (uint32_t id : snapshot.Ids(window)) Use(id);
//
// Rows are known by their ids here, since row numbers are of one index. Each
// row is found once, in no promised order. A window that is reversed or empty
// finds nothing.
//
// Cost: that of the same question to each run. Counting needs no look at rows;
// finding looks up each row that is found in a set, where a run has dead ones.
//
// Threads: immutable; all functions may be called at once, and take no locks.
// Copies share the runs, which live as long as one of them.
class IntervalSnapshot {
 public:
  using Runs = std::vector<index_internal::Run<IntervalIndex>>;

  // Of nothing.
  IntervalSnapshot();
  explicit IntervalSnapshot(std::shared_ptr<const Runs> runs);

  size_t size() const;
  bool IsEmpty() const { return size() == 0; }

  // Those that share an instant with the window, and those in one of the
  // relations to it.
  bool Intersects(const Interval& window) const { return Count(window) > 0; }
  size_t Count(const Interval& window) const;
  size_t Count(AllenSet relations, const Interval& window) const;
  std::vector<uint32_t> Ids(const Interval& window) const;
  std::vector<uint32_t> Ids(AllenSet relations, const Interval& window) const;
  void ForEach(
      AllenSet relations, const Interval& window,
      absl::FunctionRef<void(uint32_t id, const Interval& interval)> f) const;

  // Many windows at once, and the buckets between edges.
  std::vector<uint32_t> CountEach(absl::Span<const Interval> windows) const;
  std::vector<uint32_t> Histogram(absl::Span<const Instant> edges) const;

  // As those of IntervalIndex; but of equals, it is not promised which of them
  // come, nor in which order.
  struct Found {
    uint32_t id;
    Interval interval;
  };
  std::vector<Found> FirstByStart(const Interval& window,
                                  size_t rows_max) const;
  std::vector<Found> FirstByEnd(const Interval& window, size_t rows_max) const;
  std::vector<Found> NearestBefore(Instant instant, size_t rows_max) const;
  std::vector<Found> NearestAfter(Instant instant, size_t rows_max) const;

  // How many rows there are at once, and where that is from `rows_min` to
  // `rows_max`. Takes n log n for n rows that start or end in the window.
  void ForEachStretch(
      const Interval& window,
      absl::FunctionRef<void(const Interval& stretch, uint32_t rows)> f) const;
  std::vector<Interval> Where(const Interval& window, uint32_t rows_min,
                              uint32_t rows_max) const;

 private:
  index_internal::SignedIndexes Indexes() const;

  // The first of what ask(index, rows_max) finds in each run, by key(interval).
  template <typename Ask, typename Key>
  std::vector<Found> First(size_t rows_max, Ask ask, Key key) const;

  std::shared_ptr<const Runs> runs_;
};

}  // namespace annals

#endif  // ANNALS_INDEX_INTERVAL_SNAPSHOT_H_
