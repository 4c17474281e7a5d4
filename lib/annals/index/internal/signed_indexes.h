// Sums over several indexes, some of which count off what others hold.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_SIGNED_INDEXES_H_
#define ANNALS_INDEX_INTERNAL_SIGNED_INDEXES_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/time/allen.h"

namespace annals::index_internal {

// Each row of the first kind is one more, of the second kind one less; every
// row of the second kind is one of the first as well.
struct SignedIndexes {
  std::vector<const IntervalIndex*> more;
  std::vector<const IntervalIndex*> less;

  size_t Count(const Interval& window) const;
  size_t Count(AllenSet relations, const Interval& window) const;
  std::vector<uint32_t> CountEach(absl::Span<const Interval> windows) const;

  // As IntervalIndex::ForEachStretch(). Gathers all that changes in the window,
  // merging index by index.
  void ForEachStretch(
      const Interval& window,
      absl::FunctionRef<void(const Interval& stretch, uint32_t rows)> f) const;
};

// Gathers stretches with a number of rows from `rows_min` to `rows_max`;
// neighbours become one.
class StretchFilter {
 public:
  StretchFilter(uint32_t rows_min, uint32_t rows_max)
      : rows_min_(rows_min), rows_max_(rows_max) {}

  void Add(const Interval& stretch, uint32_t rows) {
    if (rows < rows_min_ || rows > rows_max_) return;
    if (!where_.empty() && where_.back().end == stretch.start) {
      where_.back().end = stretch.end;
    } else {
      where_.push_back(stretch);
    }
  }

  std::vector<Interval> Take() { return std::move(where_); }

 private:
  uint32_t rows_min_;
  uint32_t rows_max_;
  std::vector<Interval> where_;
};

// The stretches of the window in which so many rows of `index` are at once.
template <typename Index>
std::vector<Interval> Where(const Index& index, const Interval& window,
                            uint32_t rows_min, uint32_t rows_max) {
  StretchFilter where(rows_min, rows_max);
  index.ForEachStretch(window, [&](const Interval& stretch, uint32_t rows) {
    where.Add(stretch, rows);
  });
  return where.Take();
}

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_SIGNED_INDEXES_H_
