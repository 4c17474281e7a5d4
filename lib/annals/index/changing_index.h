// A ChangingIndex takes rows and gives them up while others read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_CHANGING_INDEX_H_
#define ANNALS_INDEX_CHANGING_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/interval_snapshot.h"
#include "annals/index/uncertain_index.h"
#include "annals/index/uncertain_snapshot.h"

namespace annals {

namespace index_internal {

template <typename Row>
struct Removal;

// What an index holds, and what readers of one that changes are given.
template <typename Index>
struct ChangingTypes;
template <>
struct ChangingTypes<IntervalIndex> {
  using Row = Interval;
  using Snapshot = IntervalSnapshot;
};
template <>
struct ChangingTypes<UncertainIndex> {
  using Row = UncertainRow;
  using Snapshot = UncertainSnapshot;
};

}  // namespace index_internal

// The writer's side of an index: of intervals, or of spans with four bounds.
// Each row has an id, and an id at most one row.
//
//   ChangingIntervals index;
//   index.Put(7, interval);                         // new, or in place of what
//   index.Erase(8);                                 // 7 was before
//   absl::Status published = index.Publish();       // from now on readers see
//                                                   // all of that, at once
//   IntervalSnapshot snapshot = index.snapshot();   // from any thread
//   snapshot.Count(window);
//
// How: a log-structured merge tree (O'Neil, Cheng, Gawlick and O'Neil, Acta
// Informatica 33, 1996). What is published becomes a *run*, which is an index
// of its own with the rows that were put, and with those of earlier runs that
// were replaced or erased. A count is the sum over the runs of the first, less
// that of the second; what is found in a run is held against the set of its
// dead ids. Whenever four runs of like size stand side by side, or a quarter of
// a run is dead, Publish() merges them with all that is newer.
//
// Cost, for n rows that are published some at a time: a row is put or erased in
// some 10 nanoseconds, and built into an index once when it is published, and
// once more for each factor of four from what is published together (at least
// 256 rows) to n. There are at most three runs for each such factor, and a
// question is put to all: it costs most when little is published at a time, and
// nothing more than an ordinary index after Merge(). One call of Publish() may
// merge all there is; Merge() may be called when there is time.
//
// Memory: 24 bytes for each id, 48 with four bounds, by pages of 4,096 ids that
// stand together, so ids are best dense; and each run as the index it is. What
// is erased is kept until it is merged, and two bytes for it at most are copied
// by each Publish().
//
// Threads: one thread at a time may write; snapshot() may be called from any.
// It copies a pointer, under a lock that is held for that long. What a snapshot
// answers takes no lock, and is the same for as long as it is kept.
template <typename Index>
class ChangingIndex {
 public:
  using Row = typename index_internal::ChangingTypes<Index>::Row;
  using Snapshot = typename index_internal::ChangingTypes<Index>::Snapshot;

  ChangingIndex();
  ~ChangingIndex();

  // Begins with what an index holds, whose ids differ from one another: a
  // sealed one, say. InvalidArgument if two are the same.
  absl::Status Load(const Index& index);

  // The same at once, however many rows there are: `row_of(id)` says of each id
  // what row it has in `index`, if any, and is asked when the id or one of its
  // neighbours is first put or erased. For whoever keeps the rows by id anyway.
  // FailedPrecondition for both if this holds rows already. Ids must differ,
  // which is not checked; where `row_of` and `index` disagree, answers are
  // wrong.
  using RowOf = std::function<std::optional<Row>(uint32_t id)>;
  absl::Status Load(const Index& index, RowOf row_of);

  // From the next publication on, the row of `id` is this. InvalidArgument if
  // it is not valid: reversed, empty, or not satisfiable. ResourceExhausted if
  // there are IntervalIndex::kRowsMax rows already.
  absl::Status Put(uint32_t id, const Row& row);

  // From the next publication on, `id` has no row. False if it has none now.
  bool Erase(uint32_t id);

  // How many rows there are, with what is not yet published.
  size_t size() const { return size_; }
  // Whether `id` has a row, published or not.
  bool Contains(uint32_t id) const;

  // Shows readers all that was put and erased. ResourceExhausted after four
  // thousand million publications; then nothing new is shown.
  absl::Status Publish();

  // Publish(), and make one run of all.
  absl::Status Merge();

  // What was published last.
  Snapshot snapshot() const;

  // How many runs that has.
  size_t runs() const;

 private:
  using Run = index_internal::Run<Index>;
  using Runs = std::vector<Run>;
  using Removal = index_internal::Removal<Row>;

  static constexpr size_t kPageIds = 4096;

  // The row of an id, and which publication put it; 0: it has none.
  struct Entry {
    Row row;
    uint32_t stamp = 0;
    // Where it is in added_ids_, while it is not published.
    uint32_t place = 0;
  };

  absl::Status CheckIsEmpty() const;
  void Begin(const Index& index);
  Entry& EntryOf(uint32_t id);
  std::unique_ptr<std::vector<Entry>> NewPage(uint32_t first_id) const;
  void Remove(uint32_t id, Entry& entry);
  absl::Status AddRun();
  void MarkDead(const std::vector<Removal>& removals);
  absl::Status MergeWhatIsAlike();
  absl::Status MergeFrom(size_t first);
  void Show();

  // A page is made when one of its ids is first asked for.
  std::vector<std::unique_ptr<std::vector<Entry>>> pages_;
  // The rows of pages that are not made yet. Empty if those have none.
  RowOf loaded_row_of_;
  uint32_t loaded_stamp_ = 0;
  size_t size_ = 0;
  // The publication to come.
  uint32_t stamp_ = 1;
  // Of what was put and is not published; the rows are in their entries.
  std::vector<uint32_t> added_ids_;
  std::vector<Removal> removals_;
  Runs runs_;

  mutable std::mutex mutex_;
  std::shared_ptr<const Runs> shown_;  // guarded by mutex_
};

using ChangingIntervals = ChangingIndex<IntervalIndex>;
using ChangingSpans = ChangingIndex<UncertainIndex>;

extern template class ChangingIndex<IntervalIndex>;
extern template class ChangingIndex<UncertainIndex>;

}  // namespace annals

#endif  // ANNALS_INDEX_CHANGING_INDEX_H_
