// Tests of annals/index/changing_index.h and of the snapshots that it gives.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/changing_index.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/interval_snapshot.h"
#include "annals/index/uncertain_index.h"
#include "annals/index/uncertain_snapshot.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shapes.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::FromTo;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RandomWindow;
using testing::Shape;
using ::testing::UnorderedElementsAre;

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

std::vector<uint32_t> Sorted(std::vector<uint32_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

void Must(const absl::Status& status) { ASSERT_TRUE(status.ok()) << status; }

TEST(ChangingIndexTest, ReadersSeeNothingBeforeItIsPublished) {
  ChangingIntervals index;
  Must(index.Put(7, FromTo(0, 10)));
  EXPECT_EQ(index.snapshot().size(), 0u);
  EXPECT_EQ(index.size(), 1u);
  Must(index.Publish());
  EXPECT_THAT(index.snapshot().Ids(FromTo(5, 6)), ElementsAre(7));
}

TEST(ChangingIndexTest, APutReplacesTheRowThatTheIdHad) {
  ChangingIntervals index;
  Must(index.Put(7, FromTo(0, 10)));
  Must(index.Publish());
  Must(index.Put(7, FromTo(20, 30)));
  Must(index.Publish());
  EXPECT_EQ(index.snapshot().Count(FromTo(0, 10)), 0u);
  EXPECT_THAT(index.snapshot().Ids(Interval::Always()), ElementsAre(7));
  EXPECT_EQ(index.size(), 1u);
}

TEST(ChangingIndexTest, WhatIsErasedIsNotFoundAndNotCounted) {
  ChangingIntervals index;
  for (uint32_t id = 0; id < 20; ++id) {
    Must(index.Put(id, FromTo(id, id + 5)));
  }
  Must(index.Publish());
  EXPECT_TRUE(index.Erase(3));
  EXPECT_FALSE(index.Erase(3));
  EXPECT_FALSE(index.Erase(99));
  Must(index.Publish());
  const IntervalSnapshot snapshot = index.snapshot();
  EXPECT_THAT(Sorted(snapshot.Ids(FromTo(3, 5))), ElementsAre(0, 1, 2, 4));
  EXPECT_EQ(snapshot.Count(FromTo(3, 5)), 4u);
  EXPECT_EQ(snapshot.size(), 19u);
}

TEST(ChangingIndexTest, WhatIsPutAndErasedInOnePublicationNeverWas) {
  ChangingIntervals index;
  Must(index.Put(1, FromTo(0, 1)));
  Must(index.Put(2, FromTo(0, 2)));
  Must(index.Put(3, FromTo(0, 3)));
  EXPECT_TRUE(index.Erase(1));
  Must(index.Put(3, FromTo(0, 4)));
  Must(index.Publish());
  EXPECT_THAT(index.snapshot().Ids(Interval::Always()),
              UnorderedElementsAre(2, 3));
  EXPECT_EQ(index.snapshot().Count(FromTo(3, 9)), 1u);
}

TEST(ChangingIndexTest, ASnapshotStaysWhatItWas) {
  ChangingIntervals index;
  Must(index.Put(1, FromTo(0, 10)));
  Must(index.Publish());
  const IntervalSnapshot before = index.snapshot();
  EXPECT_TRUE(index.Erase(1));
  Must(index.Merge());
  EXPECT_THAT(before.Ids(FromTo(0, 1)), ElementsAre(1));
  EXPECT_TRUE(index.snapshot().IsEmpty());
}

TEST(ChangingIndexTest, AnInvalidRowIsRefusedAndChangesNothing) {
  ChangingIntervals index;
  Must(index.Put(1, FromTo(0, 10)));
  const absl::Status status = index.Put(1, FromTo(5, 5));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("id 1"));
  Must(index.Publish());
  EXPECT_EQ(index.snapshot().Count(FromTo(9, 10)), 1u);
}

TEST(ChangingIndexTest, BeginsWithALoadedIndex) {
  const std::vector<Interval> intervals = {FromTo(0, 10), FromTo(5, 15)};
  const std::vector<uint32_t> ids = {70, 7};
  ChangingIntervals index;
  Must(index.Load(*IntervalIndex::Build(intervals, ids)));
  EXPECT_THAT(index.snapshot().Ids(FromTo(0, 1)), ElementsAre(70));
  EXPECT_TRUE(index.Erase(70));
  Must(index.Publish());
  EXPECT_THAT(index.snapshot().Ids(Interval::Always()), ElementsAre(7));
  EXPECT_EQ(index.Load(IntervalIndex()).code(),
            absl::StatusCode::kFailedPrecondition);
}

// As a file that was forged may have it.
TEST(ChangingIndexTest, RowsThatALoadedIndexDoesNotHaveDoNoHarm) {
  const auto row_of = [](uint32_t id) -> std::optional<Interval> {
    return FromTo(id, id + 1);
  };
  ChangingIntervals empty;
  Must(empty.Load(IntervalIndex(), row_of));
  EXPECT_FALSE(empty.Erase(3));
  Must(empty.Publish());
  const std::vector<Interval> one = {FromTo(0, 10)};
  const std::vector<uint32_t> ids = {7};
  ChangingIntervals index;
  Must(index.Load(*IntervalIndex::Build(one, ids), row_of));
  EXPECT_TRUE(index.Erase(7));
  Must(index.Publish());
  EXPECT_TRUE(index.Erase(3));
  Must(index.Publish());
  Must(index.Merge());
  EXPECT_TRUE(index.snapshot().Ids(Interval::Always()).empty());
}

TEST(ChangingIndexTest, ALoadedIndexHasOneRowForAnId) {
  const std::vector<Interval> intervals = {FromTo(0, 10), FromTo(5, 15)};
  const std::vector<uint32_t> ids = {7, 7};
  ChangingIntervals index;
  EXPECT_EQ(index.Load(*IntervalIndex::Build(intervals, ids)).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(index.Contains(7));
}

TEST(ChangingIndexTest, ThereAreFewRunsHoweverOftenItIsPublished) {
  ChangingIntervals index;
  for (uint32_t id = 0; id < 3000; ++id) {
    Must(index.Put(id, FromTo(id, id + 3)));
    Must(index.Publish());
    ASSERT_LE(index.runs(), 9u);
  }
  EXPECT_EQ(index.snapshot().Count(Interval::Always()), 3000u);
  Must(index.Merge());
  EXPECT_EQ(index.runs(), 1u);
}

// The rows that there are, by id; and all questions asked of an index that is
// built from these alone.
using Model = std::map<uint32_t, Interval>;

struct Rebuilt {
  explicit Rebuilt(const Model& model) {
    std::vector<Interval> intervals;
    std::vector<uint32_t> ids;
    for (const auto& [id, interval] : model) {
      intervals.push_back(interval);
      ids.push_back(id);
    }
    index = *IntervalIndex::Build(intervals, ids);
  }
  IntervalIndex index;
};

std::vector<std::pair<Interval, uint32_t>> StretchesOf(
    const std::function<
        void(absl::FunctionRef<void(const Interval&, uint32_t)>)>& for_each) {
  std::vector<std::pair<Interval, uint32_t>> stretches;
  for_each([&](const Interval& stretch, uint32_t rows) {
    stretches.emplace_back(stretch, rows);
  });
  return stretches;
}

// That these are the first of an index: the same keys in order, and each of
// them a row that there is, once.
void ExpectSameFirst(const std::vector<IntervalSnapshot::Found>& found,
                     const IntervalIndex& index,
                     const std::vector<uint32_t>& rows, bool by_end,
                     const Model& model) {
  ASSERT_EQ(found.size(), rows.size());
  std::vector<uint32_t> ids;
  for (size_t i = 0; i < rows.size(); ++i) {
    const Interval wanted = index.interval(rows[i]);
    const Interval& got = found[i].interval;
    ASSERT_EQ(by_end ? got.end : got.start, by_end ? wanted.end : wanted.start);
    ASSERT_EQ(model.at(found[i].id), got);
    ids.push_back(found[i].id);
  }
  ids = Sorted(std::move(ids));
  ASSERT_TRUE(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

void ExpectSameOrder(const IntervalSnapshot& snapshot, const Rebuilt& rebuilt,
                     const Model& model, const Interval& window, size_t max) {
  const IntervalIndex& index = rebuilt.index;
  ExpectSameFirst(snapshot.FirstByStart(window, max), index,
                  index.FirstByStart(window, max), false, model);
  ExpectSameFirst(snapshot.FirstByEnd(window, max), index,
                  index.FirstByEnd(window, max), true, model);
  ExpectSameFirst(snapshot.NearestBefore(window.start, max), index,
                  index.NearestBefore(window.start, max), true, model);
  ExpectSameFirst(snapshot.NearestAfter(window.start, max), index,
                  index.NearestAfter(window.start, max), false, model);
}

void ExpectSame(const IntervalSnapshot& snapshot, const Model& model,
                std::mt19937_64& random) {
  const Rebuilt rebuilt(model);
  Shape shape{"model", {}};
  for (const auto& [id, interval] : model) shape.intervals.push_back(interval);
  ASSERT_EQ(snapshot.size(), model.size());
  std::vector<Interval> windows;
  for (int i = 0; i < 12; ++i) {
    const Interval window = RandomWindow(shape, random);
    windows.push_back(window);
    const AllenSet set = AllenSet::FromMask(static_cast<uint16_t>(random()));
    ASSERT_EQ(snapshot.Count(window), rebuilt.index.Count(window));
    ASSERT_EQ(snapshot.Count(set, window), rebuilt.index.Count(set, window));
    ASSERT_EQ(Sorted(snapshot.Ids(window)),
              Sorted(rebuilt.index.Find(window).Ids()));
    const std::vector<uint32_t> ids =
        Sorted(rebuilt.index.Find(set, window).Ids());
    ASSERT_EQ(Sorted(snapshot.Ids(set, window)), ids);
    std::vector<uint32_t> called;
    snapshot.ForEach(set, window, [&](uint32_t id, const Interval& interval) {
      ASSERT_EQ(model.at(id), interval);
      called.push_back(id);
    });
    ASSERT_EQ(Sorted(called), ids);
    ExpectSameOrder(snapshot, rebuilt, model, window, random() % 12);
    ASSERT_EQ(
        StretchesOf([&](auto f) { snapshot.ForEachStretch(window, f); }),
        StretchesOf([&](auto f) { rebuilt.index.ForEachStretch(window, f); }));
    ASSERT_EQ(snapshot.Where(window, 0, 0), rebuilt.index.Where(window, 0, 0));
  }
  ASSERT_EQ(snapshot.CountEach(windows), rebuilt.index.CountEach(windows));
}

// Puts, erasures, publications and merges in any order.
struct Scenario {
  uint32_t ids;
  int64_t domain;
  uint64_t erasures;  // in a hundred
  uint64_t publish;   // one operation in so many
  int operations;
};

class ChangingIndexRandomTest : public ::testing::TestWithParam<Scenario> {};

TEST_P(ChangingIndexRandomTest, AnySequenceOfChangesEqualsARebuiltIndex) {
  const Scenario scenario = GetParam();
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  ChangingIntervals index;
  Model model;
  std::vector<std::pair<IntervalSnapshot, Model>> kept;
  for (int i = 0; i < scenario.operations && !HasFatalFailure(); ++i) {
    const auto id = static_cast<uint32_t>(random() % scenario.ids);
    if (random() % 100 < scenario.erasures) {
      ASSERT_EQ(index.Erase(id), model.erase(id) == 1);
    } else {
      const auto domain = static_cast<uint64_t>(scenario.domain);
      const auto start = static_cast<int64_t>(random() % domain);
      const auto length = static_cast<int64_t>(1 + random() % domain);
      const Interval interval = random() % 40 == 0
                                    ? FromTo(start, kMax)
                                    : FromTo(start, start + length);
      Must(index.Put(id, interval));
      model[id] = interval;
    }
    ASSERT_EQ(index.size(), model.size());
    ASSERT_EQ(index.Contains(id), model.count(id) == 1);
    if (random() % scenario.publish != 0) continue;
    Must(random() % 40 == 0 ? index.Merge() : index.Publish());
    if (random() % 8 == 0) kept.emplace_back(index.snapshot(), model);
    if (random() % 4 == 0) ExpectSame(index.snapshot(), model, random);
  }
  Must(index.Merge());
  kept.emplace_back(index.snapshot(), model);
  for (const auto& [snapshot, then] : kept) ExpectSame(snapshot, then, random);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, ChangingIndexRandomTest,
                         ::testing::Values(Scenario{5, 6, 45, 2, 600},
                                           Scenario{60, 30, 30, 5, 2000},
                                           Scenario{3000, 4000, 10, 60, 9000},
                                           Scenario{100000, 900, 2, 300, 20000},
                                           Scenario{2000, 60, 60, 100, 9000}));

Span RandomSpan(std::mt19937_64& random) {
  const auto pick = [&] {
    return Instant::FromCode(static_cast<int64_t>(random() % 60));
  };
  while (true) {
    const Span span{pick(), pick(), pick(), pick()};
    if (span.IsSatisfiable()) return span;
  }
}

// Start, end (or their complements) and id of each that is wanted, in order.
using Keys = std::vector<std::tuple<int64_t, int64_t, uint32_t>>;
using SpanModel = std::map<uint32_t, UncertainRow>;

template <typename Wanted>
Keys SortedKeys(const SpanModel& model, bool by_end, Wanted wanted) {
  Keys keys;
  for (const auto& [id, row] : model) {
    if (!wanted(row.span)) continue;
    const int64_t start = row.span.earliest_start.code();
    const int64_t end = row.span.latest_end.code();
    keys.emplace_back(by_end ? ~end : start, by_end ? ~start : end, id);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

Keys KeysOf(const std::vector<UncertainSnapshot::Found>& found, bool by_end) {
  Keys keys;
  for (const UncertainSnapshot::Found& of : found) {
    const int64_t start = of.outer.start.code();
    const int64_t end = of.outer.end.code();
    keys.emplace_back(by_end ? ~end : start, by_end ? ~start : end, of.id);
  }
  return keys;
}

void ExpectSameFirst(const UncertainSnapshot& snapshot, const SpanModel& model,
                     const Interval& window, size_t max) {
  Keys first = SortedKeys(model, false, [&](const Span& span) {
    return span.earliest_start < window.end && span.latest_end > window.start;
  });
  const auto is_tied = [&](size_t i) {
    return std::get<0>(first[i]) == std::get<0>(first[max - 1]) &&
           std::get<1>(first[i]) == std::get<1>(first[max - 1]);
  };
  size_t size = std::min(max, first.size());
  while (max > 0 && size < first.size() && is_tied(size)) ++size;
  first.resize(size);
  ASSERT_EQ(KeysOf(snapshot.FirstPossible(window, max), false), first);
  Keys before = SortedKeys(model, true, [&](const Span& span) {
    return span.latest_end <= window.start;
  });
  before.resize(std::min(max, before.size()));
  ASSERT_EQ(KeysOf(snapshot.NearestBefore(window.start, max), true), before);
  Keys after = SortedKeys(model, false, [&](const Span& span) {
    return span.earliest_start >= window.end;
  });
  after.resize(std::min(max, after.size()));
  ASSERT_EQ(KeysOf(snapshot.NearestAfter(window.end, max), false), after);
}

// How many there are at each instant, at most and at least.
void ExpectSameStretches(const UncertainSnapshot& snapshot,
                         const SpanModel& model, const Interval& window) {
  const auto size = static_cast<size_t>(window.end.code());
  std::vector<uint32_t> at_most(size);
  std::vector<uint32_t> at_least(size);
  for (const auto& [id, row] : model) {
    const Span span = row.span.Tightened();
    for (size_t i = 0; i < size; ++i) {
      const Instant at = Instant::FromCode(static_cast<int64_t>(i));
      at_most[i] += span.earliest_start <= at && at < span.latest_end ? 1 : 0;
      at_least[i] += span.latest_start <= at && at < span.earliest_end ? 1 : 0;
    }
  }
  const auto expect = [&](const std::vector<uint32_t>& counts) {
    return [&](const Interval& stretch, uint32_t rows) {
      for (int64_t at = stretch.start.code(); at < stretch.end.code(); ++at) {
        ASSERT_EQ(counts[static_cast<size_t>(at)], rows) << "at " << at;
      }
    };
  };
  snapshot.ForEachPossibleStretch(window, expect(at_most));
  snapshot.ForEachCertainStretch(window, expect(at_least));
}

SpanModel RandomModel(std::mt19937_64& random, uint32_t rows) {
  SpanModel model;
  while (model.size() < rows) {
    const auto id = static_cast<uint32_t>(random() % 9000);
    model[id] = UncertainRow{RandomSpan(random), random() % 5 == 0};
  }
  return model;
}

UncertainIndex IndexOf(const SpanModel& model) {
  std::vector<Span> spans;
  std::vector<uint32_t> ids;
  std::vector<uint32_t> loose;
  for (const auto& [id, row] : model) {
    if (row.is_loose) loose.push_back(static_cast<uint32_t>(ids.size()));
    spans.push_back(row.span);
    ids.push_back(id);
  }
  return *UncertainIndex::Build(spans, ids, loose);
}

// From nothing, or from an index of which the rows are asked when they change.
class ChangingSpansTest : public ::testing::TestWithParam<uint32_t> {};

TEST_P(ChangingSpansTest, EqualARebuiltIndexAfterAnyChanges) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  ChangingSpans index;
  const SpanModel loaded = RandomModel(random, GetParam());
  SpanModel model = loaded;
  if (!loaded.empty()) {
    Must(index.Load(IndexOf(loaded),
                    [&loaded](uint32_t id) -> std::optional<UncertainRow> {
                      const auto found = loaded.find(id);
                      if (found == loaded.end()) return std::nullopt;
                      return found->second;
                    }));
  }
  for (int i = 0; i < 4000 && !HasFatalFailure(); ++i) {
    const auto id =
        static_cast<uint32_t>(random() % (random() % 2 == 0 ? 300 : 9000));
    if (random() % 4 == 0) {
      ASSERT_EQ(index.Erase(id), model.erase(id) == 1);
    } else {
      model[id] = UncertainRow{RandomSpan(random), random() % 5 == 0};
      Must(index.Put(id, model[id]));
    }
    if (random() % 20 != 0) continue;
    Must(index.Publish());
    const UncertainSnapshot snapshot = index.snapshot();
    ASSERT_EQ(snapshot.size(), model.size());
    const Span asked_of = RandomSpan(random);
    const Span window =
        Span::Exactly(asked_of.earliest_start, asked_of.latest_end);
    const Interval interval{window.earliest_start, window.latest_end};
    const AllenSet asked = AllenSet::FromMask(static_cast<uint16_t>(random()));
    std::vector<uint32_t> certain;
    std::vector<uint32_t> possible;
    std::vector<uint32_t> touching;
    std::vector<uint32_t> must_touch;
    for (const auto& [of, row] : model) {
      const AllenSet relations = PossibleRelations(row.span, window);
      const Certainty truth = Judge(asked, relations);
      if (truth == Certainty::kCertain) certain.push_back(of);
      if (truth == Certainty::kPossible) possible.push_back(of);
      const Certainty touch = Judge(AllenSet::Intersects(), relations);
      if (touch != Certainty::kNo) touching.push_back(of);
      if (touch == Certainty::kCertain) must_touch.push_back(of);
    }
    ASSERT_EQ(Sorted(snapshot.Find(asked, window).certain), certain);
    ASSERT_EQ(Sorted(snapshot.Find(asked, window).possible), possible);
    ASSERT_EQ(snapshot.Count(asked, window).certain, certain.size());
    ASSERT_EQ(snapshot.Count(asked, window).possible, possible.size());
    ASSERT_EQ(Sorted(snapshot.PossibleIds(interval)), touching);
    ASSERT_EQ(snapshot.CountPossible(interval), touching.size());
    ASSERT_EQ(Sorted(snapshot.CertainIds(interval)), must_touch);
    ASSERT_EQ(snapshot.CountCertain(interval), must_touch.size());
    ExpectSameFirst(snapshot, model, interval, random() % 30);
    ExpectSameStretches(snapshot, model, interval);
    // Only loose rows that are there are asked back, and what is said counts.
    possible.erase(
        std::remove_if(possible.begin(), possible.end(),
                       [&](uint32_t of) { return model.at(of).is_loose; }),
        possible.end());
    const UncertainIndex::Answer rechecked =
        snapshot.Find(asked, TimeSet::Of(window), [&](uint32_t of) {
          EXPECT_TRUE(model.at(of).is_loose);
          return Certainty::kNo;
        });
    ASSERT_EQ(Sorted(rechecked.possible), possible);
    const auto merged = snapshot.Merged();
    ASSERT_TRUE(merged.ok()) << merged.status();
    ASSERT_EQ(merged->size(), model.size());
    ASSERT_EQ(merged->Find(asked, window).certain.size(), certain.size());
    ASSERT_EQ(index.Contains(id), model.count(id) == 1);
  }
}

// A span of which each side may be open, and bounds that are open may be known
// by the other ones alone.
Span RandomOpenSpan(std::mt19937_64& random) {
  while (true) {
    Span span = RandomSpan(random);
    if (random() % 3 == 0) span.earliest_start = Instant::InfinitePast();
    if (random() % 3 == 0) span.latest_end = Instant::InfiniteFuture();
    if (random() % 3 == 0) span.latest_start = span.latest_end;
    if (random() % 3 == 0) span.earliest_end = span.earliest_start;
    if (random() % 20 == 0) span.latest_end = Instant::GreatestFinite();
    if (span.IsSatisfiable()) return span.Tightened();
  }
}

Interval FiniteExtentOf(const std::map<uint32_t, Span>& model) {
  Interval extent{Instant::InfiniteFuture(), Instant::InfinitePast()};
  for (const auto& [id, span] : model) {
    for (const Instant bound : {span.earliest_start, span.latest_start,
                                span.earliest_end, span.latest_end}) {
      if (!bound.IsFinite() || bound == Instant::GreatestFinite()) continue;
      extent.start = std::min(extent.start, bound);
      extent.end = std::max(extent.end, bound);
    }
  }
  return extent;
}

TEST(UncertainSnapshotTest, ItsExtentIsFromTheLeastFiniteBoundToTheGreatest) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 60; ++round) {
    ChangingSpans index;
    std::map<uint32_t, Span> model;
    for (int i = 0; i < 60; ++i) {
      const auto id = static_cast<uint32_t>(random() % 9);
      if (random() % 2 == 0) {
        index.Erase(id);
        model.erase(id);
      } else {
        model[id] = RandomOpenSpan(random);
        Must(index.Put(id, UncertainRow{model[id], false}));
      }
      if (random() % 3 != 0) continue;
      Must(index.Publish());
      const Interval extent = index.snapshot().FiniteExtent();
      ASSERT_EQ(extent, FiniteExtentOf(model));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Begun, ChangingSpansTest,
                         ::testing::Values(0, 1, 50, 4500));

// Every publication holds a thousand rows, whatever they are.
TEST(ChangingIndexTest, ReadersSeeWholePublicationsWhileAWriterGoesOn) {
  constexpr uint32_t kRows = 1000;
  ChangingIntervals index;
  for (uint32_t id = 0; id < kRows; ++id) Must(index.Put(id, FromTo(id, kMax)));
  Must(index.Publish());
  std::atomic<bool> is_done{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int r = 0; r < 3; ++r) {
    readers.emplace_back([&] {
      while (!is_done.load()) {
        const IntervalSnapshot snapshot = index.snapshot();
        if (snapshot.Count(Interval::Always()) != kRows) ++wrong;
        if (snapshot.Ids(FromTo(0, kMax)).size() != kRows) ++wrong;
        if (snapshot.size() != kRows) ++wrong;
      }
    });
  }
  std::mt19937_64 random(1);
  uint32_t next = kRows;
  for (int round = 0; round < 300; ++round) {
    for (int i = 0; i < 20; ++i, ++next) {
      Must(index.Put(next, FromTo(static_cast<int64_t>(random() % 500), 600)));
      EXPECT_TRUE(index.Erase(next - kRows));
    }
    Must(round % 50 == 49 ? index.Merge() : index.Publish());
  }
  is_done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong.load(), 0);
}

}  // namespace
}  // namespace annals
