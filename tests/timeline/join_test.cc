// Timeline::Join() against every pair of events, one after the other.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/record/event_time.h"
#include "annals/timeline/timeline.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"
#include "tests/timeline/random_history.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class JoinTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<Timeline> opened = Timeline::Open(folder_ / "t.annals");
    ASSERT_TRUE(opened.ok()) << opened.status();
    timeline_ = std::make_unique<Timeline>(*std::move(opened));
  }

  const unsigned seed_ = SeedOfTest();
  const TemporaryFolder folder_;
  std::unique_ptr<Timeline> timeline_;
};

std::vector<std::string> PairsOf(const absl::StatusOr<JoinedEvents>& joined) {
  if (!joined.ok()) return {joined.status().ToString()};
  std::vector<std::string> told;
  for (const EventPair& pair : joined->pairs) {
    told.push_back(absl::StrCat(joined->events[pair.first].event.id(), " ",
                                joined->events[pair.second].event.id(), " ",
                                static_cast<int>(pair.certainty)));
  }
  return told;
}

// By what pairs are ordered.
std::tuple<int64_t, int64_t, int64_t> KeyOf(const Answer& answer,
                                            const TimeSet& times) {
  const Span hull = times.Hull();
  return {hull.earliest_start.code(), hull.latest_end.code(), answer.sequence};
}

std::vector<std::string> PlainPairs(const std::vector<Answer>& first,
                                    const std::vector<Answer>& second,
                                    AllenSet relations) {
  using Key = std::tuple<int64_t, int64_t, int64_t>;
  std::vector<std::tuple<Key, Key, std::string>> pairs;
  const auto times_of = [](const Answer& answer) {
    return TimeSetOf(answer.event.when())
        ->value_or(TimeSet::Of(Span::Unbounded()));
  };
  for (const Answer& a : first) {
    for (const Answer& b : second) {
      const TimeSet a_times = times_of(a);
      const TimeSet b_times = times_of(b);
      const Certainty certainty = Relate(relations, a_times, b_times);
      if (certainty == Certainty::kNo || a.sequence == b.sequence) continue;
      pairs.emplace_back(KeyOf(a, a_times), KeyOf(b, b_times),
                         absl::StrCat(a.event.id(), " ", b.event.id(), " ",
                                      static_cast<int>(certainty)));
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::string> told;
  for (const auto& pair : pairs) told.push_back(std::get<2>(pair));
  return told;
}

TEST_F(JoinTest, PairsAreThoseOfAPlainScan) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  Maker maker(seed_);
  AppendHistory(maker, *timeline_);
  const int64_t last = timeline_->store().LastSequence().value_or(0);
  for (int i = 0; i < 60; ++i) {
    if (i == 30) {
      ASSERT_TRUE(timeline_->MakeResident().ok());
    }
    const Query first = maker.MakeRandomQuery(last).Limit(1000);
    const Query second =
        maker.MakeRandomQuery(last).Limit(1000).As(first.as_of());
    const auto relations = AllenSet::FromMask(static_cast<uint16_t>(
        maker.Chance(50) ? 1u << maker.Below(13) : maker.Below(1u << 13)));
    const auto a = timeline_->Find(first);
    const auto b = timeline_->Find(second);
    const auto joined = timeline_->Join(first, second, relations);
    ASSERT_EQ(joined.ok(), a.ok() && b.ok()) << joined.status();
    if (!joined.ok()) continue;
    ASSERT_EQ(PairsOf(joined), PlainPairs(a->answers, b->answers, relations))
        << "question " << i;
  }
}

TEST_F(JoinTest, ItSaysWhenThereAreMorePairs) {
  ASSERT_TRUE(timeline_
                  ->Append(Batch()
                               .Put(MakeEvent("war", "War", "1914/1918"))
                               .Put(MakeEvent("a", "A", "1915-03"))
                               .Put(MakeEvent("b", "B", "1916-03"))
                               .Put(MakeEvent("c", "C", "1920-03")))
                  .ok());
  JoinOptions options;
  options.only_certain = true;
  const AllenSet during{AllenRelation::kDuring};
  EXPECT_THAT(PairsOf(timeline_->Join(Query(), Query(), during, options)),
              ElementsAre("a war 2", "b war 2"));
  options.pairs_max = 1;
  const auto cut = timeline_->Join(Query(), Query(), during, options);
  EXPECT_THAT(PairsOf(cut), ElementsAre("a war 2"));
  EXPECT_FALSE(cut->is_whole);
  EXPECT_THAT(PairsOf(timeline_->Join(Query(), Query(), AllenSet())),
              IsEmpty());
}

}  // namespace
}  // namespace annals::testing
