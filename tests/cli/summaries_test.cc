// Tests of coverage, gaps and join: what they print, and what they refuse.
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

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

//        1914      1916      1918      1920
// war:   ===================|
// speech:     ?==?                       some time in 1915
// visit:                          =      1919-05
// rumour: 1919-05, which is only feared
class SummaryCommandsTest : public CommandTest {
 protected:
  void SetUp() override {
    const std::string file = Write(
        "sample.jsonl",
        R"({"event": {"id": "war", "title": "The war", "tags": ["war"], )"
        R"("when": {"edtf": "1914/1917", "extent": "THROUGHOUT"}}})"
        "\n"
        R"({"event": {"id": "speech", "title": "A speech", )"
        R"("kind": "STATEMENT", "when": {"edtf": "1915"}}})"
        "\n"
        R"({"event": {"id": "visit", "title": "A visit", )"
        R"("kind": "STATEMENT", "tags": ["peace"], )"
        R"("when": {"edtf": "1919-05", "extent": "THROUGHOUT"}}})"
        "\n"
        R"({"event": {"id": "rumour", "title": "A rumour", )"
        R"("kind": "RISK", "claims": [{"id": "c1", "modality": "FEARED"}], )"
        R"("when": {"edtf": "1919-05", "extent": "THROUGHOUT"}}})"
        "\n"
        R"({"event": {"id": "doubt", "title": "A doubt", )"
        R"("kind": "PROCESS", "when": {"edtf": "1916?"}}})"
        "\n");
    const Ran ran = Run({"import", store_, file});
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
};

TEST_F(SummaryCommandsTest, CoverageTellsHowManyAreAtOnce) {
  const Ran ran = Run({"coverage", store_, "--from", "1913", "--until", "1915",
                       "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 3u) << ran.err;
  EXPECT_EQ(ran.Lines()[1], Json::parse(R"({"from": "1914-01-01T00:00:00Z", )"
                                        R"("until": "1915-01-01T00:00:00Z", )"
                                        R"("at_least": 1, "at_most": 1})"));
  EXPECT_EQ(ran.Lines()[2]["at_most"], 2);
  EXPECT_EQ(
      Run({"coverage", store_, "--tag", "peace", "--until", "1919-05-31"}).out,
      "1919-05-01T00:00:00Z to 1919-06-01T00:00:00Z  1 at least, 1 at most\n");
}

TEST_F(SummaryCommandsTest, GapsAreCertainWhereNothingMayBe) {
  const Ran ran = Run({"gaps", store_, "--kind", "statement", "--from", "1914",
                       "--until", "1916", "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 3u) << ran.err;
  EXPECT_EQ(ran.Lines()[0]["certainty"], "certain");
  EXPECT_EQ(ran.Lines()[1], Json::parse(R"({"from": "1915-01-01T00:00:00Z", )"
                                        R"("until": "1916-01-01T00:00:00Z", )"
                                        R"("certainty": "possible"})"));
  EXPECT_EQ(Run({"gaps", store_, "--from", "1918", "--until", "1918"}).out,
            "certain   1918-01-01T00:00:00Z to 1919-01-01T00:00:00Z\n");
  EXPECT_THAT(Run({"gaps", store_, "--tag", "war"}).out, IsEmpty());
}

TEST_F(SummaryCommandsTest, AWindowThatIsReversedOrUnknownIsRefused) {
  const Ran reversed =
      Run({"gaps", store_, "--from", "1920", "--until", "1910"});
  EXPECT_EQ(reversed.code, 2);
  EXPECT_THAT(reversed.err, HasSubstr("want an end that is later"));
  EXPECT_EQ(Run({"coverage", store_, "--from", "soon"}).code, 2);
  EXPECT_THAT(Run({"coverage", store_, "--tag", "none"}).err,
              HasSubstr("no event with a date"));
}

TEST_F(SummaryCommandsTest, JoinShowsTheEventsOfAPairOneBelowTheOther) {
  const Ran ran =
      Run({"join", store_, "--kind", "statement", "--to-tag", "war"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out,
            "certain   1915                      A speech  [speech]\n"
            "          1914/1917                 The war  [war]\n");
  EXPECT_EQ(ran.err, "1 pair\n");
}

TEST_F(SummaryCommandsTest, JoinAsJsonSaysAllOfBothEvents) {
  const Ran ran = Run({"join", store_, "--relation", "after,met-by", "--to-tag",
                       "war", "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 1u) << ran.err;
  const Json pair = ran.Lines()[0];
  EXPECT_EQ(pair["certainty"], "certain");
  EXPECT_EQ(pair["first"]["id"], "visit");
  EXPECT_EQ(pair["second"]["id"], "war");
  EXPECT_EQ(pair["second"]["earliest_start"], "1914-01-01T00:00:00Z");
  EXPECT_EQ(pair["second"].count("certainty"), 0u);
}

TEST_F(SummaryCommandsTest, WhetherAPairIsCertainHangsOnTheRelation) {
  const Ran starts = Run({"join", store_, "--kind", "statement", "--relation",
                          "starts", "--to-intersects", "1914"});
  EXPECT_THAT(starts.out, IsEmpty());
  const Ran during = Run({"join", store_, "--kind", "process", "--relation",
                          "during", "--to-tag", "war"});
  EXPECT_THAT(during.out, HasSubstr("certain   1916?"));
  std::vector<std::string> after = {
      "join",       store_,      "--kind",          "process",
      "--to-kind",  "statement", "--to-intersects", "1915",
      "--relation", "after"};
  EXPECT_THAT(Run(after).out, HasSubstr("possible  1916?"));
  after.back() = "after,met-by";
  EXPECT_THAT(Run(after).out, HasSubstr("certain   1916?"));
}

TEST_F(SummaryCommandsTest, OnlyCertainPairsLeaveQualifiedDatesOut) {
  const std::vector<std::string> asked = {
      "join", store_,       "--kind", "process",  "--to-tag",
      "war",  "--relation", "during", "--certain"};
  EXPECT_THAT(Run(asked).out, IsEmpty());
  std::vector<std::string> as_stated = asked;
  as_stated.push_back("--as-stated");
  EXPECT_THAT(Run(as_stated).out, HasSubstr("A doubt"));
}

TEST_F(SummaryCommandsTest, EitherSideHasFiltersOfItsOwn) {
  EXPECT_THAT(Run({"join", store_, "--tag", "peace"}).out,
              Not(HasSubstr("rumour")));
  EXPECT_THAT(Run({"join", store_, "--tag", "peace", "--to-all"}).out,
              HasSubstr("rumour"));
  EXPECT_THAT(Run({"join", store_, "--tag", "peace", "--all"}).out,
              Not(HasSubstr("rumour")));
}

TEST_F(SummaryCommandsTest, PairsBeyondTheLimitAreLeftOutAndThatIsSaid) {
  const Ran ran = Run({"join", store_, "--relation", "all", "--limit", "2"});
  EXPECT_EQ(ran.err, "2 pairs; more were left out (--limit)\n");
  EXPECT_EQ(Run({"join", store_, "--relation", "all", "--limit", "12"}).err,
            "12 pairs\n");
  EXPECT_EQ(Run({"join", store_, "--limit", "-1"}).code, 2);
  EXPECT_EQ(Run({"join", store_, "--limit", "1000000"}).code, 0);
  const Ran too_many = Run({"join", store_, "--limit", "1000001"});
  EXPECT_EQ(too_many.code, 2);
  EXPECT_THAT(too_many.err, HasSubstr("at least 0 and at most 1000000"));
}

TEST_F(SummaryCommandsTest, JoinNamesTheFlagThatIsWrong) {
  const Ran kind = Run({"join", store_, "--to-kind", "war"});
  EXPECT_EQ(kind.code, 2);
  EXPECT_THAT(kind.err, HasSubstr("--to-kind \"war\": want occurrence"));
  EXPECT_THAT(
      Run({"join", store_, "--relation", "beside"}).err,
      AllOf(HasSubstr("--relation: "), HasSubstr("\"beside\" at column 1")));
  EXPECT_EQ(Run({"join", store_, "--to", "1914"}).code, 2);
  const Ran soon = Run({"join", store_, "--to-intersects", "soon"});
  EXPECT_EQ(soon.code, 2);
  EXPECT_THAT(soon.err, HasSubstr("the second's query \"soon\": no event"));
  EXPECT_THAT(Run({"join", store_, "--text", "war", "--to-text", "*"}).err,
              HasSubstr("the second's text: a * at column 1"));
  EXPECT_THAT(
      Run({"join", store_, "--text", "*", "--to-text", "war"}).err,
      AllOf(HasSubstr("text: a * at column 1"), Not(HasSubstr("second"))));
  EXPECT_EQ(Run({"join", Path("none.annals")}).code, 2);
}

TEST_F(SummaryCommandsTest, BothSidesAreAsTheStoreWas) {
  const std::string file =
      Write("later.jsonl",
            R"({"event": {"id": "battle", "title": "A battle", )"
            R"("when": {"edtf": "1914-08", "extent": "THROUGHOUT"}}})");
  ASSERT_EQ(Run({"import", store_, file}).code, 0);
  EXPECT_EQ(Run({"join", store_, "--as-of", "5"}).err, "4 pairs\n");
  EXPECT_EQ(Run({"join", store_}).err, "6 pairs\n");
}

}  // namespace
}  // namespace annals
