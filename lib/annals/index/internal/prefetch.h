// Prefetch() asks for memory that will be needed soon.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_PREFETCH_H_
#define ANNALS_INDEX_INTERNAL_PREFETCH_H_

namespace annals::index_internal {

// Any address will do, as long as it is not read.
inline void Prefetch([[maybe_unused]] const void* address) {
#if defined(__GNUC__) || defined(__clang__)
  __builtin_prefetch(address);
  // Otherwise GCC sees no effect, and takes away loops that do nothing else.
  asm volatile("");
#endif
}

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_PREFETCH_H_
