// Tests of annals/export/timesketch.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/timesketch.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Json = nlohmann::json;

// "DATETIME TIMESTAMP_DESC" of each line.
std::vector<std::string> LinesOf(const std::string& edtf) {
  const std::string bytes =
      ExportTimesketch(Choose({MakeEvent("x", "X", edtf)}), {})->bytes;
  std::vector<std::string> lines;
  for (const auto line : absl::StrSplit(bytes, '\n', absl::SkipEmpty())) {
    const Json json = Json::parse(std::string(line));
    EXPECT_EQ(json["message"], "X");
    EXPECT_EQ(json["edtf"], edtf);
    lines.push_back(std::string(json["datetime"]) + " " +
                    std::string(json["timestamp_desc"]));
  }
  return lines;
}

std::vector<std::string> LossesOf(const std::string& edtf) {
  std::vector<std::string> words;
  const auto result = ExportTimesketch(Choose({MakeEvent("x", "X", edtf)}), {});
  for (const Loss& loss : result->losses) words.push_back(LossInWords(loss));
  return words;
}

// Timesketch takes today's month and day for those of "2013".
TEST(TimesketchTest, ADateIsAWholeDateTimeWithItsOffset) {
  EXPECT_THAT(LinesOf("2013"),
              ElementsAre("2013-01-01T00:00:00+00:00 Earliest start"));
}

TEST(TimesketchTest, AnIntervalHasALineForEachEnd) {
  EXPECT_THAT(LinesOf("2003/2007"),
              ElementsAre("2003-01-01T00:00:00+00:00 Earliest start",
                          "2008-01-01T00:00:00+00:00 Latest end"));
}

TEST(TimesketchTest, WhatIsKnownToTheSecondIsPlainlyTheStart) {
  EXPECT_THAT(LinesOf("2017-02-03T10:20:30Z"),
              ElementsAre("2017-02-03T10:20:30+00:00 Start"));
}

TEST(TimesketchTest, AnOpenEndHasNoLine) {
  EXPECT_THAT(LinesOf("2012/.."),
              ElementsAre("2012-01-01T00:00:00+00:00 Earliest start"));
  EXPECT_THAT(LinesOf("../2007"),
              ElementsAre("2008-01-01T00:00:00+00:00 Latest end"));
}

// Its reader drops the minus sign.
TEST(TimesketchTest, WhatIsBceIsLeftOutAndCounted) {
  EXPECT_THAT(LinesOf("-0043-03-15"), IsEmpty());
  EXPECT_THAT(LossesOf("-0043-03-15"),
              ElementsAre("1 event left out without a bound from the year 1 to "
                          "9999"));
  EXPECT_THAT(LossesOf("0000"),
              ElementsAre("1 event left out without a bound from the year 1 to "
                          "9999"));
}

TEST(TimesketchTest, AnEndThatIsTooFarIsCounted) {
  EXPECT_THAT(LinesOf("-0043/0014"),
              ElementsAre("0015-01-01T00:00:00+00:00 Latest end"));
  EXPECT_THAT(LossesOf("-0043/0014"),
              ElementsAre("1 bound outside the years 1 to 9999 left out"));
}

TEST(TimesketchTest, AnUndatedEventIsCounted) {
  EXPECT_THAT(LossesOf(""), ElementsAre("1 event without a date left out"));
}

}  // namespace
}  // namespace annals
