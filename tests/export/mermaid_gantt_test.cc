// Tests of annals/export/mermaid_gantt.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_gantt.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/mermaid_parts.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::DiagramsOf;
using ::annals::testing::Feared;
using ::annals::testing::HostileEvents;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string Gantt(const std::vector<Event>& events) {
  return ExportMermaidGantt(Choose(events), {})->bytes;
}

TEST(MermaidGanttTest, AnEventIsABarWithItsDateInWords) {
  EXPECT_EQ(Gantt({MakeEvent("a", "Oil", "2013")}),
            "gantt\n"
            "  dateFormat YYYY-MM-DD\n"
            "  axisFormat %b %Y\n"
            "  todayMarker off\n"
            "  section occurrence\n"
            "    Oil (some time in 2013) :2013-01-01, 2014-01-01\n");
}

TEST(MermaidGanttTest, ATimeOfDayMakesAllDatesSeconds) {
  const std::string text = Gantt({MakeEvent("a", "A", "2015-01-01T10:22:00Z"),
                                  MakeEvent("b", "B", "2015-01-02")});
  EXPECT_THAT(text, HasSubstr("dateFormat YYYY-MM-DDTHH:mm:ss\n"));
  EXPECT_THAT(text, HasSubstr("2015-01-01T10:22:00, 2015-01-01T10:22:01\n"));
  EXPECT_THAT(text, HasSubstr("2015-01-02T00:00:00, 2015-01-03T00:00:00\n"));
}

// Mermaid reads "-0043-03-15" as the year 2043, and 0044 as nothing.
TEST(MermaidGanttTest, AYearOfNotFourDigitsMakesAllDatesMilliseconds) {
  const std::string text =
      Gantt({MakeEvent("a", "A", "-0043-03-15"), MakeEvent("b", "B", "1970")});
  EXPECT_THAT(text, HasSubstr("dateFormat x\n"));
  EXPECT_THAT(text, HasSubstr(":milestone, -63517824000000, -63517737600000"));
  EXPECT_THAT(text, HasSubstr(":milestone, 0, 31536000000\n"));
}

TEST(MermaidGanttTest, ABarTooShortToSeeIsAMilestone) {
  const std::string text = Gantt({MakeEvent("a", "Day", "2005-03-01"),
                                  MakeEvent("b", "Years", "2000/2015")});
  EXPECT_THAT(text, HasSubstr("2005) :milestone, 2005-03-01, 2005-03-02\n"));
  EXPECT_THAT(text, HasSubstr("2015) :2000-01-01, 2016-01-01\n"));
}

TEST(MermaidGanttTest, NoTitleIsAStatement) {
  const std::string text = Gantt({MakeEvent("a", "section: one", "2013"),
                                  MakeEvent("b", "2013-01-01 a", "2013")});
  EXPECT_THAT(text, HasSubstr("    #115;ection#colon; one ("));
  EXPECT_THAT(text, HasSubstr("    #50;013-01-01 a ("));
}

TEST(MermaidGanttTest, EveryHostileTitleStaysBeforeItsColon) {
  const std::string text = Gantt(HostileEvents());
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  lines.erase(lines.begin(), lines.begin() + 5);
  lines.pop_back();
  ASSERT_EQ(lines.size(), HostileEvents().size());
  for (const std::string& line : lines) {
    EXPECT_EQ(line.find(':'), line.find(":2013-01-01, 2014-01-01")) << line;
  }
}

TEST(MermaidGanttTest, WhatNobodyAssertsIsGreyAndSaysHow) {
  EXPECT_THAT(Gantt({Feared("a", "Rush", "2018")}),
              HasSubstr("    feared#colon; Rush (some time in 2018) :done, "));
}

TEST(MermaidGanttTest, OpenEndsAreClosedAndCounted) {
  const auto result = ExportMermaidGantt(
      Choose({MakeEvent("a", "A", "2012/.."), MakeEvent("b", "B", "2016"),
              MakeEvent("c", "C")}),
      {});
  std::vector<std::string> words;
  for (const Loss& loss : result->losses) words.push_back(LossInWords(loss));
  EXPECT_THAT(words, ElementsAre("1 event without a date left out",
                                 "1 open end closed at the edge of the data"));
}

TEST(MermaidGanttTest, WhatIsTooLongIsSeveralDiagramsInTheOrderOfTime) {
  std::vector<Event> events;
  for (int i = 0; i < 300; ++i) {
    const std::string year = std::to_string(2199 - i / 10);
    events.push_back(
        MakeEvent("e" + std::to_string(i), std::string(200, 'x'), year));
  }
  const auto result = ExportMermaidGantt(Choose(events), {});
  const std::vector<std::string> parts = DiagramsOf(*result);
  ASSERT_THAT(parts, SizeIs(3));
  EXPECT_EQ(parts[0], "## 1 of 2: 2170 to 2184\n\n");
  EXPECT_THAT(parts[1], AllOf(StartsWith("gantt\n"), HasSubstr(":2170-01-01"),
                              Not(HasSubstr(":2185-01-01")),
                              EndsWith("```\n\n## 2 of 2: 2185 to 2199\n\n")));
  EXPECT_THAT(parts[2], AllOf(HasSubstr(":2185-01-01"), EndsWith("\n```\n")));
}

TEST(MermaidGanttTest, OneEventThatIsTooLongIsRefused) {
  const auto result = ExportMermaidGantt(
      Choose({MakeEvent("short", "A", "2013"),
              MakeEvent("long", std::string(60'000, 'x'), "2013")}),
      {});
  EXPECT_EQ(result.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(result.status().message()),
              HasSubstr("characters for event \"long\"; Mermaid draws at most "
                        "50000 in a diagram"));
}

}  // namespace
}  // namespace annals
