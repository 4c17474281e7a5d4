// Tests of annals/time/calendar_date.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/calendar_date.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "annals/base/string_view.h"
#include "annals/time/allen.h"
#include "annals/time/calendar.h"
#include "annals/time/calendar_change.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

constexpr Calendar kGregorian = Calendar::kGregorian;
constexpr Calendar kJulian = Calendar::kJulian;
constexpr Calendar kIslamic = Calendar::kIslamic;
constexpr Calendar kIsoWeek = Calendar::kIsoWeek;
constexpr Calendar kOrdinal = Calendar::kOrdinal;

std::string Shown(const absl::StatusOr<CalendarDate>& date) {
  return date.ok() ? std::string(date->date().text())
                   : std::string(date.status().message());
}

std::string Read(std::string_view text, Calendar calendar) {
  return Shown(CalendarDate::Read(text, calendar));
}

std::string ReadAt(std::string_view text, std::string_view place) {
  return Shown(CalendarDate::Read(text, *CalendarChangeOf(place)));
}

TEST(CalendarDateTest, ADayBecomesTheGregorianDay) {
  EXPECT_EQ(Read("1917-10-25", kJulian), "1917-11-07");
  EXPECT_EQ(Read("-0043-03-15", kJulian), "-0043-03-13");
  EXPECT_EQ(Read("0000-01-01", kJulian), "-0001-12-30");
  EXPECT_EQ(Read("1437-04-23", kIslamic), "2016-02-03");
  EXPECT_EQ(Read("2016-W05-3", kIsoWeek), "2016-02-03");
  EXPECT_EQ(Read("2009-W53-7", kIsoWeek), "2010-01-03");
  EXPECT_EQ(Read("2016-034", kOrdinal), "2016-02-03");
  EXPECT_EQ(Read("2016-366", kOrdinal), "2016-12-31");
  EXPECT_EQ(Read("-0001-001", kOrdinal), "-0001-01-01");
}

TEST(CalendarDateTest, TheOriginalIsKept) {
  const auto date = CalendarDate::Read("25 October 1917", kJulian);
  ASSERT_TRUE(date.ok()) << date.status();
  EXPECT_EQ(date->original(), "25 October 1917");
  EXPECT_EQ(date->calendar(), kJulian);
  EXPECT_EQ(date->extent(), Extent::kDefault);
  EXPECT_EQ(date->Bounds().earliest_start.ToString(), "1917-11-07T00:00:00Z");
}

//   Julian October 1917    |============|
//   Gregorian          Oct 14       Nov 13
TEST(CalendarDateTest, AMonthBecomesItsDaysAndHoldsItsEvent) {
  const auto date = CalendarDate::Read("1917-10", kJulian);
  ASSERT_TRUE(date.ok()) << date.status();
  EXPECT_EQ(date->date().text(), "1917-10-14/1917-11-13");
  EXPECT_EQ(date->extent(), Extent::kWithin);
  const Span span = date->Bounds();
  EXPECT_EQ(span.earliest_start.ToString(), "1917-10-14T00:00:00Z");
  EXPECT_EQ(span.latest_start.ToString(), "1917-11-13T23:59:59.999999Z");
  EXPECT_EQ(span.earliest_end.ToString(), "1917-10-14T00:00:00.000001Z");
  EXPECT_EQ(span.latest_end.ToString(), "1917-11-14T00:00:00Z");
  EXPECT_EQ(date->Members().Hull(), span);
}

TEST(CalendarDateTest, WhatIsNotAWholeGregorianUnitBecomesAnInterval) {
  EXPECT_EQ(Read("1700", kJulian), "1700-01-11/1701-01-11");
  EXPECT_EQ(Read("1437", kIslamic), "2015-10-15/2016-10-02");
  EXPECT_EQ(Read("AH 1437", kIslamic), "2015-10-15/2016-10-02");
  EXPECT_EQ(Read("2016-W05", kIsoWeek), "2016-02-01/2016-02-07");
  EXPECT_EQ(Read("2015", kIsoWeek), "2014-12-29/2016-01-03");
  EXPECT_EQ(Read("0250", kJulian), "0250");
  EXPECT_EQ(Read("0250-05", kJulian), "0250-05");
}

TEST(CalendarDateTest, ErasCountBackFromYearOne) {
  EXPECT_EQ(Read("44 BCE", kGregorian), "-0043");
  EXPECT_EQ(Read("264 B.C.", kGregorian), "-0263");
  EXPECT_EQ(Read("1 BC", kGregorian), "0000");
  EXPECT_EQ(Read("AD 70", kGregorian), "0070");
  EXPECT_EQ(Read("70 ce", kGregorian), "0070");
  EXPECT_EQ(Read("15 March 44 BC", kJulian), "-0043-03-13");
  EXPECT_EQ(Read("March 15, 44 BC", kJulian), "-0043-03-13");
  EXPECT_EQ(Read("44 BC", kJulian), "-0044-12-30/-0043-12-29");
  EXPECT_EQ(Read("10000 BC", kGregorian), "-9999");
  EXPECT_EQ(Read("44000 BC", kGregorian), "Y-43999");
}

TEST(CalendarDateTest, DoubtGoesToWhatItBecomes) {
  EXPECT_EQ(Read("c. 44 BC", kGregorian), "-0043~");
  EXPECT_EQ(Read("ca. 1500", kGregorian), "1500~");
  EXPECT_EQ(Read("c.1500?", kGregorian), "1500%");
  EXPECT_EQ(Read("1500 ?", kGregorian), "1500?");
  EXPECT_EQ(Read("1917-10~", kJulian), "1917-10-14~/1917-11-13~");
  EXPECT_EQ(Read("1437-04-23?", kIslamic), "2016-02-03?");
}

TEST(CalendarDateTest, GregorianReadsEveryEdtfExpression) {
  for (const char* const text :
       {"1985", "2012~/..", "[1667,1668]", "Y17E7", "19XX-02-29", "2001-21",
        "1985-04-12T23:20:30Z", "/1985"}) {
    EXPECT_EQ(Read(text, kGregorian), text);
  }
  EXPECT_EQ(Read("1985-13", kGregorian),
            "edtf \"1985-13\": month 13 at column 6; want 01-12, or a season "
            "21-41");
  EXPECT_EQ(Read("3 Feb 2017", kGregorian), "2017-02-03");
  EXPECT_EQ(Read("February 3rd, 2017", kGregorian), "2017-02-03");
  EXPECT_EQ(Read("february 2017", kGregorian), "2017-02");
}

// England's years began on 25 March: 11 February came late in 1731 there, and
// early in 1732 elsewhere.
TEST(CalendarDateTest, TwoYearsMeanADayBeforeLadyDay) {
  EXPECT_EQ(Read("11 February 1731/32", kJulian), "1732-02-22");
  EXPECT_EQ(Read("1731/32-02-11", kJulian), "1732-02-22");
  EXPECT_EQ(Read("30 January 1648/9", kJulian), "1649-02-09");
  EXPECT_EQ(Read("1 March 1699/1700", kJulian), "1700-03-12");
  EXPECT_EQ(Read("1731/32", kJulian), "1732-01-12/1732-04-04");
  EXPECT_EQ(Read("March 1731/32", kJulian), "1732-03-12/1732-04-04");
  EXPECT_EQ(ReadAt("11 February 1731/32", "England"), "1732-02-22");
  EXPECT_EQ(Read("25 March 1731/32", kJulian),
            "julian date \"25 March 1731/32\": a later day at column 4; want "
            "one from 1 January to 24 March beside two years");
  EXPECT_EQ(Read("1731/33", kJulian),
            "julian date \"1731/33\": year 33 at column 6; want 32, the end of "
            "the year after 1731");
}

TEST(CalendarDateTest, OldAndNewStyleChooseTheCalendar) {
  const auto old_style = CalendarDate::Read("25 October 1917 O.S.", kGregorian);
  EXPECT_EQ(Shown(old_style), "1917-11-07");
  EXPECT_EQ(old_style->calendar(), kJulian);
  EXPECT_EQ(Read("7 November 1917 (NS)", kJulian), "1917-11-07");
  EXPECT_EQ(ReadAt("1 January 1800 OS", "Britain"), "1800-01-12");
}

TEST(CalendarDateTest, APlaceChoosesTheCalendarByTheDay) {
  EXPECT_EQ(ReadAt("1752-09-02", "Britain"), "1752-09-13");
  EXPECT_EQ(ReadAt("1752-09-14", "Britain"), "1752-09-14");
  EXPECT_EQ(ReadAt("25 October 1917", "Russia"), "1917-11-07");
  EXPECT_EQ(ReadAt("1752", "Britain"), "1752-01-12/1752-12-31");
  EXPECT_EQ(ReadAt("September 1752", "Britain"), "1752-09-12/1752-09-30");
  EXPECT_EQ(ReadAt("1800", "Britain"), "1800");
  EXPECT_EQ(ReadAt("February 1712", "Sweden"), "1712-02-11/1712-03-11");
  const CalendarChange russia = *CalendarChangeOf("Russia");
  EXPECT_EQ(CalendarDate::Read("1917", russia)->calendar(), kJulian);
  EXPECT_EQ(CalendarDate::Read("1919", russia)->calendar(), kGregorian);
}

TEST(CalendarDateTest, ADayThatAPlaceSkippedIsRefused) {
  EXPECT_EQ(ReadAt("1752-09-05", "Britain"),
            "gregorian date \"1752-09-05\": a day that was not there at column "
            "9; want one that was in Britain, where 1752-09-02 was followed by "
            "1752-09-14");
  EXPECT_EQ(ReadAt("1860-03-01", "Japan"),
            "gregorian date \"1860-03-01\": a date by another calendar at "
            "column 1; want 1873-01-01 or later, as in Japan the calendar "
            "before was neither Gregorian nor Julian");
  EXPECT_EQ(ReadAt("1800-02-30", "Britain"),
            "gregorian date \"1800-02-30\": day 30 at column 9; want 01 to 28");
}

TEST(CalendarDateTest, IntervalsHaveADayOnEachSide) {
  EXPECT_EQ(Read("1917-10-25/1918-01-31", kJulian), "1917-11-07/1918-02-13");
  EXPECT_EQ(Read("1917-10-25/..", kJulian), "1917-11-07/..");
  EXPECT_EQ(Read("/1917-10-25~", kJulian), "/1917-11-07~");
  EXPECT_EQ(ReadAt("1917-10-25/1918-02-14", "Russia"), "1917-11-07/1918-02-14");
  EXPECT_EQ(CalendarDate::Read("1917-10-25/..", kJulian)->extent(),
            Extent::kDefault);
  EXPECT_EQ(Read("1917/1918", kJulian),
            "julian date \"1918\": a side of an interval at column 1; want one "
            "day, in digits, on each side of the '/'");
  EXPECT_FALSE(CalendarDate::Read("1918-01-31/1917-10-25", kJulian).ok());
}

TEST(CalendarDateTest, FaultsNameTheColumnWhatWasFoundAndWhatWasWanted) {
  EXPECT_EQ(Read("1917-13-01", kJulian),
            "julian date \"1917-13-01\": month 13 at column 6; want 01 to 12");
  EXPECT_EQ(Read("1901-02-29", kJulian),
            "julian date \"1901-02-29\": day 29 at column 9; want 01 to 28");
  EXPECT_EQ(Read("2016-W53", kIsoWeek),
            "iso-week date \"2016-W53\": week 53 at column 7; want 01 to 52");
  EXPECT_EQ(Read("2016-W05-8", kIsoWeek),
            "iso-week date \"2016-W05-8\": day 8 at column 10; want 1 to 7");
  EXPECT_EQ(Read("2015-366", kOrdinal),
            "ordinal date \"2015-366\": day 366 at column 6; want 001 to 365");
  EXPECT_EQ(Read("2015", kOrdinal),
            "ordinal date \"2015\": no day at column 5; want YYYY-DDD");
  EXPECT_EQ(Read("0000-01-01", kIslamic),
            "islamic date \"0000-01-01\": year 0 at column 1; want 1 or more");
  EXPECT_EQ(Read("44 March", kJulian),
            "julian date \"44 March\": \"44\" at column 1; want an era beside "
            "so short a year, as in AD 70 or 44 BC");
  EXPECT_EQ(Read("0 BC", kGregorian),
            "gregorian date \"0 BC\": year 0 at column 1; want 1 or more in an "
            "era: 1 BC is followed by AD 1");
  EXPECT_EQ(Read("44 BC", kIslamic).rfind("islamic date \"44 BC\": the era", 0),
            0u);
  EXPECT_EQ(Read("", kJulian).rfind("julian date \"\": no year at column 1", 0),
            0u);
  EXPECT_EQ(
      Read("1917-1", kJulian)
          .rfind("julian date \"1917-1\": the end at column 7; want YYYY", 0),
      0u);
  EXPECT_EQ(Read("Brumaire 1799", kJulian)
                .rfind("julian date \"Brumaire 1799\": \"brumaire\" at column "
                       "1; want day",
                       0),
            0u);
}

// EDTF has no days there. The calendars do: see calendar_test.
TEST(CalendarDateTest, DaysBeyondEdtfsYearsAreRefused) {
  EXPECT_EQ(Read("Y40000-01-01", kJulian),
            "julian date \"Y40000-01-01\": year 40000 at column 2; want days "
            "in the years -9999 to 9999, the only ones that EDTF can write");
  EXPECT_FALSE(CalendarDate::Read("9999-12-31", kJulian).ok());
  EXPECT_EQ(Read("-9999-12-31", kJulian), "-9999-10-15");
  EXPECT_FALSE(CalendarDate::Read("+999999999999-W05", kIsoWeek).ok());
  EXPECT_FALSE(CalendarDate::Read("+146000000000-01-01", kJulian).ok());
}

TEST(CalendarDateTest, EveryJulianDayThatEdtfCanWriteGoesThere) {
  const uint32_t seed = 45;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 5'000; ++i) {
    const absl::CivilDay day =
        absl::CivilDay(-9998) + static_cast<int64_t>(random() % 7'300'000);
    const CalendarDay julian = *FromCivilDay(kJulian, day);
    const std::string text =
        absl::StrFormat("%s%04d-%02d-%02d", julian.year < 0 ? "-" : "",
                        std::abs(julian.year), julian.month, julian.day);
    const auto date = CalendarDate::Read(text, kJulian);
    ASSERT_TRUE(date.ok()) << date.status();
    ASSERT_EQ(date->Bounds().earliest_start.Civil(), absl::CivilSecond(day));
  }
}

TEST(CalendarDateTest, BytesOfAnyKindAreReadOrRefused) {
  const uint32_t seed = 2016;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string letters = "0123456789-/WY?~%. ,()acdbemrOS\n\xff";
  for (int i = 0; i < 40'000; ++i) {
    std::string text;
    for (auto n = random() % 14; n > 0; --n) {
      text += letters[random() % letters.size()];
    }
    const auto calendar = static_cast<Calendar>(random() % kCalendarCount);
    const auto date = CalendarDate::Read(text, calendar);
    if (!date.ok()) continue;
    ASSERT_EQ(date->original(), text);
    ASSERT_TRUE(date->Bounds().IsSatisfiable()) << text;
  }
  EXPECT_FALSE(CalendarDate::Read(std::string(100'000, '1'), kJulian).ok());
  EXPECT_FALSE(CalendarDate::Read(std::string(1'000, '1'), kJulian).ok());
}

}  // namespace
}  // namespace annals
