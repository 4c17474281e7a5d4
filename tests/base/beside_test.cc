// Tests of annals/base/beside.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/base/beside.h"

#include <future>

#include "gtest/gtest.h"

namespace annals {
namespace {

TEST(RunBesideTest, TheResultIsThatOfTheWork) {
  int factor = 7;
  std::future<int> product = RunBeside([&factor] { return 6 * factor; });
  EXPECT_EQ(product.get(), 42);
}

TEST(RunBesideTest, TheWorkIsDoneOnAnotherThread) {
  std::promise<void> begun;
  std::promise<void> may_end;
  // Would wait for ever on one thread.
  const std::future<void> work = RunBeside([&begun, &may_end] {
    begun.set_value();
    may_end.get_future().wait();
  });
  begun.get_future().wait();
  may_end.set_value();
  work.wait();
}

TEST(RunBesideTest, WhoLetsTheResultGoWaitsForTheWork) {
  bool is_done = false;
  {
    const auto work = RunBeside([&is_done] { is_done = true; });
  }
  EXPECT_TRUE(is_done);
}

}  // namespace
}  // namespace annals
