// Tests of annals/export/mermaid_flowchart.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_flowchart.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::Feared;
using ::testing::EndsWith;
using ::testing::HasSubstr;

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

TEST(MermaidFlowchartTest, MoreEdgesThanMermaidDrawsAreRefused) {
  EXPECT_TRUE(ExportMermaidFlowchart(Chain(500), {}).ok());
  const auto refused = ExportMermaidFlowchart(Chain(501), {});
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(refused.status().message(),
            "mermaid-flowchart: 501 edges; Mermaid draws at most 500 (choose "
            "fewer events)");
}

TEST(MermaidFlowchartTest, ATitleStandsInFrontMatter) {
  ExportOptions options;
  options.title = "a: \"b\"";
  EXPECT_THAT(ExportMermaidFlowchart(Choose({}), options)->bytes,
              HasSubstr("---\ntitle: \"a: \\\"b\\\"\"\n---\nflowchart LR\n"));
}

}  // namespace
}  // namespace annals
