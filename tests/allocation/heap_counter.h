// HeapCounts() tells what this program has taken from the heap.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_ALLOCATION_HEAP_COUNTER_H_
#define ANNALS_TESTS_ALLOCATION_HEAP_COUNTER_H_

#include <cstddef>

namespace annals::testing {

struct HeapCount {
  size_t allocations = 0;
  // What is taken now, and the most that ever was since ForgetHeapPeak().
  size_t bytes = 0;
  size_t bytes_max = 0;
};

// Through operator new, which this folder replaces; so not what SQLite takes.
HeapCount HeapCounts();

// Counts the greatest number of bytes anew, from those that are taken now.
void ForgetHeapPeak();

}  // namespace annals::testing

#endif  // ANNALS_TESTS_ALLOCATION_HEAP_COUNTER_H_
