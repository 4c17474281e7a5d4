// Tests of what is certain, possible or neither, against all choices.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <random>
#include <vector>

#include "annals/time/allen.h"
#include "gtest/gtest.h"
#include "tests/time/allen_oracle.h"

namespace annals {
namespace {

std::vector<SmallBox> AllBoxes(int width) {
  std::vector<SmallBox> boxes;
  for (int es = 0; es < width; ++es)
    for (int ls = es; ls < width; ++ls)
      for (int ee = 0; ee < width; ++ee)
        for (int le = ee; le < width; ++le) {
          const SmallBox box{es, ls, ee, le};
          if (box.IsSatisfiable()) boxes.push_back(box);
        }
  return boxes;
}

TEST(CertaintyTest, EveryPairOfSmallBoundsAgreesWithAllChoices) {
  const std::vector<SmallBox> boxes = AllBoxes(4);
  for (const SmallBox& a : boxes) {
    for (const SmallBox& b : boxes) {
      ASSERT_EQ(PossibleRelations(a.ToSpan(0), b.ToSpan(0)), BruteForce(a, b))
          << a << ' ' << b;
    }
  }
}

// Where codes stand for microseconds, for seconds, where the two meet, and
// right at the infinite ends, which are the least and the greatest code.
TEST(CertaintyTest, BoundsAnywhereOnTheAxisAgreeWithAllChoices) {
  const uint32_t seed = 2019;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (const int64_t base :
       {int64_t{-3}, Instant::kFineLimit - 3, -Instant::kFineLimit - 3,
        Instant::LeastFinite().code(), Instant::InfinitePast().code(),
        Instant::GreatestFinite().code() - 5,
        Instant::InfiniteFuture().code() - 5}) {
    for (int i = 0; i < 5'000; ++i) {
      const SmallBox a = RandomBox(random, 6, 0);
      const SmallBox b = RandomBox(random, 6, 0);
      ASSERT_EQ(PossibleRelations(a.ToSpan(base), b.ToSpan(base)),
                BruteForce(a, b))
          << base << ": " << a << ' ' << b;
    }
  }
}

TEST(CertaintyTest, InfiniteEndsAgreeWithAllChoices) {
  const uint32_t seed = 1985;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const SmallBox a = RandomBox(random, 4, 3);
    const SmallBox b = RandomBox(random, 4, 3);
    ASSERT_EQ(PossibleRelations(a.ToSpan(0), b.ToSpan(0)),
              BruteForce(a.Drawn(4), b.Drawn(4)))
        << a << ' ' << b;
  }
}

// One box's bounds are the other's, or lie right beside them.
TEST(CertaintyTest, BoundsThatTouchAgreeWithAllChoices) {
  const uint32_t seed = 7;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const SmallBox a = RandomBox(random, 5, 0);
    const auto beside = [&random](int number) {
      return number + static_cast<int>(random() % 3) - 1;
    };
    const SmallBox after{beside(a.ee), beside(a.le), beside(a.le),
                         a.le + static_cast<int>(random() % 3)};
    if (!after.IsSatisfiable()) continue;
    ASSERT_EQ(PossibleRelations(a.ToSpan(0), after.ToSpan(0)),
              BruteForce(a, after))
        << a << ' ' << after;
  }
}

TEST(CertaintyTest, SwappedSidesGiveTheConverse) {
  const uint32_t seed = 13;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const Span a = RandomBox(random, 6, 5).ToSpan(0);
    const Span b = RandomBox(random, 6, 5).ToSpan(0);
    ASSERT_EQ(PossibleRelations(b, a), PossibleRelations(a, b).Converse());
  }
}

// Certain if every choice is so, possible if some is, for each question that
// can be asked.
TEST(CertaintyTest, EveryOneOf8192QuestionsIsJudgedByAllChoices) {
  const uint32_t seed = 8192;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (uint16_t mask = 0; mask < (1u << 13); ++mask) {
    const AllenSet asked = AllenSet::FromMask(mask);
    const SmallBox a = RandomBox(random, 5, 0);
    const SmallBox b = RandomBox(random, 5, 0);
    int yes = 0;
    int no = 0;
    const AllenSet choices = BruteForce(a, b);
    for (int i = 0; i < kAllenRelationCount; ++i) {
      const auto relation = static_cast<AllenRelation>(i);
      if (choices.Contains(relation)) ++(asked.Contains(relation) ? yes : no);
    }
    const Certainty wanted = yes == 0  ? Certainty::kNo
                             : no == 0 ? Certainty::kCertain
                                       : Certainty::kPossible;
    ASSERT_EQ(Judge(asked, PossibleRelations(a.ToSpan(0), b.ToSpan(0))), wanted)
        << asked.ToString() << ": " << a << ' ' << b;
  }
}

}  // namespace
}  // namespace annals
