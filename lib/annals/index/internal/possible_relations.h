// PossibleInWindow says what relations a row with four bounds may have to a
// window, by one look into a table.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_POSSIBLE_RELATIONS_H_
#define ANNALS_INDEX_INTERNAL_POSSIBLE_RELATIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "annals/time/allen.h"

namespace annals::index_internal {

// The bounds of a row, as tight as its start and its end make one another, and
// with the order of Span.
struct RowBounds {
  int64_t earliest_start;
  int64_t latest_start;
  int64_t earliest_end;
  int64_t latest_end;
};

// A window [a, b) divides the axis into five classes: before a, at a, between,
// at b, after b. The relation of an interval with known ends is given by the
// classes of its start and its end; those that are possible for a row by the
// classes of its four bounds, and by whether something is between a and b at
// all, and room for a start and an end. So there is a table for each of the
// lengths of one tick, of two, and of more.
class PossibleInWindow {
 public:
  static constexpr size_t kClasses = 5;
  static constexpr size_t kEntries = kClasses * kClasses * kClasses * kClasses;
  // With room for what is read as 32 bits.
  using Table = std::array<uint16_t, kEntries + 1>;

  // The window is valid.
  PossibleInWindow(int64_t start, int64_t end);

  // Exactly PossibleRelations() of the row to the window.
  AllenSet Of(const RowBounds& row) const {
    return Of(Class(row.earliest_start), row.latest_start, row.earliest_end,
              row.latest_end);
  }

  // The same of a row of whose earliest start the class is known.
  AllenSet Of(size_t earliest_start_class, int64_t latest_start,
              int64_t earliest_end, int64_t latest_end) const {
    const size_t entry =
        ((earliest_start_class * kClasses + Class(latest_start)) * kClasses +
         Class(earliest_end)) *
            kClasses +
        Class(latest_end);
    return AllenSet::FromMask((*table_)[entry]);
  }

  int64_t start() const { return start_; }
  int64_t end() const { return end_; }
  // By the classes of the four bounds, in order, as digits of base kClasses.
  const Table& table() const { return *table_; }

  size_t Class(int64_t code) const {
    return static_cast<size_t>(code >= start_) +
           static_cast<size_t>(code > start_) +
           static_cast<size_t>(code >= end_) + static_cast<size_t>(code > end_);
  }

 private:
  int64_t start_;
  int64_t end_;
  const Table* table_;
};

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_POSSIBLE_RELATIONS_H_
