// IntervalIndex: histograms, and how many rows there are at once.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/signed_indexes.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/time/instant.h"

namespace annals {
namespace {

using index_internal::IndexData;
using index_internal::Tier;

// The instants at which rows of an index start or end, after `start` and before
// `end`, in order.
class Changes {
 public:
  Changes(const IndexData& data, int64_t start, int64_t end)
      : data_(data),
        end_(end),
        next_end_(data.EndRank(start + 1)),
        last_end_(data.EndRank(end)) {
    for (const Tier& tier : data.tiers) {
      next_starts_.push_back(data.StartRank(tier, start + 1));
      last_starts_.push_back(data.StartRank(tier, end));
    }
  }

  // The next instant at which something changes; the end if there is none.
  int64_t Next() const {
    int64_t next = end_;
    for (size_t t = 0; t < next_starts_.size(); ++t) {
      if (next_starts_[t] == last_starts_[t]) continue;
      next = std::min(next, data_.starts[next_starts_[t]]);
    }
    return next_end_ == last_end_ ? next : std::min(next, NextEnd());
  }

  // Moves beyond `instant`, which is Next(), and returns `rows` with what
  // starts there, and without what ends there.
  uint32_t Apply(int64_t instant, uint32_t rows) {
    for (size_t t = 0; t < next_starts_.size(); ++t) {
      for (uint32_t& next = next_starts_[t];
           next != last_starts_[t] && data_.starts[next] == instant; ++next) {
        ++rows;
      }
    }
    for (; next_end_ != last_end_ && NextEnd() == instant; ++next_end_) --rows;
    return rows;
  }

 private:
  int64_t NextEnd() const { return data_.ends[data_.by_end[next_end_]]; }

  const IndexData& data_;
  const int64_t end_;
  uint32_t next_end_;
  const uint32_t last_end_;
  std::vector<uint32_t> next_starts_;
  std::vector<uint32_t> last_starts_;
};

Interval FromTo(int64_t start, int64_t end) {
  return Interval{Instant::FromCode(start), Instant::FromCode(end)};
}

}  // namespace

std::vector<uint32_t> IntervalIndex::Histogram(
    absl::Span<const Instant> edges) const {
  std::vector<Interval> buckets;
  for (size_t i = 1; i < edges.size(); ++i) {
    buckets.push_back(Interval{edges[i - 1], edges[i]});
  }
  return CountEach(buckets);
}

void IntervalIndex::ForEachStretch(
    const Interval& window,
    absl::FunctionRef<void(const Interval& stretch, uint32_t rows)> f) const {
  if (!window.IsValid()) return;
  const int64_t end = window.end.code();
  int64_t from = window.start.code();
  auto rows = static_cast<uint32_t>(data_->CountIntersecting(from, from + 1));
  Changes changes(*data_, from, end);
  for (int64_t next = changes.Next(); next != end; next = changes.Next()) {
    const uint32_t changed = changes.Apply(next, rows);
    if (changed == rows) continue;
    f(FromTo(from, next), rows);
    from = next;
    rows = changed;
  }
  f(FromTo(from, end), rows);
}

std::vector<Interval> IntervalIndex::Where(const Interval& window,
                                           uint32_t rows_min,
                                           uint32_t rows_max) const {
  return index_internal::Where(*this, window, rows_min, rows_max);
}

}  // namespace annals
