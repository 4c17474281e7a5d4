// Random small histories: Query::Solved against every way to place the events.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/record/event_time.h"
#include "annals/timeline/timeline.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

constexpr int64_t kDay = int64_t{86'400} * 1'000'000;
constexpr char kFirstDay[] = "1904-01-01";

// An event that was, from one instant to another: microseconds.
struct Placed {
  int64_t start = 0;
  int64_t end = 0;
};

// By definition, with no help of the library's.
AllenRelation RelationOf(const Placed& a, const Placed& b) {
  using R = AllenRelation;
  if (a.end < b.start) return R::kBefore;
  if (a.end == b.start) return R::kMeets;
  if (b.end < a.start) return R::kAfter;
  if (b.end == a.start) return R::kMetBy;
  if (a.start == b.start) {
    if (a.end == b.end) return R::kEquals;
    return a.end < b.end ? R::kStarts : R::kStartedBy;
  }
  if (a.end == b.end) {
    return a.start > b.start ? R::kFinishes : R::kFinishedBy;
  }
  if (a.start < b.start) return a.end < b.end ? R::kOverlaps : R::kContains;
  return a.end < b.end ? R::kDuring : R::kOverlappedBy;
}

bool LiesIn(const Placed& placed, const Span& span) {
  const auto at = [](int64_t microseconds) {
    return *Instant::FromMicroseconds(microseconds);
  };
  return span.earliest_start <= at(placed.start) &&
         at(placed.start) <= span.latest_start &&
         span.earliest_end <= at(placed.end) &&
         at(placed.end) <= span.latest_end;
}

// Days, and some ticks to both sides of each: where anything can change.
std::vector<Placed> Places(int64_t first, int64_t from_day, int64_t to_day) {
  std::vector<int64_t> points;
  for (int64_t day = from_day; day <= to_day; ++day) {
    for (int64_t tick = -3; tick <= 3; ++tick) {
      points.push_back(first + day * kDay + tick);
    }
  }
  std::vector<Placed> places;
  for (const int64_t start : points) {
    for (const int64_t end : points) {
      if (start < end) places.push_back({start, end});
    }
  }
  return places;
}

// A least and a greatest number of days between two points: of a or b, or, if
// `event` is empty, the first day.
struct DistanceRule {
  Endpoint from;
  Endpoint to;
  std::optional<int64_t> min;
  std::optional<int64_t> max;
};

class History {
 public:
  explicit History(unsigned seed) : random_(seed) {
    events_ = {MakeEvent("a", "A", Date()), MakeEvent("b", "B", Date())};
    for (unsigned i = Below(3); i > 0; --i) AddRule();
    if (Below(2) == 0) {
      relations_ = AllenSet::FromMask(static_cast<uint16_t>(random_()));
    }
    if (relations_.IsEmpty()) relations_ = AllenSet::All();
  }

  Batch Records() const {
    Batch batch;
    for (const Event& event : events_) batch.Put(event);
    int number = 0;
    for (const DistanceRule& rule : rules_) {
      Constraint constraint;
      constraint.set_id(absl::StrCat("c", ++number));
      Distance& distance = *constraint.mutable_distance();
      *distance.mutable_from() = rule.from;
      *distance.mutable_to() = rule.to;
      if (rule.min) distance.set_min(DaysOf(*rule.min));
      if (rule.max) distance.set_max(DaysOf(*rule.max));
      batch.Put(constraint);
    }
    Constraint relation;
    relation.set_id("relation");
    relation.mutable_relation()->set_a("a");
    relation.mutable_relation()->set_b("b");
    for (int i = 0; i < kAllenRelationCount; ++i) {
      if (!relations_.Contains(static_cast<AllenRelation>(i))) continue;
      relation.mutable_relation()->add_relations(
          static_cast<AllenConstraint::Relation>(i + 1));
    }
    return batch.Put(relation);
  }

  // Every way to place a and b that the records allow.
  std::vector<std::pair<Placed, Placed>> Models(int64_t first) const {
    const std::vector<Placed> places = Places(first, 0, 6);
    const std::vector<Placed> of_a = Within(places, events_[0]);
    const std::vector<Placed> of_b = Within(places, events_[1]);
    std::vector<std::pair<Placed, Placed>> models;
    for (const Placed& a : of_a) {
      for (const Placed& b : of_b) {
        if (Allows(a, b, first)) models.emplace_back(a, b);
      }
    }
    return models;
  }

  // What the date of the event means.
  static TimeSet Meaning(const Event& event) {
    return TimeSetOf(event.when())
        .value()
        .value_or(TimeSet::Of(Span::Unbounded()));
  }

  const std::vector<Event>& events() const { return events_; }
  unsigned Below(unsigned bound) {
    return static_cast<unsigned>(random_() % bound);
  }

 private:
  std::string Date() {
    static constexpr const char* kDates[] = {
        "",
        "1904-01-02",
        "1904-01-03?",
        "[1904-01-01,1904-01-03]",
        "[1904-01-02,1904-01-04]",
        "1904-01-01/1904-01-03",
        "1904-01-02/..",
        "../1904-01-03",
        "[1904-01-01,1904-01-02,1904-01-05]"};
    return kDates[Below(sizeof(kDates) / sizeof(kDates[0]))];
  }

  Endpoint Point() {
    Endpoint endpoint;
    endpoint.set_event(Below(2) == 0 ? "a" : "b");
    endpoint.set_side(Below(2) == 0 ? Endpoint::START : Endpoint::END);
    return endpoint;
  }

  void AddRule() {
    DistanceRule rule;
    rule.from = Point();
    rule.to = Point();
    if (Below(3) == 0) {
      rule.from.Clear();
      rule.from.set_instant(kFirstDay);
    }
    const int64_t least = static_cast<int64_t>(Below(7)) - 2;
    if (Below(4) > 0) rule.min = least;
    if (!rule.min || Below(2) == 0) rule.max = least + Below(3);
    rules_.push_back(rule);
  }

  static std::string DaysOf(int64_t days) {
    return absl::StrCat(days < 0 ? "-" : "", "P", days < 0 ? -days : days, "D");
  }

  static std::vector<Placed> Within(const std::vector<Placed>& places,
                                    const Event& event) {
    const TimeSet meaning = Meaning(event);
    std::vector<Placed> within;
    for (const Placed& placed : places) {
      if (std::any_of(
              meaning.members.begin(), meaning.members.end(),
              [&](const Span& member) { return LiesIn(placed, member); })) {
        within.push_back(placed);
      }
    }
    return within;
  }

  bool Allows(const Placed& a, const Placed& b, int64_t first) const {
    const auto at = [&](const Endpoint& endpoint) {
      if (endpoint.event().empty()) return first;
      const Placed& placed = endpoint.event() == "a" ? a : b;
      return endpoint.side() == Endpoint::END ? placed.end : placed.start;
    };
    for (const DistanceRule& rule : rules_) {
      const int64_t distance = at(rule.to) - at(rule.from);
      if (rule.min && distance < *rule.min * kDay) return false;
      if (rule.max && distance > *rule.max * kDay) return false;
    }
    return relations_.Contains(RelationOf(a, b));
  }

  std::mt19937 random_;
  std::vector<Event> events_;
  std::vector<DistanceRule> rules_;
  AllenSet relations_ = AllenSet::All();
};

Certainty CertaintyOf(AllenSet asked, AllenSet relations) {
  if (relations.IsSubsetOf(asked)) return Certainty::kCertain;
  return (relations & asked).IsEmpty() ? Certainty::kNo : Certainty::kPossible;
}

class SolvedQueryRandomTest : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    const char* const given = std::getenv("ANNALS_TEST_SEED");
    seed_ = given != nullptr ? static_cast<unsigned>(std::atoi(given))
                             : std::random_device()();
  }

  Timeline NewTimeline() {
    absl::StatusOr<Timeline> opened =
        Timeline::Open(folder_ / absl::StrCat(++stores_, ".annals"));
    EXPECT_TRUE(opened.ok()) << opened.status();
    return *std::move(opened);
  }

  unsigned seed_ = 0;
  int stores_ = 0;
  const testing::TemporaryFolder folder_;
};

// Where both its date and its solved bounds allow the event.
std::vector<Placed> PlacesLeft(const Event& event, const Span& solved,
                               int64_t first) {
  const TimeSet meaning = History::Meaning(event);
  std::vector<Placed> left;
  for (const Placed& placed : Places(first, -12, 18)) {
    const bool is_meant =
        std::any_of(meaning.members.begin(), meaning.members.end(),
                    [&](const Span& member) { return LiesIn(placed, member); });
    if (is_meant && LiesIn(placed, solved)) left.push_back(placed);
  }
  return left;
}

AllenSet RelationsOf(const std::vector<Placed>& places, const Placed& window) {
  AllenSet relations;
  for (const Placed& placed : places) relations.Add(RelationOf(placed, window));
  return relations;
}

// What the query says of each event.
std::map<std::string, Certainty> Answers(const Timeline& timeline,
                                         const Query& query) {
  std::map<std::string, Certainty> told = {{"a", Certainty::kNo},
                                           {"b", Certainty::kNo}};
  const absl::StatusOr<Found> found = timeline.Find(query);
  EXPECT_TRUE(found.ok()) << found.status();
  if (!found.ok()) return told;
  for (const Answer& answer : found->answers) {
    told[answer.event.id()] = answer.certainty;
  }
  const absl::StatusOr<EventCount> count = timeline.Count(query);
  EXPECT_EQ(count.value().total, found->total);
  const auto is_certain = [](const Answer& answer) {
    return answer.certainty == Certainty::kCertain;
  };
  EXPECT_EQ(
      count.value().certain,
      std::count_if(found->answers.begin(), found->answers.end(), is_certain));
  return told;
}

TEST_P(SolvedQueryRandomTest, NoAnswerIsFalseAndNoneIsLooserThanTheBounds) {
  std::mt19937 random(seed_);
  const int64_t first = static_cast<int64_t>(
      Edtf::Parse(kFirstDay)->Bounds().earliest_start.Microseconds());
  for (int round = 0; round < 25; ++round) {
    const unsigned seed = random();
    SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_, ", round ", round));
    History history(seed);
    Timeline timeline = NewTimeline();
    ASSERT_TRUE(timeline.Append(history.Records()).ok());
    const auto models = history.Models(first);
    const absl::StatusOr<Found> all = timeline.Find(Query().Solved().Undated());
    if (!all.ok()) {
      ASSERT_EQ(all.status().code(), absl::StatusCode::kFailedPrecondition);
      ASSERT_TRUE(models.empty()) << all.status();
      continue;
    }
    const absl::StatusOr<SolvedEvents> solved = timeline.Solve();
    ASSERT_TRUE(solved.ok());
    std::map<std::string, std::vector<Placed>> modelled;
    for (const auto& [a, b] : models) {
      modelled["a"].push_back(a);
      modelled["b"].push_back(b);
    }
    std::map<std::string, std::vector<Placed>> left;
    for (const Event& event : history.events()) {
      left[event.id()] = PlacesLeft(event, solved->SpanOf(event.id()), first);
    }
    for (int i = 0; i < 20; ++i) {
      const int64_t begin = history.Below(5);
      const int64_t end = begin + 1 + history.Below(2);
      const Placed window{first + begin * kDay, first + end * kDay};
      const std::string when =
          absl::StrCat("1904-01-0", begin + 1, "/1904-01-0", end);
      const AllenSet asked =
          i % 2 == 0 ? AllenSet::Intersects()
                     : AllenSet::FromMask(static_cast<uint16_t>(
                           1u << history.Below(kAllenRelationCount)));
      for (const auto& [id, certainty] :
           Answers(timeline, Query().Solved().Undated().Related(asked, when))) {
        SCOPED_TRACE(absl::StrCat(id, " ", asked.ToString(), " ", when));
        ASSERT_EQ(certainty, CertaintyOf(asked, RelationsOf(left[id], window)));
        const AllenSet true_ones = RelationsOf(modelled[id], window);
        if (certainty == Certainty::kCertain) {
          ASSERT_TRUE(true_ones.IsSubsetOf(asked));
        } else if (certainty == Certainty::kNo) {
          ASSERT_TRUE((true_ones & asked).IsEmpty());
        }
      }
    }
  }
}

TEST_P(SolvedQueryRandomTest, HistogramsCountWhatIsFoundInEachBucket) {
  std::mt19937 random(seed_);
  for (int round = 0; round < 10; ++round) {
    SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_, ", round ", round));
    const History history(random());
    Timeline timeline = NewTimeline();
    ASSERT_TRUE(timeline.Append(history.Records()).ok());
    const Span days = Edtf::Parse("1904-01-01/1904-01-05")->Bounds();
    const auto edges = CalendarEdges(
        CalendarStep::kDay, Interval{days.earliest_start, days.latest_end});
    ASSERT_TRUE(edges.ok());
    const auto histogram = timeline.Histogram(Query().Solved(), *edges);
    if (!histogram.ok()) continue;
    ASSERT_EQ(histogram->buckets.size(), 5u);
    for (int day = 1; day <= 5; ++day) {
      const absl::StatusOr<EventCount> count = timeline.Count(
          Query().Solved().Intersects(absl::StrCat("1904-01-0", day)));
      ASSERT_TRUE(count.ok());
      const HistogramBucket& bucket =
          histogram->buckets[static_cast<size_t>(day - 1)];
      ASSERT_EQ(bucket.certain, count->certain) << day;
      ASSERT_EQ(bucket.possible, count->possible) << day;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Histories, SolvedQueryRandomTest,
                         ::testing::Range(0, 4));

}  // namespace
}  // namespace annals
