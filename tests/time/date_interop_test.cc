// Tests of annals/time/date_interop.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/date_interop.h"

#include <chrono>
#include <cstdint>
#include <optional>

#include "absl/time/civil_time.h"
#include "annals/time/instant.h"
#include "date/date.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

Instant Midnight(int64_t year, int month, int day) {
  return *Instant::FromCivil(absl::CivilDay(year, month, day));
}

TEST(DateInteropTest, DaysGoThereAndBack) {
  for (int64_t year = -32767; year <= 32767; year += 7) {
    const Instant instant = Midnight(year, 2, 28);
    const auto day = ToYearMonthDay(instant);
    ASSERT_TRUE(day.has_value()) << year;
    ASSERT_EQ(int{day->year()}, year);
    ASSERT_EQ(InstantFrom(*day), instant) << year;
    ASSERT_EQ(InstantFrom(*ToSysDays(instant)), instant) << year;
  }
}

TEST(DateInteropTest, SystemTimesOfTheLibraryAreTaken) {
  const date::sys_time<std::chrono::microseconds> time =
      date::sys_days(date::year(2013) / 1 / 31) + std::chrono::microseconds(1);
  EXPECT_EQ(InstantFrom(time)->ToString(), "2013-01-31T00:00:00.000001Z");
  EXPECT_EQ(ToSystemTime<std::chrono::microseconds>(*InstantFrom(time)), time);
}

TEST(DateInteropTest, YearsThatWouldWrapAreRefused) {
  EXPECT_EQ(int{date::year{40000}}, -25536);  // The library's own doing.
  EXPECT_EQ(ToYearMonthDay(Midnight(40000, 1, 1)), std::nullopt);
  EXPECT_EQ(ToYearMonthDay(Midnight(32768, 1, 1)), std::nullopt);
  EXPECT_EQ(YearMonthDayOf(Midnight(-32768, 12, 31)), std::nullopt);
  EXPECT_EQ(YearMonthDayOf(Instant::GreatestFinite()), std::nullopt);
  EXPECT_TRUE(ToSysDays(Midnight(40000, 1, 1)).has_value());
  EXPECT_EQ(ToSysDays(Midnight(6'000'000'000, 1, 1)), std::nullopt);
}

TEST(DateInteropTest, DaysThatDoNotExistAreRefused) {
  EXPECT_EQ(InstantFrom(date::year(2013) / 2 / 30), std::nullopt);
  EXPECT_EQ(InstantFrom(date::year(2013) / 13 / 1), std::nullopt);
  EXPECT_TRUE(InstantFrom(date::year(0) / 2 / 29).has_value());
}

TEST(DateInteropTest, OnlyAMidnightIsADay) {
  const Instant noon =
      *Instant::FromCivil(absl::CivilSecond(-43, 3, 15, 12, 0, 0));
  EXPECT_EQ(ToYearMonthDay(noon), std::nullopt);
  EXPECT_EQ(ToSysDays(noon), std::nullopt);
  EXPECT_EQ(YearMonthDayOf(noon), date::year(-43) / 3 / 15);
  EXPECT_EQ(YearMonthDayOf(Midnight(-43, 3, 15).Previous()),
            date::year(-43) / 3 / 14);
  EXPECT_EQ(YearMonthDayOf(Instant::InfinitePast()), std::nullopt);
  EXPECT_EQ(ToSysDays(Instant::InfiniteFuture()), std::nullopt);
}

}  // namespace
}  // namespace annals
