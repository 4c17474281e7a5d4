// The same as certainty_test, over millions of pairs.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <random>

#include "annals/time/allen.h"
#include "gtest/gtest.h"
#include "tests/time/allen_oracle.h"

namespace annals {
namespace {

void CompareMany(int count, int width, uint32_t infinite_once_in) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < count; ++i) {
    const SmallBox a = RandomBox(random, width, infinite_once_in);
    const SmallBox b = RandomBox(random, width, infinite_once_in);
    ASSERT_EQ(PossibleRelations(a.ToSpan(0), b.ToSpan(0)),
              BruteForce(a.Drawn(width), b.Drawn(width)))
        << a << ' ' << b;
  }
}

TEST(CertaintyLongTest, FiveMillionPairsAgreeWithAllChoices) {
  CompareMany(5'000'000, 7, 0);
}

TEST(CertaintyLongTest, AMillionPairsWithInfiniteEndsAgreeWithAllChoices) {
  CompareMany(1'000'000, 4, 3);
}

}  // namespace
}  // namespace annals
