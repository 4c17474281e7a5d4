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
#include "tests/export/mermaid_parts.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::DiagramsOf;
using ::annals::testing::Feared;
using ::annals::testing::HostileEvents;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

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

TEST(MermaidTimelineTest, ATitleThatIsTooLongIsBlamedItself) {
  ExportOptions options;
  options.title = std::string(60'000, 't');
  for (const auto& events :
       {std::vector<Event>(), {MakeEvent("e", "Talks", "2013")}}) {
    const auto refused = ExportMermaidTimeline(Choose(events), options);
    EXPECT_EQ(refused.status().code(), absl::StatusCode::kResourceExhausted);
    EXPECT_THAT(std::string(refused.status().message()),
                EndsWith("(choose a shorter title)"));
  }
}

TEST(MermaidTimelineTest, WhatIsTooLongIsSeveralDiagramsInTheOrderOfTime) {
  std::vector<Event> events;
  for (int i = 0; i < 120; ++i) {
    events.push_back(MakeEvent("e" + std::to_string(i), std::string(450, 'x'),
                               i < 50 ? "-0043" : "-0042"));
  }
  ExportOptions options;
  options.title = "Years";
  const auto result = ExportMermaidTimeline(Choose(events), options);
  const std::vector<std::string> parts = DiagramsOf(*result);
  ASSERT_THAT(parts, SizeIs(3));
  EXPECT_EQ(parts[0], "## 1 of 2: some time in 44 BCE\n\n");
  EXPECT_THAT(parts[1],
              AllOf(StartsWith("timeline\n  title Years (1 of 2)\n"),
                    Not(HasSubstr("43 BCE\n    : ")),
                    EndsWith("```\n\n## 2 of 2: some time in 43 BCE\n\n")));
}

// A title cannot end the fence that its diagram stands in.
TEST(MermaidTimelineTest, NoLineOfADiagramIsAFence) {
  std::vector<Event> events(120,
                            MakeEvent("e", "``` " + std::string(450, 'x')));
  for (Event& event : events) event.mutable_when()->set_edtf("2013");
  ExportOptions options;
  options.title = "```";
  const std::string bytes =
      ExportMermaidTimeline(Choose(events), options)->bytes;
  int fences = 0;
  for (const absl::string_view line : absl::StrSplit(bytes, '\n')) {
    // At most three spaces may stand before one.
    const size_t at = line.find_first_not_of(' ');
    fences += at <= 3 && absl::StartsWith(line.substr(at), "```") ? 1 : 0;
  }
  EXPECT_EQ(fences, 4);
}

}  // namespace
}  // namespace annals
