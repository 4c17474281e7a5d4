// Tests of Timeline::Check: the store's records before the court of causes.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>
#include <vector>

#include "annals/record/build.h"
#include "annals/timeline/timeline.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/timeline/new_timeline_test.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CheckingTest : public NewTimelineTest {
 protected:
  int64_t Append(const Batch& batch) {
    const auto appended = timeline_->Append(batch);
    EXPECT_TRUE(appended.ok()) << appended.status();
    return appended.ok() ? appended->sequence : 0;
  }

  // The problems.
  std::vector<std::string> Check(const CheckOptions& options = {}) const {
    const absl::StatusOr<CourtReport> report = timeline_->Check(options);
    EXPECT_TRUE(report.ok()) << report.status();
    std::vector<std::string> words;
    for (const Finding& finding : report->findings) {
      if (IsProblem(finding.kind)) words.push_back(InWords(finding));
    }
    return words;
  }
};

TEST_F(CheckingTest, AnEmptyStoreHasNoProblem) {
  EXPECT_THAT(Check(), IsEmpty());
}

TEST_F(CheckingTest, EveryKindOfRecordIsHeardWhateverItsId) {
  Event part = MakeEvent("z", "Part", "1950");
  part.set_part_of("a");
  Event whole = MakeEvent("a", "Whole", "1952");
  whole.set_part_of("z");
  Append(Batch().Put(part).Put(whole).Put(
      MakeLink("b", {"a"}, CausalLink::CAUSE, {"z"})));
  EXPECT_THAT(Check(),
              ElementsAre("z starts by 1950-12-31T23:59:59.999999Z, but its "
                          "cause a not before 1952-01-01T00:00:00Z: link b",
                          "a is part of z is part of a"));
}

TEST_F(CheckingTest, ThePastIsCheckedAsItWas) {
  Append(Batch().Put(MakeEvent("c", "Cause", "1950")));
  const int64_t before =
      Append(Batch()
                 .Put(MakeEvent("e", "Effect", "1949"))
                 .Put(MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"})));
  Append(Batch().Put(MakeEvent("e", "Effect", "1951")));
  EXPECT_THAT(Check(), IsEmpty());
  CheckOptions options;
  options.as_of.sequence = before;
  EXPECT_EQ(Check(options).size(), 1u);
}

TEST_F(CheckingTest, WhatIfRecordsWereThereOrWereNot) {
  Append(Batch()
             .Put(MakeEvent("c", "Cause", "1950"))
             .Put(MakeEvent("e", "Effect", "1949"))
             .Put(MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"})));
  EXPECT_EQ(Check().size(), 1u);
  CheckOptions without;
  without.left_out = {"l"};
  EXPECT_THAT(Check(without), IsEmpty());
  CheckOptions instead;
  instead.added = {ToRecord(MakeEvent("e", "Effect", "1951"))};
  EXPECT_THAT(Check(instead), IsEmpty());
  instead.added = {ToRecord(MakeEvent("e", "Effect", "1951")),
                   ToRecord(MakeLink("k", {"e"}, CausalLink::CAUSE, {"c"}))};
  EXPECT_EQ(Check(instead).size(), 2u);  // A circle, and k the wrong way round.
  EXPECT_EQ(Check().size(), 1u);
}

}  // namespace
}  // namespace annals
