// IntervalSnapshot: asking all runs.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/interval_snapshot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "annals/index/internal/run.h"
#include "annals/index/internal/signed_indexes.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"

namespace annals {

using index_internal::SignedIndexes;
using Run = index_internal::Run<IntervalIndex>;

namespace {

void AppendIds(const Run& run, const Matches& matches,
               std::vector<uint32_t>& ids) {
  const size_t size = ids.size();
  ids.resize(size + matches.CountMax());
  uint32_t* end = matches.CopyIds(ids.data() + size);
  if (!run.dead.IsEmpty()) {
    end = std::remove_if(ids.data() + size, end,
                         [&](uint32_t id) { return run.dead.Contains(id); });
  }
  ids.resize(static_cast<size_t>(end - ids.data()));
}

}  // namespace

IntervalSnapshot::IntervalSnapshot() : runs_(std::make_shared<const Runs>()) {}

IntervalSnapshot::IntervalSnapshot(std::shared_ptr<const Runs> runs)
    : runs_(std::move(runs)) {}

SignedIndexes IntervalSnapshot::Indexes() const {
  SignedIndexes indexes;
  for (const Run& run : *runs_) {
    if (!run.added.IsEmpty()) indexes.more.push_back(&run.added);
    if (!run.removed.IsEmpty()) indexes.less.push_back(&run.removed);
  }
  return indexes;
}

size_t IntervalSnapshot::size() const {
  size_t size = 0;
  for (const Run& run : *runs_) size += run.added.size() - run.removed.size();
  return size;
}

size_t IntervalSnapshot::Count(const Interval& window) const {
  size_t count = 0;
  for (const Run& run : *runs_) {
    count += run.added.Count(window);
    if (!run.removed.IsEmpty()) count -= run.removed.Count(window);
  }
  return count;
}

size_t IntervalSnapshot::Count(AllenSet relations,
                               const Interval& window) const {
  return Indexes().Count(relations, window);
}

std::vector<uint32_t> IntervalSnapshot::Ids(const Interval& window) const {
  std::vector<uint32_t> ids;
  for (const Run& run : *runs_) AppendIds(run, run.added.Find(window), ids);
  return ids;
}

std::vector<uint32_t> IntervalSnapshot::Ids(AllenSet relations,
                                            const Interval& window) const {
  std::vector<uint32_t> ids;
  for (const Run& run : *runs_) {
    AppendIds(run, run.added.Find(relations, window), ids);
  }
  return ids;
}

void IntervalSnapshot::ForEach(
    AllenSet relations, const Interval& window,
    absl::FunctionRef<void(uint32_t id, const Interval& interval)> f) const {
  for (const Run& run : *runs_) {
    run.added.Find(relations, window).ForEachRow([&](uint32_t row) {
      const uint32_t id = run.added.id(row);
      if (!run.dead.Contains(id)) f(id, run.added.interval(row));
    });
  }
}

std::vector<uint32_t> IntervalSnapshot::CountEach(
    absl::Span<const Interval> windows) const {
  return Indexes().CountEach(windows);
}

std::vector<uint32_t> IntervalSnapshot::Histogram(
    absl::Span<const Instant> edges) const {
  std::vector<Interval> buckets;
  for (size_t i = 1; i < edges.size(); ++i) {
    buckets.push_back(Interval{edges[i - 1], edges[i]});
  }
  return CountEach(buckets);
}

template <typename Ask, typename Key>
std::vector<IntervalSnapshot::Found> IntervalSnapshot::First(size_t rows_max,
                                                             Ask ask,
                                                             Key key) const {
  std::vector<Found> found;
  for (const Run& run : *runs_) {
    // Of the dead ones, at most all come first.
    const size_t asked =
        rows_max + std::min(run.added.size(), run.dead.Count());
    size_t left = rows_max;
    for (uint32_t row : ask(run.added, std::max(asked, rows_max))) {
      if (left == 0) break;
      const uint32_t id = run.added.id(row);
      if (run.dead.Contains(id)) continue;
      found.push_back(Found{id, run.added.interval(row)});
      --left;
    }
  }
  std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
    const auto a_key = key(a.interval);
    const auto b_key = key(b.interval);
    return a_key != b_key ? a_key < b_key : a.id < b.id;
  });
  if (found.size() > rows_max) found.resize(rows_max);
  return found;
}

std::vector<IntervalSnapshot::Found> IntervalSnapshot::FirstByStart(
    const Interval& window, size_t rows_max) const {
  return First(
      rows_max,
      [&](const IntervalIndex& index, size_t asked) {
        return index.FirstByStart(window, asked);
      },
      [](const Interval& interval) { return interval.start.code(); });
}

std::vector<IntervalSnapshot::Found> IntervalSnapshot::FirstByEnd(
    const Interval& window, size_t rows_max) const {
  return First(
      rows_max,
      [&](const IntervalIndex& index, size_t asked) {
        return index.FirstByEnd(window, asked);
      },
      [](const Interval& interval) { return interval.end.code(); });
}

std::vector<IntervalSnapshot::Found> IntervalSnapshot::NearestBefore(
    Instant instant, size_t rows_max) const {
  return First(
      rows_max,
      [&](const IntervalIndex& index, size_t asked) {
        return index.NearestBefore(instant, asked);
      },
      // The latest first; complement, unlike negation, never overflows.
      [](const Interval& interval) { return ~interval.end.code(); });
}

std::vector<IntervalSnapshot::Found> IntervalSnapshot::NearestAfter(
    Instant instant, size_t rows_max) const {
  return First(
      rows_max,
      [&](const IntervalIndex& index, size_t asked) {
        return index.NearestAfter(instant, asked);
      },
      [](const Interval& interval) { return interval.start.code(); });
}

void IntervalSnapshot::ForEachStretch(
    const Interval& window,
    absl::FunctionRef<void(const Interval& stretch, uint32_t rows)> f) const {
  Indexes().ForEachStretch(window, f);
}

std::vector<Interval> IntervalSnapshot::Where(const Interval& window,
                                              uint32_t rows_min,
                                              uint32_t rows_max) const {
  return index_internal::Where(*this, window, rows_min, rows_max);
}

}  // namespace annals
