// Tests of annals/time/edtf_arithmetic.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/edtf_arithmetic.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "annals/time/edtf.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;

Edtf Read(std::string_view text) {
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  EXPECT_TRUE(edtf.ok()) << edtf.status();
  return *edtf;
}

std::string Text(const absl::StatusOr<Edtf>& edtf) {
  return edtf.ok() ? std::string(edtf->text())
                   : std::string(edtf.status().message());
}

std::string Years(std::string_view text, int64_t years) {
  CalendarPeriod period;
  period.years = years;
  return Text(Moved(Read(text), period));
}

std::string Months(std::string_view text, int64_t months) {
  CalendarPeriod period;
  period.months = months;
  return Text(Moved(Read(text), period));
}

std::string Days(std::string_view text, int64_t days) {
  CalendarPeriod period;
  period.days = days;
  return Text(Moved(Read(text), period));
}

TEST(MovedTest, KeepsPrecisionAndDoubt) {
  EXPECT_EQ(Years("1985", 10), "1995");
  EXPECT_EQ(Years("1985?", -2000), "-0015?");
  EXPECT_EQ(Months("2004-06~", 7), "2005-01~");
  EXPECT_EQ(Months("?2004-06-~11", -6), "2003?-12-~11");
  EXPECT_EQ(Days("2004-06-11%", 20), "2004-07-01%");
  EXPECT_EQ(Days("2000-03-01", -1), "2000-02-29");
  EXPECT_EQ(Days("0000-01-01", -1), "-0001-12-31");
}

TEST(MovedTest, ADayThatTheMonthLacksBecomesItsLast) {
  EXPECT_EQ(Months("2004-01-31", 1), "2004-02-29");
  EXPECT_EQ(Months("2003-01-31", 1), "2003-02-28");
  EXPECT_EQ(Months("2004-02-29", -1), "2004-01-29");
  EXPECT_EQ(Years("2004-02-29", 1), "2005-02-28");
  EXPECT_EQ(Years("2004-02-29", 4), "2008-02-29");
  CalendarPeriod month_and_day;
  month_and_day.months = 1;
  month_and_day.days = 1;
  EXPECT_EQ(Text(Moved(Read("2004-01-31"), month_and_day)), "2004-03-01");
}

TEST(MovedTest, SeasonsMoveByTheirOwnLength) {
  EXPECT_EQ(Months("2001-24", 3), "2002-21");
  EXPECT_EQ(Months("2001-21", -3), "2000-24");
  EXPECT_EQ(Months("2001-29", 3), "2001-30");
  EXPECT_EQ(Months("2001-30", 3), "2002-31");
  EXPECT_EQ(Months("2001-36", 3), "2002-33");
  EXPECT_EQ(Months("2001-39", 4), "2002-37");
  EXPECT_EQ(Months("2001-41", 6), "2002-40");
  EXPECT_EQ(Years("2001-24~", 2), "2003-24~");
  EXPECT_THAT(Months("2001-24", 1), HasSubstr("want a multiple of 3"));
}

TEST(MovedTest, LongYearsGetAndLoseTheirPrefix) {
  EXPECT_EQ(Years("9999", 1), "Y10000");
  EXPECT_EQ(Years("Y10000", -1), "9999");
  EXPECT_EQ(Years("-9999", -1), "Y-10000");
  EXPECT_EQ(Years("Y17E7", 5), "Y170000005");
  EXPECT_THAT(Months("9999-12", 1), HasSubstr("moved to the year 10000"));
  EXPECT_THAT(Days("9999-12-31", 1), HasSubstr("moved to the year 10000"));
  EXPECT_THAT(Years("Y1E30", 1), HasSubstr("too large"));
  EXPECT_THAT(Years("1985", kCalendarPeriodMax + 1), HasSubstr("want at most"));
}

TEST(MovedTest, WhatThePrecisionCannotExpressIsRefused) {
  EXPECT_THAT(Months("1985", 6), HasSubstr("a year moved by months"));
  EXPECT_EQ(Months("1985", 24), "1987");
  EXPECT_THAT(Days("1985", 1), HasSubstr("moved by days"));
  EXPECT_THAT(Days("1985-04", 1), HasSubstr("moved by days"));
  EXPECT_THAT(Days("2001-21", 1), HasSubstr("moved by days"));
}

TEST(MovedTest, XMovesWhereItStaysOneExpression) {
  EXPECT_EQ(Years("198X", 10), "199X");
  EXPECT_EQ(Years("19XX", -1900), "00XX");
  EXPECT_EQ(Years("156X-12-25", 100), "166X-12-25");
  EXPECT_EQ(Months("156X-03-25", 1), "156X-04-25");
  EXPECT_EQ(Months("1985-04-XX", 12), "1986-04-XX");
  EXPECT_EQ(Months("1985-03-XX", 1), "1985-04-XX");
  EXPECT_EQ(Years("1985-XX", 3), "1988-XX");
  EXPECT_EQ(Years("-199X", 10), "-198X");
  EXPECT_EQ(Years("201X-24", 10), "202X-24");
}

TEST(MovedTest, XIsRefusedWhereItDoesNot) {
  for (const std::string& text :
       {Years("198X", 1), Months("156X-12-25", 1), Days("1985-04-XX", 1),
        Months("1985-04-XX", 1), Years("2003-02-XX", 1), Months("1985-XX", 1),
        Years("-000X", 10), Years("000X", -10), Years("1900-02-2X", 4),
        Years("190X-02-29", 100)}) {
    EXPECT_THAT(text, HasSubstr("no longer one expression"));
  }
  EXPECT_THAT(Years("XXXX-XX-XX", 1000), HasSubstr("too many dates"));
  EXPECT_THAT(Years("999X", 10), HasSubstr("moved to the year 10000"));
}

TEST(MovedTest, AnEstimateMovesWithItsRange) {
  EXPECT_EQ(Years("1950S2", 100), "2050S2");
  EXPECT_EQ(Years("-1950S2", 100), "-1850S2");
  EXPECT_THAT(Years("1950S2", 10), HasSubstr("no longer one expression"));
  EXPECT_THAT(Years("1950S2", -1900), HasSubstr("no longer one expression"));
}

TEST(MovedTest, DateTimesKeepTheirClock) {
  EXPECT_EQ(Months("2004-01-31T10:10:10+05:30", 1),
            "2004-02-29T10:10:10+05:30");
  EXPECT_EQ(Days("2004-12-31T10:10:10", 1), "2005-01-01T10:10:10");
  EXPECT_EQ(Months("2004-01-30T24:00:00Z", 1), "2004-02-29T00:00:00Z");
}

TEST(MovedTest, SidesAndMembersMoveOneByOne) {
  EXPECT_EQ(Years("2012~/..", 1), "2013~/..");
  EXPECT_EQ(Years("/2012", 1), "/2013");
  EXPECT_EQ(Months("2004-01-30/2004-01-31", 1), "2004-02-29/2004-02-29");
  EXPECT_EQ(Years("[1667,1670..1672]", 100), "[1767,1770..1772]");
  EXPECT_EQ(Years("{..1984,1990}", 1), "{..1985,1991}");
  EXPECT_EQ(Days("[2004-01-30..2004-02-02]", 1), "[2004-01-31..2004-02-03]");
  EXPECT_EQ(Months("[2004-01-15..2004-02-15]", 1), "[2004-02-15..2004-03-15]");
  EXPECT_THAT(Months("[2004-02-15..2004-03-15]", 1), HasSubstr("torn apart"));
  EXPECT_THAT(Months("1985/2004-06", 1), HasSubstr("a year moved by months"));
}

// A calendar that knows only how long months are.
struct Day {
  int64_t year;
  int64_t month;
  int64_t day;
};

int64_t LengthOf(int64_t year, int64_t month) {
  if (month == 2) {
    const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return is_leap ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// One month, or one day, at a time.
Day Stepped(Day day, int64_t months, int64_t days) {
  for (; months > 0; --months) {
    if (++day.month == 13) day = {day.year + 1, 1, day.day};
  }
  for (; months < 0; ++months) {
    if (--day.month == 0) day = {day.year - 1, 12, day.day};
  }
  day.day = std::min(day.day, LengthOf(day.year, day.month));
  for (; days > 0; --days) {
    if (++day.day > LengthOf(day.year, day.month)) {
      day = Stepped({day.year, day.month, 1}, 1, 0);
    }
  }
  for (; days < 0; ++days) {
    if (--day.day > 0) continue;
    day = Stepped({day.year, day.month, 1}, -1, 0);
    day.day = LengthOf(day.year, day.month);
  }
  return day;
}

std::string DayText(const Day& day) {
  return absl::StrFormat("%s%04d-%02d-%02d", day.year < 0 ? "-" : "",
                         std::abs(day.year), day.month, day.day);
}

TEST(MovedTest, DaysAtRandomMoveAsOneCountsOnFingers) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto any = [&random](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  for (int i = 0; i < 3000; ++i) {
    Day day{any(-30, 2030), any(1, 12), 0};
    day.day = any(1, static_cast<int>(LengthOf(day.year, day.month)));
    CalendarPeriod period;
    period.years = any(-3, 3);
    period.months = any(-30, 30);
    period.days = any(-100, 100);
    EXPECT_EQ(
        Text(Moved(Read(DayText(day)), period)),
        DayText(Stepped(day, 12 * period.years + period.months, period.days)))
        << DayText(day) << ' ' << period.years << ' ' << period.months << ' '
        << period.days;
  }
}

// What X means, moved one by one, is what the moved X means; and where it is
// refused, no pattern of the same shape would do.
TEST(MovedTest, PatternsAtRandomMoveAsTheirDatesDo) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto one_of = [&random](const std::vector<std::string>& words) {
    return words[std::uniform_int_distribution<size_t>(
        0, words.size() - 1)(random)];
  };
  int moved_count = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string text = one_of({"199X", "2004", "2003", "19X4", "200X"}) +
                             "-" + one_of({"02", "03", "12", "XX", "1X"}) +
                             "-" + one_of({"29", "XX", "2X", "3X", "X1", "30"});
    const absl::StatusOr<Edtf> date = Edtf::Parse(text);
    if (!date.ok()) continue;
    CalendarPeriod period;
    period.months = std::uniform_int_distribution<int>(-30, 30)(random);
    if (random() % 2 == 0) period.months *= 12;
    const absl::StatusOr<Edtf> moved = Moved(*date, period);
    if (!moved.ok()) continue;
    ++moved_count;
    std::set<std::string> wanted;
    for (const Span& span : date->Members().members) {
      const auto civil = span.earliest_start.Civil();
      wanted.insert(DayText(Stepped({civil.year(), civil.month(), civil.day()},
                                    period.months, 0)));
    }
    std::set<std::string> found;
    for (const Span& span : moved->Members().members) {
      const auto civil = span.earliest_start.Civil();
      found.insert(DayText({civil.year(), civil.month(), civil.day()}));
    }
    EXPECT_EQ(found, wanted) << text << " by " << period.months;
  }
  EXPECT_GT(moved_count, 20);
}

std::string Hull(std::string_view a, std::string_view b) {
  const std::string hull = Text(ConvexHull(Read(a), Read(b)));
  EXPECT_EQ(hull, Text(ConvexHull(Read(b), Read(a))));
  return hull;
}

TEST(ConvexHullTest, IsFromTheFirstDateToTheLast) {
  EXPECT_EQ(Hull("1985", "1990-03"), "1985/1990-03");
  EXPECT_EQ(Hull("[1667,1670..1672]", "1668"), "1667/1672");
  EXPECT_EQ(Hull("198X", "1985~"), "1980/1989");
  EXPECT_EQ(Hull("1985-04", "1985"), "1985");
  EXPECT_EQ(Hull("1985~", "1990?"), "1985~/1990?");
  EXPECT_EQ(Hull("1950S2", "Y12345"), "1900/Y12345");
  EXPECT_EQ(Hull("2001-24", "2001"), "2001/2001-24");
  EXPECT_EQ(Hull("[2001-29..2001-31]", "2001-05"), "2001-31/2001-30");
}

TEST(ConvexHullTest, AnOpenSideStaysOpenAndOutweighsAnUnknownOne) {
  EXPECT_EQ(Hull("1985/..", "1960"), "1960/..");
  EXPECT_EQ(Hull("1985/", "1960"), "1960/");
  EXPECT_EQ(Hull("1985/", "1960/.."), "1960/..");
  EXPECT_EQ(Hull("[..1984]", "1990"), "../1990");
  EXPECT_EQ(Hull("/1984", "1990/"), "../..");
  EXPECT_EQ(Hull("../..", "1990"), "../..");
}

TEST(ConvexHullTest, ADateTimeIsItsDayInUtc) {
  EXPECT_EQ(Hull("2004-01-01T02:00:00+05:00", "2004-02"), "2003-12-31/2004-02");
  EXPECT_THAT(Hull("9999-12-31T24:00:00Z", "2004"), HasSubstr("edtf"));
}

constexpr std::array<std::string_view, 22> kDates = {"1985",
                                                     "198X",
                                                     "1985-04",
                                                     "1985-1X-3X",
                                                     "2001-24",
                                                     "[2001-29..2002-31]",
                                                     "1984/2004-06",
                                                     "../1985",
                                                     "1985/",
                                                     "19XX-02-29",
                                                     "{1960,1961-12}",
                                                     "[..1984,1990]",
                                                     "-0043-03-15",
                                                     "Y17E7",
                                                     "1950S2",
                                                     "1985-04-12",
                                                     "[1667,1670..1672]",
                                                     "2004-02-29",
                                                     "2001-41",
                                                     "{1984..}",
                                                     "XXXX",
                                                     "-000X"};

TEST(ConvexHullTest, HoldsExactlyWhatEitherMayFill) {
  for (std::string_view a : kDates) {
    for (std::string_view b : kDates) {
      const absl::StatusOr<Edtf> hull = ConvexHull(Read(a), Read(b));
      ASSERT_TRUE(hull.ok()) << hull.status();
      const Span wanted = Span::Hull(Read(a).Bounds(), Read(b).Bounds());
      const Span found = hull->Bounds(Extent::kWithin);
      EXPECT_EQ(found.earliest_start, wanted.earliest_start) << a << ' ' << b;
      EXPECT_EQ(found.latest_end, wanted.latest_end) << a << ' ' << b;
    }
  }
}

std::optional<TimeSet> Both(std::string_view a, std::string_view b) {
  const absl::StatusOr<std::optional<TimeSet>> both =
      Intersection(Read(a).Members(), Read(b).Members());
  EXPECT_TRUE(both.ok()) << both.status();
  return *both;
}

TEST(IntersectionTest, KeepsWhatBothAllow) {
  EXPECT_EQ(Both("198X", "1985")->Hull(), Read("1985").Bounds());
  EXPECT_EQ(Both("1985-1X", "1985-11/..")->members.size(), 1u);
  EXPECT_EQ(Both("[1667,1670]", "{1670,1680}")->Hull(), Read("1670").Bounds());
  EXPECT_EQ(Both("19XX-02-29", "1912-02")->Hull(), Read("1912-02-29").Bounds());
  EXPECT_EQ(Both("19XX-XX-XX", "1985-04")->members.size(), 30u);
}

TEST(IntersectionTest, AContradictionIsAnAnswer) {
  EXPECT_FALSE(Both("1985", "1986").has_value());
  EXPECT_FALSE(Both("19XX-02-29", "1911").has_value());
  EXPECT_FALSE(Both("198X", "1985/1987").has_value());
}

TEST(IntersectionTest, WhatWouldTakeTooLongIsRefused) {
  EXPECT_EQ(Intersection(Read("XXXX-XX-XX").Members(), Read("1985").Members())
                .status()
                .code(),
            absl::StatusCode::kResourceExhausted);
}

// All choices of a start and an end, one by one.
using Choices = std::set<std::pair<int64_t, int64_t>>;

Choices ChoicesOf(const std::vector<Span>& spans) {
  Choices choices;
  for (const Span& span : spans) {
    for (int64_t s = span.earliest_start.code(); s <= span.latest_start.code();
         ++s) {
      for (int64_t e = span.earliest_end.code(); e <= span.latest_end.code();
           ++e) {
        if (e > s) choices.emplace(s, e);
      }
    }
  }
  return choices;
}

TEST(IntersectionTest, AtRandomHasTheChoicesOfBothAndNoOthers) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto any = [&random] {
    return Instant::FromCode(std::uniform_int_distribution<int>(0, 9)(random));
  };
  const auto any_set = [&] {
    TimeSet set;
    const size_t size = 1 + random() % 3;
    while (set.members.size() < size) {
      const Span span{any(), any(), any(), any()};
      if (span.IsSatisfiable()) set.members.push_back(span);
    }
    return set;
  };
  for (int i = 0; i < 2000; ++i) {
    const TimeSet a = any_set();
    const TimeSet b = any_set();
    Choices wanted;
    const Choices of_b = ChoicesOf(b.members);
    for (const auto& choice : ChoicesOf(a.members)) {
      if (of_b.count(choice) > 0) wanted.insert(choice);
    }
    const auto both = Intersection(a, b);
    ASSERT_TRUE(both.ok());
    EXPECT_EQ(both->has_value(), !wanted.empty());
    if (both->has_value()) {
      EXPECT_EQ(ChoicesOf((*both)->members), wanted);
    }
  }
}

}  // namespace
}  // namespace annals
