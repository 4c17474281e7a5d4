// Tests of annals/time/calendar.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/calendar.h"

#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

constexpr absl::CivilDay kDayOne(1, 1, 1);

int64_t Floor(int64_t a, int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

// The plain formulas of Reingold and Dershowitz, "Calendrical Calculations",
// in 64 bits: the number of a day, where day 1 is 0001-01-01 (Gregorian).
int64_t JulianNumber(int64_t year, int month, int day) {
  const bool is_leap = Floor(year, 4) * 4 == year;
  const int shift = month <= 2 ? 0 : is_leap ? -1 : -2;
  return -2 + 365 * (year - 1) + Floor(year - 1, 4) + (367 * month - 362) / 12 +
         shift + day;
}

int64_t IslamicNumber(int64_t year, int month, int day) {
  return 227'014 + (year - 1) * 354 + Floor(3 + 11 * year, 30) +
         29 * (month - 1) + month / 2 + day;
}

// Monday of the week that holds 4 January.
int64_t IsoWeekNumber(int64_t year, int week, int day) {
  const absl::CivilDay fourth(year, 1, 4);
  const int from_monday = static_cast<int>(absl::GetWeekday(fourth));
  return (fourth - from_monday - kDayOne) + 1 + 7 * (week - 1) + day - 1;
}

int64_t NumberOf(absl::CivilDay day) { return day - kDayOne + 1; }

int64_t OracleOf(Calendar calendar, const CalendarDay& day) {
  if (calendar == Calendar::kJulian)
    return JulianNumber(day.year, day.month, day.day);
  if (calendar == Calendar::kIslamic)
    return IslamicNumber(day.year, day.month, day.day);
  return IsoWeekNumber(day.year, day.month, day.day);
}

void CompareWithOracle(Calendar calendar, int64_t year, int month, int day) {
  const CalendarDay numbers{year, month, day};
  const std::optional<absl::CivilDay> civil = ToCivilDay(calendar, numbers);
  ASSERT_TRUE(civil.has_value())
      << CalendarName(calendar) << ' ' << year << ' ' << month << ' ' << day;
  ASSERT_EQ(NumberOf(*civil), OracleOf(calendar, numbers))
      << CalendarName(calendar) << ' ' << year << ' ' << month << ' ' << day;
  if (civil->year() > kCalendarYearMax || civil->year() < -kCalendarYearMax) {
    return;
  }
  ASSERT_EQ(FromCivilDay(calendar, *civil), numbers);
}

std::string Text(const std::optional<absl::CivilDay>& day) {
  return day ? absl::FormatCivilTime(*day) : "nothing";
}

TEST(CalendarTest, NamesGoThereAndBack) {
  for (int i = 0; i < kCalendarCount; ++i) {
    const auto calendar = static_cast<Calendar>(i);
    EXPECT_EQ(CalendarNamed(CalendarName(calendar)), calendar);
  }
  EXPECT_EQ(CalendarNamed("Julian"), std::nullopt);
}

TEST(CalendarTest, DaysThatHistoriansKnow) {
  EXPECT_EQ(Text(ToCivilDay(Calendar::kJulian, {1917, 10, 25})), "1917-11-07");
  EXPECT_EQ(Text(ToCivilDay(Calendar::kJulian, {1582, 10, 5})), "1582-10-15");
  EXPECT_EQ(Text(ToCivilDay(Calendar::kJulian, {1066, 10, 14})), "1066-10-20");
  EXPECT_EQ(Text(ToCivilDay(Calendar::kJulian, {-43, 3, 15})), "-43-03-13");
  EXPECT_EQ(Text(ToCivilDay(Calendar::kIslamic, {1, 1, 1})), "622-07-19");
  EXPECT_EQ(Text(ToCivilDay(Calendar::kIslamic, {1400, 1, 1})), "1979-11-21");
  EXPECT_EQ(Text(ToCivilDay(Calendar::kIsoWeek, {2016, 5, 3})), "2016-02-03");
  EXPECT_EQ(Text(ToCivilDay(Calendar::kIsoWeek, {2009, 1, 1})), "2008-12-29");
  EXPECT_EQ(Text(ToCivilDay(Calendar::kOrdinal, {2016, 1, 34})), "2016-02-03");
}

// The library's year is a 16-bit number: year 40,000 would be -25,536.
TEST(CalendarTest, Year40000DoesNotWrap) {
  EXPECT_EQ(Text(ToCivilDay(Calendar::kJulian, {40'000, 1, 1})), "40000-10-25");
  EXPECT_EQ(ToCivilDay(Calendar::kIslamic, {40'000, 1, 1})->year(), 39'430);
  EXPECT_EQ(ToCivilDay(Calendar::kIsoWeek, {40'000, 1, 1})->year(), 40'000);
  for (int64_t year = 32'000; year < 41'000; ++year) {
    CompareWithOracle(Calendar::kJulian, year, 3, 1);
    CompareWithOracle(Calendar::kIslamic, year, 3, 1);
    CompareWithOracle(Calendar::kIsoWeek, year, 30, 7);
    CompareWithOracle(Calendar::kJulian, -year, 3, 1);
    CompareWithOracle(Calendar::kIsoWeek, -year, 30, 7);
  }
}

TEST(CalendarTest, EveryDayOfSixHundredYearsAgreesWithThePlainFormula) {
  for (const Calendar calendar :
       {Calendar::kJulian, Calendar::kIslamic, Calendar::kIsoWeek}) {
    for (int64_t year = -100; year < 500; ++year) {
      for (int month = 1; month <= MonthsIn(calendar, year); ++month) {
        for (int day = 1; day <= DaysIn(calendar, year, month); ++day) {
          CompareWithOracle(calendar, year, month, day);
        }
      }
    }
  }
}

TEST(CalendarTest, FarDaysAgreeWithThePlainFormula) {
  const uint32_t seed = 146;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const int64_t year =
        static_cast<int64_t>(random() >> (random() % 64)) % kCalendarYearMax;
    const int part = static_cast<int>(random() % 12) + 1;
    const int day = static_cast<int>(random() % 7) + 1;
    for (const Calendar calendar :
         {Calendar::kJulian, Calendar::kIslamic, Calendar::kIsoWeek}) {
      CompareWithOracle(calendar, year, part, day);
    }
  }
}

// Day by day, so that none is left out or named twice.
TEST(CalendarTest, EachDayHasOneNumberAndTheNextDayTheNext) {
  for (int i = 0; i < kCalendarCount; ++i) {
    const auto calendar = static_cast<Calendar>(i);
    for (const absl::CivilDay first :
         {absl::CivilDay(-1, 1, 1), absl::CivilDay(1999, 1, 1)}) {
      CalendarDay last = *FromCivilDay(calendar, first - 1);
      for (absl::CivilDay day = first; day < first + 3'000; ++day) {
        const CalendarDay now = *FromCivilDay(calendar, day);
        ASSERT_EQ(ToCivilDay(calendar, now), day);
        const bool is_next =
            now == CalendarDay{last.year, last.month, last.day + 1} ||
            now == CalendarDay{last.year, last.month + 1, 1} ||
            now == CalendarDay{last.year + 1, 1, 1};
        ASSERT_TRUE(is_next) << absl::FormatCivilTime(day);
        last = now;
      }
    }
  }
}

TEST(CalendarTest, DaysThatDoNotExistAreNone) {
  const auto none = [](Calendar calendar, int64_t year, int month, int day) {
    return !ToCivilDay(calendar, {year, month, day}).has_value();
  };
  EXPECT_TRUE(none(Calendar::kJulian, 1901, 2, 29));
  EXPECT_FALSE(none(Calendar::kJulian, 1900, 2, 29));
  EXPECT_TRUE(none(Calendar::kGregorian, 1900, 2, 29));
  EXPECT_TRUE(none(Calendar::kIslamic, 1436, 2, 30));
  EXPECT_TRUE(none(Calendar::kIslamic, 1437, 12, 30));
  EXPECT_TRUE(none(Calendar::kIsoWeek, 2016, 53, 1));
  EXPECT_FALSE(none(Calendar::kIsoWeek, 2015, 53, 7));
  EXPECT_TRUE(none(Calendar::kIsoWeek, 2016, 5, 8));
  EXPECT_TRUE(none(Calendar::kOrdinal, 2015, 1, 366));
  EXPECT_FALSE(none(Calendar::kOrdinal, 2016, 1, 366));
  for (int i = 0; i < kCalendarCount; ++i) {
    const auto calendar = static_cast<Calendar>(i);
    for (const int wrong : {-1, 0, 54, 400, 256 + 1, 65'536 + 1}) {
      EXPECT_TRUE(none(calendar, 2016, wrong, 1)) << wrong;
      const bool is_day =
          calendar == Calendar::kOrdinal && wrong > 0 && wrong < 366;
      EXPECT_EQ(none(calendar, 2016, 1, wrong), !is_day) << wrong;
    }
    EXPECT_TRUE(none(calendar, kCalendarYearMax + 1, 1, 1));
    EXPECT_TRUE(none(calendar, -kCalendarYearMax - 1, 1, 1));
    EXPECT_TRUE(none(calendar, INT64_MAX, 1, 1));
    EXPECT_TRUE(none(calendar, INT64_MIN, 1, 1));
    EXPECT_FALSE(none(calendar, kCalendarYearMax, 1, 1));
    EXPECT_FALSE(none(calendar, -kCalendarYearMax, 1, 1));
  }
}

}  // namespace
}  // namespace annals
