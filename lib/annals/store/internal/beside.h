// RunBeside() lets another thread do some work.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_BESIDE_H_
#define ANNALS_STORE_INTERNAL_BESIDE_H_

#include <future>
#include <system_error>

namespace annals::store_internal {

// Begins the work on a thread of its own and returns its result to come; where
// the system has no more threads to give, it is done when somebody asks for the
// result. The future waits for the thread when it is destroyed, so let it be
// the last member of what the work uses.
//
//   std::future<int> sum = RunBeside([&numbers] { return SumOf(numbers); });
//   ... other work ...
//   Use(sum.get());
template <typename Work>
auto RunBeside(const Work& work) {
  try {
    return std::async(std::launch::async, work);
  } catch (const std::system_error&) {
    return std::async(std::launch::deferred, work);
  }
}

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_BESIDE_H_
