// Tests of annals/index/term_index.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/term_index.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "absl/status/status.h"
#include "annals/index/internal/lanes.h"
#include "annals/index/interval.h"
#include "annals/time/instant.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shapes.h"
#include "tests/support/stride.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::FromTo;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RandomWindow;
using testing::Shape;
using testing::Shapes;
using testing::StrideOfTest;

using Terms = std::vector<std::vector<uint32_t>>;

std::vector<uint32_t> Sorted(std::vector<uint32_t> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

// What a look at every interval that bears the term finds.
std::vector<uint32_t> Scan(const std::vector<Interval>& intervals,
                           const std::vector<uint32_t>& ids,
                           const Interval& window) {
  std::vector<uint32_t> found;
  for (const uint32_t id : ids) {
    const Interval& interval = intervals[id];
    if (interval.start < window.end && interval.end > window.start) {
      found.push_back(id);
    }
  }
  return Sorted(found);
}

// One that all bear, one that nobody does, and some that one in so many does.
Terms SomeTerms(size_t intervals, std::mt19937_64& random) {
  Terms terms(6);
  constexpr uint64_t kOneIn[] = {1, 0, 2, 5, 50, 1000};
  for (uint32_t id = 0; id < intervals; ++id) {
    for (size_t term = 0; term < terms.size(); ++term) {
      if (kOneIn[term] != 0 && random() % kOneIn[term] == 0) {
        terms[term].push_back(id);
      }
    }
  }
  std::shuffle(terms[2].begin(), terms[2].end(), random);
  return terms;
}

// Evenly spread points and short rows, and a few that last: what cells suit.
Shape Spread(std::mt19937_64& random) {
  Shape shape{"spread", {}};
  for (int i = 0; i < 4000; ++i) {
    const auto start = static_cast<int64_t>(random() >> 24);
    const auto duration =
        static_cast<int64_t>(random() >> (30 + random() % 32));
    shape.intervals.push_back(FromTo(start, start + 1 + duration));
  }
  return shape;
}

// The same on a coarse grid, as dates are: edges are often alike.
Shape Days(std::mt19937_64& random) {
  Shape shape{"days", {}};
  constexpr int64_t kDay = 86'400'000'000;
  for (int i = 0; i < 3000; ++i) {
    const auto day = static_cast<int64_t>(random() % 36'500);
    const auto days = static_cast<int64_t>(1 + random() % 3);
    shape.intervals.push_back(FromTo(day * kDay, (day + days) * kDay));
  }
  return shape;
}

TEST(TermIndexTest, WhatIsFoundIsWhatAScanFinds) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  std::vector<Shape> shapes = Shapes(seed);
  shapes.push_back(Spread(random));
  shapes.push_back(Days(random));
  for (const Shape& shape : shapes) {
    SCOPED_TRACE(shape.name);
    const Terms terms = SomeTerms(shape.intervals.size(), random);
    const auto index = TermIndex::Build(shape.intervals, terms);
    ASSERT_TRUE(index.ok()) << index.status();
    ASSERT_EQ(index->terms(), terms.size());
    std::vector<TermIndex::Question> questions;
    std::vector<std::vector<uint32_t>> answers;
    for (int i = 0; i < 400 / StrideOfTest(); ++i) {
      const auto term = static_cast<uint32_t>(random() % terms.size());
      const Interval window = RandomWindow(shape, random);
      questions.push_back({term, window});
      answers.push_back(Scan(shape.intervals, terms[term], window));
      const TermMatches matches = index->Find(term, window);
      ASSERT_EQ(Sorted(matches.Ids()), answers.back());
      ASSERT_EQ(matches.Count(), answers.back().size());
      ASSERT_EQ(index->Count(term, window), answers.back().size());
      ASSERT_EQ(matches.IsEmpty(), answers.back().empty());
    }
    size_t next = 0;
    index->FindEach(questions, [&](size_t at, const TermMatches& matches) {
      ASSERT_EQ(at, next++);
      ASSERT_EQ(Sorted(matches.Ids()), answers[at]);
    });
    ASSERT_EQ(next, questions.size());
  }
}

TEST(TermIndexTest, NothingIsWrittenBeyondTheRoomThatIsAskedFor) {
  std::mt19937_64 random(1);
  for (const Shape& shape : {Spread(random), Days(random)}) {
    const Terms terms = SomeTerms(shape.intervals.size(), random);
    const TermIndex index = *TermIndex::Build(shape.intervals, terms);
    for (int i = 0; i < 200; ++i) {
      const TermMatches matches =
          index.Find(i % 6, RandomWindow(shape, random));
      constexpr uint32_t kGuard = 0xdecade;
      std::vector<uint32_t> room(matches.CountMax() + 1, kGuard);
      const uint32_t* const end = matches.CopyIds(room.data());
      ASSERT_EQ(static_cast<size_t>(end - room.data()), matches.Count());
      ASSERT_EQ(room.back(), kGuard);
    }
  }
}

// Neither would fit into cells: the first is one cell, the second is carried
// through all of them.
TEST(TermIndexTest, CrowdsAndRowsThatLastAreFoundAsWell) {
  std::vector<Interval> crowd(1000, FromTo(5, 9));
  crowd.push_back(FromTo(-1'000'000, 7));
  std::vector<Interval> lasting;
  for (int64_t i = 0; i < 1000; ++i) lasting.push_back(FromTo(i, 2000 - i));
  for (const std::vector<Interval>& intervals : {crowd, lasting}) {
    std::vector<uint32_t> ids(intervals.size());
    for (uint32_t id = 0; id < ids.size(); ++id) ids[id] = id;
    const TermIndex index = *TermIndex::Build(intervals, Terms{ids});
    for (int64_t start : {-2000, 0, 4, 5, 6, 8, 9, 990, 1500, 2000}) {
      for (int64_t width : {1, 2, 1000}) {
        const Interval window = FromTo(start, start + width);
        ASSERT_EQ(Sorted(index.Find(0, window).Ids()),
                  Scan(intervals, ids, window));
        ASSERT_EQ(index.Count(0, window), Scan(intervals, ids, window).size());
      }
    }
  }
}

TEST(TermIndexTest, WhereThereIsNoTermOrNoWindowNothingIsFound) {
  const std::vector<Interval> intervals = {FromTo(0, 10)};
  const TermIndex index = *TermIndex::Build(intervals, Terms{{0}, {}});
  EXPECT_THAT(index.Find(0, FromTo(9, 20)).Ids(), ElementsAre(0));
  EXPECT_THAT(index.Find(0, FromTo(10, 20)).Ids(), IsEmpty());
  EXPECT_THAT(index.Find(1, Interval::Always()).Ids(), IsEmpty());
  EXPECT_THAT(index.Find(2, Interval::Always()).Ids(), IsEmpty());
  EXPECT_THAT(index.Find(0, FromTo(5, 5)).Ids(), IsEmpty());
  EXPECT_THAT(index.Find(0, FromTo(6, 5)).Ids(), IsEmpty());
  EXPECT_TRUE(TermIndex().Find(0, Interval::Always()).IsEmpty());
  size_t found = 0;
  index.FindEach(
      {{7, FromTo(0, 9)}, {0, FromTo(9, 0)}, {1, FromTo(0, 9)}},
      [&](size_t, const TermMatches& matches) { found += matches.Count(); });
  EXPECT_EQ(found, 0u);
}

TEST(TermIndexTest, WhatIsNoIntervalOrNotThereIsRefused) {
  const auto reversed = TermIndex::Build({FromTo(3, 2)}, Terms{});
  EXPECT_EQ(reversed.status().code(), absl::StatusCode::kInvalidArgument);
  const auto missing = TermIndex::Build({FromTo(2, 3)}, Terms{{0}, {0, 1}});
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(missing.status().message(),
              HasSubstr("term 1 is borne by interval 1"));
}

TEST(TermIndexTest, ARowTakesSeventyBytesAtMost) {
  std::mt19937_64 random(1);
  for (const Shape& shape : {Spread(random), Days(random)}) {
    const Terms terms = SomeTerms(shape.intervals.size(), random);
    const TermIndex index = *TermIndex::Build(shape.intervals, terms);
    size_t rows = 0;
    for (uint32_t term = 0; term < terms.size(); ++term) {
      ASSERT_EQ(index.size(term), terms[term].size());
      rows += terms[term].size();
    }
    EXPECT_LT(index.bytes(), rows * 70 + terms.size() * 200) << shape.name;
  }
}

TEST(LanesTest, AreComparedAsOneByOne) {
  using index_internal::CompareLanes;
  using index_internal::CompareLanesPortably;
  using index_internal::kLaneMax;
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 2000; ++i) {
    index_internal::Lanes lanes;
    const uint32_t width = 1 + random() % (kLaneMax + 1);
    for (uint16_t& lane : lanes) lane = static_cast<uint16_t>(random() % width);
    if (i % 2 == 0) lanes[random() % lanes.size()] = kLaneMax;
    for (const uint16_t x : {lanes[3], uint16_t{0}, kLaneMax,
                             static_cast<uint16_t>(random() % width)}) {
      const auto want = CompareLanesPortably(lanes, x);
      const auto bits = CompareLanes(lanes, x);
      ASSERT_EQ(bits.less, want.less);
      ASSERT_EQ(bits.equal, want.equal);
    }
  }
}

}  // namespace
}  // namespace annals
