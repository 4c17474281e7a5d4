// Tests of annals/index/internal/tier_choice.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/tier_choice.h"

#include <algorithm>
#include <string>
#include <vector>

#include "annals/index/interval.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shapes.h"

namespace annals::index_internal {
namespace {

using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Interval> ShapeNamed(const std::string& name) {
  const std::vector<testing::Shape> shapes = testing::Shapes(1);
  const auto found = std::find_if(
      shapes.begin(), shapes.end(),
      [&](const testing::Shape& shape) { return shape.name == name; });
  return found == shapes.end() ? std::vector<Interval>() : found->intervals;
}

TEST(TierChoiceTest, NothingNeedsNoTiers) {
  EXPECT_THAT(ChooseTiers({}, true), IsEmpty());
}

TEST(TierChoiceTest, RowsOfOneDurationStayTogether) {
  EXPECT_THAT(ChooseTiers(ShapeNamed("points"), false), IsEmpty());
  EXPECT_THAT(ChooseTiers(ShapeNamed("all equal"), false), IsEmpty());
}

TEST(TierChoiceTest, ManyLongRowsAreKeptApartFromShortOnes) {
  EXPECT_THAT(ChooseTiers(ShapeNamed("short and long"), true), SizeIs(1));
  EXPECT_THAT(ChooseTiers(ShapeNamed("short and long"), false), SizeIs(1));
}

TEST(TierChoiceTest, ThereMayBeThreeTiers) {
  EXPECT_THAT(ChooseTiers(ShapeNamed("short, long and very long"), true),
              SizeIs(2));
  EXPECT_THAT(ChooseTiers(ShapeNamed("short, long and very long"), false),
              SizeIs(2));
}

TEST(TierChoiceTest, RowsOfAllDurationsAreKeptApartWhereThatMakesThemARange) {
  const std::vector<Interval> intervals = ShapeNamed("books");
  EXPECT_THAT(ChooseTiers(intervals, false), IsEmpty());
  EXPECT_THAT(ChooseTiers(intervals, true), SizeIs(Ge(1u)));
}

TEST(TierChoiceTest, PointsHaveNoReach) {
  EXPECT_THAT(ChooseTiers(ShapeNamed("points"), true), IsEmpty());
}

TEST(DurationClassTest, IsTheNumberOfBits) {
  EXPECT_EQ(DurationClass(testing::FromTo(4, 5)), 1);
  EXPECT_EQ(DurationClass(testing::FromTo(4, 8)), 3);
  EXPECT_EQ(DurationClass(Interval::Always()), 64);
}

}  // namespace
}  // namespace annals::index_internal
