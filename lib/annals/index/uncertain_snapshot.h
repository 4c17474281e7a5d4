// An UncertainSnapshot is a ChangingIndex of spans as it was at one moment.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_UNCERTAIN_SNAPSHOT_H_
#define ANNALS_INDEX_UNCERTAIN_SNAPSHOT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

namespace index_internal {
template <typename Index>
struct Run;
}  // namespace index_internal

// Answers what an UncertainIndex answers, about the rows of several; see
// ChangingIndex:
//
//   const UncertainSnapshot snapshot = changing.snapshot();
//   snapshot.CountCertain(window);
//   for (uint32_t id : snapshot.Find(asked, span).certain) Use(id);
//
// Cost: that of the same question to each run. Threads: immutable; all
// functions may be called at once, and take no locks. Copies share the runs,
// which live as long as one of them.
class UncertainSnapshot {
 public:
  using Runs = std::vector<index_internal::Run<UncertainIndex>>;
  using Answer = UncertainIndex::Answer;
  using Counts = UncertainIndex::Counts;
  using Recheck = UncertainIndex::Recheck;

  // Of nothing.
  UncertainSnapshot();
  explicit UncertainSnapshot(std::shared_ptr<const Runs> runs);

  size_t size() const;
  bool IsEmpty() const { return size() == 0; }

  // All rows as one index: that of the only run, if nothing of it is dead; else
  // it is built. Errors of UncertainIndex::Build.
  absl::StatusOr<UncertainIndex> Merged() const;

  // By the rows' bounds, as those of UncertainIndex.
  size_t CountPossible(const Interval& window) const;
  size_t CountCertain(const Interval& window) const;
  std::vector<uint32_t> PossibleIds(const Interval& window) const;
  std::vector<uint32_t> CertainIds(const Interval& window) const;
  std::vector<uint32_t> CountEachPossible(
      absl::Span<const Interval> windows) const;
  Counts Count(AllenSet asked, const Span& window) const;
  Answer Find(AllenSet asked, const Span& window) const;

  // Asks back about loose rows, and only about rows that are there.
  Answer Find(AllenSet asked, const TimeSet& window, Recheck recheck) const;

  // A row, and the stretch from its earliest start to its latest end.
  struct Found {
    uint32_t id;
    Interval outer;
  };

  // Those that may touch the window, by their earliest start, then their latest
  // end, then their id: the first `rows_max`, and all that have the bounds of
  // the last of these. See IntervalIndex::FirstByStart().
  std::vector<Found> FirstPossible(const Interval& window,
                                   size_t rows_max) const;

  // Those that must be over at `instant`, the latest to end first, of equals
  // the later to start; and those that must not start before it, the earliest
  // first, of equals the earlier to end. Then by id; at most `rows_max`. The
  // cost grows with these, and with rows that end, or start, at the same
  // instant.
  std::vector<Found> NearestBefore(Instant instant, size_t rows_max) const;
  std::vector<Found> NearestAfter(Instant instant, size_t rows_max) const;

  // From the least bound of any row to the greatest; not valid if there is
  // none. Infinite ones do not count, nor does the last finite instant on
  // either side, which is what tightening leaves of an infinite bound. Costs as
  // much as the two above, and a look at each row without a start or without an
  // end.
  Interval FiniteExtent() const;

  // At how many rows at most, and at least, are at once: an instant counts
  // those that may hold it, and those that must. As
  // IntervalIndex::ForEachStretch().
  using Stretch =
      absl::FunctionRef<void(const Interval& stretch, uint32_t rows)>;
  void ForEachPossibleStretch(const Interval& window, Stretch f) const;
  void ForEachCertainStretch(const Interval& window, Stretch f) const;

 private:
  std::shared_ptr<const Runs> runs_;
};

}  // namespace annals

#endif  // ANNALS_INDEX_UNCERTAIN_SNAPSHOT_H_
