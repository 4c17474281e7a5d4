// A PositionSet holds positions that have changed, a bit each.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_POSITION_SET_H_
#define ANNALS_NETWORK_INTERNAL_POSITION_SET_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/numeric/bits.h"

namespace annals::network_internal {

// Takes constant time, save that TakeFirst() and TakeLast() pass over 64 absent
// positions a step.
class PositionSet {
 public:
  explicit PositionSet(size_t size) : words_(size / kBits + 1) {}

  void Insert(int32_t position) { WordOf(position) |= BitOf(position); }
  void Remove(int32_t position) { WordOf(position) &= ~BitOf(position); }
  bool Contains(int32_t position) const {
    return (words_[static_cast<size_t>(position / kBits)] & BitOf(position)) !=
           0;
  }

  // Takes out the first from `from` on that is below `end`; -1 if none.
  int32_t TakeFirst(int32_t from, int32_t end) {
    uint64_t mask = ~uint64_t{0} << (from % kBits);
    for (int32_t base = from - from % kBits; base < end; base += kBits) {
      const uint64_t bits = WordOf(base) & mask;
      mask = ~uint64_t{0};
      if (bits == 0) continue;
      const int32_t found = base + absl::countr_zero(bits);
      if (found >= end) return -1;
      Remove(found);
      return found;
    }
    return -1;
  }

  // Takes out the last up to `from` that is not below `begin`; -1 if none.
  int32_t TakeLast(int32_t from, int32_t begin) {
    uint64_t mask = ~uint64_t{0} >> (kBits - 1 - from % kBits);
    for (int32_t base = from - from % kBits; base + kBits > begin;
         base -= kBits) {
      const uint64_t bits = WordOf(base) & mask;
      mask = ~uint64_t{0};
      if (bits != 0) {
        const int32_t found = base + kBits - 1 - absl::countl_zero(bits);
        if (found < begin) return -1;
        Remove(found);
        return found;
      }
      if (base == 0) break;
    }
    return -1;
  }

 private:
  static constexpr int32_t kBits = 64;

  static uint64_t BitOf(int32_t position) {
    return uint64_t{1} << (position % kBits);
  }
  uint64_t& WordOf(int32_t position) {
    return words_[static_cast<size_t>(position / kBits)];
  }

  std::vector<uint64_t> words_;
};

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_POSITION_SET_H_
