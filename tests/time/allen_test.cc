// Tests of annals/time/allen.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/allen.h"

#include <cstdint>
#include <set>
#include <string>

#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "gtest/gtest.h"
#include "tests/time/allen_oracle.h"

namespace annals {
namespace {

using R = AllenRelation;

Instant At(int64_t code) { return Instant::FromCode(code); }

Span Box(int64_t es, int64_t ls, int64_t ee, int64_t le) {
  return Span{At(es), At(ls), At(ee), At(le)};
}

Span Exact(int64_t start, int64_t end) { return Box(start, start, end, end); }

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

TEST(AllenTest, JudgeSaysCertainPossibleOrNo) {
  const AllenSet possible{R::kBefore, R::kMeets};
  EXPECT_EQ(Judge({R::kAfter}, possible), Certainty::kNo);
  EXPECT_EQ(Judge({R::kBefore}, possible), Certainty::kPossible);
  EXPECT_EQ(Judge({R::kBefore, R::kMeets}, possible), Certainty::kCertain);
  EXPECT_EQ(CertaintyName(Certainty::kPossible), "possible");
}

}  // namespace
}  // namespace annals
