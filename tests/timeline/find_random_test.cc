// Random questions about random histories: Find() and Count() against a plain
// scan.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "annals/timeline/timeline.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"
#include "tests/timeline/plain_find.h"
#include "tests/timeline/random_history.h"

namespace annals::testing {
namespace {

class FindRandomTest : public ::testing::TestWithParam<int> {
 protected:
  const unsigned seed_ = SeedOfTest();
  const testing::TemporaryFolder folder_;
};

TEST_P(FindRandomTest, EveryAnswerIsThatOfAPlainScan) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  Maker maker(seed_);
  absl::StatusOr<Timeline> timeline = Timeline::Open(folder_ / "t.annals");
  ASSERT_TRUE(timeline.ok()) << timeline.status();
  AppendHistory(maker, *timeline);
  const int64_t last = timeline->store().LastSequence().value_or(0);
  ASSERT_GT(last, 20);
  for (int i = 0; i < 400; ++i) {
    const Query query = maker.MakeRandomQuery(last);
    const absl::StatusOr<Found> want = PlainFind(query, timeline->store());
    const absl::StatusOr<Found> found = timeline->Find(query);
    ASSERT_EQ(Told(found), Told(want)) << "query " << i;
    const absl::StatusOr<EventCount> count = timeline->Count(query);
    ASSERT_EQ(count.ok(), want.ok());
    if (!want.ok()) continue;
    ASSERT_EQ(count->total, want->total);
    ASSERT_EQ(count->certain + count->possible, count->total);
    ASSERT_EQ(count->undated, want->undated);
    ASSERT_EQ(count->unasserted, want->unasserted);
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, FindRandomTest, ::testing::Range(0, 6));

}  // namespace
}  // namespace annals::testing
