// Tests of a disk that fails while two have a store open.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <memory>

#include "annals/store/verify.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/crash/simulated_disk.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::IsEmpty;

constexpr char kLocation[] = "/shared.annals";

// Who closes a store sorts its tail in. Were that not on the disk before the
// next commit is written, the journal might be left with a hole before that.
TEST(SharedDiskTest, WhoClosesLeavesNothingThatANextCommitCouldOvertake) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SimulatedDisk disk(seed);
    int64_t now = 0;
    const auto open = [&disk, &now] {
      return store_internal::OpenSqliteStoreWithClock(
          kLocation, {}, [&now] { return ++now; }, disk.name());
    };
    auto one = open();
    ASSERT_THAT(one, IsOk());
    auto other = open();
    ASSERT_THAT(other, IsOk());
    ASSERT_THAT((*one)->Append(Batch().Put(EventRecord("a", "A war"))), IsOk());
    one->reset();
    disk.SetFault(
        {DiskFault::Operation::kSync, 1, DiskFault::Extent::kEverything});
    EXPECT_FALSE((*other)->Append(Batch().Put(EventRecord("b", "Peace"))).ok());
    other->reset();
    disk.FailPower();
    disk.SetFault({});

    const auto again = open();
    ASSERT_THAT(again, IsOk()) << "seed " << seed;
    EXPECT_THAT((*again)->Get("a"), IsOk()) << "seed " << seed;
    const auto report =
        store_internal::VerifyStoreOn(disk.name(), kLocation, {});
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->faults, IsEmpty()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace annals::testing
