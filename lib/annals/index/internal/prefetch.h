// Prefetch() asks for memory that will be needed soon.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_PREFETCH_H_
#define ANNALS_INDEX_INTERNAL_PREFETCH_H_

#include <algorithm>
#include <cstddef>

namespace annals::index_internal {

// Any address will do, as long as it is not read.
inline void Prefetch([[maybe_unused]] const void* address) {
#if defined(__GNUC__) || defined(__clang__)
  __builtin_prefetch(address);
  // Otherwise GCC sees no effect, and takes away loops that do nothing else.
  asm volatile("");
#endif
}

// The first of `size` numbers: how it goes on the processor sees by itself.
template <typename T>
void PrefetchSome(const T* first, size_t size) {
  constexpr size_t kLineBytes = 64;
  constexpr size_t kLinesMax = 4;
  const auto* const from = reinterpret_cast<const char*>(first);
  const size_t bytes = std::min(kLinesMax * kLineBytes, size * sizeof(T));
  for (size_t at = 0; at < bytes; at += kLineBytes) Prefetch(from + at);
}

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_PREFETCH_H_
