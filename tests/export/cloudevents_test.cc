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

Json MessageOf(const Selection& selection, size_t index = 0) {
  return Json::parse(ExportCloudEvents(selection, {})->bytes).at(index);
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
  EXPECT_EQ(MessageOf(Chain(), 3)["causationid"], "b");
}

TEST(CloudEventsTest, OfSeveralCausesNoneIsSingledOut) {
  EXPECT_FALSE(MessageOf(Chain(), 1).contains("causationid"));
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
  EXPECT_FALSE(MessageOf(selection, 0).contains("causationid"));
  EXPECT_FALSE(MessageOf(selection, 1).contains("causationid"));
}

TEST(CloudEventsTest, WhatLinksTieTogetherCorrelates) {
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(MessageOf(Chain(), i)["correlationid"], "a") << i;
  }
  EXPECT_FALSE(MessageOf(Chain(), 4).contains("correlationid"));
}

TEST(CloudEventsTest, LinksAndSourcesAreMessagesToo) {
  Selection selection = Chain();
  selection.named["s"] = ToRecord(MakeSource("s", "Source"));
  EXPECT_EQ(MessageOf(selection, 5)["type"], "annals.v1.CausalLink");
  EXPECT_EQ(MessageOf(selection, 7)["type"], "annals.v1.Source");
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
