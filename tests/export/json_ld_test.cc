// Tests of annals/export/json_ld.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/json_ld.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using Json = nlohmann::json;

Json NodeOf(const Selection& selection, size_t index = 0) {
  return Json::parse(ExportJsonLd(selection, {})->bytes)["@graph"].at(index);
}

Json TimeOf(const std::string& edtf) {
  return NodeOf(Choose({MakeEvent("x", "X", edtf)}))["hasTime"];
}

TEST(JsonLdTest, AnEventIsASchemaEventWithAnIri) {
  const Json node = NodeOf(Choose({MakeEvent("oil/1", "Oil", "2013")}));
  EXPECT_EQ(node["@id"], "urn:annals:record:oil/1");
  EXPECT_EQ(node["@type"], "schema:Event");
  EXPECT_EQ(node["name"], "Oil");
  EXPECT_EQ(node["startDate"], "2013");
}

// No reader may take a fear for an event.
TEST(JsonLdTest, WhatNobodyAssertsIsNoSchemaEvent) {
  const Json node = NodeOf(Choose({testing::Feared("x", "Rush", "2018")}));
  EXPECT_EQ(node["@type"], "UnassertedEvent");
  EXPECT_EQ(node["mark"], "feared");
}

TEST(JsonLdTest, EndsAreAsPreciseAsTheyWereWritten) {
  const Json time = TimeOf("2003/2007-04");
  EXPECT_EQ(time["hasBeginning"]["gYear"], "2003");
  EXPECT_EQ(time["hasEnd"]["gYearMonth"], "2007-04");
  EXPECT_EQ(TimeOf("2017-02-03")["hasBeginning"]["day"], "2017-02-03");
  EXPECT_EQ(TimeOf("2017-02-03T10:20:30Z")["hasBeginning"]["dateTimeStamp"],
            "2017-02-03T10:20:30Z");
  EXPECT_FALSE(TimeOf("199X").contains("hasBeginning"));
}

TEST(JsonLdTest, TheFourBoundsAreThereSaveInfiniteOnes) {
  const Json time = TimeOf("2012/..");
  EXPECT_EQ(time["earliestStart"], "2012-01-01T00:00:00Z");
  EXPECT_EQ(time["latestStart"], "2012-12-31T23:59:59.999999Z");
  EXPECT_FALSE(time.contains("latestEnd"));
}

// XML Schema 1.1, which RDF 1.1 stands on, has a year 0, as EDTF has.
TEST(JsonLdTest, YearsBceAreThoseOfEdtf) {
  EXPECT_EQ(TimeOf("-0043")["hasBeginning"]["gYear"], "-0043");
  EXPECT_EQ(TimeOf("0000")["earliestStart"], "0000-01-01T00:00:00Z");
  EXPECT_FALSE(
      NodeOf(Choose({MakeEvent("x", "X", "-0043")})).contains("startDate"));
}

TEST(JsonLdTest, AClaimIsAttributedToItsInnermostHolder) {
  Event event = MakeEvent("x", "X");
  Claim& claim = AddClaim(event, "c1", {"ramani", "some analysts"});
  AddEvidence(claim, "article", "the words");
  Selection selection = Choose({event});
  selection.named["ramani"] =
      ToRecord(MakeEntity("ramani", Entity::PERSON, "Samuel Ramani"));
  const Json node = NodeOf(selection)["claim"].at(0);
  EXPECT_EQ(node["@id"], "urn:annals:record:x#c1");
  EXPECT_EQ(node["holders"][0]["@id"], "urn:annals:record:ramani");
  EXPECT_EQ(node["wasAttributedTo"]["name"], "some analysts");
  EXPECT_EQ(node["wasQuotedFrom"][0]["@id"], "urn:annals:record:article");
  EXPECT_EQ(node["evidence"][0]["quote"], "the words");
}

TEST(JsonLdTest, ALinkHasItsEndsAndKind) {
  const Json node =
      NodeOf(Choose({}, {MakeLink("l", {"a", "b"}, CausalLink::CAUSE, {"c"})}));
  EXPECT_EQ(node["@type"], "CausalLink");
  EXPECT_EQ(node["cause"].size(), 2u);
  EXPECT_EQ(node["effect"][0]["@id"], "urn:annals:record:c");
  EXPECT_EQ(node["combination"], "joint");
}

TEST(JsonLdTest, TheContextIsInside) {
  const Json document =
      Json::parse(ExportJsonLd(Choose({}), {"Korea", false})->bytes);
  EXPECT_TRUE(document["@context"].is_object());
  // Beside "@graph" it would name the graph.
  EXPECT_FALSE(document.contains("title"));
  EXPECT_EQ(document["@graph"][0]["title"], "Korea");
}

}  // namespace
}  // namespace annals
