// Tests of annals/time/composition.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/composition.h"

#include <array>
#include <cstdint>
#include <random>
#include <set>
#include <string>

#include "annals/time/allen.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using R = AllenRelation;
using Table = std::array<std::array<AllenSet, 13>, 13>;

R At(int i) { return static_cast<R>(i); }

AllenSet RandomSet(std::mt19937& random) {
  return AllenSet::FromMask(static_cast<uint16_t>(random() & random()));
}

// Whether a is so to b, by the definition of each relation in turn.
bool Holds(R relation, int as, int ae, int bs, int be) {
  switch (relation) {
    case R::kBefore:
      return ae < bs;
    case R::kMeets:
      return ae == bs;
    case R::kOverlaps:
      return as < bs && bs < ae && ae < be;
    case R::kStarts:
      return as == bs && ae < be;
    case R::kDuring:
      return bs < as && ae < be;
    case R::kFinishes:
      return bs < as && ae == be;
    case R::kEquals:
      return as == bs && ae == be;
    case R::kFinishedBy:
    case R::kContains:
    case R::kStartedBy:
    case R::kOverlappedBy:
    case R::kMetBy:
    case R::kAfter:
      return Holds(Converse(relation), bs, be, as, ae);
  }
  return false;
}

// All triples of intervals with integer endpoints, more of them than six.
Table Enumerated() {
  constexpr int kPlaces = 8;
  Table table{};
  for (int as = 0; as < kPlaces; ++as)
    for (int ae = as + 1; ae < kPlaces; ++ae)
      for (int bs = 0; bs < kPlaces; ++bs)
        for (int be = bs + 1; be < kPlaces; ++be)
          for (int cs = 0; cs < kPlaces; ++cs)
            for (int ce = cs + 1; ce < kPlaces; ++ce) {
              std::array<size_t, 3> found{};
              for (int i = 0; i < 13; ++i) {
                const auto number = static_cast<size_t>(i);
                if (Holds(At(i), as, ae, bs, be)) found[0] = number;
                if (Holds(At(i), bs, be, cs, ce)) found[1] = number;
                if (Holds(At(i), as, ae, cs, ce)) found[2] = number;
              }
              table[found[0]][found[1]].Add(At(static_cast<int>(found[2])));
            }
  return table;
}

TEST(CompositionTest, All169EntriesAreThoseOfEnumeration) {
  const Table table = Enumerated();
  for (int i = 0; i < 13; ++i) {
    for (int j = 0; j < 13; ++j) {
      EXPECT_EQ(
          Compose(At(i), At(j)).ToString(),
          table[static_cast<size_t>(i)][static_cast<size_t>(j)].ToString())
          << AllenRelationName(At(i)) << " then " << AllenRelationName(At(j));
    }
  }
}

// Counts and entries that the literature gives for Allen's table.
TEST(CompositionTest, TheTableIsAllens) {
  int relations = 0;
  std::set<uint16_t> different;
  for (int i = 0; i < 13; ++i) {
    for (int j = 0; j < 13; ++j) {
      relations += Compose(At(i), At(j)).Size();
      different.insert(Compose(At(i), At(j)).mask());
    }
  }
  EXPECT_EQ(relations, 409);
  EXPECT_EQ(different.size(), 27u);
  EXPECT_EQ(Compose(R::kBefore, R::kAfter), AllenSet::All());
  EXPECT_EQ(Compose(R::kMeets, R::kDuring).ToString(),
            "overlaps,starts,during");
  EXPECT_EQ(Compose(R::kMeets, R::kMetBy).ToString(),
            "finishes,equals,finished-by");
  EXPECT_EQ(Compose(R::kDuring, R::kBefore).ToString(), "before");
  EXPECT_EQ(Compose(R::kOverlaps, R::kOverlappedBy), AllenSet::Intersects());
}

TEST(CompositionTest, SetsComposeAsTheUnionOfTheirRelations) {
  const uint32_t seed = 1832;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int n = 0; n < 2'000; ++n) {
    const AllenSet x = RandomSet(random);
    const AllenSet y = RandomSet(random);
    AllenSet wanted;
    for (int i = 0; i < 13; ++i)
      for (int j = 0; j < 13; ++j)
        if (x.Contains(At(i)) && y.Contains(At(j)))
          wanted = wanted | Compose(At(i), At(j));
    ASSERT_EQ(Compose(x, y), wanted);
  }
  EXPECT_TRUE(Compose(AllenSet(), AllenSet::All()).IsEmpty());
  EXPECT_TRUE(Compose(AllenSet::All(), AllenSet()).IsEmpty());
}

// Tarski's axioms, over random sets.
TEST(CompositionTest, SetsAreARelationAlgebra) {
  const uint32_t seed = 1941;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const AllenSet identity{R::kEquals};
  for (int n = 0; n < 2'000; ++n) {
    const AllenSet x = RandomSet(random);
    const AllenSet y = RandomSet(random);
    const AllenSet z = RandomSet(random);
    ASSERT_EQ(Compose(Compose(x, y), z), Compose(x, Compose(y, z)));
    ASSERT_EQ(Compose(x | y, z), Compose(x, z) | Compose(y, z));
    ASSERT_EQ(Compose(x, identity), x);
    ASSERT_EQ(Compose(identity, x), x);
    ASSERT_EQ(x.Converse().Converse(), x);
    ASSERT_EQ((x | y).Converse(), x.Converse() | y.Converse());
    ASSERT_EQ(Compose(x, y).Converse(), Compose(y.Converse(), x.Converse()));
    ASSERT_TRUE(Compose(x.Converse(), Compose(x, y).Complement())
                    .IsSubsetOf(y.Complement()));
  }
}

// Peirce's law: the three ways to read one triangle agree.
TEST(CompositionTest, ATriangleMayBeReadFromAnySide) {
  for (int i = 0; i < 13; ++i)
    for (int j = 0; j < 13; ++j)
      for (int k = 0; k < 13; ++k) {
        const bool is_triangle = Compose(At(i), At(j)).Contains(At(k));
        EXPECT_EQ(Compose(Converse(At(i)), At(k)).Contains(At(j)), is_triangle);
        EXPECT_EQ(Compose(At(k), Converse(At(j))).Contains(At(i)), is_triangle);
      }
}

}  // namespace
}  // namespace annals
