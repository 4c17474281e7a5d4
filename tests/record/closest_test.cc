// Tests of annals/record/closest.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/closest.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace annals {
namespace {

const std::vector<std::string>& Names() {
  static const auto* const names =
      new std::vector<std::string>{"id", "title", "titles", "description"};
  return *names;
}

TEST(ClosestTest, TwoLettersMayDiffer) {
  EXPECT_EQ(Closest("titel", Names()), "title");
  EXPECT_EQ(Closest("DESCRIPTON", Names()), "description");
  EXPECT_EQ(Closest("discribtoin", Names()), "");
}

TEST(ClosestTest, TheNearestIsFoundAndOfEqualsTheFirst) {
  EXPECT_EQ(Closest("titles", Names()), "titles");
  EXPECT_EQ(Closest("titlez", Names()), "title");
}

TEST(ClosestTest, OfAShortTextAtMostHalfMayDiffer) {
  EXPECT_EQ(Closest("ix", Names()), "id");
  EXPECT_EQ(Closest("x", Names()), "");
  EXPECT_EQ(Closest("", Names()), "");
}

TEST(ClosestTest, ALongTextIsNoSlip) {
  EXPECT_EQ(Closest(std::string(41, 'i'), {std::string(41, 'i')}), "");
}

TEST(ClosestTest, WithoutACloseNameAllAreTold) {
  EXPECT_EQ(DidYouMean("titel", Names()), "; did you mean \"title\"?");
  EXPECT_EQ(DidYouMean("x", Names()),
            "; want one of id, title, titles, description");
}

}  // namespace
}  // namespace annals
