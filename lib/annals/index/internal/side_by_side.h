// SideBySide() does two things at once, where the system lends a thread.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_SIDE_BY_SIDE_H_
#define ANNALS_INDEX_INTERNAL_SIDE_BY_SIDE_H_

#include <future>
#include <system_error>

namespace annals::index_internal {

// Calls first() here and second() on a thread of its own, and returns when both
// are done; one after the other if the system has no more threads to give.
// Neither may write what the other reads. A thread costs some 30 µs, so this is
// for what takes milliseconds.
template <typename First, typename Second>
void SideBySide(First first, Second second) {
  std::future<void> other;
  try {
    other = std::async(std::launch::async, second);
  } catch (const std::system_error&) {
    other = std::async(std::launch::deferred, second);
  }
  first();
  other.get();
}

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_SIDE_BY_SIDE_H_
