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

// One set of kernels for each kind of processor; all give the same answers.
// Those that write return where they stopped.
struct Kernels {
  // Writes first, first + 1, ... last - 1.
  uint32_t* (*fill)(uint32_t first, uint32_t last, uint32_t* out);

  // Writes each row from `first` to `last` whose value, values[row], passes.
  // Needs room for last - first rows, and may overwrite all of it.
  uint32_t* (*sift)(const int64_t* values, uint32_t first, uint32_t last,
                    Bounds bounds, uint32_t* out);

  // How many of those rows pass.
  uint32_t (*count)(const int64_t* values, uint32_t first, uint32_t last,
                    Bounds bounds);

  // Bit i says whether row first + i passes. At most 64 rows.
  uint64_t (*mask)(const int64_t* values, uint32_t first, uint32_t last,
                   Bounds bounds);

  // Writes each of the `size` rows at `rows` that is at least `least`. Needs
  // room for `size` rows, and may overwrite all of it.
  uint32_t* (*sift_list)(const uint32_t* rows, uint32_t size, uint32_t least,
                         uint32_t* out);

  // Writes table[row] for each of the `size` rows at `rows`, which may be
  // `out`.
  void (*look_up)(const uint32_t* table, const uint32_t* rows, uint32_t size,
                  uint32_t* out);
};

// Plain C++.
const Kernels& PortableKernels();

// For x86-64 processors with AVX2; null on all others.
const Kernels* Avx2Kernels();

// The fastest that this processor has. Decided once.
const Kernels& BestKernels();

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_KERNELS_H_
