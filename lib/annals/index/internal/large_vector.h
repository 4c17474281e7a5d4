// A LargeVector asks the system for large pages.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_LARGE_VECTOR_H_
#define ANNALS_INDEX_INTERNAL_LARGE_VECTOR_H_

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace annals::index_internal {

// A search goes to a few places anywhere in arrays of many megabytes. In pages
// of four kilobytes nearly each of them costs a look into the page table, which
// is itself too large for the cache; in pages of two megabytes hardly any does.
// So long arrays are aligned for these, and Linux is told that they are
// welcome. It gives them if it is set up to, and has any.
//
// For what searches jump about in, not for all: to clear a large page costs
// more than to clear what was in use a moment ago, and what is gone through in
// order gains nothing.
template <typename T>
struct LargePageAllocator {
  using value_type = T;

  static constexpr size_t kPageBytes = size_t{2} << 20;
  static constexpr size_t kRowsMin = 2 * kPageBytes / sizeof(T);

  LargePageAllocator() = default;
  template <typename U>
  // An allocator of one type stands for that of each other type.
  // NOLINTNEXTLINE(google-explicit-constructor)
  LargePageAllocator(const LargePageAllocator<U>&) {}

  T* allocate(size_t count) {
    if (count < kRowsMin) return std::allocator<T>().allocate(count);
    if (count > static_cast<size_t>(-1) / sizeof(T)) throw std::bad_alloc();
    void* const memory =
        ::operator new(count * sizeof(T), std::align_val_t(kPageBytes));
#ifdef __linux__
    // What comes of this is no concern of ours.
    static_cast<void>(madvise(memory, count * sizeof(T), MADV_HUGEPAGE));
#endif
    return static_cast<T*>(memory);
  }

  void deallocate(T* memory, size_t count) {
    if (count < kRowsMin) return std::allocator<T>().deallocate(memory, count);
    ::operator delete(memory, std::align_val_t(kPageBytes));
  }

  template <typename U>
  bool operator==(const LargePageAllocator<U>&) const {
    return true;
  }
  template <typename U>
  bool operator!=(const LargePageAllocator<U>&) const {
    return false;
  }
};

template <typename T>
using LargeVector = std::vector<T, LargePageAllocator<T>>;

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_LARGE_VECTOR_H_
