// Tests of annals/time/allen.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/allen.h"

#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <string>

#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using R = AllenRelation;

Instant At(int64_t code) { return Instant::FromCode(code); }

Span Box(int64_t es, int64_t ls, int64_t ee, int64_t le) {
  return Span{At(es), At(ls), At(ee), At(le)};
}

Span Exact(int64_t start, int64_t end) { return Box(start, start, end, end); }

// Straight from Allen's definitions.
AllenRelation RelationOf(int64_t s1, int64_t e1, int64_t s2, int64_t e2) {
  if (e1 < s2) return R::kBefore;
  if (e1 == s2) return R::kMeets;
  if (e2 < s1) return R::kAfter;
  if (e2 == s1) return R::kMetBy;
  if (s1 == s2 && e1 == e2) return R::kEquals;
  if (s1 == s2) return e1 < e2 ? R::kStarts : R::kStartedBy;
  if (e1 == e2) return s1 > s2 ? R::kFinishes : R::kFinishedBy;
  if (s1 < s2) return e1 < e2 ? R::kOverlaps : R::kContains;
  return e1 < e2 ? R::kDuring : R::kOverlappedBy;
}

// All choices of endpoints, one by one.
AllenSet BruteForce(const Span& a, const Span& b) {
  AllenSet set;
  for (int64_t s1 = a.earliest_start.code(); s1 <= a.latest_start.code(); ++s1)
    for (int64_t e1 = a.earliest_end.code(); e1 <= a.latest_end.code(); ++e1) {
      if (e1 <= s1) continue;
      for (int64_t s2 = b.earliest_start.code(); s2 <= b.latest_start.code();
           ++s2)
        for (int64_t e2 = b.earliest_end.code(); e2 <= b.latest_end.code();
             ++e2)
          if (s2 < e2) set.Add(RelationOf(s1, e1, s2, e2));
    }
  return set;
}

// A box with its bounds among so many codes from `base` on.
Span RandomSpan(std::mt19937& random, int64_t base, uint32_t width) {
  for (;;) {
    const auto any = [&] {
      return base + static_cast<int64_t>(random() % width);
    };
    const Span span = Box(any(), any(), any(), any());
    if (span.IsSatisfiable()) return span;
  }
}

void CompareWithBruteForce(uint32_t seed, int64_t base, uint32_t width,
                           int count) {
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < count; ++i) {
    const Span a = RandomSpan(random, base, width);
    const Span b = RandomSpan(random, base, width);
    ASSERT_EQ(PossibleRelations(a, b).ToString(), BruteForce(a, b).ToString())
        << a.earliest_start.code() << ' ' << a.latest_start.code() << ' '
        << a.earliest_end.code() << ' ' << a.latest_end.code() << " to "
        << b.earliest_start.code() << ' ' << b.latest_start.code() << ' '
        << b.earliest_end.code() << ' ' << b.latest_end.code();
  }
}

TEST(AllenTest, NamesGoThereAndBack) {
  std::set<std::string> names;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    const auto relation = static_cast<AllenRelation>(i);
    names.insert(std::string(AllenRelationName(relation)));
    EXPECT_EQ(AllenRelationNamed(AllenRelationName(relation)), relation);
  }
  EXPECT_EQ(names.size(), 13u);
  EXPECT_EQ(AllenRelationNamed("Before"), std::nullopt);
  EXPECT_EQ(AllenRelationNamed(""), std::nullopt);
}

TEST(AllenTest, ConverseSwapsTheTwoSides) {
  EXPECT_EQ(Converse(R::kBefore), R::kAfter);
  EXPECT_EQ(Converse(R::kMeets), R::kMetBy);
  EXPECT_EQ(Converse(R::kStarts), R::kStartedBy);
  EXPECT_EQ(Converse(R::kEquals), R::kEquals);
  for (int64_t s1 = 0; s1 < 4; ++s1)
    for (int64_t e1 = s1 + 1; e1 < 4; ++e1)
      for (int64_t s2 = 0; s2 < 4; ++s2)
        for (int64_t e2 = s2 + 1; e2 < 4; ++e2)
          EXPECT_EQ(Converse(RelationOf(s1, e1, s2, e2)),
                    RelationOf(s2, e2, s1, e1));
}

TEST(AllenSetTest, HoldsWhatWasAdded) {
  AllenSet set{R::kBefore, R::kMeets};
  EXPECT_TRUE(set.Contains(R::kMeets));
  EXPECT_FALSE(set.Contains(R::kAfter));
  EXPECT_EQ(set.Size(), 2);
  EXPECT_EQ(set.ToString(), "before,meets");
  EXPECT_EQ(set.Converse().ToString(), "met-by,after");
  EXPECT_TRUE(set.IsSubsetOf(AllenSet::All()));
  EXPECT_TRUE(AllenSet().IsEmpty());
  EXPECT_EQ(AllenSet::All().Size(), 13);
}

TEST(AllenSetTest, IntersectsIsAllThatSharesTime) {
  EXPECT_EQ(AllenSet::Intersects() |
                (AllenSet{R::kBefore, R::kMeets, R::kMetBy, R::kAfter}),
            AllenSet::All());
  EXPECT_EQ(AllenSet::Intersects().Size(), 9);
}

TEST(AllenSetTest, ComplementHoldsAllTheRest) {
  for (uint16_t mask = 0; mask < (1u << 13); ++mask) {
    const AllenSet set = AllenSet::FromMask(mask);
    ASSERT_EQ(set | set.Complement(), AllenSet::All());
    ASSERT_TRUE((set & set.Complement()).IsEmpty());
    ASSERT_EQ(set.Complement().Complement(), set);
  }
  EXPECT_EQ(AllenSet::Disjoint().ToString(), "before,meets,met-by,after");
}

TEST(AllenSetTest, NamesGoThereAndBack) {
  for (uint16_t mask = 1; mask < (1u << 13); ++mask) {
    const AllenSet set = AllenSet::FromMask(mask);
    const auto parsed = AllenSet::Parse(set.ToString());
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    ASSERT_EQ(*parsed, set);
  }
  EXPECT_EQ(*AllenSet::Parse("intersects"), AllenSet::Intersects());
  EXPECT_EQ(*AllenSet::Parse("disjoint,equals"),
            AllenSet::Disjoint() | AllenSet{R::kEquals});
  EXPECT_EQ(*AllenSet::Parse("all"), AllenSet::All());
  EXPECT_EQ(*AllenSet::Parse("meets,meets"), AllenSet{R::kMeets});
}

TEST(AllenSetTest, AWrongNameIsToldWithItsColumn) {
  const auto error = [](const std::string& text) {
    return std::string(AllenSet::Parse(text).status().message());
  };
  EXPECT_EQ(error("before,met"),
            "relations \"before,met\": \"met\" at column 8; want before, "
            "meets, overlaps, starts, during, finishes, equals, finished-by, "
            "contains, started-by, overlapped-by, met-by, after, intersects, "
            "disjoint or all");
  EXPECT_EQ(error("").rfind("relations \"\": no name at column 1; want", 0),
            0u);
  EXPECT_EQ(
      error("meets,").rfind("relations \"meets,\": no name at column 7", 0),
      0u);
  EXPECT_FALSE(AllenSet::Parse("before, meets").ok());
  EXPECT_FALSE(AllenSet::Parse("Before").ok());
}

TEST(AllenTest, ExactSpansHaveOneRelation) {
  EXPECT_EQ(PossibleRelations(Exact(0, 2), Exact(2, 3)), AllenSet{R::kMeets});
  EXPECT_EQ(PossibleRelations(Exact(0, 2), Exact(3, 4)), AllenSet{R::kBefore});
  EXPECT_EQ(PossibleRelations(Exact(0, 5), Exact(2, 3)),
            AllenSet{R::kContains});
}

// 1985: [------)       A thing within 1985 meets one within 1986 only if it
// 1986:        [------)  fills its last tick and the other the first.
TEST(AllenTest, NeighboursMayMeetAndNothingElse) {
  EXPECT_EQ(
      PossibleRelations(Span::Within(At(0), At(9)), Span::Within(At(9), At(20)))
          .ToString(),
      "before,meets");
}

TEST(AllenTest, OneTickLeavesOneChoice) {
  EXPECT_EQ(
      PossibleRelations(Span::Within(At(0), At(1)), Span::Within(At(0), At(1))),
      AllenSet{R::kEquals});
}

TEST(AllenTest, TwoEndlessSidesAreEqual) {
  const Span a = Span::Exactly(At(5), Instant::InfiniteFuture());
  const Span b = Span::Exactly(At(7), Instant::InfiniteFuture());
  EXPECT_EQ(PossibleRelations(a, b), AllenSet{R::kFinishedBy});
  const Span c = Span::Exactly(Instant::InfinitePast(), At(5));
  EXPECT_EQ(PossibleRelations(c, c), AllenSet{R::kEquals});
}

TEST(AllenTest, NothingKnownMeansAnythingPossible) {
  EXPECT_EQ(PossibleRelations(Span::Unbounded(), Span::Unbounded()),
            AllenSet::All());
  EXPECT_EQ(PossibleRelations(Span::Unbounded(), Exact(4, 9)), AllenSet::All());
}

TEST(AllenTest, PossibleRelationsAreThoseOfAllChoices) {
  CompareWithBruteForce(1983, 0, 7, 20'000);
  CompareWithBruteForce(832, -3, 12, 2'000);
}

TEST(AllenTest, InfinitiesAreOrdinaryGreatestValues) {
  const int64_t least = std::numeric_limits<int64_t>::min();
  const int64_t greatest = std::numeric_limits<int64_t>::max();
  CompareWithBruteForce(26, least, 6, 10'000);
  SCOPED_TRACE("near +inf");
  std::mt19937 random(27);
  for (int i = 0; i < 10'000; ++i) {
    // The loops of the oracle must not step past the greatest code, so the
    // same boxes are tried a little lower.
    const Span low_a = RandomSpan(random, 0, 6);
    const Span low_b = RandomSpan(random, 0, 6);
    const auto raised = [greatest](const Span& span) {
      const auto up = [greatest](Instant at) {
        return At(greatest - 5 + at.code());
      };
      return Span{up(span.earliest_start), up(span.latest_start),
                  up(span.earliest_end), up(span.latest_end)};
    };
    ASSERT_EQ(PossibleRelations(raised(low_a), raised(low_b)),
              BruteForce(low_a, low_b));
  }
}

TEST(AllenTest, JudgeSaysCertainPossibleOrNo) {
  const AllenSet possible{R::kBefore, R::kMeets};
  EXPECT_EQ(Judge({R::kAfter}, possible), Certainty::kNo);
  EXPECT_EQ(Judge({R::kBefore}, possible), Certainty::kPossible);
  EXPECT_EQ(Judge({R::kBefore, R::kMeets}, possible), Certainty::kCertain);
  EXPECT_EQ(CertaintyName(Certainty::kPossible), "possible");
}

}  // namespace
}  // namespace annals
