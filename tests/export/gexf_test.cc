// Tests of annals/export/gexf.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/gexf.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::Fields;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Gexf(const std::string& edtf) {
  return ExportGexf(Choose({MakeEvent("x", "X", edtf)}), {})->bytes;
}

Fields NodeDated(const std::string& edtf) {
  return testing::ReadGexf(Gexf(edtf))["x"];
}

// The schema takes "2016-03" for nothing and "2012" for a number.
TEST(GexfTest, TimesAreWhole) {
  EXPECT_EQ(NodeDated("2016-03").at("start"), "2016-03-01T00:00:00Z");
  EXPECT_EQ(NodeDated("2016-03").at("end"), "2016-04-01T00:00:00Z");
  EXPECT_EQ(NodeDated("2012").at("start"), "2012-01-01T00:00:00Z");
}

// A file cannot mix timestamps with intervals, and Gephi has failed on
// intervals whose ends are equal.
TEST(GexfTest, ASecondIsAnIntervalTooWhoseEndsDiffer) {
  const std::string bytes = Gexf("2017-02-03T10:20:30Z");
  EXPECT_THAT(bytes, HasSubstr("timerepresentation=\"interval\""));
  EXPECT_THAT(bytes, Not(HasSubstr("timestamp=")));
  const Fields node = testing::ReadGexf(bytes)["x"];
  EXPECT_EQ(node.at("start"), "2017-02-03T10:20:30Z");
  EXPECT_EQ(node.at("end"), "2017-02-03T10:20:31Z");
}

TEST(GexfTest, AnOpenEndHasNoAttribute) {
  EXPECT_EQ(NodeDated("2012/..").count("end"), 0u);
  EXPECT_EQ(NodeDated("../2012").count("start"), 0u);
  EXPECT_THAT(Gexf("2012/.."), Not(HasSubstr("endopen")));
}

// XML Schema 1.0 has no year 0.
TEST(GexfTest, AYearBceIsOneMoreThanInEdtf) {
  EXPECT_EQ(NodeDated("-0043-03-15").at("start"), "-0044-03-15T00:00:00Z");
  EXPECT_EQ(NodeDated("0000").at("start"), "-0001-01-01T00:00:00Z");
  EXPECT_EQ(NodeDated("0000").at("end"), "0001-01-01T00:00:00Z");
  EXPECT_EQ(NodeDated("0000").at("earliest_start"), "0000-01-01T00:00:00Z");
}

TEST(GexfTest, AnUndatedEventIsCounted) {
  const auto result = ExportGexf(Choose({MakeEvent("x", "X")}), {});
  ASSERT_EQ(result->losses.size(), 1u);
  EXPECT_EQ(LossInWords(result->losses[0]),
            "1 event without a date, at all times");
}

TEST(GexfTest, ALinkIsAnEdgeOfItsKind) {
  const std::string bytes =
      ExportGexf(Choose({MakeEvent("a", "A"), MakeEvent("b", "B")},
                        {MakeLink("l", {"a"}, CausalLink::ENABLE, {"b"})}),
                 {})
          ->bytes;
  EXPECT_THAT(bytes, HasSubstr("<edge id=\"0\" source=\"a\" target=\"b\" "
                               "kind=\"enable\" label=\"enable\">"));
  EXPECT_THAT(bytes, HasSubstr("<attvalue for=\"link\" value=\"l\"/>"));
}

}  // namespace
}  // namespace annals
