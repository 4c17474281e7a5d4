// Tests of annals/export/vega_lite.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/vega_lite.h"

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

Json Rows(const std::vector<Event>& events) {
  return Json::parse(
      ExportVegaLite(Choose(events), {})->bytes)["data"]["values"];
}

TEST(VegaLiteTest, ARowIsAnEventInMilliseconds) {
  const Json row = Rows({MakeEvent("ides", "Ides", "-0043-03-15")}).at(0);
  EXPECT_EQ(row["id"], "ides");
  EXPECT_EQ(row["start"], -63517824000000);
  EXPECT_EQ(row["end"], -63517737600000);
  EXPECT_EQ(row["date"], "15 March 44 BCE");
  EXPECT_EQ(row["edtf"], "-0043-03-15");
  EXPECT_TRUE(row["certain_from"].is_null());
}

TEST(VegaLiteTest, WhatIsCertainIsARangeWithin) {
  const Json row = Rows({MakeEvent("x", "X", "1970/1972")}).at(0);
  EXPECT_EQ(row["start"], 0);
  EXPECT_EQ(row["certain_from"], 31536000000);
  EXPECT_EQ(row["certain_to"], 63072000000);
}

TEST(VegaLiteTest, RowsAreInOrderOfTimeAndHaveOneNameEach) {
  const Json rows =
      Rows({MakeEvent("b", "Talks", "2016"), MakeEvent("a", "Talks", "2013"),
            Feared("c", "Rush", "2014")});
  std::vector<std::string> titles;
  for (const Json& row : rows) titles.push_back(row["title"]);
  EXPECT_THAT(titles, ElementsAre("Talks [a]", "feared: Rush", "Talks [b]"));
  EXPECT_EQ(rows[1]["asserted"], false);
}

TEST(VegaLiteTest, WhatCannotBeDrawnIsCounted) {
  const auto result = ExportVegaLite(
      Choose({MakeEvent("a", "A"), MakeEvent("b", "B", "2012/..")}), {});
  std::vector<std::string> words;
  for (const Loss& loss : result->losses) words.push_back(LossInWords(loss));
  EXPECT_THAT(words, ElementsAre("1 event without a date left out",
                                 "1 open end closed at the edge of the data"));
}

}  // namespace
}  // namespace annals
