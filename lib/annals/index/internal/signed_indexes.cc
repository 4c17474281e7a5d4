// Sums over several indexes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/signed_indexes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"

namespace annals::index_internal {
namespace {

// Where, and by how many, the number of rows changes.
struct Change {
  Instant at;
  int64_t by;
};

bool IsEarlier(const Change& a, const Change& b) { return a.at < b.at; }

// Merges what changes in the window into the changes, which are in order, with
// its first instant as a change from nothing.
void AddChanges(const IntervalIndex& index, const Interval& window,
                int64_t sign, std::vector<Change>& changes) {
  if (index.IsEmpty()) return;
  const auto size = static_cast<std::ptrdiff_t>(changes.size());
  int64_t before = 0;
  index.ForEachStretch(window, [&](const Interval& stretch, uint32_t rows) {
    changes.push_back(Change{stretch.start, sign * (rows - before)});
    before = rows;
  });
  std::inplace_merge(changes.begin(), changes.begin() + size, changes.end(),
                     IsEarlier);
}

}  // namespace

size_t SignedIndexes::Count(const Interval& window) const {
  size_t count = 0;
  for (const IntervalIndex* index : more) count += index->Count(window);
  for (const IntervalIndex* index : less) count -= index->Count(window);
  return count;
}

size_t SignedIndexes::Count(AllenSet relations, const Interval& window) const {
  size_t count = 0;
  for (const IntervalIndex* index : more) {
    count += index->Count(relations, window);
  }
  for (const IntervalIndex* index : less) {
    count -= index->Count(relations, window);
  }
  return count;
}

std::vector<uint32_t> SignedIndexes::CountEach(
    absl::Span<const Interval> windows) const {
  std::vector<uint32_t> counts(windows.size());
  for (const IntervalIndex* index : more) {
    const std::vector<uint32_t> some = index->CountEach(windows);
    for (size_t i = 0; i < counts.size(); ++i) counts[i] += some[i];
  }
  for (const IntervalIndex* index : less) {
    const std::vector<uint32_t> some = index->CountEach(windows);
    for (size_t i = 0; i < counts.size(); ++i) counts[i] -= some[i];
  }
  return counts;
}

void SignedIndexes::ForEachStretch(
    const Interval& window,
    absl::FunctionRef<void(const Interval& stretch, uint32_t rows)> f) const {
  if (!window.IsValid()) return;
  std::vector<Change> changes;
  for (const IntervalIndex* index : more) {
    AddChanges(*index, window, 1, changes);
  }
  for (const IntervalIndex* index : less) {
    AddChanges(*index, window, -1, changes);
  }
  int64_t rows = 0;
  Instant from = window.start;
  for (size_t i = 0; i < changes.size();) {
    const Instant at = changes[i].at;
    int64_t changed = rows;
    for (; i < changes.size() && changes[i].at == at; ++i) {
      changed += changes[i].by;
    }
    if (changed == rows) continue;
    if (from < at) f(Interval{from, at}, static_cast<uint32_t>(rows));
    from = at;
    rows = changed;
  }
  f(Interval{from, window.end}, static_cast<uint32_t>(rows));
}

}  // namespace annals::index_internal
