// HeapCounts() tells what this program has taken from the heap.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/allocation/heap_counter.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<size_t> allocations = 0;
std::atomic<size_t> bytes = 0;
std::atomic<size_t> bytes_max = 0;

// Each block begins with its own size, in the room of the strictest alignment.
constexpr size_t kHead = alignof(std::max_align_t);

void Take(size_t size) {
  ++allocations;
  const size_t now = bytes.fetch_add(size) + size;
  size_t max = bytes_max;
  while (max < now && !bytes_max.compare_exchange_weak(max, now)) {
  }
}

}  // namespace

void* operator new(size_t size) {
  auto* const block = static_cast<char*>(std::malloc(size + kHead));
  if (block == nullptr) throw std::bad_alloc();
  *reinterpret_cast<size_t*>(block) = size;
  Take(size);
  return block + kHead;
}

void operator delete(void* place) noexcept {
  if (place == nullptr) return;
  char* const block = static_cast<char*>(place) - kHead;
  bytes -= *reinterpret_cast<size_t*>(block);
  std::free(block);
}
void operator delete(void* place, size_t) noexcept { operator delete(place); }

namespace annals::testing {

HeapCount HeapCounts() { return {allocations, bytes, bytes_max}; }

void ForgetHeapPeak() { bytes_max = bytes.load(); }

}  // namespace annals::testing
