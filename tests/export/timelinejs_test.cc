// Tests of annals/export/timelinejs.h and timelinejs_csv.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/timelinejs.h"

#include <algorithm>
#include <string>
#include <vector>

#include "annals/export/timelinejs_csv.h"
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
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

Json Slides(const std::vector<Event>& events) {
  return Json::parse(ExportTimelineJs(Choose(events), {})->bytes)["events"];
}

Json SlideDated(const std::string& edtf) {
  return Slides({MakeEvent("x", "X", edtf)}).at(0);
}

std::string Csv(const std::vector<Event>& events) {
  const std::string csv = ExportTimelineJsCsv(Choose(events), {})->bytes;
  return csv.substr(csv.find('\n') + 1);
}

std::vector<std::string> LossesOf(const std::string& edtf) {
  std::vector<std::string> words;
  const auto result = ExportTimelineJs(Choose({MakeEvent("x", "X", edtf)}), {});
  for (const Loss& loss : result->losses) words.push_back(LossInWords(loss));
  return words;
}

TEST(TimelineJsTest, ADateKeepsItsPrecision) {
  EXPECT_EQ(SlideDated("2013")["start_date"], Json({{"year", 2013}}));
  EXPECT_EQ(SlideDated("2016-03")["start_date"],
            Json({{"year", 2016}, {"month", 3}}));
  EXPECT_EQ(SlideDated("2017-02-03")["start_date"],
            Json({{"year", 2017}, {"month", 2}, {"day", 3}}));
  EXPECT_EQ(SlideDated("2017-02-03T10:22:33Z")["start_date"]["second"], 33);
  EXPECT_FALSE(SlideDated("2013").contains("end_date"));
  EXPECT_THAT(LossesOf("2013"), ElementsAre());
}

// It takes an end_date of 2007 for the first of January.
TEST(TimelineJsTest, ARangeReachesToItsLastDay) {
  const Json slide = SlideDated("2003/2007-02");
  EXPECT_EQ(slide["start_date"],
            Json({{"year", 2003}, {"month", 1}, {"day", 1}}));
  EXPECT_EQ(slide["end_date"],
            Json({{"year", 2007}, {"month", 2}, {"day", 28}}));
  EXPECT_EQ(slide["display_date"], "2003 to February 2007");
  EXPECT_THAT(LossesOf("2003/2007"),
              ElementsAre("1 range drawn solid, the uncertainty in words "
                          "alone"));
}

TEST(TimelineJsTest, WhatLastedAYearEndsOnItsLastDay) {
  Event event = MakeEvent("x", "X", "2013");
  event.mutable_when()->set_extent(When::THROUGHOUT);
  const Json slide = Slides({event}).at(0);
  EXPECT_EQ(slide["end_date"],
            Json({{"year", 2013}, {"month", 12}, {"day", 31}}));
}

TEST(TimelineJsTest, ThereIsNoYearZero) {
  EXPECT_EQ(SlideDated("-0043-03-15")["start_date"]["year"], -44);
  EXPECT_EQ(SlideDated("0000")["start_date"]["year"], -1);
  EXPECT_EQ(SlideDated("0001")["start_date"]["year"], 1);
}

// Its year -5 is the astronomical one, which has no such day.
TEST(TimelineJsTest, ALeapDayBeforeTheCommonEraIsCounted) {
  EXPECT_EQ(SlideDated("-0004-02-29")["start_date"]["day"], 28);
  EXPECT_THAT(LossesOf("-0004-02-29"),
              ElementsAre("1 leap day before the common era given as the "
                          "28th"));
}

TEST(TimelineJsTest, OpenEndsAreToldInWords) {
  const Json open = SlideDated("2012~/..");
  EXPECT_EQ(open["start_date"], Json({{"year", 2012}}));
  EXPECT_FALSE(open.contains("end_date"));
  EXPECT_EQ(open["display_date"], "from about 2012");
  EXPECT_THAT(LossesOf("2012~/.."),
              ElementsAre("1 open end told in words alone",
                          "1 qualified date told as such in words alone"));
  EXPECT_EQ(SlideDated("../2000")["start_date"], Json({{"year", 2000}}));
  EXPECT_EQ(SlideDated("[..2000]")["start_date"],
            Json({{"year", 2000}, {"month", 12}, {"day", 31}}));
}

TEST(TimelineJsTest, WhatJavaScriptCannotHoldIsLeftOut) {
  EXPECT_THAT(LossesOf("Y170000002"),
              ElementsAre("1 event left out without a bound that JavaScript "
                          "can hold"));
  EXPECT_THAT(LossesOf(""), ElementsAre("1 event without a date left out"));
}

TEST(TimelineJsTest, TitlesAndDescriptionsAreTextInHtml) {
  Event event = Feared("x", "<b> & \"c\"", "2013");
  event.set_description("one\ntwo <i>");
  const Json text = Slides({event}).at(0)["text"];
  EXPECT_EQ(text["headline"], "feared: &lt;b&gt; &amp; &quot;c&quot;");
  EXPECT_EQ(text["text"], "one<br>two &lt;i&gt;");
}

TEST(TimelineJsCsvTest, ARowIsASlide) {
  EXPECT_EQ(Csv({MakeEvent("x", "Oil, gas", "2016-03")}),
            "2016,3,,,,,,,some time in March 2016,\"Oil, gas\",,,,,,,"
            "occurrence,\r\n");
  EXPECT_THAT(
      Csv({MakeEvent("x", "X", "2015-01-01T10:22:33Z")}),
      StartsWith("2015,1,1,10:22:33,,,,,\"1 January 2015, 10:22:33 UTC\","));
  EXPECT_THAT(Csv({MakeEvent("x", "X", "2003/2007-02")}),
              StartsWith("2003,1,1,,2007,2,28,,"));
}

TEST(TimelineJsCsvTest, NoTitleIsAFormula) {
  EXPECT_THAT(Csv({MakeEvent("x", "=SUM(1;2)", "2013")}),
              HasSubstr(",&#61;SUM(1;2),"));
  EXPECT_THAT(Csv({MakeEvent("x", "@x", "2013")}), HasSubstr(",&#64;x,"));
}

TEST(TimelineJsCsvTest, EveryHostileTitleStaysInItsCell) {
  const std::string csv = Csv(HostileEvents());
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'),
            static_cast<int>(HostileEvents().size()));
  EXPECT_THAT(csv, Not(HasSubstr("\"")));
}

TEST(TimelineJsCsvTest, AHeadingIsARowOfItsOwn) {
  ExportOptions options;
  options.title = "Two states";
  EXPECT_THAT(ExportTimelineJsCsv(Choose({}), options)->bytes,
              HasSubstr("\r\n,,,,,,,,,Two states,,,,,,title,,\r\n"));
  options.title = "=1+1";
  EXPECT_THAT(ExportTimelineJsCsv(Choose({}), options)->bytes,
              HasSubstr(",&#61;1+1,"));
}

}  // namespace
}  // namespace annals
