// Kernels in plain C++, and the choice of the best.
//
// The loops have no branches that depend on the data: each row is written, and
// the place to write moves on if it passed.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/kernels.h"

#include <cstdint>

namespace annals::index_internal {
namespace {

uint32_t* Fill(uint32_t first, uint32_t last, uint32_t* out) {
  for (uint32_t row = first; row < last; ++row) *out++ = row;
  return out;
}

bool Passes(int64_t value, Bounds bounds) {
  return (value >= bounds.low) & (value <= bounds.high);
}

uint32_t* Sift(const int64_t* values, uint32_t first, uint32_t last,
               Bounds bounds, uint32_t* out) {
  for (uint32_t row = first; row < last; ++row) {
    *out = row;
    out += Passes(values[row], bounds) ? 1 : 0;
  }
  return out;
}

uint32_t Count(const int64_t* values, uint32_t first, uint32_t last,
               Bounds bounds) {
  uint32_t count = 0;
  for (uint32_t row = first; row < last; ++row) {
    count += Passes(values[row], bounds) ? 1 : 0;
  }
  return count;
}

uint64_t Mask(const int64_t* values, uint32_t first, uint32_t last,
              Bounds bounds) {
  uint64_t mask = 0;
  for (uint32_t row = first; row < last; ++row) {
    mask |= uint64_t{Passes(values[row], bounds)} << (row - first);
  }
  return mask;
}

uint32_t* SiftList(const uint32_t* rows, uint32_t size, uint32_t least,
                   uint32_t* out) {
  for (uint32_t i = 0; i < size; ++i) {
    *out = rows[i];
    out += rows[i] >= least ? 1 : 0;
  }
  return out;
}

void LookUp(const uint32_t* table, const uint32_t* rows, uint32_t size,
            uint32_t* out) {
  for (uint32_t i = 0; i < size; ++i) out[i] = table[rows[i]];
}

}  // namespace

const Kernels& PortableKernels() {
  static constexpr Kernels kKernels{Fill, Sift, Count, Mask, SiftList, LookUp};
  return kKernels;
}

const Kernels& BestKernels() {
  static const Kernels& best =
      Avx2Kernels() != nullptr ? *Avx2Kernels() : PortableKernels();
  return best;
}

}  // namespace annals::index_internal
