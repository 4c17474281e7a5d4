// Tests of a writer that tries again when the disk failed for a moment.
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

constexpr char kLocation[] = "/retry.annals";

// FTS5 counted a text of a batch that had been rolled back.
TEST(RetryTest, AStoreIsSoundWhicheverReadHadFailedBefore) {
  SimulatedDisk disk(1);
  int64_t now = 0;
  const auto open = [&disk, &now] {
    return store_internal::OpenSqliteStoreWithClock(
        kLocation, {}, [&now] { return ++now; }, disk.name());
  };
  const Batch batch =
      Batch().Put(EventRecord("b", "A war")).Put(EventRecord("c", "Peace"));
  int failed = 0;
  for (int k = 1; k <= 60; ++k) {
    disk.Wipe();
    disk.SetFault({DiskFault::Operation::kRead, k, DiskFault::Extent::kOnce});
    const auto store = open();
    if (!store.ok()) continue;
    if (!(*store)->Append(batch).ok()) {
      ++failed;
      EXPECT_THAT((*store)->Append(batch), IsOk());
    }
    disk.SetFault({});
    const auto report =
        store_internal::VerifyStoreOn(disk.name(), kLocation, {});
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->faults, IsEmpty()) << "read " << k;
  }
  EXPECT_GT(failed, 0);
}

}  // namespace
}  // namespace annals::testing
