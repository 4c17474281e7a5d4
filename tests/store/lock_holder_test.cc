// Tests of annals/store/internal/lock_holder.h: who keeps a writer waiting.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/lock_holder.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals::testing {
namespace {

using store_internal::FindLockHolder;
using ::testing::Optional;

constexpr char kLocks[] =
    "1: POSIX  ADVISORY  READ 11 08:01:77 123 123\n"
    "2: POSIX  ADVISORY  WRITE 22 08:01:77 120 120\n"
    "2: -> POSIX  ADVISORY  WRITE 33 08:01:77 120 120\n"
    "3: FLOCK  ADVISORY  WRITE 44 08:01:78 0 EOF\n"
    "4: POSIX  ADVISORY  READ 55 08:01:79 120 120\n"
    "broken line\n";

TEST(LockHolderTest, IsWhoWritesTheByteAndNotWhoWaitsForIt) {
  EXPECT_THAT(FindLockHolder(kLocks, 77, 120), Optional(22));
}

TEST(LockHolderTest, ALockUpToTheEndOfTheFileCoversTheByte) {
  EXPECT_THAT(FindLockHolder(kLocks, 78, 120), Optional(44));
}

TEST(LockHolderTest, WhoReadsHoldsNobodyUp) {
  EXPECT_EQ(FindLockHolder(kLocks, 79, 120), std::nullopt);
  EXPECT_EQ(FindLockHolder(kLocks, 77, 121), std::nullopt);
}

TEST(LockHolderTest, IsAnotherWriterWhereNothingCanBeTold) {
  EXPECT_EQ(store_internal::LockHolder("/no/such/store"), "another writer");
}

}  // namespace
}  // namespace annals::testing
