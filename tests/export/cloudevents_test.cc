// Tests of annals/export/cloudevents.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/cloudevents.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using Json = nlohmann::json;

Json MessagesOf(const Selection& selection) {
  return Json::parse(ExportCloudEvents(selection, {})->bytes);
}

Json MessageOf(const Selection& selection) {
  return MessagesOf(selection).at(0);
}

// Null if there is none.
Json MessageOf(const Selection& selection, const std::string& id) {
  for (const Json& message : MessagesOf(selection)) {
    if (message["id"] == id) return message;
  }
  return nullptr;
}

std::vector<std::string> LossesOf(const Selection& selection) {
  std::vector<std::string> words;
  const auto result = ExportCloudEvents(selection, {});
  for (const Loss& loss : result->losses) words.push_back(LossInWords(loss));
  return words;
}

// a led to b, and so did c; b led to d.
Selection Chain() {
  return Choose({MakeEvent("a", "A", "2011"), MakeEvent("b", "B", "2012"),
                 MakeEvent("c", "C", "2011"), MakeEvent("d", "D", "2013"),
                 MakeEvent("e", "E", "2013")},
                {MakeLink("l", {"a", "c"}, CausalLink::CAUSE, {"b"}),
                 MakeLink("m", {"b"}, CausalLink::TRIGGER, {"d"})});
}

TEST(CloudEventsTest, AnEventHasTheRequiredAttributesAndItsRecord) {
  const Json message = MessageOf(Choose({MakeEvent("oil", "Oil", "2013~")}));
  EXPECT_EQ(message["specversion"], "1.0");
  EXPECT_EQ(message["id"], "oil");
  EXPECT_EQ(message["source"], "urn:annals");
  EXPECT_EQ(message["type"], "annals.v1.Event");
  EXPECT_EQ(message["time"], "2013-01-01T00:00:00Z");
  EXPECT_EQ(message["edtf"], "2013~");
  EXPECT_EQ(message["data"]["event"]["title"], "Oil");
}

// Readers refuse names with anything else in them.
TEST(CloudEventsTest, NamesOfAttributesAreSmallLettersAndDigits) {
  Selection selection = Chain();
  selection.events.push_back(
      Choose({testing::Feared("x", "X", "2014")}).events[0]);
  for (const Json& message :
       Json::parse(ExportCloudEvents(selection, {})->bytes)) {
    for (const auto& [name, value] : message.items()) {
      EXPECT_THAT(name, MatchesRegex("[a-z0-9]{1,20}"));
    }
  }
}

TEST(CloudEventsTest, WhatTimeCannotHoldIsCountedAndThereAsEdtf) {
  for (const char* edtf : {"-0043", "0000", "Y10000", "../2007"}) {
    const Selection selection = Choose({MakeEvent("x", "X", edtf)});
    EXPECT_FALSE(MessageOf(selection).contains("time")) << edtf;
    EXPECT_EQ(MessageOf(selection)["edtf"], edtf);
    EXPECT_EQ(LossesOf(selection).size(), 1u) << edtf;
  }
  EXPECT_THAT(LossesOf(Choose({MakeEvent("x", "X")})), IsEmpty());
}

TEST(CloudEventsTest, TheOneCauseIsTheCausationId) {
  EXPECT_EQ(MessageOf(Chain(), "d")["causationid"], "b");
}

TEST(CloudEventsTest, OfSeveralCausesNoneIsSingledOut) {
  EXPECT_FALSE(MessageOf(Chain(), "b").contains("causationid"));
  EXPECT_THAT(
      LossesOf(Chain()),
      ElementsAre("1 event with several causes left without a causationid"));
}

TEST(CloudEventsTest, WhatPreventsOrIsOnlyForecastIsNoCausation) {
  CausalLink forecast = MakeLink("m", {"a"}, CausalLink::CAUSE, {"c"});
  AddClaim(forecast, "c", {"Russia"}).set_modality(Claim::FUTURE);
  const Selection selection =
      Choose({MakeEvent("b", "B"), MakeEvent("c", "C")},
             {MakeLink("l", {"a"}, CausalLink::PREVENT, {"b"}), forecast});
  EXPECT_FALSE(MessageOf(selection, "b").contains("causationid"));
  EXPECT_FALSE(MessageOf(selection, "c").contains("causationid"));
}

TEST(CloudEventsTest, WhatLinksTieTogetherCorrelates) {
  for (const char* id : {"a", "b", "c", "d", "l", "m"}) {
    EXPECT_EQ(MessageOf(Chain(), id)["correlationid"], "a") << id;
  }
  EXPECT_FALSE(MessageOf(Chain(), "e").contains("correlationid"));
}

// Whoever takes them one by one has read a source before it is cited.
TEST(CloudEventsTest, LinksAndSourcesAreMessagesToo) {
  Selection selection = Chain();
  Claim& claim = AddClaim(selection.events[1].event, "c", {"Ramani"});
  claim.add_evidence()->set_source("s");
  selection.named["s"] = ToRecord(MakeSource("s", "Source"));
  EXPECT_EQ(MessageOf(selection, "m")["type"], "annals.v1.CausalLink");
  EXPECT_EQ(MessageOf(selection, "s")["type"], "annals.v1.Source");
  std::vector<std::string> ids;
  for (const Json& message : MessagesOf(selection))
    ids.push_back(message["id"]);
  EXPECT_THAT(ids, ElementsAre("a", "l", "s", "b", "m", "c", "d", "e"));
}

TEST(CloudEventsTest, InProtobufTheRecordIsInAnAny) {
  const std::string bytes =
      ExportCloudEventsProtobuf(Choose({MakeEvent("oil", "Oil", "1953")}), {})
          ->bytes;
  const testing::Fields message =
      testing::ReadCloudEventsProtobuf(bytes)["oil"];
  EXPECT_EQ(message.at("seconds"), "-536457600");
  EXPECT_EQ(message.at("edtf"), "1953");
  Record record;
  ASSERT_TRUE(record.ParseFromString(message.at("data")));
  EXPECT_EQ(record.event().title(), "Oil");
}

}  // namespace
}  // namespace annals
