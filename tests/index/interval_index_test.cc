// Tests of annals/index/interval_index.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/interval_index.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "annals/index/interval.h"
#include "annals/index/matches.h"
#include "annals/time/allen.h"
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
using testing::RelationOf;
using testing::Shape;
using testing::Shapes;
using testing::StrideOfTest;
using ::testing::UnorderedElementsAre;
using R = AllenRelation;

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

IntervalIndex MustBuild(const std::vector<Interval>& intervals) {
  absl::StatusOr<IntervalIndex> index = IntervalIndex::Build(intervals);
  EXPECT_TRUE(index.ok()) << index.status();
  return *index;
}

std::vector<uint32_t> Sorted(std::vector<uint32_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

// An index of ten events, for tests that are read rather than run:
//
//        0         1         2         3
//        0123456789012345678901234567890
//   0:   ==========
//   1:             ==========
//   2:        ====
//   3:                  =
//   4:   ..............................+inf
IntervalIndex Example() {
  return MustBuild({FromTo(0, 10), FromTo(10, 20), FromTo(5, 9), FromTo(15, 16),
                    FromTo(0, kMax)});
}

TEST(IntervalIndexTest, FindsWhatSharesAnInstant) {
  EXPECT_THAT(Example().Find(FromTo(8, 12)).Ids(),
              UnorderedElementsAre(0, 1, 2, 4));
}

TEST(IntervalIndexTest, WhatMeetsTheWindowDoesNotTouchIt) {
  EXPECT_THAT(Example().Find(FromTo(9, 10)).Ids(), UnorderedElementsAre(0, 4));
}

TEST(IntervalIndexTest, APointLastsForOneTick) {
  EXPECT_THAT(Example().At(Instant::FromCode(15)).Ids(),
              UnorderedElementsAre(1, 3, 4));
  EXPECT_THAT(Example().At(Instant::FromCode(16)).Ids(),
              UnorderedElementsAre(1, 4));
}

TEST(IntervalIndexTest, TwoEndlessIntervalsEndTogether) {
  const IntervalIndex index = Example();
  EXPECT_THAT(index.Find({R::kFinishedBy}, FromTo(3, kMax)).Ids(),
              ElementsAre(4));
  EXPECT_THAT(index.Find({R::kEquals}, FromTo(0, kMax)).Ids(), ElementsAre(4));
}

TEST(IntervalIndexTest, AReversedWindowTouchesNothing) {
  const IntervalIndex index = Example();
  for (const Interval& window : {FromTo(12, 8), FromTo(8, 8)}) {
    EXPECT_EQ(index.Count(window), 0u);
    EXPECT_THAT(index.Find(window).Ids(), IsEmpty());
    EXPECT_THAT(index.Find(AllenSet::All(), window).Ids(), IsEmpty());
    EXPECT_THAT(index.FirstByStart(window, 9), IsEmpty());
    EXPECT_THAT(index.FirstByEnd(window, 9), IsEmpty());
  }
}

TEST(IntervalIndexTest, NothingIsFoundInAnEmptyIndex) {
  const IntervalIndex index;
  EXPECT_TRUE(index.IsEmpty());
  EXPECT_FALSE(index.Intersects(Interval::Always()));
  EXPECT_TRUE(index.Find(AllenSet::All(), Interval::Always()).IsEmpty());
  EXPECT_THAT(index.NearestBefore(Instant(), 3), IsEmpty());
  EXPECT_THAT(index.NearestAfter(Instant(), 3), IsEmpty());
}

TEST(IntervalIndexTest, AMomentHasItsNeighboursOnBothSides) {
  const IntervalIndex index = Example();
  const auto ids = [&](const std::vector<uint32_t>& rows) {
    std::vector<uint32_t> result;
    for (uint32_t row : rows) result.push_back(index.id(row));
    return result;
  };
  EXPECT_THAT(ids(index.NearestBefore(Instant::FromCode(16), 2)),
              ElementsAre(3, 0));
  EXPECT_THAT(ids(index.NearestAfter(Instant::FromCode(5), 9)),
              ElementsAre(2, 1, 3));
}

TEST(IntervalIndexTest, AHistogramCountsARowInEachBucketThatItTouches) {
  const std::vector<Instant> edges = {
      Instant::FromCode(0), Instant::FromCode(10), Instant::FromCode(20)};
  EXPECT_THAT(Example().Histogram(edges), ElementsAre(3, 3));
  EXPECT_THAT(Example().Histogram({}), IsEmpty());
}

//        0         1
//        0123456789012345
//          ====
//            ====    ==
TEST(IntervalIndexTest, GapsAreWhatNoRowTouches) {
  const IntervalIndex index =
      MustBuild({FromTo(2, 6), FromTo(4, 8), FromTo(12, 14)});
  EXPECT_THAT(index.Where(FromTo(0, 16), 0, 0),
              ElementsAre(FromTo(0, 2), FromTo(8, 12), FromTo(14, 16)));
  EXPECT_THAT(index.Where(FromTo(0, 16), 2, 9), ElementsAre(FromTo(4, 6)));
  EXPECT_THAT(index.Where(FromTo(3, 5), 1, 9), ElementsAre(FromTo(3, 5)));
  EXPECT_THAT(index.Where(FromTo(5, 5), 0, 9), IsEmpty());
}

TEST(IntervalIndexTest, AnIntervalWithoutLengthIsRefusedByItsPlace) {
  const absl::Status status =
      IntervalIndex::Build(std::vector<Interval>{FromTo(0, 1), FromTo(4, 4)})
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("interval 1 runs"));
}

TEST(IntervalIndexTest, IdsAreAsManyAsIntervals) {
  const std::vector<Interval> intervals = {FromTo(0, 1), FromTo(4, 5)};
  const std::vector<uint32_t> ids = {70};
  EXPECT_EQ(IntervalIndex::Build(intervals, ids).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(IntervalIndexTest, RowsBearTheCallersIds) {
  const std::vector<Interval> intervals = {FromTo(0, 4), FromTo(4, 5)};
  const std::vector<uint32_t> ids = {70, 7};
  const IntervalIndex index = *IntervalIndex::Build(intervals, ids);
  EXPECT_THAT(index.Find(FromTo(2, 9)).Ids(), UnorderedElementsAre(70, 7));
}

// The rows by end are a list that ends with the index itself; AddressSanitizer
// sees a kernel that reads on.
TEST(IntervalIndexTest, RowsByEndAreReadNoFurtherThanTheyGo) {
  std::vector<Interval> intervals;
  for (int64_t i = 0; i < 100; ++i) intervals.push_back(FromTo(i, i + 1));
  const IntervalIndex index = MustBuild(intervals);
  EXPECT_EQ(index.Find({R::kBefore, R::kOverlaps}, FromTo(1000, 2000)).Rows(),
            index.Find(AllenSet::All(), FromTo(1000, 2000)).Rows());
}

TEST(IntervalIndexTest, AViewOutlivesTheIndexValueItCameFrom) {
  IntervalIndex index = Example();
  const IntervalIndex copy = index;
  const Matches matches = index.Find(FromTo(8, 12));
  index = IntervalIndex();
  EXPECT_EQ(matches.Count(), 4u);
}

// Everything that an index answers, against a look at every interval.
class IntervalIndexShapeTest : public ::testing::TestWithParam<Shape> {
 protected:
  IntervalIndexShapeTest()
      : shape_(GetParam()), index_(MustBuild(shape_.intervals)) {}

  // Fewer windows where each costs more.
  int Windows() const {
    return (shape_.intervals.size() > 9999 ? 100 : 1000) / StrideOfTest();
  }

  template <typename Test>
  void ForEachWindow(Test test) {
    const uint32_t seed = std::random_device()();
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < Windows() && !HasFailure(); ++i) {
      const Interval window = RandomWindow(shape_, random);
      SCOPED_TRACE(::testing::Message()
                   << window.start.code() << " to " << window.end.code());
      test(window, random);
    }
  }

  std::vector<uint32_t> Scan(AllenSet relations, const Interval& window) const {
    std::vector<uint32_t> ids;
    for (uint32_t i = 0; i < shape_.intervals.size(); ++i) {
      if (relations.Contains(RelationOf(shape_.intervals[i], window))) {
        ids.push_back(i);
      }
    }
    return ids;
  }

  // All rows for which `is_asked`, in ascending order of key(row), then row.
  template <typename Filter, typename Key>
  std::vector<uint32_t> SortedRows(Filter is_asked, Key key) const {
    std::vector<uint32_t> rows;
    for (uint32_t row = 0; row < index_.size(); ++row) {
      if (is_asked(index_.interval(row))) rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
      return key(index_.interval(a)) < key(index_.interval(b));
    });
    return rows;
  }

  static void Shorten(std::vector<uint32_t>& rows, size_t size) {
    rows.resize(std::min(rows.size(), size));
  }

  void ExpectSame(const Matches& matches, const std::vector<uint32_t>& ids) {
    ASSERT_EQ(Sorted(matches.Ids()), ids);
    EXPECT_EQ(matches.Count(), ids.size());
    EXPECT_GE(matches.CountMax(), ids.size());
    std::vector<uint32_t> of_rows;
    for (uint32_t row : matches.Rows()) of_rows.push_back(index_.id(row));
    EXPECT_EQ(Sorted(of_rows), ids);
    std::vector<uint32_t> called;
    matches.ForEachRow([&](uint32_t row) { called.push_back(index_.id(row)); });
    EXPECT_EQ(Sorted(called), ids);
  }

  const Shape& shape_;
  const IntervalIndex index_;
};

TEST_P(IntervalIndexShapeTest, HoldsEveryIntervalOnce) {
  std::vector<uint32_t> ids;
  for (uint32_t row = 0; row < index_.size(); ++row) {
    ids.push_back(index_.id(row));
    EXPECT_EQ(index_.interval(row), shape_.intervals[index_.id(row)]);
  }
  EXPECT_EQ(Sorted(ids), Scan(AllenSet::All(), Interval::Always()));
}

TEST_P(IntervalIndexShapeTest, FindsAndCountsWhatAScanFinds) {
  ForEachWindow([&](const Interval& window, std::mt19937_64&) {
    const std::vector<uint32_t> ids = Scan(AllenSet::Intersects(), window);
    EXPECT_EQ(index_.Count(window), ids.size());
    EXPECT_EQ(index_.Intersects(window), !ids.empty());
    ExpectSame(index_.Find(window), ids);
    ExpectSame(index_.Find(AllenSet::Intersects(), window), ids);
  });
}

TEST_P(IntervalIndexShapeTest, EachRelationIsThatOfAScan) {
  ForEachWindow([&](const Interval& window, std::mt19937_64& random) {
    const auto relation = static_cast<R>(random() % kAllenRelationCount);
    SCOPED_TRACE(std::string(AllenRelationName(relation)));
    ExpectSame(index_.Find({relation}, window), Scan({relation}, window));
  });
}

TEST_P(IntervalIndexShapeTest, AnySetOfRelationsIsThatOfAScan) {
  ForEachWindow([&](const Interval& window, std::mt19937_64& random) {
    const AllenSet set = AllenSet::FromMask(static_cast<uint16_t>(random()));
    SCOPED_TRACE(set.ToString());
    const std::vector<uint32_t> ids = Scan(set, window);
    ExpectSame(index_.Find(set, window), ids);
    EXPECT_EQ(index_.Count(set, window), ids.size());
  });
}

TEST_P(IntervalIndexShapeTest, FirstAreThoseOfASortedScan) {
  ForEachWindow([&](const Interval& window, std::mt19937_64& random) {
    const size_t size = random() % 3 == 0 ? random() % 5000 : random() % 20;
    const auto touches = [&](const Interval& interval) {
      return interval.start < window.end && interval.end > window.start;
    };
    std::vector<uint32_t> rows = SortedRows(
        touches, [](const Interval& interval) { return interval.start; });
    Shorten(rows, size);
    EXPECT_EQ(index_.FirstByStart(window, size), rows);
    rows = SortedRows(touches,
                      [](const Interval& interval) { return interval.end; });
    Shorten(rows, size);
    EXPECT_EQ(index_.FirstByEnd(window, size), rows);
  });
}

TEST_P(IntervalIndexShapeTest, NearestAreThoseOfASortedScan) {
  ForEachWindow([&](const Interval& window, std::mt19937_64& random) {
    const size_t size = random() % 3 == 0 ? random() % 5000 : random() % 20;
    const Instant instant = window.start;
    std::vector<uint32_t> rows = SortedRows(
        [&](const Interval& interval) {
          return interval.end <= instant && interval.end.code() != kMax;
        },
        // Latest first, without overflow.
        [](const Interval& interval) { return ~interval.end.code(); });
    Shorten(rows, size);
    EXPECT_EQ(index_.NearestBefore(instant, size), rows);
    rows = SortedRows(
        [&](const Interval& interval) { return interval.start >= instant; },
        [](const Interval& interval) { return interval.start; });
    Shorten(rows, size);
    EXPECT_EQ(index_.NearestAfter(instant, size), rows);
  });
}

TEST_P(IntervalIndexShapeTest, ABatchAnswersLikeItsWindowsOneByOne) {
  std::vector<Interval> windows;
  ForEachWindow([&](const Interval& window, std::mt19937_64& random) {
    windows.push_back(random() % 20 == 0 ? FromTo(5, 5) : window);
  });
  const std::vector<uint32_t> counts = index_.CountEach(windows);
  ASSERT_EQ(counts.size(), windows.size());
  std::vector<int> asked(windows.size());
  index_.FindEach(windows, [&](size_t window, const Matches& matches) {
    ++asked[window];
    EXPECT_EQ(counts[window], index_.Count(windows[window]));
    EXPECT_EQ(matches.Rows(), index_.Find(windows[window]).Rows());
  });
  EXPECT_EQ(asked, std::vector<int>(windows.size(), 1));
}

// More than are put in order at once.
TEST(IntervalIndexTest, EachOfManyWindowsIsAnsweredInItsPlace) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const IntervalIndex index = Example();
  std::vector<Interval> windows(70'000);
  for (Interval& window : windows) {
    const auto start = static_cast<int64_t>(random() % 40) - 5;
    window = FromTo(start, start + static_cast<int64_t>(random() % 9));
  }
  windows[3] = Interval::Always();
  windows[66'000] = FromTo(kMax, kMax);
  const std::vector<uint32_t> counts = index.CountEach(windows);
  std::vector<int> asked(windows.size());
  index.FindEach(windows, [&](size_t window, const Matches& matches) {
    ++asked[window];
    ASSERT_EQ(counts[window], index.Count(windows[window]));
    ASSERT_EQ(matches.Count(), counts[window]);
  });
  EXPECT_EQ(asked, std::vector<int>(windows.size(), 1));
}

TEST_P(IntervalIndexShapeTest, StretchesCoverTheWindowAndCountWhatTouches) {
  ForEachWindow([&](const Interval& window, std::mt19937_64& random) {
    Instant from = window.start;
    int stretches = 0;
    uint32_t before = 0;
    index_.ForEachStretch(window, [&](const Interval& stretch, uint32_t rows) {
      ASSERT_EQ(stretch.start, from);
      ASSERT_TRUE(stretch.IsValid());
      ASSERT_TRUE(stretches == 0 || rows != before);
      // Every instant of it has that many.
      const auto length = static_cast<uint64_t>(stretch.end.code()) -
                          static_cast<uint64_t>(stretch.start.code());
      const auto somewhere = static_cast<int64_t>(
          static_cast<uint64_t>(stretch.start.code()) + random() % length);
      ASSERT_EQ(index_.Count(FromTo(somewhere, somewhere + 1)), rows);
      ASSERT_EQ(
          index_.Count(FromTo(stretch.start.code(), stretch.start.code() + 1)),
          rows);
      from = stretch.end;
      before = rows;
      ++stretches;
    });
    EXPECT_EQ(from, window.end);
  });
}

std::string NameOf(const ::testing::TestParamInfo<Shape>& info) {
  std::string name = info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ' ' || c == ','; },
      '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Shapes, IntervalIndexShapeTest,
                         ::testing::ValuesIn(Shapes(1)), NameOf);

}  // namespace
}  // namespace annals
