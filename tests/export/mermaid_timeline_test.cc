// Tests of annals/export/mermaid_timeline.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_timeline.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::Feared;
using ::annals::testing::HostileEvents;
using ::testing::HasSubstr;

std::string Diagram(const std::vector<Event>& events) {
  return ExportMermaidTimeline(Choose(events), {})->bytes;
}

TEST(MermaidTimelineTest, EventsOfOneDateShareAPeriod) {
  EXPECT_EQ(
      Diagram({MakeEvent("b", "Later", "2016"), MakeEvent("a", "Oil", "2013"),
               MakeEvent("c", "Isolation", "2016")}),
      "timeline\n"
      "  some time in 2013\n"
      "    : Oil\n"
      "  some time in 2016\n"
      "    : Later\n"
      "    : Isolation\n");
}

TEST(MermaidTimelineTest, TheColonsOfATimeAreEntities) {
  EXPECT_THAT(Diagram({MakeEvent("a", "A", "2015-01-01T10:22:00Z")}),
              HasSubstr("10#colon;22#colon;00"));
}

TEST(MermaidTimelineTest, SeparatorsInATitleAreEntities) {
  EXPECT_THAT(Diagram({MakeEvent("a", "a: b; c # d <e> 5%", "2013")}),
              HasSubstr(": a#colon; b#59; c #35; d #60;e#62; 5#37;\n"));
}

// A line that begins with a keyword, a colon twice, or a comment would be
// read as something else.
TEST(MermaidTimelineTest, EveryHostileTitleStaysBehindItsColon) {
  const std::vector<std::string> lines =
      absl::StrSplit(Diagram(HostileEvents()), '\n', absl::SkipEmpty());
  ASSERT_EQ(lines.size(), 2 + HostileEvents().size());
  for (size_t i = 2; i < lines.size(); ++i) {
    EXPECT_TRUE(absl::StartsWith(lines[i], "    : ")) << lines[i];
    EXPECT_EQ(lines[i].find_first_of(":%", 5), std::string::npos) << lines[i];
    EXPECT_GT(lines[i].size(), 6u);
  }
}

TEST(MermaidTimelineTest, EndlessWordsAreBroken) {
  EXPECT_THAT(Diagram({MakeEvent("a", std::string(40, 'x'), "2013")}),
              HasSubstr(": xxxxxxxxxxxxxxxxxx<br>xxxxxxxxxxxxxxxxxx<br>xxxx"));
  EXPECT_THAT(Diagram({MakeEvent("a", "石油供给中断对朝鲜半岛局势", "2013")}),
              HasSubstr(": 石油供给中断对朝鲜<br>半岛局势"));
}

TEST(MermaidTimelineTest, WhatNobodyAssertsSaysHow) {
  EXPECT_THAT(Diagram({Feared("a", "Rush", "2018")}),
              HasSubstr(": feared#colon; Rush\n"));
}

TEST(MermaidTimelineTest, TooLongIsAnErrorBecauseMermaidCallsItSuccess) {
  std::vector<Event> events;
  for (int i = 0; i < 120; ++i) {
    events.push_back(
        MakeEvent("e" + std::to_string(i), std::string(450, 'x'), "2013"));
  }
  const auto result = ExportMermaidTimeline(Choose(events), {});
  EXPECT_EQ(result.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(result.status().message()),
              HasSubstr("for 120 events; Mermaid draws at most 50000"));
}

}  // namespace
}  // namespace annals
