// RadixSort() sorts rows by a 64-bit key, keeping the order of equal keys.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_RADIX_SORT_H_
#define ANNALS_INDEX_INTERNAL_RADIX_SORT_H_

#include <cstdint>

#include "absl/types/span.h"

namespace annals::index_internal {

struct KeyedRow {
  uint64_t key;
  uint32_t row;
};

// The number whose unsigned order is the signed order of `code`.
inline uint64_t Unsigned(int64_t code) {
  return static_cast<uint64_t>(code) ^ (uint64_t{1} << 63);
}

// Sorts `rows` by key, stably. `spare` is as long; both are overwritten, and
// the one that holds the result is returned. Time is linear: a pass for each
// eleven bits in which the keys differ, and only one if they are sorted.
absl::Span<KeyedRow> RadixSort(absl::Span<KeyedRow> rows,
                               absl::Span<KeyedRow> spare);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_RADIX_SORT_H_
