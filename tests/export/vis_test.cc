// Tests of annals/export/vis.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/vis.h"

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
using ::annals::testing::HostileEvents;
using ::testing::ElementsAre;
using Json = nlohmann::json;

Json Vis(const Selection& selection) {
  return Json::parse(ExportVis(selection, {})->bytes);
}

Json ItemDated(const std::string& edtf) {
  return Vis(Choose({MakeEvent("x", "X", edtf)}))["items"].at(0);
}

std::vector<std::string> LossesOf(std::vector<Event> events) {
  std::vector<std::string> words;
  const auto result = ExportVis(Choose(std::move(events)), {});
  for (const Loss& loss : result->losses) {
    words.push_back(LossInWords(loss));
  }
  return words;
}

TEST(VisTest, AnEventIsARangeFromEarliestStartToLatestEnd) {
  const Json item = ItemDated("2013");
  EXPECT_EQ(item["start"], "2013-01-01T00:00:00Z");
  EXPECT_EQ(item["end"], "2014-01-01T00:00:00Z");
  EXPECT_EQ(item["className"], "uncertain");
  EXPECT_EQ(item["title"], "some time in 2013: X");
  EXPECT_EQ(item["group"], "occurrence");
}

//          2003  2004        2007  2008
// talks:   [--S--]===========[--E--]
TEST(VisTest, TheCertainPartOfARangeIsMarked) {
  const Json item = ItemDated("2003/2007");
  EXPECT_EQ(item["className"], "partly");
  EXPECT_EQ(item["style"], "--from: 19.99%; --to: 80.01%");
}

TEST(VisTest, QualifiersAreClasses) {
  EXPECT_EQ(ItemDated("2013~")["className"], "uncertain approximate");
  EXPECT_EQ(ItemDated("2013?")["className"], "uncertain questioned");
  EXPECT_EQ(ItemDated("2013%")["className"],
            "uncertain approximate questioned");
}

// JavaScript reads "-0043-03-15" as the year 2043.
TEST(VisTest, AncientAndFarYearsAreMilliseconds) {
  EXPECT_EQ(ItemDated("-0043-03-15")["start"], -63517824000000);
  EXPECT_EQ(ItemDated("0044")["start"], -60778684800000);
  EXPECT_EQ(ItemDated("Y12000")["start"], 316516204800000);
  EXPECT_EQ(ItemDated("9998")["end"], "9999-01-01T00:00:00Z");
}

TEST(VisTest, OpenEndsReachBeyondTheOthersAndAreCounted) {
  const Json items = Vis(Choose({MakeEvent("open", "Open", "2012/.."),
                                 MakeEvent("late", "Late", "2016")}))["items"];
  EXPECT_EQ(items[0]["className"], "uncertain open-end");
  EXPECT_GT(items[0]["end"], items[1]["end"]);
  EXPECT_THAT(LossesOf({MakeEvent("open", "Open", "2012/.."),
                        MakeEvent("late", "Late", "../2016")}),
              ElementsAre("2 open ends closed at the edge of the data"));
}

TEST(VisTest, WhatCannotBeDrawnIsCounted) {
  EXPECT_THAT(
      LossesOf({MakeEvent("a", "A"), MakeEvent("b", "B", "../.."),
                MakeEvent("c", "C", "Y170000002"),
                MakeEvent("d", "D", "{1960,1990}")}),
      ElementsAre("1 event without a date left out",
                  "2 events left out without a bound that JavaScript can hold",
                  "1 range drawn over gaps in the date"));
}

TEST(VisTest, WhatNobodyAssertsSaysHow) {
  const Json item = Vis(Choose({Feared("x", "Rush", "2018")}))["items"].at(0);
  EXPECT_EQ(item["content"], "feared: Rush");
  EXPECT_EQ(item["className"], "uncertain unasserted");
}

TEST(VisTest, ContentIsText) {
  const Json data = Vis(Choose(HostileEvents()));
  for (const Json& item : data["items"]) {
    for (const char* field : {"content", "title"}) {
      const std::string text = item[field];
      EXPECT_EQ(text.find_first_of("<>\n\x1b"), std::string::npos) << text;
    }
  }
  EXPECT_EQ(data["items"][2]["content"],
            "&lt;b&gt;bold&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
  EXPECT_EQ(data["items"][13]["content"], "h13");
}

TEST(VisTest, GroupsAreTheKindsThatOccur) {
  Event talks = MakeEvent("talks", "Talks", "2003/2007");
  talks.set_kind(Event::PROCESS);
  const Json data = Vis(Choose({talks, MakeEvent("oil", "Oil", "2013")}));
  std::vector<std::string> names;
  for (const Json& group : data["groups"]) names.push_back(group["content"]);
  EXPECT_THAT(names, ElementsAre("occurrence", "process"));
}

}  // namespace
}  // namespace annals
