// The same as meaning_test, a hundred times over.
//
// SPDX-License-Identifier: Apache-2.0

#include "gtest/gtest.h"
#include "tests/time/meaning_oracle.h"

namespace annals {
namespace {

TEST(MeaningLongTest, SetsHaveTheRelationsOfAllTheirMembers) {
  testing::CompareSets(3'000'002, 500'000);
}

TEST(MeaningLongTest, ExpressionsHaveTheRelationsOfAllTheirDates) {
  testing::CompareExpressions(3'000'003, 50'000);
}

}  // namespace
}  // namespace annals
