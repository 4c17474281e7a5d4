// Tests of annals/time/time_set.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/time_set.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "annals/time/allen.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/internal/edtf_sources.h"
#include "annals/time/internal/edtf_units.h"
#include "annals/time/span.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using R = AllenRelation;

Instant At(int64_t code) { return Instant::FromCode(code); }

Span Box(int64_t es, int64_t ls, int64_t ee, int64_t le) {
  return Span{At(es), At(ls), At(ee), At(le)};
}

TimeSet Members(const std::string& text, Extent extent = Extent::kDefault) {
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  EXPECT_TRUE(edtf.ok()) << edtf.status();
  return edtf->Members(extent);
}

std::string Possible(const std::string& a, const std::string& b) {
  return PossibleRelations(Members(a), Members(b)).ToString();
}

// Every pair, one by one.
AllenSet Quadratic(const std::vector<Span>& a, const std::vector<Span>& b) {
  AllenSet set;
  for (const Span& first : a) {
    for (const Span& second : b) set = set | PossibleRelations(first, second);
  }
  return set;
}

TimeSet SortedSet(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return std::tie(a.earliest_start, a.latest_end) <
           std::tie(b.earliest_start, b.latest_end);
  });
  TimeSet set;
  set.members = std::move(spans);
  return set;
}

Span RandomSpan(std::mt19937& random, uint32_t width) {
  for (;;) {
    const auto any = [&] { return static_cast<int64_t>(random() % width); };
    const Span span = Box(any(), any(), any(), any());
    if (span.IsSatisfiable()) return span.Tightened();
  }
}

// 1905 to 1907 lies between two leap days of the century.
TEST(TimeSetTest, HolesAreKept) {
  const TimeSet leap_day = Members("19XX-02-29");
  const TimeSet window = Members("1905/1907", Extent::kThroughout);
  EXPECT_EQ(Relate(AllenSet::Intersects(), leap_day, window), Certainty::kNo);
  EXPECT_EQ(PossibleRelations(leap_day, window).ToString(), "before,after");
  EXPECT_EQ(
      Relate(AllenSet::Intersects(), TimeSet::Of(leap_day.Hull()), window),
      Certainty::kPossible);
}

TEST(TimeSetTest, OneOfIsCertainOnlyIfEveryMemberIs) {
  const TimeSet either = Members("[1667,1670]");
  EXPECT_EQ(Relate({R::kBefore}, either, Members("1700")), Certainty::kCertain);
  EXPECT_EQ(Relate({R::kBefore}, either, Members("1669")),
            Certainty::kPossible);
  EXPECT_EQ(Relate({R::kBefore}, either, Members("1600")), Certainty::kNo);
}

TEST(TimeSetTest, OneOccurrenceSufficesToIntersect) {
  const TimeSet window = Members("1961", Extent::kThroughout);
  EXPECT_EQ(Relate(AllenSet::Intersects(), Members("{1960,1961-12}"), window),
            Certainty::kCertain);
  EXPECT_EQ(Relate(AllenSet::Intersects(), Members("[1960,1961-12]"), window),
            Certainty::kPossible);
  EXPECT_EQ(Relate(AllenSet::Intersects(), window, Members("{1960,1961-12}")),
            Certainty::kCertain);
}

// Some year of the 1960s is not 1965 for certain, though each member is one
// of ten, of which one is.
TEST(TimeSetTest, XInASetIsOneUnknownOccurrence) {
  const TimeSet set = Members("{196X,1980}");
  EXPECT_EQ(set.members.size(), 11u);
  EXPECT_EQ(
      Relate(AllenSet::Intersects(), set, Members("1965", Extent::kThroughout)),
      Certainty::kPossible);
  EXPECT_EQ(Relate(AllenSet::Intersects(), set,
                   Members("1960/1969", Extent::kThroughout)),
            Certainty::kCertain);
}

TEST(TimeSetTest, AnOpenRangeOfOccurrencesHasTheOneThatIsNamed) {
  EXPECT_EQ(Relate(AllenSet::Intersects(), Members("{..1984}"),
                   Members("1984", Extent::kThroughout)),
            Certainty::kCertain);
  EXPECT_EQ(Relate(AllenSet::Intersects(), Members("[..1984]"),
                   Members("1984", Extent::kThroughout)),
            Certainty::kPossible);
}

TEST(TimeSetTest, ADayOfAnyYearCannotContainAMonth) {
  EXPECT_EQ(Possible("XXXX-XX-XX", "1950/1960"),
            "before,meets,overlaps,starts,during,finishes,overlapped-by,"
            "met-by,after");
}

TEST(TimeSetTest, ManyMembersTakeLittleTime) {
  EXPECT_EQ(Possible("XXXX-02-29", "XXXX-02-28"), "before,met-by,after");
  EXPECT_EQ(Possible("XXXX", "XXXX"), AllenSet::All().ToString());
  EXPECT_EQ(Possible("1XXX-XX-XX", "19XX-12-31"), AllenSet::All().ToString());
  EXPECT_EQ(Possible("XXXX-12-XX", "1985-11-30"), "before,met-by,after");
}

// No start and no end is in a year between 1905 and 1907.
TEST(TimeSetTest, IntervalsKeepTheHolesOfTheirSides) {
  const TimeSet leap = Members("XXXX-02-29/XXXX-02-29");
  EXPECT_EQ(PossibleRelations(leap, Members("1905/1907", Extent::kThroughout))
                .ToString(),
            "before,contains,after");
  EXPECT_EQ(Possible("19XX-02-29/2004", "1905/1907"), "contains,after");
}

// The days of all Novembers and those of all Decembers come from sources.
TEST(TimeSetTest, TwoSourcesAreCompared) {
  EXPECT_EQ(Possible("XXXX-12-XX", "XXXX-11-XX"), "before,met-by,after");
  EXPECT_EQ(Possible("XXXX-12-XX", "XXXX-10-XX"), "before,after");
  EXPECT_EQ(Possible("19XX-XX-XX", "18XX-XX-XX"), "met-by,after");
}

// All days of all years are too many to list. What is found is never too
// little.
TEST(TimeSetTest, TwoEndlessSourcesAreNeverCertainByMistake) {
  EXPECT_EQ(Possible("XXXX-XX-XX", "XXXX-12-XX"), AllenSet::All().ToString());
  const TimeSet days = Members("XXXX-XX-XX", Extent::kThroughout);
  EXPECT_TRUE(
      (AllenSet{R::kBefore, R::kMeets, R::kEquals, R::kMetBy, R::kAfter})
          .IsSubsetOf(PossibleRelations(days, days)));
}

TEST(TimeSetTest, SweepAgreesWithEveryPairOneByOne) {
  const uint32_t seed = 1672;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 4'000; ++i) {
    std::vector<Span> a(1 + random() % 6);
    std::vector<Span> b(1 + random() % 6);
    const uint32_t width = 6 + random() % 30;
    for (Span& span : a) span = RandomSpan(random, width);
    for (Span& span : b) span = RandomSpan(random, width);
    ASSERT_EQ(PossibleRelations(SortedSet(a), SortedSet(b)).ToString(),
              Quadratic(a, b).ToString());
  }
}

// Lists of short spans with holes between them, where almost all pairs are
// before or after one another.
TEST(TimeSetTest, SweepAgreesOnLongDisjointLists) {
  const uint32_t seed = 1670;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 200; ++i) {
    std::vector<Span> a;
    std::vector<Span> b;
    for (std::vector<Span>* list : {&a, &b}) {
      int64_t at = random() % 40;
      for (int n = 0; n < 60; ++n) {
        const int64_t end = at + 1 + random() % 4;
        list->push_back(random() % 2 ? Span::Within(At(at), At(end))
                                     : Span::Exactly(At(at), At(end)));
        at = end + random() % 40;
      }
    }
    ASSERT_EQ(PossibleRelations(SortedSet(a), SortedSet(b)), Quadratic(a, b));
  }
}

// "[1999,1999,...]": as often as fits into an expression.
std::string SetOf(const std::vector<std::string>& members) {
  std::string text = "[" + members.front();
  for (size_t i = 1;; ++i) {
    const std::string& member = members[i % members.size()];
    if (text.size() + member.size() + 2 > kEdtfBytesMax) return text + "]";
    text += "," + member;
  }
}

// Ranges of up to 54 years of days, from `first_year` on, up to 500 years
// apart: the members of one set, which are too many for one date.
std::vector<std::string> LongRanges(int first_year) {
  std::vector<std::string> ranges;
  for (int year = first_year; year < 9'000; year += 187) {
    ranges.push_back(std::to_string(year) + "-01-31.." +
                     std::to_string(year + 54) + "-06-28");
  }
  return ranges;
}

// Took minutes when each of 92 sources was listed for each of 92 others.
TEST(TimeSetTest, ManySourcesAreListedOnce) {
  EXPECT_EQ(
      Possible(SetOf({"1XXX-XX-1X", "2XXX-XX-1X"}), SetOf({"XXX0-XX-3X"})),
      "before,after");
  EXPECT_EQ(Possible(SetOf({"1XXX-XX-1X", "2XXX-XX-1X"}),
                     SetOf({"XXX0-XX-2X", "XXX7-XX-0X"})),
            "before,meets,met-by,after");
}

TEST(TimeSetTest, WhatIsSaidTwiceIsOneMember) {
  const TimeSet once = Members("[1XXX-XX-1X,2XXX-XX-1X]");
  const TimeSet often = Members(SetOf({"1XXX-XX-1X", "2XXX-XX-1X?"}));
  EXPECT_EQ(often.members, once.members);
  EXPECT_EQ(often.sources.size(), 2u);
  EXPECT_EQ(Members("{XXXX-XX-01,XXXX-XX-02,XXXX-XX-01~}").sources.size(), 2u);
}

// The set lists some of its members and has sources of the others; to another
// date it may be what any of them may be.
TEST(TimeSetTest, ASetOfLongRangesMayBeWhatAnyOfThemMay) {
  const std::vector<std::string> ranges = LongRanges(1'000);
  const TimeSet set = Members(SetOf(ranges));
  EXPECT_LE(set.members.size(), 8 * kTimeSetMembersMax);
  std::vector<TimeSet> alone;
  for (size_t i = 0; i < std::min<size_t>(44, ranges.size()); ++i) {
    alone.push_back(Members("[" + ranges[i] + "]"));
  }
  for (const char* text :
       {"1000-01-30", "1054-06-29/1187-01-30", "1060/1070", "1010-05-05",
        "8290-12-31", "8600-06-28/8670", "1054-06/1187-02", "9999-XX"}) {
    for (const Extent extent : {Extent::kDefault, Extent::kThroughout}) {
      const TimeSet other = Members(text, extent);
      AllenSet any;
      for (const TimeSet& range : alone) {
        any = any | PossibleRelations(range, other);
      }
      EXPECT_EQ(PossibleRelations(set, other).ToString(), any.ToString())
          << text;
    }
  }
}

// [..9990-01-01 overlaps all that follows it, and nothing else does.
TEST(TimeSetTest, OneLongMemberDoesNotHideTheHoles) {
  std::vector<Span> a = {Box(0, 0, 1'000'000, 1'000'000)};
  std::vector<Span> b;
  for (int64_t i = 0; i < 20'000; ++i) {
    a.push_back(Box(40 * i, 40 * i, 40 * i + 10, 40 * i + 10));
    b.push_back(Box(40 * i + 20, 40 * i + 20, 40 * i + 30, 40 * i + 30));
  }
  EXPECT_EQ(PossibleRelations(SortedSet(a), SortedSet(b)).ToString(),
            "before,contains,after");
  EXPECT_EQ(PossibleRelations(SortedSet(b), SortedSet(a)).ToString(),
            "before,during,after");
}

// A hundred million pairs, all of which overlap: too many to try. The hulls
// answer, so that nothing that is possible is left out.
TEST(TimeSetTest, TooManyPairsAreNeverCertainByMistake) {
  std::vector<Span> a;
  std::vector<Span> b;
  for (int64_t i = 0; i < 10'000; ++i) {
    a.push_back(Box(4 * i, 4 * i, 4 * i + 100'000, 4 * i + 100'000));
    b.push_back(Box(4 * i + 2, 4 * i + 2, 4 * i + 100'002, 4 * i + 100'002));
  }
  const TimeSet first = SortedSet(a);
  const TimeSet second = SortedSet(b);
  EXPECT_EQ(PossibleRelations(first, second),
            PossibleRelations(first.Hull(), second.Hull()));
  EXPECT_EQ(Possible("0XXX-02-29/1XXX-02-29", "0XXX-08-31/2XXX-08-31"),
            PossibleRelations(Members("0XXX-02-29/1XXX-02-29").Hull(),
                              Members("0XXX-08-31/2XXX-08-31").Hull())
                .ToString());
}

bool AnyCertainlyIntersects(const std::vector<Span>& occurrences,
                            const Span& span) {
  return std::any_of(
      occurrences.begin(), occurrences.end(), [&](const Span& a) {
        return PossibleRelations(a, span).IsSubsetOf(AllenSet::Intersects());
      });
}

TEST(TimeSetTest, OneOccurrenceThatSufficesIsFoundAmongMany) {
  const uint32_t seed = 1961;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    std::vector<Span> a(1 + random() % 5);
    const uint32_t width = 6 + random() % 20;
    for (Span& span : a) span = RandomSpan(random, width);
    const Span other = RandomSpan(random, width);
    TimeSet each = SortedSet(a);
    each.choice = TimeSet::Choice::kEach;
    const bool is_certain = Relate(AllenSet::Intersects(), each,
                                   TimeSet::Of(other)) == Certainty::kCertain;
    ASSERT_EQ(is_certain, AnyCertainlyIntersects(a, other));
  }
}

// Two sets of a hundred thousand occurrences, none of which is certain.
TEST(TimeSetTest, ManyOccurrencesAreNotTriedPairByPair) {
  TimeSet days = Members(SetOf(LongRanges(1'000)));
  days.choice = TimeSet::Choice::kEach;
  EXPECT_EQ(Relate(AllenSet::Intersects(), days, days), Certainty::kPossible);
}

std::vector<edtf_internal::Range> RandomRanges(std::mt19937& random) {
  std::vector<edtf_internal::Range> ranges;
  int64_t at = random() % 20;
  const int count = 1 + static_cast<int>(random() % 12);
  for (int i = 0; i < count; ++i) {
    const int64_t end = at + static_cast<int64_t>(random() % 4);
    ranges.push_back({At(at), At(end)});
    at = end + 2 + static_cast<int64_t>(random() % 8);
  }
  return ranges;
}

TEST(PairSourceTest, AFewPairsHaveTheRelationsOfAll) {
  const uint32_t seed = 156;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const auto starts = RandomRanges(random);
    const auto ends = RandomRanges(random);
    const std::vector<Span> all = edtf_internal::Pairs(starts, ends);
    const Span other = RandomSpan(random, 100);
    const edtf_internal::PairSource source(starts, ends);
    ASSERT_EQ(Quadratic(source.Near(other), {other}).ToString(),
              Quadratic(all, {other}).ToString());
  }
}

// The days, months or years that a date may mean, all of them and a few.
class UnitSourceTest : public ::testing::TestWithParam<const char*> {};

TEST_P(UnitSourceTest, AFewUnitsHaveTheRelationsOfAll) {
  const uint32_t seed = 1984;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const Edtf edtf = *Edtf::Parse(GetParam());
  const EdtfDate& date = edtf.expression().start.date;
  for (const Extent extent : {Extent::kWithin, Extent::kThroughout}) {
    const auto span_of = [extent](const edtf_internal::Unit& unit) {
      const edtf_internal::Granule granule = edtf_internal::GranuleOf(unit);
      return extent == Extent::kThroughout
                 ? Span::Exactly(granule.first, granule.next)
                 : Span::Within(granule.first, granule.next);
    };
    const std::vector<Span> all = edtf.Members(extent).members;
    const edtf_internal::UnitSource source(date, edtf_internal::FirstUnit(date),
                                           edtf_internal::LastUnit(date),
                                           span_of);
    // Bounds at and near the edges of units, where it matters.
    const auto any = [&] {
      const Span& span = all[random() % all.size()];
      const Instant edge = random() % 2 ? span.earliest_start : span.latest_end;
      const int64_t by = random() % 3 == 0
                             ? static_cast<int64_t>(random()) * 3'000'000
                             : static_cast<int64_t>(random() % 5) - 2;
      return At(edge.code() + by);
    };
    for (int i = 0; i < 300; ++i) {
      const Span other{any(), any(), any(), any()};
      if (!other.IsSatisfiable()) continue;
      ASSERT_EQ(Quadratic(source.Near(other), {other}).ToString(),
                Quadratic(all, {other}).ToString())
          << GetParam();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Dates, UnitSourceTest,
                         ::testing::Values("198X", "1XX3", "2004-XX",
                                           "19XX-02-29", "2004-1X-XX",
                                           "200X-XX-3X", "-000X-XX", "1950S2",
                                           "19XX-21", "1XX3-24", "2XXX-31"));

}  // namespace
}  // namespace annals
