// Kernels are the loops over rows in which an index spends its time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_KERNELS_H_
#define ANNALS_INDEX_INTERNAL_KERNELS_H_

#include <cstdint>

namespace annals::index_internal {

// Values that pass: all from `low` to `high`, both included.
struct Bounds {
  int64_t low;
  int64_t high;
};

// So many numbers past the last that it is asked about a kernel may read, and
// pass over: arrays that kernels read have room for that at their ends.
inline constexpr uint32_t kReadPadding = 64;

// What goes on: rows that end at `low` or later. Their ends stand in `briefs`
// in short, so that what is above `brief` goes on and what is below does not;
// where one is as `brief`, the end itself tells. All by row.
struct GoingOn {
  const uint16_t* briefs;
  const int64_t* ends;
  int64_t low;
  uint16_t brief;
};

// One set of kernels for each kind of processor; all give the same answers.
//
// Those that write return where they stopped. What they write to `out` goes no
// further than `room`, which is at least as far as all rows that they are asked
// about would go, but may overwrite all that is up to there.
//
// None has a branch that depends on what it compares: a wrong guess costs as
// much as a dozen comparisons, and the processor would drop the memory accesses
// of what comes next, which it has begun.
struct Kernels {
  // How many of the first `size` numbers at `keys`, which ascend, are less than
  // x.
  uint32_t (*count_briefs_below)(const uint16_t* keys, uint32_t size,
                                 uint16_t x);

  // How many of the first `size`, which descend, are greater than x.
  uint32_t (*count_briefs_above)(const uint16_t* keys, uint32_t size,
                                 uint16_t x);

  // Writes first, first + 1, ... last - 1.
  uint32_t* (*fill)(uint32_t first, uint32_t last, uint32_t* out,
                    const uint32_t* room);

  // Writes the `size` rows at `rows`.
  uint32_t* (*copy)(const uint32_t* rows, uint32_t size, uint32_t* out,
                    const uint32_t* room);

  // Writes each row from `first` to `last` whose value, values[row], passes.
  uint32_t* (*sift)(const int64_t* values, uint32_t first, uint32_t last,
                    Bounds bounds, uint32_t* out, const uint32_t* room);

  // Writes each row from `first` to `last` that goes on, or what `table` has of
  // it.
  uint32_t* (*sift_going_on)(const GoingOn& going_on, uint32_t first,
                             uint32_t last, uint32_t* out,
                             const uint32_t* room);
  uint32_t* (*pick_going_on)(const GoingOn& going_on, const uint32_t* table,
                             uint32_t first, uint32_t last, uint32_t* out,
                             const uint32_t* room);

  // How many rows from `first` to `last` pass.
  uint32_t (*count)(const int64_t* values, uint32_t first, uint32_t last,
                    Bounds bounds);

  // Bit i says whether row first + i passes. At most 64 rows.
  uint64_t (*mask)(const int64_t* values, uint32_t first, uint32_t last,
                   Bounds bounds);

  // Writes each of the `size` rows at `rows` that is at least `least`.
  uint32_t* (*sift_list)(const uint32_t* rows, uint32_t size, uint32_t least,
                         uint32_t* out, const uint32_t* room);

  // Writes table[row] for each of the `size` rows at `rows`, which may be
  // `out`.
  void (*look_up)(const uint32_t* table, const uint32_t* rows, uint32_t size,
                  uint32_t* out);
};

// So many keys are compared at once when a search has come that near.
inline constexpr uint32_t kNarrow = 16;

// Narrows the `size` keys at `keys`, of which those that `comes_first` likes do
// come first, until the place where that ends is one of kKeys, and returns
// where these begin. Of a long list fifteen keys are looked at in each
// step: none waits for another, so that all come from memory at once.
template <uint32_t kKeys, typename Key, typename Predicate>
inline const Key* Narrowed(const Key* keys, uint32_t& size,
                           Predicate comes_first) {
  constexpr uint32_t kWays = 16;
  while (size >= 64 * kWays) {
    const uint32_t part = size / kWays;
    uint32_t parts = 0;
    for (uint32_t way = 1; way < kWays; ++way) {
      parts += static_cast<uint32_t>(comes_first(keys[way * part - 1]));
    }
    keys += parts * part;
    size = parts == kWays - 1 ? size - parts * part : part;
  }
  while (size > kKeys) {
    const uint32_t half = size / 2;
    keys += half & (0u - static_cast<uint32_t>(comes_first(keys[half - 1])));
    size -= half;
  }
  return keys;
}

// Plain C++.
const Kernels& PortableKernels();

// For x86-64 processors with AVX2; null on all others.
const Kernels* Avx2Kernels();

// The fastest that this processor has. Decided once.
const Kernels& BestKernels();

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_KERNELS_H_
