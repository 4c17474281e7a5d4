// Kernels in plain C++, and the choice of the best.
//
// The loops have no branches that depend on the data: each row is written, and
// the place to write moves on if it passed.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/kernels.h"

#include <algorithm>
#include <cstdint>

namespace annals::index_internal {
namespace {

// How many of the keys that come first are liked.
template <typename Key, typename Predicate>
uint32_t CountFirst(const Key* keys, uint32_t size, Predicate comes_first) {
  const Key* const at = Narrowed<kNarrow>(keys, size, comes_first);
  uint32_t count = 0;
  for (uint32_t i = 0; i < kNarrow; ++i) {
    count += static_cast<uint32_t>(i < size) &
             static_cast<uint32_t>(comes_first(at[i]));
  }
  return static_cast<uint32_t>(at - keys) + count;
}

uint32_t CountBriefsBelow(const uint16_t* keys, uint32_t size, uint16_t x) {
  return CountFirst(keys, size, [x](uint16_t key) { return key < x; });
}

uint32_t CountBriefsAbove(const uint16_t* keys, uint32_t size, uint16_t x) {
  return CountFirst(keys, size, [x](uint16_t key) { return key > x; });
}

// Eight at a time, which compilers turn into whole vectors.
uint32_t* Fill(uint32_t first, uint32_t last, uint32_t* out, const uint32_t*) {
  for (; last - first >= 8; first += 8, out += 8) {
    for (uint32_t i = 0; i < 8; ++i) out[i] = first + i;
  }
  for (uint32_t row = first; row < last; ++row) *out++ = row;
  return out;
}

uint32_t* Copy(const uint32_t* rows, uint32_t size, uint32_t* out,
               const uint32_t*) {
  return std::copy_n(rows, size, out);
}

bool Passes(int64_t value, Bounds bounds) {
  return (value >= bounds.low) & (value <= bounds.high);
}

uint32_t* Sift(const int64_t* values, uint32_t first, uint32_t last,
               Bounds bounds, uint32_t* out, const uint32_t*) {
  for (uint32_t row = first; row < last; ++row) {
    *out = row;
    out += Passes(values[row], bounds) ? 1 : 0;
  }
  return out;
}

// Two rows that are alike in short are rare: a branch that is seldom taken.
bool GoesOn(const GoingOn& going_on, uint32_t row) {
  const uint16_t brief = going_on.briefs[row];
  return brief == going_on.brief ? going_on.ends[row] >= going_on.low
                                 : brief > going_on.brief;
}

uint32_t* SiftGoingOn(const GoingOn& going_on, uint32_t first, uint32_t last,
                      uint32_t* out, const uint32_t*) {
  for (uint32_t row = first; row < last; ++row) {
    *out = row;
    out += GoesOn(going_on, row) ? 1 : 0;
  }
  return out;
}

uint32_t* PickGoingOn(const GoingOn& going_on, const uint32_t* table,
                      uint32_t first, uint32_t last, uint32_t* out,
                      const uint32_t*) {
  for (uint32_t row = first; row < last; ++row) {
    *out = table[row];
    out += GoesOn(going_on, row) ? 1 : 0;
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
                   uint32_t* out, const uint32_t*) {
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
  static constexpr Kernels kKernels{CountBriefsBelow,
                                    CountBriefsAbove,
                                    Fill,
                                    Copy,
                                    Sift,
                                    SiftGoingOn,
                                    PickGoingOn,
                                    Count,
                                    Mask,
                                    SiftList,
                                    LookUp};
  return kKernels;
}

const Kernels& BestKernels() {
  static const Kernels& best =
      Avx2Kernels() != nullptr ? *Avx2Kernels() : PortableKernels();
  return best;
}

}  // namespace annals::index_internal
