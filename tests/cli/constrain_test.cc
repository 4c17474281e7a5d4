// Tests of constrain: what historians say of order, a command each.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/cli/command_test.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

class ConstrainTest : public CommandTest {
 protected:
  void SetUp() override {
    const std::string records = Write("r.jsonl", R"(
{"event": {"id": "siege", "title": "Siege", "when": {"edtf": "1903/1905"}}}
{"event": {"id": "visit", "title": "Visit"}}
)");
    ASSERT_EQ(Run({"import", store_, records}).code, 0);
  }

  // Of `visit`, once this is known of it.
  Json SolvedWith(std::vector<std::string> words) const {
    const std::vector<std::string> named = {"--id", "c"};
    words.insert(words.begin(), {"constrain", store_});
    words.insert(words.end(), named.begin(), named.end());
    const Ran ran = Run(words);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return Run({"solve", store_, "--output=json"}).Lines().at(1);
  }
};

TEST_F(ConstrainTest, SequencesMayHaveAGap) {
  EXPECT_EQ(SolvedWith({"visit", "before", "siege"})["latest_end"],
            "1903-12-31T23:59:59.999999Z");
  const Json after =
      SolvedWith({"visit", "after", "siege", "--min", "P1Y", "--max", "P2Y"});
  EXPECT_EQ(after["earliest_start"], "1906-01-01T00:00:00.000001Z");
  EXPECT_EQ(after["latest_start"], "1908-01-02T00:00:00Z");
}

TEST_F(ConstrainTest, SharedTimeIsNoOrderOfTheStarts) {
  const Json contemporary = SolvedWith({"visit", "contemporary-with", "siege"});
  EXPECT_EQ(contemporary["earliest_start"], "-inf");
  EXPECT_EQ(contemporary["latest_start"], "1905-12-31T23:59:59.999999Z");
  EXPECT_EQ(contemporary["earliest_end"], "1903-01-01T00:00:00.000001Z");
  EXPECT_EQ(SolvedWith({"visit", "starts-during", "siege"})["earliest_start"],
            "1903-01-01T00:00:00Z");
  const Json ends = SolvedWith({"visit", "ends-during", "siege"});
  EXPECT_EQ(ends["earliest_start"], "-inf");
  EXPECT_EQ(ends["latest_end"], "1906-01-01T00:00:00Z");
  EXPECT_EQ(SolvedWith({"visit", "within", "siege"})["earliest_start"],
            "1903-01-01T00:00:00Z");
}

TEST_F(ConstrainTest, TerminiMeanTheWholeOfTheirDate) {
  EXPECT_EQ(SolvedWith({"visit", "not-before", "1904-05"})["earliest_start"],
            "1904-05-01T00:00:00Z");
  EXPECT_EQ(SolvedWith({"visit", "not-after", "1904"})["latest_end"],
            "1905-01-01T00:00:00Z");
}

TEST_F(ConstrainTest, LengthsAndAllensRelationsAreForms) {
  EXPECT_EQ(SolvedWith({"visit", "meets,starts", "siege"})["latest_start"],
            "1903-12-31T23:59:59.999999Z");
  ASSERT_EQ(Run({"constrain", store_, "visit", "not-before", "1904"}).code, 0);
  EXPECT_EQ(SolvedWith({"visit", "lasts", "--min", "P10D"})["earliest_end"],
            "1904-01-11T00:00:00Z");
}

TEST_F(ConstrainTest, WhoSaysSoIsKept) {
  ASSERT_EQ(Run({"constrain", store_, "visit", "before", "siege", "--id", "c",
                 "--holder", "Karl"})
                .code,
            0);
  EXPECT_THAT(Run({"solve", store_, "--explain", "visit"}).out,
              HasSubstr("constraint c (Karl)"));
}

TEST_F(ConstrainTest, WhatIsMissingOrTooMuchIsSaid) {
  const auto error = [this](std::vector<std::string> words) {
    words.insert(words.begin(), {"constrain", store_});
    const Ran ran = Run(words);
    EXPECT_EQ(ran.code, 2);
    return ran.err;
  };
  EXPECT_THAT(error({"visit", "before"}), HasSubstr("the id of an event"));
  EXPECT_THAT(error({"visit", "near", "siege"}), HasSubstr("starts-during"));
  EXPECT_THAT(error({"visit", "within", "siege", "--min", "P1D"}),
              HasSubstr("--min and --max"));
  EXPECT_THAT(error({"visit", "not-after", "1904/.."}),
              HasSubstr("that side of it is not known"));
  EXPECT_THAT(error({"visit", "lasts"}), HasSubstr("min"));
  EXPECT_THAT(error({"visit", "before", "nobody"}), HasSubstr("nobody"));
}

}  // namespace
}  // namespace annals
