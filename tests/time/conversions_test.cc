// Tests of annals/time/conversions.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/conversions.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <ratio>

#include "absl/numeric/int128.h"
#include "absl/time/time.h"
#include "annals/time/instant.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::system_clock;
using Days = std::chrono::duration<int, std::ratio<86400>>;

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

Instant At(int64_t code) { return Instant::FromCode(code); }

// Codes at every seam of the axis, and their neighbours.
std::vector<Instant> Seams() {
  std::vector<Instant> seams;
  for (const int64_t code : {kMin + 1, -Instant::kFineLimit, int64_t{0},
                             Instant::kFineLimit, kMax - 1}) {
    for (int64_t step = -2; step <= 2; ++step) {
      if (step < 0 ? code < kMin + 2 - step : code > kMax - 2 - step) continue;
      seams.push_back(At(code + step));
    }
  }
  return seams;
}

TEST(ConversionsTest, EveryInstantIsAnAbslTime) {
  for (const Instant instant : Seams()) {
    EXPECT_EQ(InstantFrom(ToAbslTime(instant)), instant) << instant.code();
  }
  const uint32_t seed = 1970;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const Instant instant =
        At(static_cast<int64_t>(random()) >> (random() % 64));
    ASSERT_EQ(InstantFrom(ToAbslTime(instant)), instant) << instant.code();
  }
}

TEST(ConversionsTest, AbslTimesAgreeWithMicroseconds) {
  EXPECT_EQ(InstantFrom(absl::UnixEpoch()), Instant());
  EXPECT_EQ(InstantFrom(absl::FromUnixMicros(-1)), At(-1));
  EXPECT_EQ(InstantFrom(absl::FromUnixSeconds(1'000'000))->Microseconds(),
            1'000'000'000'000);
  EXPECT_EQ(absl::ToUnixMicros(ToAbslTime(At(-1'500'000))), -1'500'000);
}

TEST(ConversionsTest, TheEndsOfTimeAreTheEndsOfAbslTime) {
  EXPECT_EQ(InstantFrom(absl::InfinitePast()), Instant::InfinitePast());
  EXPECT_EQ(InstantFrom(absl::InfiniteFuture()), Instant::InfiniteFuture());
  EXPECT_EQ(ToAbslTime(Instant::InfinitePast()), absl::InfinitePast());
  EXPECT_EQ(ToAbslTime(Instant::InfiniteFuture()), absl::InfiniteFuture());
}

TEST(ConversionsTest, PartsOfATickAreRefused) {
  EXPECT_EQ(InstantFrom(absl::FromUnixNanos(1)), std::nullopt);
  EXPECT_EQ(InstantFrom(absl::FromUnixNanos(-999)), std::nullopt);
  const absl::Time coarse = ToAbslTime(At(Instant::kFineLimit).Next());
  EXPECT_TRUE(InstantFrom(coarse).has_value());
  EXPECT_EQ(InstantFrom(coarse + absl::Microseconds(1)), std::nullopt);
}

TEST(ConversionsTest, AbslTimesBeyondTheAxisAreRefused) {
  const absl::Time last = ToAbslTime(Instant::GreatestFinite());
  const absl::Time first = ToAbslTime(Instant::LeastFinite());
  EXPECT_EQ(InstantFrom(last + absl::Seconds(1)), std::nullopt);
  EXPECT_EQ(InstantFrom(first - absl::Seconds(1)), std::nullopt);
  EXPECT_EQ(InstantFrom(absl::FromUnixSeconds(kMax - 1)), std::nullopt);
  EXPECT_EQ(InstantFrom(absl::FromUnixSeconds(kMin + 1)), std::nullopt);
}

TEST(ConversionsTest, DurationsAreExactOrRefused) {
  EXPECT_EQ(DurationBetween(At(-1), At(2)), absl::Microseconds(3));
  EXPECT_EQ(DurationBetween(At(2), At(-1)), -absl::Microseconds(3));
  EXPECT_EQ(DurationBetween(Instant(), Instant::InfiniteFuture()),
            std::nullopt);
  const Instant coarse = Instant::GreatestFinite();
  EXPECT_EQ(DurationBetween(At(1), coarse),
            ToAbslTime(coarse) - ToAbslTime(At(1)));
  EXPECT_EQ(DurationBetween(Instant::LeastFinite(), coarse).has_value(),
            *MicrosecondsBetween(Instant::LeastFinite(), coarse) <
                absl::int128(kMax) * 1'000'000);
}

TEST(ConversionsTest, SystemTimesGoThereAndBack) {
  const auto at = [](auto duration) {
    return std::chrono::time_point<system_clock, decltype(duration)>(duration);
  };
  EXPECT_EQ(InstantFrom(at(microseconds(-7))), At(-7));
  EXPECT_EQ(InstantFrom(at(nanoseconds(-7000))), At(-7));
  EXPECT_EQ(InstantFrom(at(nanoseconds(7001))), std::nullopt);
  EXPECT_EQ(InstantFrom(at(Days(-1))), At(-86'400'000'000));
  EXPECT_EQ(ToSystemTime<nanoseconds>(At(-7)), at(nanoseconds(-7000)));
  EXPECT_EQ(ToSystemTime<seconds>(At(2'000'000)), at(seconds(2)));
  EXPECT_EQ(ToSystemTime<seconds>(At(2'000'001)), std::nullopt);
  EXPECT_EQ(ToSystemTime<Days>(At(86'400'000'000)), at(Days(1)));
  EXPECT_EQ(ToSystemTime(At(7))->time_since_epoch(), microseconds(7));
}

TEST(ConversionsTest, SystemTimesHaveNoInfiniteEnds) {
  EXPECT_EQ(ToSystemTime(Instant::InfinitePast()), std::nullopt);
  EXPECT_EQ(ToSystemTime<seconds>(Instant::InfiniteFuture()), std::nullopt);
}

// Nanoseconds end in 2262, days of 32 bits after five million years.
TEST(ConversionsTest, WhatAClockCannotCountIsRefused) {
  const int64_t last = kMax / 1000;
  EXPECT_TRUE(ToSystemTime<nanoseconds>(At(last)).has_value());
  EXPECT_EQ(ToSystemTime<nanoseconds>(At(last + 1)), std::nullopt);
  EXPECT_TRUE(ToSystemTime<nanoseconds>(At(kMin / 1000)).has_value());
  EXPECT_EQ(ToSystemTime<nanoseconds>(At(kMin / 1000 - 1)), std::nullopt);
  const absl::int128 days = std::numeric_limits<int>::max();
  const auto far = Instant::FromSeconds((days + 1) * 86'400);
  EXPECT_EQ(ToSystemTime<Days>(*far), std::nullopt);
  EXPECT_TRUE(
      ToSystemTime<Days>(*Instant::FromSeconds(days * 86'400)).has_value());
}

TEST(ConversionsTest, SystemTimesAtTheSeamsAreExactOrRefused) {
  for (const Instant instant : Seams()) {
    const auto in_seconds = ToSystemTime<seconds>(instant);
    ASSERT_EQ(in_seconds.has_value(), instant.Microseconds() % 1'000'000 == 0)
        << instant.code();
    if (in_seconds) {
      EXPECT_EQ(InstantFrom(*in_seconds), instant);
    }
    const auto in_microseconds = ToSystemTime<microseconds>(instant);
    const absl::int128 exact = instant.Microseconds();
    ASSERT_EQ(in_microseconds.has_value(), exact >= kMin && exact <= kMax);
    if (in_microseconds) {
      EXPECT_EQ(InstantFrom(*in_microseconds), instant);
    }
  }
  using std::chrono::time_point;
  EXPECT_EQ(InstantFrom(time_point<system_clock, seconds>(seconds(kMax))),
            std::nullopt);
}

}  // namespace
}  // namespace annals
