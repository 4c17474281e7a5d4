// IntervalIndex: the first by start or end, the nearest before and after.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/matches_builder.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/time/instant.h"

namespace annals {
namespace {

using index_internal::Bounds;
using index_internal::IndexData;
using index_internal::kBlockRows;
using index_internal::kGreatestCode;
using index_internal::Tier;

struct Range {
  uint32_t first;
  uint32_t last;
};

// Moves the first rows by start from the ranges, one a tier, until `rows` has
// `rows_max`.
void MergeByStart(const IndexData& data, std::vector<Range> ranges,
                  size_t rows_max, std::vector<uint32_t>& rows) {
  while (rows.size() < rows_max) {
    Range* next = nullptr;
    for (Range& range : ranges) {
      if (range.first == range.last) continue;
      // Tiers come in order of their rows, so the first of equals is lower.
      if (next == nullptr ||
          data.starts[range.first] < data.starts[next->first]) {
        next = &range;
      }
    }
    if (next == nullptr) return;
    rows.push_back(next->first++);
  }
}

// Appends the first `rows_max` rows of a tier, before row `end`, that go on
// beyond `start`. They are in order already: looked at are the blocks in which
// one of them may be.
void AppendFirstGoingOn(const IndexData& data, const Tier& tier, uint32_t end,
                        int64_t start, size_t rows_max,
                        std::vector<uint32_t>& rows) {
  constexpr uint32_t kMaskRows = 64;
  static_assert(kBlockRows % kMaskRows == 0);
  const size_t full = rows.size() + std::min<size_t>(rows_max, data.size);
  for (uint32_t first = tier.first; first < end; first += kMaskRows) {
    if (data.BlockOf(tier, first).end_max <= start) {
      first += kBlockRows - kMaskRows;
      continue;
    }
    const uint32_t last = std::min(end, first + kMaskRows);
    uint64_t mask = data.kernels->mask(data.ends.data(), first, last,
                                       Bounds{start + 1, kGreatestCode});
    for (; mask != 0; mask &= mask - 1) {
      if (rows.size() == full) return;
      rows.push_back(first + static_cast<uint32_t>(absl::countr_zero(mask)));
    }
  }
}

// Whether to look at a list of `listed` rows takes longer than to look for the
// first `rows_max` of them among all rows of the tier before row `end`.
bool IsLongList(const Tier& tier, uint32_t end, size_t listed,
                size_t rows_max) {
  const size_t blocks = (end - tier.first) / kBlockRows;
  constexpr size_t kListedPerBlockLookedAt = 8;
  return listed >
         blocks / 2 + kListedPerBlockLookedAt * std::min(rows_max, blocks);
}

// Keeps the first `rows_max` by keys[row], then row, in order.
void KeepFirst(const int64_t* keys, size_t rows_max,
               std::vector<uint32_t>& rows) {
  rows_max = std::min(rows_max, rows.size());
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows_max);
  std::partial_sort(rows.begin(), middle, rows.end(),
                    [&](uint32_t a, uint32_t b) {
                      return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
                    });
  rows.resize(rows_max);
}

}  // namespace

std::vector<uint32_t> IntervalIndex::FirstByStart(const Interval& window,
                                                  size_t rows_max) const {
  if (!window.IsValid()) return {};
  const int64_t start = window.start.code();
  std::vector<uint32_t> rows;
  std::vector<Range> ranges;
  for (const Tier& tier : data_->tiers) {
    const uint32_t first = data_->StartRank(tier, start);
    ranges.push_back(Range{first, data_->StartRank(tier, window.end.code())});
    Matches going_on;
    MatchesBuilder(*data_, going_on)
        .AddGoingOn(tier, first, Bounds{start + 1, kGreatestCode});
    if (IsLongList(tier, first, going_on.CountMax(), rows_max)) {
      AppendFirstGoingOn(*data_, tier, first, start, rows_max, rows);
    } else {
      going_on.ForEachRow([&](uint32_t row) { rows.push_back(row); });
    }
  }
  KeepFirst(data_->starts.data(), rows_max, rows);
  MergeByStart(*data_, std::move(ranges), rows_max, rows);
  return rows;
}

// Goes through the rows in order of their ends, from the window's start on.
// Most of them have started before the window ends, or else it is short and few
// rows match: so this is given up after as many rows as match, and these are
// sorted instead.
std::vector<uint32_t> IntervalIndex::FirstByEnd(const Interval& window,
                                                size_t rows_max) const {
  const size_t count = Count(window);
  rows_max = std::min(rows_max, count);
  if (rows_max == 0) return {};
  std::vector<uint32_t> rows;
  const size_t first = data_->EndRank(window.start.code() + 1);
  const size_t last = std::min<size_t>(data_->size, first + count);
  for (size_t k = first; k < last && rows.size() < rows_max; ++k) {
    const uint32_t row = data_->by_end[k];
    if (data_->starts[row] < window.end.code()) rows.push_back(row);
  }
  if (rows.size() == rows_max) return rows;
  rows = Find(window).Rows();
  KeepFirst(data_->ends.data(), rows_max, rows);
  return rows;
}

std::vector<uint32_t> IntervalIndex::NearestBefore(Instant instant,
                                                   size_t rows_max) const {
  const int64_t code = instant.code();
  // What never ends is never over.
  uint32_t last = data_->EndRank(code == kGreatestCode ? code : code + 1);
  std::vector<uint32_t> rows;
  rows.reserve(std::min<size_t>(rows_max, last));
  while (last > 0 && rows.size() < rows_max) {
    // Rows with one end are in order already, so go back to the first of them.
    const uint32_t first = data_->EndRank(data_->ends[data_->by_end[last - 1]]);
    for (uint32_t k = first; k < last && rows.size() < rows_max; ++k) {
      rows.push_back(data_->by_end[k]);
    }
    last = first;
  }
  return rows;
}

std::vector<uint32_t> IntervalIndex::NearestAfter(Instant instant,
                                                  size_t rows_max) const {
  std::vector<Range> ranges;
  for (const Tier& tier : data_->tiers) {
    ranges.push_back(Range{data_->StartRank(tier, instant.code()), tier.last});
  }
  std::vector<uint32_t> rows;
  MergeByStart(*data_, std::move(ranges), rows_max, rows);
  return rows;
}

}  // namespace annals
