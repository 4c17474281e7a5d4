// A Run is what was put into a changing index over some publications.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_RUN_H_
#define ANNALS_INDEX_INTERNAL_RUN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/row_set.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/span.h"

namespace annals::index_internal {

// What an index holds: how it is checked, built and read back.
template <typename Index>
struct RowTraits;

template <>
struct RowTraits<IntervalIndex> {
  using Row = Interval;
  static bool IsValid(const Interval& row) { return row.IsValid(); }
  static Interval At(const IntervalIndex& index, uint32_t row) {
    return index.interval(row);
  }
  static absl::StatusOr<IntervalIndex> Build(absl::Span<const Interval> rows,
                                             absl::Span<const uint32_t> ids) {
    return IntervalIndex::Build(rows, ids);
  }
};

template <>
struct RowTraits<UncertainIndex> {
  using Row = UncertainRow;
  static bool IsValid(const UncertainRow& row) {
    return row.span.IsSatisfiable();
  }
  static UncertainRow At(const UncertainIndex& index, uint32_t row) {
    return UncertainRow{index.span(row), index.IsLoose(row)};
  }
  static absl::StatusOr<UncertainIndex> Build(
      absl::Span<const UncertainRow> rows, absl::Span<const uint32_t> ids) {
    std::vector<Span> spans;
    std::vector<uint32_t> loose;
    spans.reserve(rows.size());
    for (const UncertainRow& row : rows) {
      if (row.is_loose) loose.push_back(static_cast<uint32_t>(spans.size()));
      spans.push_back(row.span);
    }
    return UncertainIndex::Build(spans, ids, loose);
  }
};

// A row that some earlier run holds and that is no longer so, and the number of
// the publication that put it.
template <typename Row>
struct Removal {
  uint32_t id;
  uint32_t stamp;
  Row row;
};

// Runs stand in order of time, each with the publications from `first_stamp` to
// `last_stamp`. How many rows there are is what all have added, less what all
// have removed; which ones, is what each has added, less its `dead`.
template <typename Index>
struct Run {
  using Row = typename RowTraits<Index>::Row;

  uint32_t first_stamp = 0;
  uint32_t last_stamp = 0;
  Index added;
  // Rows of earlier runs, to be counted off.
  Index removed;
  std::shared_ptr<const std::vector<Removal<Row>>> removals;
  // Ids of rows that this run has added and that later runs have removed.
  RowSet dead;

  size_t size() const { return added.size() + removed.size(); }
};

template <typename Index>
using Runs = std::vector<Run<Index>>;

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_RUN_H_
