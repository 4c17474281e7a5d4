// RunBeside() lets another thread do some work.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_BASE_BESIDE_H_
#define ANNALS_BASE_BESIDE_H_

#include <future>
#include <system_error>

namespace annals {

// Begins the work on a thread of its own and returns its result to come, for
// what a second processor can take over:
//
//   std::future<int> sum = annals::RunBeside([&all] { return SumOf(all); });
//   ... other work, which writes nothing that the first reads ...
//   Use(sum.get());
//
// Where the system has no more threads to give, the work is done when somebody
// asks for the result; that is no error. The future waits for the thread when
// it is destroyed, so let it be the last member of what the work uses. May be
// called on any thread. A thread costs some 30 µs, so this is for what takes
// milliseconds.
template <typename Work>
auto RunBeside(const Work& work) {
  try {
    return std::async(std::launch::async, work);
  } catch (const std::system_error&) {
    return std::async(std::launch::deferred, work);
  }
}

}  // namespace annals

#endif  // ANNALS_BASE_BESIDE_H_
