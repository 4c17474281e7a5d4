// Tests of check, as a command: what it prints, and its exit codes.
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

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

class CheckTest : public CommandTest {
 protected:
  void Import(const std::string& lines) {
    const Ran ran = Run({"import", store_, Write("records.jsonl", lines)});
    ASSERT_EQ(ran.code, 0) << ran.err;
  }

  // Peace in 1950 is told to come of a war in 1951.
  void ImportAnEarlyEffect() {
    Import(
        R"({"event": {"id": "war", "title": "War", "when": {"edtf": "1951"}}}
{"event": {"id": "peace", "title": "Peace", "when": {"edtf": "1950"}}}
{"causal_link": {"id": "l", "causes": ["war"], "effects": ["peace"]}}
)");
  }

  // A forecast for 2018.
  void ImportAForecast() {
    Import(
        R"({"event": {"id": "vote", "title": "Vote", "when": {"edtf": "2018"}, "claims": [{"id": "1", "holders": ["Ramani"], "modality": "FUTURE"}]}}
)");
  }

  Ran Check(std::vector<std::string> flags) const {
    flags.insert(flags.begin(), {"check", store_});
    return Run(flags);
  }

  static std::vector<std::string> Findings(const Ran& ran) {
    std::vector<std::string> names;
    for (const Json& line : ran.Lines()) names.push_back(line["finding"]);
    return names;
  }
};

TEST_F(CheckTest, AnEarlyEffectIsAProblemAndSaidInWords) {
  ImportAnEarlyEffect();
  const Ran ran = Check({});
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_THAT(ran.out,
              HasSubstr("effect-certainly-before-cause: 1 problem\n"
                        "  - \"Peace\" [peace] starts by "
                        "1950-12-31T23:59:59.999999Z, but its cause \"War\" "
                        "[war] not before 1951-01-01T00:00:00Z: link l\n"
                        "  to do: correct a date"));
  EXPECT_THAT(ran.err, HasSubstr("0 contradictions of order; 1 problem of "
                                 "causes; 1 note"));
}

TEST_F(CheckTest, JsonHasALineForEachFinding) {
  ImportAnEarlyEffect();
  const Ran ran = Check({"--output=json"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(Findings(ran),
              ElementsAre("effect-certainly-before-cause", "no-source"));
  const Json line = ran.Lines()[0];
  EXPECT_EQ(line["problem"], true);
  EXPECT_EQ(line["cause"], "war");
  EXPECT_EQ(line["effect"], "peace");
  EXPECT_EQ(line["end"], "start");
  EXPECT_EQ(line["cause_start"], "1951-01-01T00:00:00Z");
  EXPECT_EQ(line["links"], Json::array({"l"}));
  EXPECT_THAT(line["advice"].get<std::string>(), HasSubstr("correct a date"));
}

TEST_F(CheckTest, OrderAndCausesAreToldTogether) {
  ImportAnEarlyEffect();
  EXPECT_THAT(Findings(Check({"--links", "--output=json"})),
              ElementsAre("contradiction-of-order",
                          "effect-certainly-before-cause", "no-source"));
}

TEST_F(CheckTest, NotesAloneAreNoProblemUnlessStrict) {
  ImportAForecast();
  EXPECT_EQ(Check({"--today=2020-01-01"}).code, 0);
  EXPECT_EQ(Check({"--today=2020-01-01", "--strict"}).code, 1);
  EXPECT_EQ(Check({"--today=2017-01-01", "--strict"}).code, 0);
}

TEST_F(CheckTest, KindsCanBeChosenAndLeftOut) {
  ImportAnEarlyEffect();
  const auto findings = [&](const std::string& flag) {
    return Findings(Check({"--output=json", flag}));
  };
  EXPECT_THAT(findings("--only=notes"), ElementsAre("no-source"));
  EXPECT_THAT(findings("--only=no-source,rival-dates"),
              ElementsAre("no-source"));
  EXPECT_THAT(findings("--skip=problems,no-source"), IsEmpty());
  EXPECT_EQ(Check({"--skip=problems"}).code, 0);
  EXPECT_THAT(findings("--only=contradiction-of-order"), IsEmpty());
  const Ran wrong = Check({"--only=cycle"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("--only \"cycle\": want problems, notes"));
}

TEST_F(CheckTest, TodayIsTheDayThatIsGiven) {
  ImportAForecast();
  EXPECT_THAT(Findings(Check({"--output=json", "--today=2019-01-01"})),
              ElementsAre("forecast-due"));
  EXPECT_THAT(Findings(Check({"--output=json", "--today=2018-06-01"})),
              ElementsAre("forecast-possibly-due"));
  EXPECT_THAT(Findings(Check({"--output=json"})), ElementsAre("forecast-due"));
  const Ran wrong = Check({"--today=soon"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("--today: "));
}

TEST_F(CheckTest, ClaimsAreShownWithTheirHolders) {
  ImportAForecast();
  const Ran ran = Check({"--today=2019-01-01"});
  EXPECT_THAT(ran.out, HasSubstr("vote#1: future, open (Ramani)"));
  const Json line = Check({"--today=2019-01-01", "--output=json"}).Lines()[0];
  EXPECT_EQ(line["due"], "2018-12-31T23:59:59.999999Z");
  EXPECT_EQ(line["claims"][0]["name"], "vote#1");
  EXPECT_EQ(line["claims"][0]["holder"], "Ramani");
  EXPECT_EQ(line["claims"][0]["modality"], "FUTURE");
}

TEST_F(CheckTest, TheClaimsOfOneHolderAreChecked) {
  ImportAForecast();
  EXPECT_THAT(Findings(Check(
                  {"--output=json", "--today=2019-01-01", "--holder=Putin"})),
              IsEmpty());
  EXPECT_THAT(Findings(Check(
                  {"--output=json", "--today=2019-01-01", "--holder=Ramani"})),
              ElementsAre("forecast-due"));
}

TEST_F(CheckTest, BeyondTheLimitTheOthersAreCounted) {
  std::string records;
  for (int i = 0; i < 12; ++i) {
    const std::string id = "e" + std::to_string(i);
    records += R"({"event": {"id": ")" + id + R"(", "title": "E"}})" + "\n";
    if (i == 0) continue;
    records += R"({"causal_link": {"id": "l)" + id + R"(", "causes": ["e0"])" +
               R"(, "effects": [")" + id + R"("]}})" + "\n";
  }
  Import(records);
  EXPECT_THAT(Check({}).out, HasSubstr("  and 1 more (--limit)\n"));
  EXPECT_THAT(Check({}).err, HasSubstr("11 notes; 1 of them not shown"));
  EXPECT_THAT(Check({"--limit=11"}).out, Not(HasSubstr("more (--limit)")));
  EXPECT_EQ(Check({"--limit=2", "--output=json"}).Lines().size(), 2u);
}

}  // namespace
}  // namespace annals
