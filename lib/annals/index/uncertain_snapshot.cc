// UncertainSnapshot: asking all runs.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/uncertain_snapshot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/internal/run.h"
#include "annals/index/internal/signed_indexes.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

using index_internal::RowTraits;
using index_internal::SignedIndexes;
using Run = index_internal::Run<UncertainIndex>;

namespace {

using Part = const IntervalIndex& (UncertainIndex::*)() const;

// One of the indexes of each run.
SignedIndexes PartsOf(const std::vector<Run>& runs, Part part) {
  SignedIndexes indexes;
  for (const Run& run : runs) {
    indexes.more.push_back(&(run.added.*part)());
    indexes.less.push_back(&(run.removed.*part)());
  }
  return indexes;
}

void AppendAlive(const Run& run, const std::vector<uint32_t>& ids,
                 std::vector<uint32_t>& alive) {
  if (run.dead.IsEmpty()) {
    alive.insert(alive.end(), ids.begin(), ids.end());
    return;
  }
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(alive),
               [&](uint32_t id) { return !run.dead.Contains(id); });
}

void Append(const Run& run, const UncertainIndex::Answer& of_run,
            UncertainIndex::Answer& answer) {
  AppendAlive(run, of_run.certain, answer.certain);
  AppendAlive(run, of_run.possible, answer.possible);
}

using Found = UncertainSnapshot::Found;

// Appends the rows of a run that come first, `rows_max` and all that are equal
// to the last of these: ask(index, n) finds the first n by `key` of their
// bounds, of equals any. So what is equal to the last of n may not be all.
template <typename Ask, typename Key>
void AppendFirst(const Run& run, size_t rows_max, Ask ask, Key key,
                 std::vector<Found>& found) {
  const IntervalIndex& index = run.added.outer();
  const auto key_of = [&](uint32_t row) { return key(index.interval(row)); };
  const size_t size = found.size();
  for (size_t asked = rows_max + 1;; asked *= 4) {
    asked = std::min(asked, index.size() + 1);
    std::vector<uint32_t> rows = ask(index, asked);
    const bool is_all = rows.size() < asked;
    if (!is_all) {
      const auto last = key_of(rows.back());
      while (!rows.empty() && key_of(rows.back()) == last) rows.pop_back();
    }
    for (const uint32_t row : rows) {
      const uint32_t id = index.id(row);
      if (!run.dead.Contains(id)) {
        found.push_back(Found{id, index.interval(row)});
      }
    }
    if (is_all || found.size() - size >= rows_max) return;
    found.resize(size);
  }
}

// The first row of a run that is alive, of those that ask(n) finds n of.
template <typename Ask>
std::optional<uint32_t> FirstAlive(const Run& run, Ask ask) {
  for (size_t asked = 1;; asked *= 4) {
    const std::vector<uint32_t> rows = ask(asked);
    for (const uint32_t row : rows) {
      if (!run.dead.Contains(run.added.id(row))) return row;
    }
    if (rows.size() < asked) return std::nullopt;
  }
}

using SortKey = std::tuple<int64_t, int64_t, uint32_t>;

SortKey ByStart(const Found& found) {
  return {found.outer.start.code(), found.outer.end.code(), found.id};
}
// Complements, unlike negations, never overflow.
SortKey ByEnd(const Found& found) {
  return {~found.outer.end.code(), ~found.outer.start.code(), found.id};
}

template <typename Ask>
std::vector<Found> FirstOf(const std::vector<Run>& runs, size_t rows_max,
                           Ask ask, SortKey (*key)(const Found&)) {
  std::vector<Found> found;
  if (rows_max == 0) return found;
  const auto first_key = [&](const Interval& outer) {
    return std::get<0>(key(Found{0, outer}));
  };
  for (const Run& run : runs) {
    AppendFirst(run, std::min(rows_max, run.added.size()), ask, first_key,
                found);
  }
  std::sort(found.begin(), found.end(),
            [&](const Found& a, const Found& b) { return key(a) < key(b); });
  return found;
}

std::vector<Found> AtMost(size_t rows_max, std::vector<Found> found) {
  if (found.size() > rows_max) found.resize(rows_max);
  return found;
}

}  // namespace

UncertainSnapshot::UncertainSnapshot()
    : runs_(std::make_shared<const Runs>()) {}

UncertainSnapshot::UncertainSnapshot(std::shared_ptr<const Runs> runs)
    : runs_(std::move(runs)) {}

size_t UncertainSnapshot::size() const {
  size_t size = 0;
  for (const Run& run : *runs_) size += run.added.size() - run.removed.size();
  return size;
}

absl::StatusOr<UncertainIndex> UncertainSnapshot::Merged() const {
  if (runs_->size() == 1 && runs_->front().dead.IsEmpty()) {
    return runs_->front().added;
  }
  std::vector<UncertainRow> rows;
  std::vector<uint32_t> ids;
  for (const Run& run : *runs_) {
    for (uint32_t row = 0; row < run.added.size(); ++row) {
      const uint32_t id = run.added.id(row);
      if (run.dead.Contains(id)) continue;
      rows.push_back(RowTraits<UncertainIndex>::At(run.added, row));
      ids.push_back(id);
    }
  }
  return RowTraits<UncertainIndex>::Build(rows, ids);
}

size_t UncertainSnapshot::CountPossible(const Interval& window) const {
  size_t count = 0;
  for (const Run& run : *runs_) {
    count +=
        run.added.CountPossible(window) - run.removed.CountPossible(window);
  }
  return count;
}

size_t UncertainSnapshot::CountCertain(const Interval& window) const {
  size_t count = 0;
  for (const Run& run : *runs_) {
    count += run.added.CountCertain(window) - run.removed.CountCertain(window);
  }
  return count;
}

std::vector<uint32_t> UncertainSnapshot::PossibleIds(
    const Interval& window) const {
  std::vector<uint32_t> ids;
  for (const Run& run : *runs_) {
    AppendAlive(run, run.added.PossibleIds(window), ids);
  }
  return ids;
}

std::vector<uint32_t> UncertainSnapshot::CertainIds(
    const Interval& window) const {
  std::vector<uint32_t> ids;
  for (const Run& run : *runs_) {
    AppendAlive(run, run.added.CertainIds(window), ids);
  }
  return ids;
}

std::vector<uint32_t> UncertainSnapshot::CountEachPossible(
    absl::Span<const Interval> windows) const {
  return PartsOf(*runs_, &UncertainIndex::outer).CountEach(windows);
}

UncertainSnapshot::Counts UncertainSnapshot::Count(AllenSet asked,
                                                   const Span& window) const {
  Counts counts;
  for (const Run& run : *runs_) {
    const Counts more = run.added.Count(asked, window);
    const Counts less = run.removed.Count(asked, window);
    counts.certain += more.certain - less.certain;
    counts.possible += more.possible - less.possible;
  }
  return counts;
}

UncertainSnapshot::Answer UncertainSnapshot::Find(AllenSet asked,
                                                  const Span& window) const {
  Answer answer;
  for (const Run& run : *runs_) {
    Append(run, run.added.Find(asked, window), answer);
  }
  return answer;
}

UncertainSnapshot::Answer UncertainSnapshot::Find(AllenSet asked,
                                                  const TimeSet& window,
                                                  Recheck recheck) const {
  Answer answer;
  for (const Run& run : *runs_) {
    const auto recheck_alive = [&](uint32_t id) {
      return run.dead.Contains(id) ? Certainty::kNo : recheck(id);
    };
    Append(run, run.added.Find(asked, window, recheck_alive), answer);
  }
  return answer;
}

std::vector<Found> UncertainSnapshot::FirstPossible(const Interval& window,
                                                    size_t rows_max) const {
  std::vector<Found> found = FirstOf(
      *runs_, rows_max,
      [&](const IntervalIndex& index, size_t asked) {
        return index.FirstByStart(window, asked);
      },
      ByStart);
  while (found.size() > rows_max &&
         found.back().outer != found[rows_max - 1].outer) {
    found.pop_back();
  }
  return found;
}

std::vector<Found> UncertainSnapshot::NearestBefore(Instant instant,
                                                    size_t rows_max) const {
  return AtMost(rows_max, FirstOf(
                              *runs_, rows_max,
                              [&](const IntervalIndex& index, size_t asked) {
                                return index.NearestBefore(instant, asked);
                              },
                              ByEnd));
}

std::vector<Found> UncertainSnapshot::NearestAfter(Instant instant,
                                                   size_t rows_max) const {
  return AtMost(rows_max, FirstOf(
                              *runs_, rows_max,
                              [&](const IntervalIndex& index, size_t asked) {
                                return index.NearestAfter(instant, asked);
                              },
                              ByStart));
}

Interval UncertainSnapshot::FiniteExtent() const {
  const Instant least = Instant::LeastFinite().Next();
  const Instant greatest = Instant::GreatestFinite().Previous();
  Interval extent{Instant::InfiniteFuture(), Instant::InfinitePast()};
  const auto take = [&](Instant bound) {
    if (bound < least || bound > greatest) return;
    extent.start = std::min(extent.start, bound);
    extent.end = std::max(extent.end, bound);
  };
  for (const Run& run : *runs_) {
    const IntervalIndex& outer = run.added.outer();
    const auto first = FirstAlive(run, [&](size_t rows_max) {
      return outer.NearestAfter(least, rows_max);
    });
    const auto last = FirstAlive(run, [&](size_t rows_max) {
      return outer.NearestBefore(greatest, rows_max);
    });
    if (first.has_value()) take(outer.interval(*first).start);
    if (last.has_value()) take(outer.interval(*last).end);
  }
  // Of what is open, the other bounds may lie further out than all of these.
  const Interval without_start{Instant::InfinitePast(), least};
  const Interval without_end{greatest, Instant::InfiniteFuture()};
  for (const Run& run : *runs_) {
    const auto take_open = [&](uint32_t row) {
      if (run.dead.Contains(run.added.id(row))) return;
      const Span span = run.added.span(row);
      for (const Instant bound : {span.earliest_start, span.latest_start,
                                  span.earliest_end, span.latest_end}) {
        take(bound);
      }
    };
    run.added.outer().Find(without_start).ForEachRow(take_open);
    run.added.outer().Find(without_end).ForEachRow(take_open);
  }
  return extent;
}

void UncertainSnapshot::ForEachPossibleStretch(const Interval& window,
                                               Stretch f) const {
  PartsOf(*runs_, &UncertainIndex::outer).ForEachStretch(window, f);
}

void UncertainSnapshot::ForEachCertainStretch(const Interval& window,
                                              Stretch f) const {
  PartsOf(*runs_, &UncertainIndex::core).ForEachStretch(window, f);
}

}  // namespace annals
