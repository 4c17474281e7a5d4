// Tests of annals/base/status_macros.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/base/status_macros.h"

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

absl::Status CountIfOk(const absl::Status& status, int& count) {
  ANNALS_RETURN_IF_ERROR(status);
  ++count;
  return absl::OkStatus();
}

absl::StatusOr<int> Sum(absl::StatusOr<int> a, absl::StatusOr<int> b) {
  ANNALS_ASSIGN_OR_RETURN(const int first, a);
  int second = 0;
  ANNALS_ASSIGN_OR_RETURN(second, b);
  return first + second;
}

absl::StatusOr<std::unique_ptr<int>> PassOn(std::unique_ptr<int> owned) {
  absl::StatusOr<std::unique_ptr<int>> result = std::move(owned);
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<int> taken, std::move(result));
  return taken;
}

TEST(ReturnIfErrorTest, GoesOnWhenOk) {
  int count = 0;
  EXPECT_TRUE(CountIfOk(absl::OkStatus(), count).ok());
  EXPECT_EQ(count, 1);
}

TEST(ReturnIfErrorTest, HandsTheErrorUpAsItIs) {
  int count = 0;
  const absl::Status error = absl::DataLossError("hash 9a3c; want 5be0");
  EXPECT_EQ(CountIfOk(error, count), error);
  EXPECT_EQ(count, 0);
}

TEST(AssignOrReturnTest, DeclaresAndAssigns) {
  const absl::StatusOr<int> sum = Sum(1904, 1);
  ASSERT_TRUE(sum.ok());
  EXPECT_EQ(*sum, 1905);
}

TEST(AssignOrReturnTest, ReturnsTheFirstError) {
  const absl::Status first = absl::NotFoundError("event \"a\"");
  const absl::Status second = absl::NotFoundError("event \"b\"");
  EXPECT_EQ(Sum(first, second).status(), first);
  EXPECT_EQ(Sum(1, second).status(), second);
}

TEST(AssignOrReturnTest, MovesWhatCannotBeCopied) {
  const absl::StatusOr<std::unique_ptr<int>> passed =
      PassOn(std::make_unique<int>(7));
  ASSERT_TRUE(passed.ok());
  EXPECT_EQ(**passed, 7);
}

}  // namespace
}  // namespace annals
