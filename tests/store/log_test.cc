// Tests of annals/store/internal/log.h: points of time in a damaged log.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/log.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

class LogTest : public StoreTest {};

// The content of a revision does not tell when it was committed.
TEST_F(LogTest, DamagedContentDoesNotKeepOthersFromTheirTimes) {
  for (int i = 0; i < 9; ++i) {
    now_ = 10 * i;
    ASSERT_THAT(
        store_->Append(Batch().Put(EventRecord("a" + std::to_string(i)))),
        IsOk());
  }
  ASSERT_EQ(
      RawExecute(path(), DropTriggers() + "UPDATE revision SET content = x'00' "
                                          "WHERE sequence = 5"),
      "");
  for (int i = 0; i < 9; ++i) {
    AsOf as_of;
    as_of.time = 10 * i;
    EXPECT_EQ(store_->Resolve(as_of)->sequence, i + 1);
  }
}

TEST_F(LogTest, ADamagedCommitTimeNeverSettlesATimeWrongly) {
  for (int i = 0; i < 9; ++i) {
    now_ = 10 * i;
    ASSERT_THAT(
        store_->Append(Batch().Put(EventRecord("a" + std::to_string(i)))),
        IsOk());
  }
  ASSERT_EQ(RawExecute(path(), DropTriggers() +
                                   "UPDATE revision SET commit_time = 1000 "
                                   "WHERE sequence = 5"),
            "");
  int settled = 0;
  for (int i = 0; i < 9; ++i) {
    AsOf as_of;
    as_of.time = 10 * i;
    const auto point = store_->Resolve(as_of);
    EXPECT_TRUE(point.ok() || absl::IsDataLoss(point.status()));
    if (!point.ok()) continue;
    EXPECT_EQ(point->sequence, i + 1);
    ++settled;
  }
  EXPECT_GE(settled, 3);
}

}  // namespace
}  // namespace annals::testing
