// IntervalIndex: the first by start or end, the nearest before and after.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

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
  Matches going_on;
  MatchesBuilder builder(*data_, going_on);
  std::vector<Range> ranges;
  for (const Tier& tier : data_->tiers) {
    const uint32_t first = data_->StartRank(tier, start);
    builder.AddGoingOn(tier, first, Bounds{start + 1, kGreatestCode});
    ranges.push_back(Range{first, data_->StartRank(tier, window.end.code())});
  }
  std::vector<uint32_t> rows = going_on.Rows();
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
