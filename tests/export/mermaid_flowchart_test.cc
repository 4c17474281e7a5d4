// Tests of annals/export/mermaid_flowchart.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_flowchart.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/mermaid_parts.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::DiagramsOf;
using ::annals::testing::Feared;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string Flowchart(const Selection& selection) {
  return ExportMermaidFlowchart(selection, {})->bytes;
}

// Links that lead from each event to the next.
Selection Chain(int links) {
  std::vector<Event> events = {MakeEvent("e0", "E")};
  std::vector<CausalLink> chain;
  for (int i = 1; i <= links; ++i) {
    const std::string id = "e" + std::to_string(i);
    chain.push_back(MakeLink("l" + std::to_string(i), {events.back().id()},
                             CausalLink::CAUSE, {id}));
    events.push_back(MakeEvent(id, "E"));
  }
  return Choose(std::move(events), std::move(chain));
}

// "end" as the name of a node ends the diagram.
TEST(MermaidFlowchartTest, NodesAreNumbered) {
  EXPECT_THAT(Flowchart(Choose(
                  {MakeEvent("end", "Oil", "2013"), MakeEvent("b", "Position")},
                  {MakeLink("l", {"end"}, CausalLink::CAUSE, {"b"})})),
              EndsWith("  e0[\"Oil<br>some time in 2013\"]\n"
                       "  e1[\"Position\"]\n"
                       "  e0 -->|\"cause\"| e1\n"));
}

TEST(MermaidFlowchartTest, QuotesAndMarkupAreEntities) {
  EXPECT_THAT(Flowchart(Choose({MakeEvent("a", "a \"b\" <c>; `d` *e*")})),
              HasSubstr("[\"a #quot;b#quot; #60;c#62;#59; #96;d#96; "
                        "#42;e#42;\"]"));
}

TEST(MermaidFlowchartTest, WhatNobodyAssertsIsDashedAndSaysHow) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::PREVENT, {"b"});
  AddClaim(link, "c", {"Russia"}).set_modality(Claim::FUTURE);
  const std::string text =
      Flowchart(Choose({MakeEvent("a", "A"), Feared("b", "B")}, {link}));
  EXPECT_THAT(text, HasSubstr("e1[\"feared#colon; B\"]:::unasserted\n"));
  EXPECT_THAT(text, HasSubstr("e0 -.-x|\"prevent (forecast)\"| e1\n"));
}

TEST(MermaidFlowchartTest, JointCausesMeetAndALinkMayBeACause) {
  const std::string text =
      Flowchart(Choose({MakeEvent("a", "A"), MakeEvent("b", "B")},
                       {MakeLink("l", {"a", "b"}, CausalLink::CAUSE, {"c"}),
                        MakeLink("m", {"l"}, CausalLink::PREVENT, {"a"})}));
  EXPECT_THAT(text, EndsWith("  e2[\"c\"]:::other\n"
                             "  e3(( ))\n"
                             "  e0 --- e3\n"
                             "  e1 --- e3\n"
                             "  e3 -->|\"cause\"| e2\n"
                             "  e3 --x|\"prevent\"| e0\n"));
}

TEST(MermaidFlowchartTest, TiedEventsOfMoreEdgesThanMermaidDrawsAreRefused) {
  const auto drawn = ExportMermaidFlowchart(Chain(500), {});
  EXPECT_THAT(drawn->losses, IsEmpty());
  const auto refused = ExportMermaidFlowchart(Chain(501), {});
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(refused.status().message(),
            "mermaid-flowchart: 501 edges for 502 nodes that links tie to "
            "\"e0\"; Mermaid draws at most 500 in a diagram (choose fewer "
            "events, as a shorter time has, or take dot, which has no limit)");
}

TEST(MermaidFlowchartTest, IslandsAreDrawnApartWhenTogetherTheyAreTooMany) {
  // Two chains, the events of which come by turns, and one event alone.
  Selection both = Chain(400);
  Selection other = Chain(400);
  std::vector<Answer> events;
  for (size_t i = 0; i < both.events.size(); ++i) {
    Answer& second = other.events[i];
    second.event.set_id("f" + second.event.id());
    events.push_back(both.events[i]);
    events.push_back(second);
  }
  for (CausalLink& link : other.links) {
    link.set_id("f" + link.id());
    link.set_causes(0, "f" + link.causes(0));
    link.set_effects(0, "f" + link.effects(0));
    both.links.push_back(link);
  }
  events.push_back(Choose({MakeEvent("alone", "Alone")}).events[0]);
  both.events = std::move(events);

  ExportOptions options;
  options.title = "Chains";
  const auto result = ExportMermaidFlowchart(both, options);
  const std::vector<std::string> parts = DiagramsOf(*result);
  ASSERT_THAT(parts, SizeIs(3));
  EXPECT_EQ(parts[0], "## 1 of 2\n\n");
  EXPECT_THAT(parts[1],
              AllOf(StartsWith("---\ntitle: \"Chains (1 of 2)\"\n---\n"),
                    HasSubstr("e0["), Not(HasSubstr(" e1[")),
                    EndsWith("```\n\n## 2 of 2\n\n")));
  EXPECT_THAT(parts[2], AllOf(HasSubstr("e1["), HasSubstr("[\"Alone\"]"),
                              EndsWith("\"| e801\n```\n")));
}

TEST(MermaidFlowchartTest, ATitleStandsInFrontMatter) {
  ExportOptions options;
  options.title = "a: \"b\"";
  EXPECT_THAT(ExportMermaidFlowchart(Choose({}), options)->bytes,
              HasSubstr("---\ntitle: \"a: \\\"b\\\"\"\n---\nflowchart LR\n"));
}

}  // namespace
}  // namespace annals
