// What expressions and sets of spans mean, against an oracle.
//
// SPDX-License-Identifier: Apache-2.0

#include "gtest/gtest.h"
#include "tests/time/meaning_oracle.h"

namespace annals {
namespace {

TEST(MeaningTest, SetsHaveTheRelationsOfAllTheirMembers) {
  testing::CompareSets(1984, 5'000);
}

TEST(MeaningTest, ExpressionsHaveTheRelationsOfAllTheirDates) {
  testing::CompareExpressions(1985, 400);
}

}  // namespace
}  // namespace annals
