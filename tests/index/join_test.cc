// Tests of annals/index/join.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/join.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/time/allen.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shapes.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::FromTo;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::RelationOf;
using testing::Shape;
using testing::Shapes;
using R = AllenRelation;

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

Pairs JoinedIds(const IntervalIndex& a, const IntervalIndex& b,
                AllenSet relations) {
  Pairs pairs;
  Join(a, b, relations, [&](uint32_t a_row, uint32_t b_row) {
    pairs.emplace_back(a.id(a_row), b.id(b_row));
  });
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

//          0         1         2
//          0123456789012345678901234567890
// a:       =====     ==========
// b:         ==           =
//               =====
TEST(JoinTest, PairsAreInTheRelationAskedFor) {
  const IntervalIndex a = *IntervalIndex::Build({FromTo(0, 5), FromTo(10, 20)});
  const IntervalIndex b =
      *IntervalIndex::Build({FromTo(2, 4), FromTo(15, 16), FromTo(5, 10)});
  EXPECT_THAT(JoinedIds(a, b, {R::kContains}),
              ElementsAre(Pair(0, 0), Pair(1, 1)));
  EXPECT_THAT(JoinedIds(a, b, {R::kMeets, R::kMetBy}),
              ElementsAre(Pair(0, 2), Pair(1, 2)));
}

TEST(JoinTest, NothingIsAPairWithNothing) {
  const IntervalIndex a = *IntervalIndex::Build({FromTo(0, 5)});
  EXPECT_THAT(JoinedIds(a, IntervalIndex(), AllenSet::All()), IsEmpty());
  EXPECT_THAT(JoinedIds(IntervalIndex(), a, AllenSet::All()), IsEmpty());
}

TEST(JoinTest, EveryPairHasOneRelation) {
  const IntervalIndex a = *IntervalIndex::Build({FromTo(0, 5), FromTo(2, 9)});
  EXPECT_EQ(JoinedIds(a, a, AllenSet::All()).size(), 4u);
}

// The first so many of a shape, which are in no order.
std::vector<Interval> Some(const Shape& shape, size_t count) {
  return std::vector<Interval>(
      shape.intervals.begin(),
      shape.intervals.begin() +
          static_cast<std::ptrdiff_t>(std::min(count, shape.intervals.size())));
}

TEST(JoinTest, PairsAreThoseOfTwoNestedLoops) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const std::vector<Shape> shapes = Shapes(3);
  for (int round = 0; round < 150 && !HasFailure(); ++round) {
    const Shape& shape = shapes[random() % shapes.size()];
    const Shape& other =
        random() % 2 == 0 ? shape : shapes[random() % shapes.size()];
    SCOPED_TRACE(shape.name + " with " + other.name);
    const std::vector<Interval> a = Some(shape, 1 + random() % 300);
    const std::vector<Interval> b = Some(other, 1 + random() % 300);
    const AllenSet set =
        random() % 4 == 0 ? AllenSet::Intersects()
                          : AllenSet::FromMask(static_cast<uint16_t>(random()));
    Pairs expected;
    for (uint32_t i = 0; i < a.size(); ++i) {
      for (uint32_t k = 0; k < b.size(); ++k) {
        if (set.Contains(RelationOf(a[i], b[k]))) expected.emplace_back(i, k);
      }
    }
    EXPECT_EQ(
        JoinedIds(*IntervalIndex::Build(a), *IntervalIndex::Build(b), set),
        expected);
  }
}

}  // namespace
}  // namespace annals
