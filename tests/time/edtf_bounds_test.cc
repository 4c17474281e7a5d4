// Tests of annals/time/edtf.h: bounds, extents and members.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "annals/time/allen.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using R = AllenRelation;

Edtf Parse(std::string_view text) {
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  EXPECT_TRUE(edtf.ok()) << edtf.status();
  return *edtf;
}

Instant Day(int64_t year, int month = 1, int day = 1) {
  return *Instant::FromCivil(absl::CivilSecond(year, month, day));
}

AllenSet Possible(const Edtf& a, const Edtf& b,
                  Extent extent = Extent::kDefault) {
  return PossibleRelations(a.Members(extent), b.Members(extent));
}

AllenSet Possible(std::string_view a, std::string_view b,
                  Extent extent = Extent::kDefault) {
  return Possible(Parse(a), Parse(b), extent);
}

TEST(EdtfBoundsTest, ADateHoldsItsEvent) {
  const Span span = Parse("1985").Bounds();
  EXPECT_EQ(span.earliest_start.ToString(), "1985-01-01T00:00:00Z");
  EXPECT_EQ(span.latest_start.ToString(), "1985-12-31T23:59:59.999999Z");
  EXPECT_EQ(span.earliest_end.ToString(), "1985-01-01T00:00:00.000001Z");
  EXPECT_EQ(span.latest_end.ToString(), "1986-01-01T00:00:00Z");
}

TEST(EdtfBoundsTest, AnIntervalOfOneDateIsThatDate) {
  for (const std::string date : {"1985", "1985-04", "1985-04-12", "2001-24"}) {
    EXPECT_EQ(Parse(date + "/" + date).Bounds(), Parse(date).Bounds());
    EXPECT_EQ(Parse(date).Bounds(Extent::kSpan), Parse(date).Bounds());
  }
}

// start: [2003)                 end:                 (2007]
TEST(EdtfBoundsTest, AnIntervalStartsInOneDateAndEndsInTheOther) {
  const Span span = Parse("2003/2007").Bounds();
  EXPECT_EQ(span, (Span{Day(2003), Day(2004).Previous(), Day(2007).Next(),
                        Day(2008)}));
  EXPECT_EQ(Parse("2003/2007").Bounds(Extent::kWithin),
            Span::Within(Day(2003), Day(2008)));
  EXPECT_EQ(Parse("2003/2007").Bounds(Extent::kThroughout),
            Span::Exactly(Day(2003), Day(2008)));
}

TEST(EdtfBoundsTest, ThroughoutFillsTheDate) {
  EXPECT_EQ(Parse("2016-02").Bounds(Extent::kThroughout),
            Span::Exactly(Day(2016, 2), Day(2016, 3)));
  EXPECT_EQ(Parse("2001-24").Bounds(Extent::kThroughout),
            Span::Exactly(Day(2001, 12), Day(2002, 3)));
}

TEST(EdtfBoundsTest, AnUnstatedEndIsAnywhereAfterTheStart) {
  const Span expected{Day(1985), Day(1986).Previous(), Day(1985).Next(),
                      Instant::InfiniteFuture()};
  EXPECT_EQ(Parse("1985/..").Bounds(), expected);
  EXPECT_EQ(Parse("1985/").Bounds(), expected);
}

TEST(EdtfBoundsTest, OnlyOpenIsEndlessThroughout) {
  EXPECT_EQ(Parse("1985/..").Bounds(Extent::kThroughout),
            Span::Exactly(Day(1985), Instant::InfiniteFuture()));
  EXPECT_EQ(Parse("1985/").Bounds(Extent::kThroughout),
            (Span{Day(1985), Day(1985), Day(1985).Next(),
                  Instant::InfiniteFuture()}));
  EXPECT_EQ(Possible("1985/..", "1990/..", Extent::kThroughout),
            AllenSet{R::kFinishedBy});
  EXPECT_EQ(Possible("../1985", "../1985", Extent::kThroughout),
            AllenSet{R::kEquals});
}

TEST(EdtfBoundsTest, UnstatedIsNeverACertainYes) {
  const TimeSet since = Parse("1985/..").Members();
  const TimeSet window = Parse("1990").Members(Extent::kThroughout);
  EXPECT_EQ(Relate(AllenSet::Intersects(), since, window),
            Certainty::kPossible);
  EXPECT_EQ(Relate(AllenSet::Intersects(), since,
                   Parse("1980").Members(Extent::kThroughout)),
            Certainty::kNo);
}

TEST(EdtfBoundsTest, ALocalTimeIsShownAsUtcAndJudgedInAllZones) {
  const Edtf local = Parse("1985-04-12T12:00:00");
  EXPECT_TRUE(local.IsFloating());
  EXPECT_FALSE(Parse("1985-04-12T12:00:00Z").IsFloating());
  EXPECT_EQ(local.Bounds(), Parse("1985-04-12T12:00:00Z").Bounds());
  const Span widened = local.Members().Hull();
  EXPECT_EQ(widened.earliest_start.ToString(), "1985-04-11T22:00:00Z");
  EXPECT_EQ(widened.latest_end.ToString(), "1985-04-13T00:00:01Z");
  EXPECT_EQ(Possible("1985-04-12T12:00:00", "1985-04-12T13:00:00Z").Size(), 13);
  EXPECT_EQ(Possible("1985-04-12T12:00:00", "1985-04-13T13:00:00Z"),
            AllenSet{R::kBefore});
}

TEST(EdtfBoundsTest, WhatIsOutOfRangeIsPossibleAndNeverCertain) {
  const Edtf far = Parse("Y1E30");
  EXPECT_TRUE(far.IsSaturated());
  EXPECT_EQ(far.Bounds().earliest_start, Instant::GreatestFinite());
  EXPECT_EQ(far.Bounds().latest_end, Instant::InfiniteFuture());
  for (const Extent extent : {Extent::kWithin, Extent::kThroughout}) {
    EXPECT_EQ(Possible("Y1E30", "Y1E31", extent), AllenSet::All());
    EXPECT_EQ(Possible("Y-1E30", "Y-1E31", extent), AllenSet::All());
    EXPECT_EQ(Possible("Y-1E30", "Y1E31", extent), AllenSet{R::kBefore});
  }
  EXPECT_EQ(Possible("1985", "Y1E30"), AllenSet{R::kBefore});
}

TEST(EdtfBoundsTest, SpecialRulesForTheLastYearInRange) {
  const Edtf last = Parse("Y146138660421");
  EXPECT_TRUE(last.IsSaturated());
  EXPECT_LT(last.Bounds().earliest_start, Instant::GreatestFinite());
  EXPECT_EQ(last.Bounds().latest_end, Instant::InfiniteFuture());
  EXPECT_FALSE(Parse("Y146138660420").IsSaturated());
}

TEST(EdtfBoundsTest, MembersKeepTheHolesOfX) {
  EXPECT_EQ(Parse("XXXX-02-29").Members().members.size(), 2425u);
  EXPECT_EQ(Parse("1560-XX-31").Members().members.size(), 7u);
  EXPECT_EQ(Parse("1XX3").Members().members.size(), 100u);
  EXPECT_EQ(Parse("[1667,1668,1670..1672]").Members().members.size(), 5u);
  EXPECT_EQ(Parse("[2001-21..2003-22]").Members().members.size(), 10u);
}

TEST(EdtfBoundsTest, MembersAreSorted) {
  for (const std::string text :
       {"[1670,1667,1668..1669]", "-19XX-02-29", "{1980,1970..}"}) {
    const std::vector<Span> members = Parse(text).Members().members;
    for (size_t i = 1; i < members.size(); ++i) {
      EXPECT_LE(members[i - 1].earliest_start, members[i].earliest_start);
    }
  }
}

TEST(EdtfBoundsTest, TooManyMembersAreTheirHullAndASource) {
  const TimeSet days = Parse("XXXX-XX-XX").Members();
  ASSERT_EQ(days.members.size(), 1u);
  ASSERT_EQ(days.sources.size(), 1u);
  EXPECT_NE(days.sources[0], nullptr);
  EXPECT_EQ(days.Hull(), Parse("XXXX-XX-XX").Bounds());
  EXPECT_EQ(Parse("[1900-01-01..1999-12-31]").Members().sources.size(), 1u);
}

// Each day of some years, as the calendar of another library has it.
TEST(EdtfBoundsTest, EveryDayHasItsBounds) {
  const uint32_t seed = 4712;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 3'000; ++i) {
    const auto ordinal = static_cast<int64_t>(random() % 7'304'000);
    const absl::CivilDay day = absl::CivilDay(-9999, 1, 1) + ordinal;
    if (day.year() > 9999) continue;
    const std::string text =
        absl::StrFormat("%s%04d-%02d-%02d", day.year() < 0 ? "-" : "",
                        std::abs(day.year()), day.month(), day.day());
    const Span span = Parse(text).Bounds();
    EXPECT_EQ(absl::CivilDay(span.earliest_start.Civil()), day);
    EXPECT_EQ(absl::CivilDay(span.latest_start.Civil()), day);
    EXPECT_EQ(span.latest_end.Civil(), absl::CivilSecond(day + 1));
  }
}

// Members of a date with X against a list made by trying every day.
TEST(EdtfBoundsTest, XMeansWhatTryingEveryDayFinds) {
  for (const std::string text :
       {"19XX-02-29", "198X-XX-3X", "1985-X1-X1", "1XX0-12-31", "19X5-0X-1X"}) {
    std::vector<Span> expected;
    for (absl::CivilDay day(1000, 1, 1); day.year() < 2000; ++day) {
      const std::string candidate =
          absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
      bool matches = true;
      for (size_t i = 0; i < text.size(); ++i) {
        matches = matches && (text[i] == 'X' || text[i] == candidate[i]);
      }
      if (!matches) continue;
      expected.push_back(
          Span::Within(Day(day.year(), day.month(), day.day()),
                       *Instant::FromCivil(absl::CivilSecond(day + 1))));
    }
    EXPECT_EQ(Parse(text).Members().members, expected) << text;
  }
}

// Autumn is 31 and comes before the spring that is 29.
TEST(EdtfBoundsTest, ManySouthernSeasonsBeginInMarch) {
  const Span bounds = Edtf::Parse("[1000-29..7000-32]")->Bounds();
  EXPECT_EQ(bounds.earliest_start.ToString(), "1000-03-01T00:00:00Z");
  EXPECT_EQ(bounds.latest_end.ToString(), "7001-03-01T00:00:00Z");
  EXPECT_EQ(Edtf::Parse("[1000-29..7000-32]")->Members().Hull(), bounds);
  EXPECT_EQ(Edtf::Parse("[1000-30..1000-31]")->Bounds(),
            Edtf::Parse("[1000-30..1000-31]")->Members().Hull());
}

// The days from the first that "19XX" may mean to the end of 1950.
TEST(EdtfBoundsTest, BoundsOfASetAreTheHullOfItsMembers) {
  for (const char* text :
       {"[19XX..1950]", "{19XX-12-31..1950-0X-2X,2XXX}", "{..198X,1990..}",
        "[1985-31..1986-29,1950S2]", "[1000-01-01..1060-02-02,XXXX-XX-XX]"}) {
    const Edtf edtf = *Edtf::Parse(text);
    EXPECT_EQ(edtf.Bounds(), edtf.Members().Hull()) << text;
  }
}

}  // namespace
}  // namespace annals
