// Tests of annals/time/span.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/span.h"

#include <algorithm>
#include <cstdint>
#include <random>

#include "annals/time/instant.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

Instant At(int64_t code) { return Instant::FromCode(code); }

Span Box(int64_t es, int64_t ls, int64_t ee, int64_t le) {
  return Span{At(es), At(ls), At(ee), At(le)};
}

TEST(SpanTest, WithinLeavesRoomForOneTick) {
  //        10        20
  // start: [--------]
  // end:    [--------]
  EXPECT_EQ(Span::Within(At(10), At(20)), Box(10, 19, 11, 20));
}

TEST(SpanTest, ExactlyHasNoRoom) {
  EXPECT_EQ(Span::Exactly(At(10), At(20)), Box(10, 10, 20, 20));
}

TEST(SpanTest, UnboundedIsInfiniteOnAllSides) {
  const Span span = Span::Unbounded();
  EXPECT_EQ(span.earliest_start, Instant::InfinitePast());
  EXPECT_EQ(span.latest_start, Instant::InfiniteFuture());
  EXPECT_EQ(span.earliest_end, Instant::InfinitePast());
  EXPECT_EQ(span.latest_end, Instant::InfiniteFuture());
  EXPECT_TRUE(span.IsSatisfiable());
  EXPECT_EQ(span.Tightened(), span);
}

TEST(SpanTest, HullCoversBoth) {
  EXPECT_EQ(Span::Hull(Box(1, 5, 3, 9), Box(2, 7, 2, 8)), Box(1, 7, 2, 9));
}

TEST(SpanTest, NothingFitsAnEndThatIsNotAfterTheStart) {
  EXPECT_FALSE(Box(5, 5, 5, 5).IsSatisfiable());
  EXPECT_FALSE(Box(5, 8, 2, 5).IsSatisfiable());
  EXPECT_FALSE(Box(5, 4, 6, 9).IsSatisfiable());
  EXPECT_TRUE(Box(5, 9, 2, 6).IsSatisfiable());
}

TEST(SpanTest, TightenedCutsWhatTheOtherEndForbids) {
  EXPECT_EQ(Box(5, 9, 2, 7).Tightened(), Box(5, 6, 6, 7));
}

// Every choice of start and end, one by one.
TEST(SpanTest, TightenedIsTheHullOfAllChoices) {
  const uint32_t seed = 1964;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto any = [&random] { return static_cast<int64_t>(random() % 8); };
  for (int i = 0; i < 5'000; ++i) {
    const Span span = Box(any(), any(), any(), any());
    Span hull = Box(9, -1, 9, -1);
    for (int64_t start = 0; start < 8; ++start) {
      for (int64_t end = start + 1; end < 8; ++end) {
        if (At(start) < span.earliest_start || At(start) > span.latest_start ||
            At(end) < span.earliest_end || At(end) > span.latest_end) {
          continue;
        }
        hull = Span::Hull(hull, Box(start, start, end, end));
      }
    }
    const bool has_choice = hull != Box(9, -1, 9, -1);
    ASSERT_EQ(span.IsSatisfiable(), has_choice);
    if (has_choice) {
      ASSERT_EQ(span.Tightened(), hull);
    }
  }
}

}  // namespace
}  // namespace annals
