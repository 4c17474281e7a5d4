// Tests of Timeline::Solve: what the records of a store say together.
//
// SPDX-License-Identifier: Apache-2.0

#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "annals/record/build.h"
#include "annals/record/read.h"
#include "annals/timeline/timeline.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/repository_file.h"
#include "tests/timeline/new_timeline_test.h"

namespace annals {
namespace {

using ::testing::UnorderedElementsAre;
using Verdict = SolvedEvents::Verdict;

class SolvingTest : public NewTimelineTest {
 protected:
  int64_t Append(const Batch& batch) {
    const auto appended = timeline_->Append(batch);
    EXPECT_TRUE(appended.ok()) << appended.status();
    return appended.ok() ? appended->sequence : 0;
  }

  SolvedEvents Solve(const SolveOptions& options = {}) const {
    absl::StatusOr<SolvedEvents> solved = timeline_->Solve(options);
    EXPECT_TRUE(solved.ok()) << solved.status();
    return *std::move(solved);
  }

  std::string EarliestStart(std::string_view id,
                            const SolveOptions& options = {}) const {
    return Solve(options).SpanOf(id).earliest_start.ToString();
  }
};

//          2013                        2014
// oil:     ?????????????????????????????
// position:  no date; because of oil
Batch OilAndPosition() {
  return Batch()
      .Put(MakeEvent("oil", "China stops its oil deliveries", "2013"))
      .Put(MakeEvent("position", "Russia's position is stronger"))
      .Put(MakeLink("l", {"oil"}, CausalLink::CAUSE, {"position"}));
}

TEST_F(SolvingTest, LinksTellOfOrderOnlyWhenAsked) {
  Append(OilAndPosition());
  EXPECT_EQ(EarliestStart("position"), "-inf");
  SolveOptions options;
  options.links = true;
  EXPECT_EQ(EarliestStart("position", options), "2013-01-01T00:00:00Z");
  const auto steps =
      Solve(options).Explain("position", NetworkBound::kEarliestStart);
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].reason.record, "l");
  EXPECT_EQ(steps[0].reason.kind, NetworkReason::Kind::kLink);
}

TEST_F(SolvingTest, WhatIfAddsReplacesAndLeavesOut) {
  Append(OilAndPosition());
  SolveOptions options;
  options.links = true;
  options.left_out = {"l"};
  EXPECT_EQ(EarliestStart("position", options), "-inf");
  options.left_out.clear();
  options.added = {ToRecord(MakeEvent("oil", "Oil", "2014"))};
  EXPECT_EQ(EarliestStart("position", options), "2014-01-01T00:00:00Z");
  options.added = {ToRecord(MakeEvent("position", "Position", "2012"))};
  const SolvedEvents solved = Solve(options);
  ASSERT_EQ(solved.verdict(), Verdict::kContradiction);
  EXPECT_THAT(solved.Contradiction().resolved_by,
              UnorderedElementsAre("oil", "position", "l"));
  options.added.clear();
  EXPECT_EQ(Solve(options).verdict(), Verdict::kConsistent);
}

TEST_F(SolvingTest, ThePastIsSolvedAsItWasKnown) {
  const int64_t first = Append(OilAndPosition());
  Append(
      Batch().Put(MakeEvent("oil", "China stops its oil deliveries", "2014")));
  SolveOptions options;
  options.links = true;
  EXPECT_EQ(EarliestStart("position", options), "2014-01-01T00:00:00Z");
  options.as_of.sequence = first;
  EXPECT_EQ(EarliestStart("position", options), "2013-01-01T00:00:00Z");
}

// docs/reasoning.md tells of it.
TEST_F(SolvingTest, TheSeedChronologyHasNoContradictionAndYieldsBounds) {
  std::ifstream in(testing::RepositoryFile("examples/russia_dprk.textproto"));
  std::ostringstream text;
  text << in.rdbuf();
  Batch batch;
  for (LocatedRecord& located : ReadTextFormat(text.str()).records) {
    batch.Put(std::move(located.record));
  }
  Append(batch);
  SolveOptions options;
  options.links = true;
  options.scope.part_of = true;
  options.scope.series = true;
  const SolvedEvents solved = Solve(options);
  ASSERT_EQ(solved.verdict(), Verdict::kConsistent);
  const auto bounds = [&](std::string_view id) { return solved.SpanOf(id); };
  EXPECT_EQ(bounds("kim-jong-il-emphasis").latest_end.ToString(),
            "2017-02-28T23:59:59.999999Z");
  EXPECT_EQ(bounds("cooperation-expansion").earliest_start.ToString(),
            "2012-01-01T00:00:00Z");
  EXPECT_EQ(bounds("russian-position").earliest_start.ToString(),
            "2013-01-01T00:00:00Z");
  EXPECT_EQ(bounds("solidarity-show").earliest_end.ToString(),
            "2017-02-01T00:00:00.000001Z");
  EXPECT_EQ(bounds("putin-policy-change"), Span::Unbounded());
}

}  // namespace
}  // namespace annals
