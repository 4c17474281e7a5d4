// ChangingIndex: taking changes, publishing them as runs, merging runs.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/changing_index.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/index/internal/run.h"
#include "annals/index/interval_index.h"
#include "annals/index/row_set.h"
#include "annals/index/uncertain_index.h"

namespace annals {
namespace {

using index_internal::RowTraits;

// Runs of like size are those of one class: up to 256 rows, up to four times as
// many, and so on.
int SizeClass(size_t rows) {
  return (absl::bit_width(static_cast<uint64_t>(rows | 255)) - 8) / 2;
}

// So many of one class are merged.
constexpr size_t kAlikeMax = 4;

// A run of which one row in so many is dead is merged.
constexpr size_t kDeadShare = 4;

template <typename Row>
struct IndexInput {
  std::vector<Row> rows;
  std::vector<uint32_t> ids;
};

template <typename Index, typename Removals>
absl::StatusOr<Index> BuildRemoved(const Removals& removals) {
  IndexInput<typename RowTraits<Index>::Row> input;
  for (const auto& removal : removals) {
    input.rows.push_back(removal.row);
    input.ids.push_back(removal.id);
  }
  return RowTraits<Index>::Build(input.rows, input.ids);
}

}  // namespace

template <typename Index>
ChangingIndex<Index>::ChangingIndex()
    : shown_(std::make_shared<const Runs>()) {}

template <typename Index>
ChangingIndex<Index>::~ChangingIndex() = default;

template <typename Index>
size_t ChangingIndex<Index>::runs() const {
  return runs_.size();
}

template <typename Index>
typename ChangingIndex<Index>::Entry& ChangingIndex<Index>::EntryOf(
    uint32_t id) {
  const size_t page = id / kPageIds;
  if (page >= pages_.size()) pages_.resize(page + 1);
  if (pages_[page] == nullptr) {
    pages_[page] = NewPage(static_cast<uint32_t>(page * kPageIds));
  }
  return (*pages_[page])[id % kPageIds];
}

template <typename Index>
std::unique_ptr<std::vector<typename ChangingIndex<Index>::Entry>>
ChangingIndex<Index>::NewPage(uint32_t first_id) const {
  auto page = std::make_unique<std::vector<Entry>>(kPageIds);
  if (!loaded_row_of_) return page;
  for (uint32_t i = 0; i < kPageIds; ++i) {
    const std::optional<Row> row = loaded_row_of_(first_id + i);
    if (row.has_value()) (*page)[i] = Entry{*row, loaded_stamp_, 0};
  }
  return page;
}

template <typename Index>
bool ChangingIndex<Index>::Contains(uint32_t id) const {
  const size_t page = id / kPageIds;
  if (page >= pages_.size() || pages_[page] == nullptr) {
    return loaded_row_of_ && loaded_row_of_(id).has_value();
  }
  return (*pages_[page])[id % kPageIds].stamp != 0;
}

template <typename Index>
absl::Status ChangingIndex<Index>::CheckIsEmpty() const {
  if (size_ == 0 && runs_.empty() && added_ids_.empty())
    return absl::OkStatus();
  return absl::FailedPreconditionError(
      "index: load into an index that holds rows; want an empty one");
}

template <typename Index>
absl::Status ChangingIndex<Index>::Load(const Index& index) {
  ANNALS_RETURN_IF_ERROR(CheckIsEmpty());
  for (uint32_t row = 0; row < index.size(); ++row) {
    Entry& entry = EntryOf(index.id(row));
    if (entry.stamp != 0) {
      pages_.clear();
      return absl::InvalidArgumentError(
          absl::StrCat("index: two rows have the id ", index.id(row),
                       "; want one for each id"));
    }
    entry = Entry{RowTraits<Index>::At(index, row), stamp_, 0};
  }
  Begin(index);
  return absl::OkStatus();
}

template <typename Index>
absl::Status ChangingIndex<Index>::Load(const Index& index, RowOf row_of) {
  ANNALS_RETURN_IF_ERROR(CheckIsEmpty());
  // Who has put and erased has pages, which are to be as the index is.
  pages_.clear();
  // An index without rows is no run, and of nothing else are there rows.
  if (index.size() > 0) loaded_row_of_ = std::move(row_of);
  Begin(index);
  return absl::OkStatus();
}

template <typename Index>
void ChangingIndex<Index>::Begin(const Index& index) {
  size_ = index.size();
  if (size_ > 0) {
    runs_.push_back(Run{stamp_, stamp_, index, Index(),
                        std::make_shared<const std::vector<Removal>>(),
                        RowSet()});
    loaded_stamp_ = stamp_++;
  }
  Show();
}

template <typename Index>
absl::Status ChangingIndex<Index>::Put(uint32_t id, const Row& row) {
  if (!RowTraits<Index>::IsValid(row)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "index: the row of id ", id,
        " ends before it starts; want an end that is later than the start"));
  }
  Entry& entry = EntryOf(id);
  if (entry.stamp == stamp_) {
    entry.row = row;
    return absl::OkStatus();
  }
  if (entry.stamp == 0) {
    if (size_ == IntervalIndex::kRowsMax) {
      return absl::ResourceExhaustedError(
          absl::StrCat("index: ", size_, " rows; want no more than that"));
    }
    ++size_;
  } else {
    removals_.push_back(Removal{id, entry.stamp, entry.row});
  }
  entry = Entry{row, stamp_, static_cast<uint32_t>(added_ids_.size())};
  added_ids_.push_back(id);
  return absl::OkStatus();
}

template <typename Index>
bool ChangingIndex<Index>::Erase(uint32_t id) {
  if (!Contains(id)) return false;
  Entry& entry = EntryOf(id);
  if (entry.stamp == stamp_) {
    // The last one takes its place.
    EntryOf(added_ids_.back()).place = entry.place;
    added_ids_[entry.place] = added_ids_.back();
    added_ids_.pop_back();
  } else {
    removals_.push_back(Removal{id, entry.stamp, entry.row});
  }
  entry.stamp = 0;
  --size_;
  return true;
}

template <typename Index>
absl::Status ChangingIndex<Index>::Publish() {
  if (added_ids_.empty() && removals_.empty()) return absl::OkStatus();
  if (stamp_ == std::numeric_limits<uint32_t>::max()) {
    return absl::ResourceExhaustedError(
        "index: published too often; want an index built anew");
  }
  ANNALS_RETURN_IF_ERROR(AddRun());
  ANNALS_RETURN_IF_ERROR(MergeWhatIsAlike());
  Show();
  return absl::OkStatus();
}

template <typename Index>
absl::Status ChangingIndex<Index>::Merge() {
  ANNALS_RETURN_IF_ERROR(Publish());
  const bool is_merged =
      runs_.empty() || (runs_.size() == 1 && runs_.front().dead.IsEmpty());
  if (is_merged) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(MergeFrom(0));
  Show();
  return absl::OkStatus();
}

// Makes a run of what was put and removed since the last one.
template <typename Index>
absl::Status ChangingIndex<Index>::AddRun() {
  Run run;
  run.first_stamp = stamp_;
  run.last_stamp = stamp_;
  std::vector<Row> added;
  added.reserve(added_ids_.size());
  for (const uint32_t id : added_ids_) added.push_back(EntryOf(id).row);
  ANNALS_ASSIGN_OR_RETURN(run.added,
                          RowTraits<Index>::Build(added, added_ids_));
  ANNALS_ASSIGN_OR_RETURN(run.removed, BuildRemoved<Index>(removals_));
  MarkDead(removals_);
  run.removals =
      std::make_shared<const std::vector<Removal>>(std::move(removals_));
  runs_.push_back(std::move(run));
  removals_.clear();
  added_ids_.clear();
  ++stamp_;
  return absl::OkStatus();
}

// Tells each run which of its rows are no longer so.
template <typename Index>
void ChangingIndex<Index>::MarkDead(const std::vector<Removal>& removals) {
  std::vector<std::vector<uint32_t>> dead(runs_.size());
  for (const Removal& removal : removals) {
    const auto of = std::partition_point(
        runs_.begin(), runs_.end(),
        [&](const Run& run) { return run.last_stamp < removal.stamp; });
    // What was loaded may have said otherwise (a file that lies).
    if (of == runs_.end()) continue;
    dead[static_cast<size_t>(of - runs_.begin())].push_back(removal.id);
  }
  for (size_t r = 0; r < runs_.size(); ++r) {
    if (dead[r].empty()) continue;
    runs_[r].dead = runs_[r].dead | RowSet::Of(std::move(dead[r]));
  }
}

template <typename Index>
absl::Status ChangingIndex<Index>::MergeWhatIsAlike() {
  // The last runs that are no larger than the class of the newest.
  while (runs_.size() >= kAlikeMax) {
    const int newest = SizeClass(runs_.back().size());
    size_t first = runs_.size();
    while (first > 0 && SizeClass(runs_[first - 1].size()) <= newest) --first;
    if (runs_.size() - first < kAlikeMax) break;
    ANNALS_RETURN_IF_ERROR(MergeFrom(first));
  }
  for (size_t r = 0; r < runs_.size(); ++r) {
    const size_t dead = runs_[r].dead.Count();
    if (dead > 0 && dead * kDeadShare >= runs_[r].added.size()) {
      return MergeFrom(r);
    }
  }
  return absl::OkStatus();
}

// Makes one run of all from `first` on. What one of them has added and another
// has removed is gone for good; what they have removed from earlier ones stays.
template <typename Index>
absl::Status ChangingIndex<Index>::MergeFrom(size_t first) {
  IndexInput<Row> input;
  std::vector<Removal> removals;
  for (size_t r = first; r < runs_.size(); ++r) {
    const Run& run = runs_[r];
    for (uint32_t row = 0; row < run.added.size(); ++row) {
      const uint32_t id = run.added.id(row);
      if (run.dead.Contains(id)) continue;
      input.rows.push_back(RowTraits<Index>::At(run.added, row));
      input.ids.push_back(id);
    }
    for (const Removal& removal : *run.removals) {
      if (removal.stamp < runs_[first].first_stamp) removals.push_back(removal);
    }
  }
  Run merged;
  merged.first_stamp = runs_[first].first_stamp;
  merged.last_stamp = runs_.back().last_stamp;
  ANNALS_ASSIGN_OR_RETURN(merged.added,
                          RowTraits<Index>::Build(input.rows, input.ids));
  ANNALS_ASSIGN_OR_RETURN(merged.removed, BuildRemoved<Index>(removals));
  merged.removals =
      std::make_shared<const std::vector<Removal>>(std::move(removals));
  runs_.resize(first);
  if (merged.size() > 0) runs_.push_back(std::move(merged));
  return absl::OkStatus();
}

template <typename Index>
void ChangingIndex<Index>::Show() {
  auto runs = std::make_shared<const Runs>(runs_);
  const std::lock_guard<std::mutex> lock(mutex_);
  shown_.swap(runs);
}

template <typename Index>
typename ChangingIndex<Index>::Snapshot ChangingIndex<Index>::snapshot() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return Snapshot(shown_);
}

template class ChangingIndex<IntervalIndex>;
template class ChangingIndex<UncertainIndex>;

}  // namespace annals
