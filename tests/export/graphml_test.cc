// Tests of annals/export/graphml.h, and of the graph that GEXF shares.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/graphml.h"

#include <set>
#include <string>

#include "annals/export/internal/event_graph.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::export_internal::EventGraph;
using ::annals::export_internal::EventGraphOf;
using ::annals::export_internal::GraphEdge;
using ::annals::export_internal::GraphNode;
using ::annals::testing::Choose;
using ::testing::HasSubstr;

std::string GraphMl(const Selection& selection) {
  return ExportGraphMl(selection, {})->bytes;
}

TEST(GraphMlTest, AnEventIsANodeWithItsFields) {
  const std::string bytes = GraphMl(Choose({MakeEvent("oil", "Oil", "2013~")}));
  EXPECT_THAT(bytes, HasSubstr("<node id=\"oil\">"));
  const testing::Fields node = testing::ReadGraphMl(bytes)["oil"];
  EXPECT_EQ(node.at("label"), "Oil");
  EXPECT_EQ(node.at("role"), "event");
  EXPECT_EQ(node.at("edtf"), "2013~");
}

TEST(GraphMlTest, ALinkIsAnEdgeWithItsKindAndMark) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::PREVENT, {"b"});
  AddClaim(link, "c", {"Russia"}).set_modality(Claim::FUTURE);
  const std::string bytes =
      GraphMl(Choose({MakeEvent("a", "A"), MakeEvent("b", "B")}, {link}));
  EXPECT_THAT(bytes, HasSubstr("<edge source=\"a\" target=\"b\">"));
  EXPECT_THAT(bytes, HasSubstr("<data key=\"edge_kind\">prevent</data>"));
  EXPECT_THAT(bytes, HasSubstr("<data key=\"edge_mark\">forecast</data>"));
}

// NMTOKEN, the type of ids in the schema, has no slash.
TEST(GraphMlTest, ASlashInAnIdIsAMiddleDot) {
  const std::string bytes =
      GraphMl(Choose({MakeEvent("a/1", "A")},
                     {MakeLink("l", {"a/1"}, CausalLink::CAUSE, {"b/2"})}));
  EXPECT_THAT(bytes, HasSubstr("<node id=\"a·1\">"));
  EXPECT_THAT(bytes, HasSubstr("<edge source=\"a·1\" target=\"b·2\">"));
  EXPECT_EQ(testing::ReadGraphMl(bytes).count("a/1"), 1u);
}

// Ends that are not there make most tools refuse the file.
void ExpectNoDanglingEdges(const EventGraph& graph) {
  std::set<std::string> ids;
  for (const GraphNode& node : graph.nodes) {
    EXPECT_TRUE(ids.insert(node.id).second) << node.id;
  }
  for (const GraphEdge& edge : graph.edges) {
    EXPECT_EQ(ids.count(edge.source), 1u) << edge.source;
    EXPECT_EQ(ids.count(edge.target), 1u) << edge.target;
  }
}

TEST(EventGraphTest, WhatALinkNamesIsANodeThoughNotChosen) {
  Selection selection = Choose(
      {MakeEvent("a", "A")}, {MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"}),
                              MakeLink("m", {"x"}, CausalLink::CAUSE, {"a"})});
  selection.named["b"] = ToRecord(MakeEvent("b", "Bee", "2013"));
  const EventGraph graph = EventGraphOf(selection);
  ExpectNoDanglingEdges(graph);
  ASSERT_EQ(graph.nodes.size(), 3u);
  EXPECT_EQ(graph.nodes[1].answer.event.title(), "Bee");
  EXPECT_TRUE(graph.nodes[1].answer.span.has_value());
  EXPECT_EQ(graph.nodes[2].answer.event.title(), "x");
  EXPECT_EQ(RoleOf(graph.nodes[1]), "named");
}

TEST(EventGraphTest, JointCausesMeetInANodeOfTheLink) {
  const Selection selection =
      Choose({MakeEvent("a", "A"), MakeEvent("b", "B"), MakeEvent("c", "C")},
             {MakeLink("l", {"a", "b"}, CausalLink::CAUSE, {"c"})});
  const EventGraph graph = EventGraphOf(selection);
  ExpectNoDanglingEdges(graph);
  EXPECT_EQ(graph.nodes.back().id, "l");
  EXPECT_EQ(export_internal::CombinationOf(*graph.nodes.back().link), "joint");
  ASSERT_EQ(graph.edges.size(), 3u);
  EXPECT_EQ(graph.edges[0].target, "l");
  EXPECT_EQ(graph.edges[1].target, "l");
  EXPECT_EQ(graph.edges[2].source, "l");
}

TEST(EventGraphTest, ALinkMayBeACause) {
  const Selection selection =
      Choose({MakeEvent("a", "A"), MakeEvent("b", "B"), MakeEvent("c", "C")},
             {MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"}),
              MakeLink("m", {"l"}, CausalLink::MOTIVATE, {"c"})});
  const EventGraph graph = EventGraphOf(selection);
  ExpectNoDanglingEdges(graph);
  ASSERT_EQ(graph.edges.size(), 3u);
  EXPECT_EQ(graph.edges[2].source, "l");
  EXPECT_EQ(graph.edges[2].target, "c");
}

}  // namespace
}  // namespace annals
