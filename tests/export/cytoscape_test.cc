// Tests of annals/export/cytoscape.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/cytoscape.h"

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::Feared;
using ::testing::ElementsAre;
using Json = nlohmann::json;

Json Elements(const Selection& selection) {
  return Json::parse(ExportCytoscape(selection, {})->bytes)["elements"];
}

std::vector<std::string> EdgesOf(const Json& elements) {
  std::vector<std::string> edges;
  for (const Json& edge : elements["edges"]) {
    const Json& data = edge["data"];
    edges.push_back(data["id"].get<std::string>() + ": " +
                    data["source"].get<std::string>() + " " +
                    data["target"].get<std::string>());
  }
  return edges;
}

TEST(CytoscapeTest, ANodeIsAnEventWithItsBounds) {
  const Json elements =
      Elements(Choose({MakeEvent("ides", "Ides", "-0043-03-15")}));
  const Json& data = elements["nodes"][0]["data"];
  EXPECT_EQ(data["id"], "ides");
  EXPECT_EQ(data["title"], "Ides");
  EXPECT_EQ(data["label"], "Ides\n15 March 44 BCE");
  EXPECT_EQ(data["edtf"], "-0043-03-15");
  EXPECT_EQ(data["date"], "15 March 44 BCE");
  EXPECT_EQ(data["earliest_start"], "-000043-03-15T00:00:00Z");
  EXPECT_EQ(data["latest_end"], "-000043-03-16T00:00:00Z");
}

TEST(CytoscapeTest, AnEventWithoutADateHasNone) {
  const Json elements = Elements(Choose({MakeEvent("a", "A")}));
  const Json& data = elements["nodes"][0]["data"];
  for (const char* field : {"edtf", "date", "earliest_start", "latest_end"}) {
    EXPECT_FALSE(data.contains(field)) << field;
  }
}

TEST(CytoscapeTest, JointCausesMeetAndALinkMayBeACause) {
  const Json elements =
      Elements(Choose({MakeEvent("a", "A"), MakeEvent("b", "B")},
                      {MakeLink("l", {"a", "b"}, CausalLink::CAUSE, {"b"}),
                       MakeLink("m", {"l"}, CausalLink::PREVENT, {"a"})}));
  EXPECT_THAT(EdgesOf(elements), ElementsAre("l#cause0: a l", "l#cause1: b l",
                                             "l#effect0: l b", "m: l a"));
  EXPECT_EQ(elements["nodes"][2]["classes"], "joint");
  EXPECT_EQ(elements["edges"][3]["classes"], "opposes");
}

// Cytoscape throws where one is missing.
TEST(CytoscapeTest, EveryEndOfAnEdgeIsANode) {
  const Json elements = Elements(
      Choose({MakeEvent("a", "A")},
             {MakeLink("l", {"a"}, CausalLink::CAUSE, {"elsewhere"})}));
  std::set<std::string> nodes;
  for (const Json& node : elements["nodes"]) nodes.insert(node["data"]["id"]);
  EXPECT_EQ(nodes.count("elsewhere"), 1);
  EXPECT_EQ(elements["nodes"][1]["classes"], "other");
}

TEST(CytoscapeTest, WhatNobodyAssertsSaysHow) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"});
  AddClaim(link, "c", {"Russia"}).set_modality(Claim::FUTURE);
  const Json elements =
      Elements(Choose({MakeEvent("a", "A"), Feared("b", "B")}, {link}));
  EXPECT_EQ(elements["nodes"][1]["classes"], "event unasserted");
  EXPECT_EQ(elements["nodes"][1]["data"]["label"], "feared: B");
  EXPECT_EQ(elements["edges"][0]["classes"], "promotes unasserted");
  EXPECT_EQ(elements["edges"][0]["data"]["label"], "cause (forecast)");
}

}  // namespace
}  // namespace annals
