// Tests of annals/timeline/internal/plain_rows.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/plain_rows.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include "annals/index/row_set.h"
#include "gtest/gtest.h"

namespace annals::timeline_internal {
namespace {

using Rows = std::set<uint32_t>;

// Ends some rows of `live`, and adds those that come next.
void ChangeBoth(std::mt19937& random, uint32_t& next, Rows& live,
                PlainRows& plain) {
  std::vector<uint32_t> ended;
  for (auto at = live.begin(); at != live.end();) {
    if (random() % 16 == 0) {
      ended.push_back(*at);
      at = live.erase(at);
    } else {
      ++at;
    }
  }
  std::vector<uint32_t> added;
  for (size_t count = random() % 200; count > 0; --count) {
    next += 1 + random() % 50;
    added.push_back(next);
    live.insert(next);
  }
  plain.Change(added, ended);
}

TEST(PlainRowsTest, HoldsWhatWasAddedAndHasNotEnded) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  uint32_t next = 0;
  Rows live;
  PlainRows plain;
  for (int round = 0; round < 60 && !HasFailure(); ++round) {
    ChangeBoth(random, next, live, plain);
    ASSERT_EQ(plain.All().Rows(),
              std::vector<uint32_t>(live.begin(), live.end()));
    std::vector<uint32_t> some;
    size_t common = 0;
    for (uint32_t row = 0; row <= next; ++row) {
      if (random() % 4 != 0) continue;
      some.push_back(row);
      common += live.count(row);
    }
    const RowSet asked = RowSet::Of(some);
    ASSERT_EQ(plain.CountCommon(asked), common);
    ASSERT_EQ(plain.Others(asked).CountCommon(plain.All()), 0u);
  }
}

TEST(PlainRowsTest, ACopyStaysAsItWas) {
  PlainRows plain(RowSet::Of({1, 2, 3}));
  const PlainRows before = plain;
  plain.Change({4}, {2});
  EXPECT_EQ(before.All(), RowSet::Of({1, 2, 3}));
  EXPECT_EQ(plain.All(), RowSet::Of({1, 3, 4}));
  EXPECT_EQ(plain.CountCommon(RowSet::Of({2, 3, 4, 5})), 2u);
  EXPECT_EQ(plain.Others(RowSet::Of({2, 3, 4, 5})), RowSet::Of({5}));
}

}  // namespace
}  // namespace annals::timeline_internal
