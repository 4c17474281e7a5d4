// An UnclearedVector grows without setting what it grows by.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_UNCLEARED_VECTOR_H_
#define ANNALS_INDEX_INTERNAL_UNCLEARED_VECTOR_H_

#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace annals::index_internal {

// To set many megabytes to zero, all of which are written a moment later, is a
// pass over memory for nothing.
template <typename T>
struct UnclearedAllocator : std::allocator<T> {
  static_assert(std::is_trivially_default_constructible_v<T>);

  template <typename U>
  struct rebind {
    using other = UnclearedAllocator<U>;
  };

  template <typename U>
  void construct(U* place) {
    ::new (static_cast<void*>(place)) U;
  }
  template <typename U, typename... Values>
  void construct(U* place, Values&&... values) {
    ::new (static_cast<void*>(place)) U(std::forward<Values>(values)...);
  }
};

// Of numbers, or of plain structs of these. After resize(n), what is new has no
// value, until it is written; after resize(n, value) it has that one.
template <typename T>
using UnclearedVector = std::vector<T, UnclearedAllocator<T>>;

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_UNCLEARED_VECTOR_H_
