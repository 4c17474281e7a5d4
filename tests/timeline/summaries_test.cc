// Tests of histograms, neighbours, coverage and gaps.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/summaries.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "annals/index/interval.h"
#include "annals/record/build.h"
#include "annals/record/event_time.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "annals/timeline/query.h"
#include "annals/timeline/timeline.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/timeline/new_timeline_test.h"
#include "tests/timeline/plain_find.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Instant Day(int64_t year, int month = 1, int day = 1) {
  return *Instant::FromCivil(absl::CivilSecond(year, month, day));
}

TEST(CalendarEdgesTest, ABucketBeginsWithTheStepThatHoldsTheWindow) {
  EXPECT_THAT(
      *CalendarEdges(CalendarStep::kYear, Interval{Day(1914, 5), Day(1915, 7)}),
      ElementsAre(Day(1914), Day(1915), Day(1916)));
  EXPECT_THAT(*CalendarEdges(CalendarStep::kMonth,
                             Interval{Day(1914, 12, 3), Day(1915)}),
              ElementsAre(Day(1914, 12), Day(1915)));
}

TEST(CalendarEdgesTest, CenturiesAndDecadesGoOnBeforeTheYearZero) {
  EXPECT_THAT(*CalendarEdges(CalendarStep::kDecade, Interval{Day(-5), Day(3)}),
              ElementsAre(Day(-10), Day(0), Day(10)));
  EXPECT_THAT(
      *CalendarEdges(CalendarStep::kCentury, Interval{Day(1914), Day(1915)}),
      ElementsAre(Day(1900), Day(2000)));
}

TEST(CalendarEdgesTest, TooManyBucketsAreRefused) {
  const absl::Status status =
      CalendarEdges(CalendarStep::kDay, Interval{Day(0), Day(9999)}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("100000"));
  EXPECT_FALSE(CalendarEdges(CalendarStep::kYear, Interval::Always()).ok());
  EXPECT_FALSE(
      CalendarEdges(CalendarStep::kYear, Interval{Day(5), Day(4)}).ok());
}

class SummariesTest : public NewTimelineTest {
 protected:
  void Put(const std::string& id, const std::string& edtf) {
    ASSERT_TRUE(
        timeline_->Append(Batch().Put(MakeEvent(id, "Event " + id, edtf)))
            .ok());
  }

  static std::vector<std::string> IdsOf(const std::vector<Answer>& answers) {
    std::vector<std::string> ids;
    for (const Answer& answer : answers) ids.push_back(answer.event.id());
    return ids;
  }
};

//       1903   1904   1905   1906
// day:         ?                     one day of 1904
// year:        ???????               some time in 1904
// both: {1903,           1905}       twice
TEST_F(SummariesTest, AHistogramSaysWhatMustAndWhatMayTouchABucket) {
  Put("day", "1904-05-03");
  Put("year", "1904");
  Put("both", "{1903,1905}");
  const std::vector<Instant> edges = {Day(1903), Day(1904), Day(1904, 7),
                                      Day(1905), Day(1906)};
  const absl::StatusOr<Histogram> histogram =
      timeline_->Histogram(Query(), edges);
  ASSERT_TRUE(histogram.ok()) << histogram.status();
  std::vector<std::pair<int64_t, int64_t>> counts;
  for (const HistogramBucket& bucket : histogram->buckets) {
    counts.emplace_back(bucket.certain, bucket.possible);
  }
  EXPECT_THAT(counts, ElementsAre(std::make_pair(1, 0), std::make_pair(1, 1),
                                  std::make_pair(0, 1), std::make_pair(1, 0)));
  EXPECT_EQ(histogram->total, 3);
}

TEST_F(SummariesTest, TheNearestAreThoseThatCannotTouchTheMoment) {
  Put("old", "1900");
  Put("just", "1903-12");
  Put("may", "1904");
  Put("next", "1904-05-04");
  Put("later", "1905");
  const absl::StatusOr<Neighbours> nearest =
      timeline_->Nearest(Query(), "1904-05-03", 1);
  ASSERT_TRUE(nearest.ok()) << nearest.status();
  EXPECT_THAT(IdsOf(nearest->before), ElementsAre("just"));
  EXPECT_THAT(IdsOf(nearest->after), ElementsAre("next"));
  EXPECT_EQ(nearest->others, 1);
}

TEST_F(SummariesTest, AnEventIsNotItsOwnNeighbour) {
  Put("a", "1900");
  Put("b", "1901");
  Put("c", "1902");
  const absl::StatusOr<Neighbours> nearest =
      timeline_->Nearest(Query(), "b", 9);
  ASSERT_TRUE(nearest.ok()) << nearest.status();
  EXPECT_THAT(IdsOf(nearest->before), ElementsAre("a"));
  EXPECT_THAT(IdsOf(nearest->after), ElementsAre("c"));
  EXPECT_EQ(nearest->others, 0);
}

TEST_F(SummariesTest, WhenMustBeADateOrAnEvent) {
  EXPECT_EQ(timeline_->Nearest(Query(), "soon", 1).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(timeline_->Nearest(Query(), "1904", -1).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(SummariesTest, AnExtentNeedsADate) {
  Put("undated", "");
  EXPECT_EQ(timeline_->Extent(Query().Undated()).status().code(),
            absl::StatusCode::kNotFound);
  Put("dated", "1904/..");
  EXPECT_EQ(timeline_->Extent(Query())->start, Day(1904));
}

//           1903   1904   1905   1906   1907
// reign:    ???????=======???????             1903/1905
// visit:                         ???????      some time in 1906
TEST_F(SummariesTest, CoverageIsAtLeastWhatMustAndAtMostWhatMay) {
  Put("reign", "1903/1905");
  Put("visit", "1906");
  const Interval window{Day(1902), Day(1908)};
  const absl::StatusOr<std::vector<CoverageStretch>> coverage =
      timeline_->Coverage(Query(), window);
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  std::vector<std::pair<int64_t, int64_t>> counts;
  for (const CoverageStretch& of : *coverage) {
    counts.emplace_back(of.at_least, of.at_most);
  }
  EXPECT_THAT(counts, ElementsAre(std::make_pair(0, 0), std::make_pair(0, 1),
                                  std::make_pair(1, 1), std::make_pair(0, 1),
                                  std::make_pair(0, 0)));
}

TEST_F(SummariesTest, AGapIsCertainWhereNothingMayBe) {
  Put("reign", "1903/1905");
  Put("other", "[1908,1910]");
  const absl::StatusOr<std::vector<Gap>> gaps =
      timeline_->Gaps(Query(), Interval{Day(1906), Day(1910)});
  ASSERT_TRUE(gaps.ok()) << gaps.status();
  ASSERT_EQ(gaps->size(), 3u);
  EXPECT_EQ((*gaps)[0].stretch, (Interval{Day(1906), Day(1908)}));
  EXPECT_EQ((*gaps)[0].certainty, Certainty::kCertain);
  EXPECT_EQ((*gaps)[1].stretch, (Interval{Day(1908), Day(1909)}));
  EXPECT_EQ((*gaps)[1].certainty, Certainty::kPossible);
  EXPECT_EQ((*gaps)[2].certainty, Certainty::kCertain);
  EXPECT_THAT(*timeline_->Gaps(Query(), Interval{Day(1906), Day(1906)}),
              IsEmpty());
}

// Random histories and questions, against Relate() of every event.
constexpr const char* kDates[] = {"",
                                  "1904",
                                  "1904~",
                                  "190X",
                                  "1904-05",
                                  "1904-05-03",
                                  "1904-05-03",
                                  "{1904,1906-02}",
                                  "1903/1905",
                                  "../1904",
                                  "1905/..",
                                  "[1903,1905..1907]",
                                  "1904-XX-05",
                                  "19XX-02-29",
                                  "1904-05/1904-06",
                                  "1904-05-03T10:00:00",
                                  "{1901..1903,1908}"};

struct PlainCounts {
  int64_t certain = 0;
  int64_t possible = 0;
};

PlainCounts CountTouching(const Found& found, const Interval& window) {
  const TimeSet asked = TimeSet::Of(Span::Exactly(window.start, window.end));
  PlainCounts counts;
  for (const Answer& answer : found.answers) {
    const std::optional<TimeSet> times =
        TimeSetOf(answer.event.when()).value_or(std::nullopt);
    switch (Relate(AllenSet::Intersects(),
                   times.value_or(TimeSet::Of(Span::Unbounded())), asked)) {
      case Certainty::kNo:
        break;
      case Certainty::kPossible:
        ++counts.possible;
        break;
      case Certainty::kCertain:
        ++counts.certain;
        break;
    }
  }
  return counts;
}

TEST_F(SummariesTest, EverySummaryIsThatOfAPlainScan) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  Batch batch;
  for (int i = 0; i < 120; ++i) {
    Event event = MakeEvent(absl::StrCat("e", i), "Title",
                            kDates[random() % std::size(kDates)]);
    if (random() % 4 == 0) event.mutable_when()->set_extent(When::THROUGHOUT);
    if (random() % 3 == 0) event.add_tags("tag");
    batch.Put(event);
  }
  ASSERT_TRUE(timeline_->Append(batch).ok());
  for (int i = 0; i < 40 && !HasFailure(); ++i) {
    Query query;
    if (random() % 2 == 0) query.Tag("tag");
    if (random() % 2 == 0) query.Undated();
    if (random() % 3 == 0) query.Intersects("1904");
    const absl::StatusOr<Found> plain =
        testing::PlainFind(query, timeline_->store());
    ASSERT_TRUE(plain.ok()) << plain.status();

    std::vector<Instant> edges;
    for (int k = 0; k < 6; ++k) {
      edges.push_back(
          Day(1902 + random() % 6, 1 + random() % 12, 1 + random() % 28));
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    const absl::StatusOr<Histogram> histogram =
        timeline_->Histogram(query, edges);
    ASSERT_TRUE(histogram.ok()) << histogram.status();
    EXPECT_EQ(histogram->total, static_cast<int64_t>(plain->answers.size()));
    ASSERT_EQ(histogram->buckets.size() + 1, edges.size());
    for (const HistogramBucket& bucket : histogram->buckets) {
      const PlainCounts counts = CountTouching(*plain, bucket.window);
      EXPECT_EQ(bucket.certain, counts.certain);
      EXPECT_EQ(bucket.possible, counts.possible);
    }

    const absl::StatusOr<std::vector<CoverageStretch>> coverage =
        timeline_->Coverage(query, Interval{Day(1903), Day(1906)});
    ASSERT_TRUE(coverage.ok()) << coverage.status();
    Instant from = Day(1903);
    for (const CoverageStretch& of : *coverage) {
      ASSERT_EQ(of.stretch.start, from);
      from = of.stretch.end;
      const PlainCounts counts =
          CountTouching(*plain, Interval::At(of.stretch.start));
      EXPECT_EQ(of.at_least, counts.certain);
      // A leap day of any of a hundred years counts by its hull.
      EXPECT_GE(of.at_most, counts.certain + counts.possible);
    }
    EXPECT_EQ(from, Day(1906));
  }
}

}  // namespace
}  // namespace annals
