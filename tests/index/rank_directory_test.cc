// Tests of annals/index/internal/rank_directory.h, radix_sort.h and
// large_vector.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/rank_directory.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "absl/types/span.h"
#include "annals/index/internal/large_vector.h"
#include "annals/index/internal/radix_sort.h"
#include "gtest/gtest.h"

namespace annals::index_internal {
namespace {

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();

std::vector<KeyedRow> Keyed(const std::vector<uint64_t>& keys) {
  std::vector<KeyedRow> rows;
  for (uint32_t i = 0; i < keys.size(); ++i) {
    rows.push_back(KeyedRow{keys[i], i});
  }
  return rows;
}

// Keys of different kinds: dense, with repeats, spread over all of 64 bits,
// with distances that double, and some power of two apart.
std::vector<uint64_t> SomeKeys(std::mt19937_64& random) {
  const uint64_t size = random() % 3000;
  const uint64_t kind = random() % 6;
  std::vector<uint64_t> keys(size);
  for (uint64_t& key : keys) {
    switch (kind) {
      case 0:
        key = random() % 50;
        break;
      case 1:
        key = random();
        break;
      case 2:
        key = uint64_t{1} << random() % 64;
        break;
      case 3:
        key = random() % 100 == 0 ? random() : 1000 + random() % 3000;
        break;
      case 4:
        key = 77 + ((random() % 100'000) << 30);
        break;
      default:
        key = random() % 2 == 0 ? 0 : kMax;
        break;
    }
  }
  return keys;
}

TEST(RadixSortTest, SortsStablyLikeTheStandardLibrary) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 200; ++round) {
    std::vector<KeyedRow> rows = Keyed(SomeKeys(random));
    std::vector<KeyedRow> expected = rows;
    std::stable_sort(
        expected.begin(), expected.end(),
        [](const KeyedRow& a, const KeyedRow& b) { return a.key < b.key; });
    std::vector<KeyedRow> spare(rows.size());
    const absl::Span<KeyedRow> sorted =
        RadixSort(absl::MakeSpan(rows), absl::MakeSpan(spare));
    ASSERT_EQ(sorted.size(), expected.size());
    for (size_t i = 0; i < sorted.size(); ++i) {
      ASSERT_EQ(sorted[i].key, expected[i].key);
      ASSERT_EQ(sorted[i].row, expected[i].row);
    }
  }
}

TEST(LargeVectorTest, GrowsIntoLargePagesAndShrinksOutOfThem) {
  constexpr uint32_t kRows = LargePageAllocator<uint32_t>::kRowsMin + 5;
  LargeVector<uint32_t> rows;
  for (uint32_t i = 0; i < kRows; ++i) rows.push_back(i);
  rows.shrink_to_fit();
  EXPECT_EQ(reinterpret_cast<uintptr_t>(rows.data()) %
                LargePageAllocator<uint32_t>::kPageBytes,
            0u);
  for (uint32_t i = 0; i < kRows; ++i) ASSERT_EQ(rows[i], i);
  rows.resize(7);
  rows.shrink_to_fit();
  EXPECT_EQ(rows, (LargeVector<uint32_t>{0, 1, 2, 3, 4, 5, 6}));
}

// A directory, and where a binary search says that it must lead.
TEST(RankDirectoryTest, EveryLeafHoldsTheRank) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::vector<uint64_t> keys = SomeKeys(random);
    std::sort(keys.begin(), keys.end());
    const std::vector<KeyedRow> rows = Keyed(keys);
    std::vector<uint16_t> briefs(keys.size());
    RankDirectoryBuilder builder;
    const RankNode root = builder.Add(rows, briefs.data());
    const LargeVector<uint32_t> slots = builder.TakeSlots();
    const LargeVector<RankNode> nodes = builder.TakeNodes();
    const RankDirectory directory{slots.data(), nodes.data(), root,
                                  static_cast<uint32_t>(keys.size())};
    for (int i = 0; i < 300; ++i) {
      const uint64_t near = keys.empty() ? 0 : keys[random() % keys.size()];
      const uint64_t x = i % 4 == 0 ? random() : near + random() % 3 - 1;
      const auto rank = static_cast<uint32_t>(
          std::lower_bound(keys.begin(), keys.end(), x) - keys.begin());
      const RankLeaf leaf = directory.Locate(x);
      ASSERT_LE(leaf.low(), rank);
      ASSERT_GE(leaf.high(), rank);
      ASSERT_LE(leaf.high() - leaf.low(), kLeafKeysMax);
      // What is kept in short decides, save for ties that are not exact.
      for (uint32_t k = leaf.low(); k < leaf.high(); ++k) {
        ASSERT_TRUE(briefs[k] >= leaf.brief() || keys[k] < x);
        ASSERT_TRUE(briefs[k] <= leaf.brief() || keys[k] > x);
        ASSERT_TRUE(briefs[k] != leaf.brief() || !leaf.is_exact() ||
                    keys[k] == x);
      }
    }
  }
}

}  // namespace
}  // namespace annals::index_internal
