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
                                           "200X-XX-3X", "-000X-XX", "1950S2"));

}  // namespace
}  // namespace annals
