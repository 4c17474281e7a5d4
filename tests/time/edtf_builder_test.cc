// Tests of annals/time/edtf_builder.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/edtf_builder.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using Make = EdtfBuilder;

constexpr EdtfQualifier kUncertain = EdtfQualifier::kUncertain;
constexpr EdtfQualifier kApproximate = EdtfQualifier::kApproximate;

std::string Text(const absl::StatusOr<Edtf>& edtf) {
  return edtf.ok() ? std::string(edtf->text())
                   : std::string(edtf.status().message());
}

std::string Text(const EdtfBuilder& builder) { return Text(builder.Build()); }

TEST(EdtfBuilderTest, DatesAreMadePartByPart) {
  EXPECT_EQ(Text(Make::Year(1985)), "1985");
  EXPECT_EQ(Text(Make::Year(1985).Month(4)), "1985-04");
  EXPECT_EQ(Text(Make::Year(1985).Month(4).Day(12)), "1985-04-12");
  EXPECT_EQ(Text(Make::Year(-43).Month(3).Day(15)), "-0043-03-15");
  EXPECT_EQ(Text(Make::Year(0)), "0000");
  EXPECT_EQ(Text(Make::Date(absl::CivilDay(2017, 2, 3))), "2017-02-03");
  EXPECT_EQ(Text(Make::Year(2001).Season(EdtfSeason::kSpring)), "2001-21");
  EXPECT_EQ(Text(Make::Year(2001).Season(EdtfSeason::kSecondSemestral)),
            "2001-41");
}

TEST(EdtfBuilderTest, LongYearsGetTheirPrefix) {
  EXPECT_EQ(Text(Make::Year(9999)), "9999");
  EXPECT_EQ(Text(Make::Year(10'000)), "Y10000");
  EXPECT_EQ(Text(Make::Year(-170'000'002)), "Y-170000002");
  EXPECT_EQ(Text(Make::ExponentialYear(-17, 7)), "Y-17E7");
  EXPECT_EQ(Text(Make::ExponentialYear(3388, 2).SignificantDigits(3)),
            "Y3388E2S3");
  EXPECT_EQ(Text(Make::Year(1950).SignificantDigits(2)), "1950S2");
}

TEST(EdtfBuilderTest, DoubtStandsWhereItIsNamed) {
  EXPECT_EQ(Text(Make::Year(2012).Approximate()), "2012~");
  EXPECT_EQ(Text(Make::Year(2004).Month(6).Approximate().Day(11)),
            "2004-06~-11");
  EXPECT_EQ(Text(Make::Year(2004, kUncertain).Month(6).Day(11, kApproximate)),
            "?2004-06-~11");
  EXPECT_EQ(Text(Make::Year(1984).Uncertain().Approximate()), "1984%");
  EXPECT_EQ(Text(Make::Year(1984).UncertainAndApproximate()), "1984%");
  EXPECT_EQ(Text(Make::Year(1950).Approximate().SignificantDigits(2)),
            "1950S2~");
}

TEST(EdtfBuilderTest, UnknownDigitsAreX) {
  EXPECT_EQ(Text(Make::Decade(1985).Uncertain()), "198X?");
  EXPECT_EQ(Text(Make::Century(1985)), "19XX");
  EXPECT_EQ(Text(Make::Decade(7)), "000X");
  EXPECT_EQ(Text(Make::YearDigits("-1XX3")), "-1XX3");
  EXPECT_EQ(Text(Make::Year(2004).SomeMonth().SomeDay()), "2004-XX-XX");
  EXPECT_EQ(Text(Make::Year(1984).MonthDigits("1X").DayDigits("X1")),
            "1984-1X-X1");
}

TEST(EdtfBuilderTest, DateTimesHaveAZoneOrNone) {
  const EdtfBuilder day = Make::Year(1985).Month(4).Day(12);
  EXPECT_EQ(Text(day.Time(23, 20, 30)), "1985-04-12T23:20:30");
  EXPECT_EQ(Text(day.Time(23, 20, 30).Utc()), "1985-04-12T23:20:30Z");
  EXPECT_EQ(Text(day.Time(23, 20, 30).Shift(-240)),
            "1985-04-12T23:20:30-04:00");
  EXPECT_EQ(Text(day.Time(23, 20, 30).Shift(270)), "1985-04-12T23:20:30+04:30");
  EXPECT_EQ(Text(day.Time(24, 0, 0).Utc()), "1985-04-12T24:00:00Z");
  EXPECT_EQ(Text(Make::DateTime(absl::CivilSecond(1985, 4, 12, 23, 20, 30))),
            "1985-04-12T23:20:30");
}

TEST(EdtfBuilderTest, IntervalsHaveDatesOrNothingOnTheirSides) {
  const EdtfBuilder about_2012 = Make::Year(2012).Approximate();
  EXPECT_EQ(Text(Make::Interval(about_2012, Make::Open())), "2012~/..");
  EXPECT_EQ(Text(Make::Interval(about_2012, Make::Unknown())), "2012~/");
  EXPECT_EQ(Text(Make::Interval(Make::Unknown(), about_2012)), "/2012~");
  EXPECT_EQ(Text(Make::Interval(Make::Year(1964), Make::Year(2008).Month(2))),
            "1964/2008-02");
}

TEST(EdtfBuilderTest, SetsHaveDatesAndRanges) {
  EXPECT_EQ(
      Text(Make::OneOf(
          {Make::Year(1667), Make::Range(Make::Year(1670), Make::Year(1672))})),
      "[1667,1670..1672]");
  EXPECT_EQ(Text(Make::Each({Make::OrEarlier(Make::Year(1984))})), "{..1984}");
  EXPECT_EQ(Text(Make::OneOf({Make::Year(1760).Month(1),
                              Make::OrLater(Make::Year(1760).Month(12))})),
            "[1760-01,1760-12..]");
  std::vector<Make::Member> years;
  for (int year = 1960; year < 1963; ++year) years.push_back(Make::Year(year));
  EXPECT_EQ(Text(Make::Each(years)), "{1960,1961,1962}");
}

TEST(EdtfBuilderTest, AStepThatMakesNoSenseIsToldWhenBuilt) {
  const absl::Status status =
      Make::Year(1985).Month(13).Day(40).Build().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            "edtf \"1985\" in the making: month 13; want 1 to 12");
  EXPECT_THAT(Text(Make::Year(1985).Day(1)),
              HasSubstr("a day after a year; want a month right before it"));
  EXPECT_THAT(Text(Make::Year(1985).Month(22)), HasSubstr("month 22"));
  EXPECT_THAT(Text(Make::Year(1985).MonthDigits("22")), HasSubstr("month"));
  EXPECT_THAT(Text(Make::Year(1985).MonthDigits("2X")), HasSubstr("month"));
  EXPECT_THAT(Text(Make::YearDigits("19X")), HasSubstr("four of 0-9"));
  EXPECT_THAT(Text(Make::YearDigits("1985-04")), HasSubstr("four of 0-9"));
  EXPECT_THAT(Text(Make::ExponentialYear(0, 3)), HasSubstr("mantissa"));
  EXPECT_THAT(Text(Make::ExponentialYear(17, 0)), HasSubstr("exponent"));
  EXPECT_THAT(Text(Make::Year(1985).SignificantDigits(0)), HasSubstr("least"));
  EXPECT_THAT(Text(Make::Decade(-5)), HasSubstr("0 to 9999"));
  EXPECT_THAT(Text(Make::Year(std::numeric_limits<int64_t>::min())),
              HasSubstr("10^18"));
  EXPECT_THAT(Text(Make::Year(2000).Month(1).Day(1).Time(-1, 0, 0)),
              HasSubstr("time"));
  EXPECT_THAT(Text(Make::Year(2000).Month(1).Day(1).Time(1, 0, 0).Shift(9999)),
              HasSubstr("-1439 to 1439"));
  EXPECT_THAT(Text(Make::Year(2000).Utc()), HasSubstr("a zone after a year"));
}

TEST(EdtfBuilderTest, WhatDoesNotExistIsRefusedAsInText) {
  EXPECT_THAT(Text(Make::Year(1985).Month(2).Day(30)), HasSubstr("day 30"));
  EXPECT_THAT(Text(Make::Year(12'345).Month(1)), HasSubstr("four-digit year"));
  EXPECT_THAT(Text(Make::YearDigits("19XX").SignificantDigits(2)),
              HasSubstr("S after X"));
  EXPECT_THAT(Text(Make::Year(2001).Season(EdtfSeason::kWinter).Day(1)),
              HasSubstr("a day after a season"));
  EXPECT_THAT(Text(Make::Year(2000).Month(1).Day(1).Time(1, 0, 0).Uncertain()),
              HasSubstr("'?'"));
  EXPECT_THAT(Text(Make::Interval(Make::Year(2013), Make::Year(2012))),
              HasSubstr("before the start"));
  EXPECT_THAT(Text(Make::Interval(Make::Unknown(), Make::Unknown())),
              HasSubstr("/ alone"));
  EXPECT_THAT(Text(Make::OneOf({})), HasSubstr("a date"));
  EXPECT_THAT(
      Text(Make::OneOf({Make::Year(1), Make::OrEarlier(Make::Year(2))})),
      HasSubstr("first member"));
  EXPECT_THAT(
      Text(Make::OneOf({Make::Range(Make::Year(1), Make::Year(2).Month(1))})),
      HasSubstr("precision"));
}

TEST(EdtfBuilderTest, TheFirstMistakeIsTheOneTold) {
  const EdtfBuilder bad = Make::Year(1985).Month(0);
  EXPECT_THAT(Text(Make::Interval(bad, Make::Open())), HasSubstr("month 0"));
  EXPECT_THAT(Text(Make::OneOf({Make::Year(1), bad})), HasSubstr("month 0"));
  EXPECT_THAT(Text(Make::Each({Make::Range(bad, Make::Year(2).Month(99))})),
              HasSubstr("month 0"));
}

// Each doubt that was asked for, by what a reader of the tree is told.
TEST(EdtfBuilderTest, WhatIsBuiltAtRandomHasTheTreeThatWasAskedFor) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto any = [&random](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  const auto qualifier = [&any] {
    return static_cast<EdtfQualifier>(any(0, 3));
  };
  const auto doubted = [](const EdtfBuilder& date, EdtfQualifier doubt) {
    if (doubt == EdtfQualifier::kNone) return date;
    if (doubt == kUncertain) return date.Uncertain();
    if (doubt == kApproximate) return date.Approximate();
    return date.UncertainAndApproximate();
  };
  for (int i = 0; i < 2000; ++i) {
    const int year = any(-9999, 9999);
    const int month = any(1, 12);
    const int day = any(1, 28);
    const EdtfQualifier own[] = {qualifier(), qualifier(), qualifier()};
    const EdtfQualifier after[] = {qualifier(), qualifier(), qualifier()};
    EdtfBuilder date = doubted(Make::Year(year, own[0]), after[0]);
    date = doubted(date.Month(month, own[1]), after[1]);
    date = doubted(date.Day(day, own[2]), after[2]);
    const absl::StatusOr<Edtf> built = date.Build();
    ASSERT_TRUE(built.ok()) << built.status();
    const EdtfDate& tree = built->expression().start.date;
    EXPECT_EQ(tree.year.value, year) << built->text();
    EXPECT_EQ(tree.month.value, month) << built->text();
    EXPECT_EQ(tree.day.value, day) << built->text();
    EXPECT_EQ(tree.day.qualifier, own[2] | after[2]) << built->text();
    EXPECT_EQ(tree.month.qualifier, own[1] | after[1] | after[2]);
    EXPECT_EQ(tree.year.qualifier, own[0] | after[0] | after[1] | after[2]);
  }
}

}  // namespace
}  // namespace annals
