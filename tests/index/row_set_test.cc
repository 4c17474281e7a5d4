// Tests of annals/index/row_set.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/row_set.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <string>
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
using testing::RandomWindow;
using testing::RelationOf;
using testing::Shape;
using testing::Shapes;

using Plain = std::set<uint32_t>;

std::vector<uint32_t> Listed(const Plain& plain) {
  return std::vector<uint32_t>(plain.begin(), plain.end());
}

// Rows in clumps of any density, so that chunks of both kinds come, over three
// chunks or so.
Plain RandomRows(std::mt19937_64& random) {
  Plain rows;
  for (uint64_t clump = random() % 4; clump > 0; --clump) {
    const auto first = static_cast<uint32_t>(random() % 200'000);
    const auto width = static_cast<uint32_t>(1 + random() % 60'000);
    for (uint64_t i = random() % 9000; i > 0; --i) {
      rows.insert(first + static_cast<uint32_t>(random() % width));
    }
  }
  return rows;
}

TEST(RowSetTest, HoldsEachRowOnceAndInOrder) {
  const RowSet set = RowSet::Of({70'000, 3, 70'000, 5});
  EXPECT_THAT(set.Rows(), ElementsAre(3, 5, 70'000));
  EXPECT_EQ(set.Count(), 3u);
  EXPECT_TRUE(set.Contains(70'000));
  EXPECT_FALSE(set.Contains(4));
}

TEST(RowSetTest, NothingIsInAnEmptySet) {
  const RowSet set;
  EXPECT_TRUE(set.IsEmpty());
  EXPECT_FALSE(set.Contains(0));
  EXPECT_THAT(set.Rows(), IsEmpty());
  EXPECT_EQ(set.CountBetween(0, 100), 0u);
}

TEST(RowSetTest, AllHasEveryRowAndNoMore) {
  for (size_t size : {0, 1, 64, 65'535, 65'536, 65'537, 200'000}) {
    const RowSet all = RowSet::All(size);
    EXPECT_EQ(all.Count(), size);
    EXPECT_FALSE(all.Contains(static_cast<uint32_t>(size)));
    EXPECT_TRUE(size == 0 || all.Contains(static_cast<uint32_t>(size - 1)));
  }
}

TEST(RowSetTest, TheLastRowThereCanBeIsARow) {
  const RowSet set = RowSet::Of({0xffffffff, 0});
  EXPECT_THAT(set.Rows(), ElementsAre(0, 0xffffffff));
}

TEST(RowSetTest, ARowOfACrowdTakesABitOrTwo) {
  EXPECT_LT(RowSet::All(650'000).bytes(), 650'000u / 7);
}

TEST(RowSetTest, CombinesLikeASetOfTheStandardLibrary) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 60 && !HasFailure(); ++round) {
    const Plain a = RandomRows(random);
    const Plain b = RandomRows(random);
    const RowSet set_a = RowSet::Of(Listed(a));
    const RowSet set_b = RowSet::Of(Listed(b));
    ASSERT_EQ(set_a.Rows(), Listed(a));
    std::vector<uint32_t> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                          std::back_inserter(both));
    std::vector<uint32_t> either;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(),
                   std::back_inserter(either));
    std::vector<uint32_t> less;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(),
                        std::back_inserter(less));
    EXPECT_EQ((set_a & set_b).Rows(), both);
    EXPECT_EQ((set_a & set_b).Count(), both.size());
    EXPECT_EQ(set_a.CountCommon(set_b), both.size());
    // A few by search, then many by bits, then a few by these.
    RowLookup lookup(set_a);
    const RowSet few = RowSet::Of({0, 7, 70'000, 0x7fffffff});
    const std::vector<uint32_t> few_of_a = (set_a & few).Rows();
    EXPECT_EQ(lookup.Among(few.Rows()), few_of_a);
    EXPECT_EQ(lookup.Among(set_b.Rows()), both);
    EXPECT_EQ(lookup.Among(few.Rows()), few_of_a);
    EXPECT_EQ((set_a | set_b).Rows(), either);
    EXPECT_EQ((set_a | set_b).Count(), either.size());
    EXPECT_EQ((set_a - set_b).Rows(), less);
    EXPECT_EQ((set_a - set_b).Count(), less.size());
    for (int i = 0; i < 200; ++i) {
      const auto first = static_cast<uint32_t>(random() % 270'000);
      const auto last = static_cast<uint32_t>(random() % 270'000);
      std::vector<uint32_t> between;
      if (first < last) {
        between.assign(a.lower_bound(first), a.lower_bound(last));
      }
      std::vector<uint32_t> found;
      set_a.ForEachBetween(first, last,
                           [&](uint32_t row) { found.push_back(row); });
      ASSERT_EQ(found, between);
      ASSERT_EQ(set_a.CountBetween(first, last), between.size());
      ASSERT_EQ(set_a.Contains(first), a.count(first) == 1);
    }
  }
}

std::string BytesOf(const RowSet& set) {
  std::string bytes;
  set.AppendTo(bytes);
  return bytes;
}

TEST(RowSetTest, IsTheSameWhenItIsReadFromBytes) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 60; ++round) {
    const RowSet set = RowSet::Of(Listed(RandomRows(random)));
    const auto read = RowSet::FromBytes(BytesOf(set));
    ASSERT_TRUE(read.ok()) << read.status();
    ASSERT_EQ(*read, set);
    ASSERT_EQ(read->Count(), set.Count());
  }
}

TEST(RowSetTest, BytesThatAreNoSetAreRefused) {
  const std::string list = BytesOf(RowSet::Of({3, 70'000, 70'001}));
  const std::string bits = BytesOf(RowSet::All(5000));
  for (const std::string& whole : {list, bits}) {
    for (size_t size = 0; size < whole.size(); size += 1 + size / 8) {
      EXPECT_FALSE(RowSet::FromBytes(whole.substr(0, size)).ok()) << size;
    }
    EXPECT_FALSE(RowSet::FromBytes(whole + "0").ok());
    // A count, a first row, a number of rows.
    for (size_t at : {0, 4, 8}) {
      std::string changed = whole;
      ++changed[at];
      EXPECT_FALSE(RowSet::FromBytes(changed).ok()) << at;
    }
  }
  std::string reversed = list;
  std::swap(reversed[reversed.size() - 2], reversed[reversed.size() - 4]);
  EXPECT_FALSE(RowSet::FromBytes(reversed).ok());
}

TEST(RowSetTest, RowsAreFoundByTheirIdsWhereverTheyLie) {
  const std::vector<Interval> intervals = {FromTo(9, 10), FromTo(0, 1),
                                           FromTo(5, 6), FromTo(5, 7)};
  const std::vector<uint32_t> ids = {70, 7, 70, 1};
  const IntervalIndex index = *IntervalIndex::Build(intervals, ids);
  const RowSet set = RowSet::OfIds(index, {70, 1, 999});
  EXPECT_THAT(set.Rows(), ElementsAre(1, 2, 3));
  EXPECT_THAT(set.Find(index, FromTo(6, 20)), ElementsAre(2, 3));
}

// Terms and a window together, against a look at every interval.
TEST(RowSetTest, TermsWithinAWindowAreThoseOfAScan) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (const Shape& shape : Shapes(2)) {
    SCOPED_TRACE(shape.name);
    const IntervalIndex index = *IntervalIndex::Build(shape.intervals);
    for (uint64_t one_in : {1, 3, 100, 5000}) {
      std::vector<uint32_t> ids;
      for (uint32_t id = 0; id < shape.intervals.size(); ++id) {
        if (random() % one_in == 0) ids.push_back(id);
      }
      const RowSet set = RowSet::OfIds(index, ids);
      for (int i = 0; i < 30 && !HasFailure(); ++i) {
        const Interval window = RandomWindow(shape, random);
        std::vector<uint32_t> expected;
        for (uint32_t id : ids) {
          if (AllenSet::Intersects().Contains(
                  RelationOf(shape.intervals[id], window))) {
            expected.push_back(id);
          }
        }
        std::vector<uint32_t> found;
        for (uint32_t row : set.Find(index, window)) {
          found.push_back(index.id(row));
        }
        std::sort(found.begin(), found.end());
        ASSERT_EQ(found, expected);
        ASSERT_EQ(set.Count(index, window), expected.size());
      }
    }
  }
}

}  // namespace
}  // namespace annals
