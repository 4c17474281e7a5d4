// UnionFind: which of some numbers have been united, directly or by others.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_UNION_FIND_H_
#define ANNALS_CAUSAL_INTERNAL_UNION_FIND_H_

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace annals::causal_internal {

// Halves the paths it takes, and always hangs the later below the earlier:
// log n a step on average (Tarjan and van Leeuwen 1984).
class UnionFind {
 public:
  explicit UnionFind(size_t size) : above_(size) {
    std::iota(above_.begin(), above_.end(), 0);
  }

  // The least number that it is united with.
  uint32_t Find(uint32_t number) {
    while (above_[number] != number) {
      above_[number] = above_[above_[number]];
      number = above_[number];
    }
    return number;
  }

  void Unite(uint32_t a, uint32_t b) {
    a = Find(a);
    b = Find(b);
    if (a > b) std::swap(a, b);
    above_[b] = a;
  }

 private:
  std::vector<uint32_t> above_;
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_UNION_FIND_H_
