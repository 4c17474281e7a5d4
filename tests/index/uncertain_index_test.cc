// Tests of annals/index/uncertain_index.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/uncertain_index.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/index/interval.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shapes.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::FromTo;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RandomRelations;

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

Span Bounds(int64_t es, int64_t ls, int64_t ee, int64_t le) {
  return Span{Instant::FromCode(es), Instant::FromCode(ls),
              Instant::FromCode(ee), Instant::FromCode(le)};
}

Span Within(int64_t first, int64_t last) {
  return Span::Within(Instant::FromCode(first), Instant::FromCode(last));
}

UncertainIndex MustBuild(const std::vector<Span>& spans) {
  absl::StatusOr<UncertainIndex> index = UncertainIndex::Build(spans);
  EXPECT_TRUE(index.ok()) << index.status();
  return *index;
}

std::vector<uint32_t> Sorted(std::vector<uint32_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

//           0         1         2
//           0123456789012345678901234567890
//   dated:      ???????????                   some time in it
TEST(UncertainIndexTest, WhatHappenedWithinADateMayTouchAPartOfIt) {
  const UncertainIndex index = MustBuild({Within(4, 15)});
  EXPECT_THAT(index.PossibleIds(FromTo(8, 10)), ElementsAre(0));
  EXPECT_THAT(index.CertainIds(FromTo(8, 10)), IsEmpty());
}

TEST(UncertainIndexTest, WhatHappenedWithinADateMustTouchAllOfIt) {
  const UncertainIndex index = MustBuild({Within(4, 15)});
  EXPECT_THAT(index.CertainIds(FromTo(4, 15)), ElementsAre(0));
  EXPECT_THAT(index.CertainIds(FromTo(5, 15)), IsEmpty());
}

//           0         1         2
//           0123456789012345678901234567890
//   war:       ????=========????             starts in 3-6, ends in 16-19
TEST(UncertainIndexTest, AWarMustTouchWhatIsBetweenItsLatestStartAndItsEnd) {
  const UncertainIndex index = MustBuild({Bounds(3, 6, 16, 19)});
  EXPECT_THAT(index.CertainIds(FromTo(15, 16)), ElementsAre(0));
  EXPECT_THAT(index.CertainIds(FromTo(16, 17)), IsEmpty());
  EXPECT_THAT(index.PossibleIds(FromTo(18, 19)), ElementsAre(0));
  EXPECT_THAT(index.PossibleIds(FromTo(19, 20)), IsEmpty());
}

TEST(UncertainIndexTest, WhatIsNotKnownAtAllMayTouchAnythingAndMustTouchAll) {
  const UncertainIndex index = MustBuild({Span::Unbounded()});
  EXPECT_EQ(index.CountPossible(FromTo(0, 1)), 1u);
  EXPECT_EQ(index.CountCertain(FromTo(0, 1)), 0u);
  EXPECT_EQ(index.CountCertain(Interval::Always()), 1u);
}

TEST(UncertainIndexTest, AReversedWindowTouchesNothing) {
  const UncertainIndex index = MustBuild({Within(4, 15)});
  EXPECT_EQ(index.CountPossible(FromTo(9, 8)), 0u);
  EXPECT_EQ(index.CountCertain(FromTo(9, 8)), 0u);
}

TEST(UncertainIndexTest, ASpanThatNothingFitsIsRefusedByItsPlace) {
  const absl::Status status =
      UncertainIndex::Build(
          std::vector<Span>{Within(4, 15), Bounds(9, 9, 0, 9)})
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("span 1 starts"));
}

TEST(UncertainIndexTest, IdsAreTheCallers) {
  const std::vector<Span> spans = {Within(4, 15), Bounds(3, 6, 16, 19)};
  const std::vector<uint32_t> ids = {70, 7};
  const UncertainIndex index = *UncertainIndex::Build(spans, ids);
  EXPECT_THAT(Sorted(index.CertainIds(FromTo(0, 30))), ElementsAre(7, 70));
  EXPECT_FALSE(UncertainIndex::Build(spans, std::vector<uint32_t>{1}).ok());
}

//           0         1         2
//           0123456789012345678901234567890
//   0:          ??????                        some time in it
//   1:       ===                              certainly over by 10
//   2:             ??====                     begins in 10 or 11
TEST(UncertainIndexTest, WhatMayBeBeforeAWindowIsToldFromWhatMustBe) {
  const UncertainIndex index =
      MustBuild({Within(7, 13), Bounds(4, 4, 7, 7), Bounds(10, 11, 16, 16)});
  const Span window =
      Span::Exactly(Instant::FromCode(10), Instant::FromCode(20));
  const UncertainIndex::Answer before =
      index.Find({AllenRelation::kBefore}, window);
  EXPECT_THAT(before.certain, ElementsAre(1));
  EXPECT_THAT(before.possible, ElementsAre(0));
  const UncertainIndex::Answer starts =
      index.Find({AllenRelation::kStarts}, window);
  EXPECT_THAT(starts.certain, IsEmpty());
  EXPECT_THAT(Sorted(starts.possible), ElementsAre(0, 2));
}

TEST(UncertainIndexTest, AHoleInADateIsFoundByAskingBack) {
  TimeSet leap_years = TimeSet::Of(Within(0, 3));
  leap_years.members.push_back(Within(40, 43));
  const std::vector<Span> hulls = {leap_years.Hull()};
  const std::vector<uint32_t> loose = {0};
  const UncertainIndex index = *UncertainIndex::Build(hulls, {}, loose);
  const AllenSet asked = AllenSet::Intersects();
  const TimeSet window =
      TimeSet::Of(Span::Exactly(Instant::FromCode(20), Instant::FromCode(30)));
  EXPECT_THAT(index.PossibleIds(FromTo(20, 30)), ElementsAre(0));
  const auto recheck = [&](uint32_t) {
    return Relate(asked, leap_years, window);
  };
  EXPECT_THAT(index.Find(asked, window, recheck).possible, IsEmpty());
  EXPECT_EQ(index.Count(asked, window, recheck).possible, 0u);
}

TEST(UncertainIndexTest, ALooseSpanIsOneOfTheSpans) {
  const std::vector<Span> spans = {Within(4, 15)};
  EXPECT_EQ(UncertainIndex::Build(spans, {}, std::vector<uint32_t>{1})
                .status()
                .code(),
            absl::StatusCode::kInvalidArgument);
}

// Bounds from a domain as small as a few instants or as large as the axis, of
// any kind that can be satisfied.
Span RandomSpan(std::mt19937_64& random, int64_t domain) {
  const auto pick = [&]() -> int64_t {
    const uint64_t kind = random() % 30;
    if (kind == 0) return kMin;
    if (kind == 1) return kMax;
    if (domain == kMax) return static_cast<int64_t>(random());
    return static_cast<int64_t>(random() % static_cast<uint64_t>(domain));
  };
  while (true) {
    std::array<int64_t, 4> bounds = {pick(), pick(), pick(), pick()};
    if (random() % 2 == 0) std::sort(bounds.begin(), bounds.end());
    if (random() % 4 == 0) bounds[1] = bounds[0];
    if (random() % 4 == 0) bounds[3] = bounds[2];
    const Span span = Bounds(bounds[0], bounds[1], bounds[2], bounds[3]);
    if (span.IsSatisfiable()) return span;
    const Span date = Within(bounds[0], bounds[3]);
    if (date.IsSatisfiable()) return date;
  }
}

TEST(UncertainIndexTest, AnswersAreThoseOfTheRelationsOfTime) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int64_t domain : {int64_t{6}, int64_t{60}, int64_t{3000}, kMax}) {
    for (size_t size : {size_t{1}, size_t{20}, size_t{2500}}) {
      std::vector<Span> spans(size);
      for (Span& span : spans) span = RandomSpan(random, domain);
      const UncertainIndex index = MustBuild(spans);
      for (int i = 0; i < 400 && !HasFailure(); ++i) {
        const Span some = RandomSpan(random, domain);
        const Interval window{some.earliest_start, some.latest_end};
        std::vector<uint32_t> possible;
        std::vector<uint32_t> certain;
        for (uint32_t id = 0; id < size; ++id) {
          const Certainty certainty =
              Judge(AllenSet::Intersects(),
                    PossibleRelations(spans[id],
                                      Span::Exactly(window.start, window.end)));
          if (certainty != Certainty::kNo) possible.push_back(id);
          if (certainty == Certainty::kCertain) certain.push_back(id);
        }
        ASSERT_EQ(Sorted(index.PossibleIds(window)), possible);
        ASSERT_EQ(index.CountPossible(window), possible.size());
        ASSERT_EQ(Sorted(index.CertainIds(window)), certain);
        ASSERT_EQ(index.CountCertain(window), certain.size());
        ASSERT_EQ(index.Certain(window).Count(), certain.size());
        std::vector<uint32_t> open;
        std::set_difference(possible.begin(), possible.end(), certain.begin(),
                            certain.end(), std::back_inserter(open));
        const UncertainIndex::Answer both = index.Find(
            AllenSet::Intersects(), Span::Exactly(window.start, window.end));
        ASSERT_EQ(Sorted(both.certain), certain);
        ASSERT_EQ(Sorted(both.possible), open);
      }
    }
  }
}

struct ByCertainty {
  void Add(uint32_t id, Certainty certainty) {
    if (certainty == Certainty::kPossible) possible.push_back(id);
    if (certainty == Certainty::kCertain) certain.push_back(id);
  }
  std::vector<uint32_t> certain;
  std::vector<uint32_t> possible;
};

void ExpectSame(const UncertainIndex::Answer& answer,
                const UncertainIndex::Counts& counts,
                const ByCertainty& wanted) {
  ASSERT_EQ(Sorted(answer.certain), wanted.certain);
  ASSERT_EQ(Sorted(answer.possible), wanted.possible);
  ASSERT_EQ(counts.certain, wanted.certain.size());
  ASSERT_EQ(counts.possible, wanted.possible.size());
}

// Both kinds of windows: with known ends, a tick long or longer, and with ends
// that are uncertain themselves.
Span RandomAsked(std::mt19937_64& random, int64_t domain) {
  const Span some = RandomSpan(random, domain);
  if (random() % 3 == 0) return some;
  const Instant start = some.earliest_start;
  if (start.IsFinite() && random() % 3 == 0) {
    const int64_t end = start.code() + 1 + static_cast<int64_t>(random() % 3);
    if (end > start.code()) return Span::Exactly(start, Instant::FromCode(end));
  }
  return Span::Exactly(start, some.latest_end);
}

TEST(UncertainIndexTest, AnySetOfRelationsIsJudgedAsTimeJudgesIt) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int64_t domain : {int64_t{6}, int64_t{60}, int64_t{3000}, kMax}) {
    for (size_t size : {size_t{1}, size_t{20}, size_t{1500}}) {
      std::vector<Span> spans(size);
      for (Span& span : spans) span = RandomSpan(random, domain);
      const UncertainIndex index = MustBuild(spans);
      for (int i = 0; i < 400 && !HasFailure(); ++i) {
        const Span window = RandomAsked(random, domain);
        const AllenSet asked = RandomRelations(random);
        SCOPED_TRACE(asked.ToString());
        ByCertainty wanted;
        for (uint32_t id = 0; id < size; ++id) {
          wanted.Add(id, Judge(asked, PossibleRelations(spans[id], window)));
        }
        ExpectSame(index.Find(asked, window), index.Count(asked, window),
                   wanted);
      }
    }
  }
}

// Most short, so that many rows start in a window, and some so long that there
// are long carry lists; a few end or start where a window does.
Span ShortOrLong(std::mt19937_64& random, int64_t domain) {
  const int64_t start = static_cast<int64_t>(random()) & (domain - 1);
  const int64_t length = static_cast<int64_t>(random()) & 0xfff;
  const int64_t end = start + 4 + (random() % 20 == 0 ? 64 * length : length);
  if (random() % 2 == 0) return Within(start, end);
  const int64_t quarter = (end - start) / 4;
  return Bounds(start, start + quarter, end - quarter, end);
}

TEST(UncertainIndexTest,
     OfManyRowsInAWindowThoseThatMayStartLaterAreOnlyMaybe) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  constexpr int64_t kDomain = 1 << 20;
  std::vector<Span> spans(20000);
  for (Span& span : spans) span = ShortOrLong(random, kDomain);
  const UncertainIndex index = MustBuild(spans);
  for (int i = 0; i < 150 && !HasFailure(); ++i) {
    const AllenSet asked = RandomRelations(random);
    SCOPED_TRACE(asked.ToString());
    // Edges where rows have theirs, and anywhere.
    const int64_t start = spans[random() % spans.size()].latest_start.code();
    const int64_t length = int64_t{1} << random() % 21;
    const Span window = Span::Exactly(
        Instant::FromCode(start),
        Instant::FromCode(random() % 2 == 0
                              ? start + length
                              : start + 1 +
                                    static_cast<int64_t>(random() % 3)));
    ByCertainty wanted;
    for (uint32_t id = 0; id < spans.size(); ++id) {
      wanted.Add(id, Judge(asked, PossibleRelations(spans[id], window)));
    }
    ExpectSame(index.Find(asked, window), index.Count(asked, window), wanted);
  }
}

// One span, one of several, or several occurrences.
TimeSet RandomTimeSet(std::mt19937_64& random, int64_t domain) {
  TimeSet set = TimeSet::Of(RandomSpan(random, domain));
  const uint64_t more = random() % 2 == 0 ? 0 : random() % 4;
  for (uint64_t i = 0; i < more; ++i) {
    set.members.push_back(RandomSpan(random, domain));
  }
  std::sort(set.members.begin(), set.members.end(),
            [](const Span& a, const Span& b) {
              return a.earliest_start != b.earliest_start
                         ? a.earliest_start < b.earliest_start
                         : a.latest_end < b.latest_end;
            });
  if (random() % 2 == 0) set.choice = TimeSet::Choice::kEach;
  return set;
}

TEST(UncertainIndexTest, HolesAndSetsAreJudgedAsTimeJudgesThem) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int64_t domain : {int64_t{8}, int64_t{60}, int64_t{3000}}) {
    std::vector<TimeSet> sets;
    std::vector<Span> hulls;
    std::vector<uint32_t> loose;
    for (uint32_t place = 0; place < 200; ++place) {
      sets.push_back(RandomTimeSet(random, domain));
      hulls.push_back(sets.back().Hull());
      if (sets.back().members.size() > 1) loose.push_back(place);
    }
    const UncertainIndex index = *UncertainIndex::Build(hulls, {}, loose);
    for (int i = 0; i < 200 && !HasFailure(); ++i) {
      const TimeSet window = RandomTimeSet(random, domain);
      const AllenSet asked = RandomRelations(random);
      SCOPED_TRACE(asked.ToString());
      ByCertainty wanted;
      for (uint32_t id = 0; id < sets.size(); ++id) {
        wanted.Add(id, Relate(asked, sets[id], window));
      }
      const auto recheck = [&](uint32_t id) {
        return Relate(asked, sets[id], window);
      };
      ExpectSame(index.Find(asked, window, recheck),
                 index.Count(asked, window, recheck), wanted);
    }
  }
}

}  // namespace
}  // namespace annals
