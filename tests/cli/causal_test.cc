// Tests of causes, effects, paths, roots, common and without, as commands.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/command_test.h"

namespace annals {
namespace {

using ::testing::HasSubstr;

//   oil -> position -> trade <- weather, and oil -> trade; fear is Moscow's
//   reason for the position, greed a forecast of it.
constexpr char kRecords[] =
    R"({"event": {"id": "oil", "title": "Oil stops"}}
{"event": {"id": "position", "title": "Position"}}
{"event": {"id": "trade", "title": "Trade"}}
{"event": {"id": "weather", "title": "Weather"}}
{"event": {"id": "fear", "title": "Fear"}}
{"event": {"id": "greed", "title": "Greed"}}
{"causal_link": {"id": "l1", "causes": ["oil"], "effects": ["position"]}}
{"causal_link": {"id": "l2", "causes": ["position"], "effects": ["trade"]}}
{"causal_link": {"id": "l3", "causes": ["weather"], "effects": ["trade"]}}
{"causal_link": {"id": "l4", "causes": ["oil"], "effects": ["trade"]}}
{"causal_link": {"id": "l5", "causes": ["fear"], "effects": ["position"], "claims": [{"id": "1", "holders": ["Ramani", "Moscow"], "confidence": 70}]}}
{"causal_link": {"id": "l6", "causes": ["greed"], "effects": ["position"], "claims": [{"id": "1", "modality": "FUTURE"}]}}
)";

class CausalTest : public CommandTest {
 protected:
  void SetUp() override {
    const Ran imported = Run({"import", store_, Write("r.jsonl", kRecords)});
    ASSERT_EQ(imported.code, 0) << imported.err;
  }
};

TEST_F(CausalTest, RootsAreTheCausesWithoutCauses) {
  const Ran ran = Run({"roots", store_, "trade", "--output=json"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, R"({"roots":["oil"],"depth":1,"titles":["Oil stops"]})"
                     "\n"
                     R"({"roots":["weather"],"depth":1,"titles":["Weather"]})"
                     "\n"
                     R"({"roots":["fear"],"depth":2,"titles":["Fear"]})"
                     "\n");
  EXPECT_EQ(ran.err, "3 root causes; 1 link not asserted left out (--all)\n");
  EXPECT_THAT(Run({"roots", store_, "trade"}).out,
              HasSubstr("Fear  [fear]  (2 links away)\n"));
}

TEST_F(CausalTest, CommonTellsTheNearest) {
  const Ran ran = Run({"common", store_, "position", "trade", "--output=json"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out,
            R"({"id":"oil","nearest":true,"depths":[1,1],"title":"Oil stops"})"
            "\n"
            R"({"id":"fear","nearest":true,"depths":[1,2],"title":"Fear"})"
            "\n");
  EXPECT_EQ(Run({"common", store_, "oil", "weather"}).code, 1);
  const Ran effects = Run({"common", store_, "oil", "weather", "--effects"});
  EXPECT_EQ(effects.code, 0);
  EXPECT_EQ(effects.out, "Trade  [trade]  (1, 1 links away, nearest)\n");
  EXPECT_EQ(Run({"common", store_, "oil"}).code, 2);
}

TEST_F(CausalTest, WithoutTellsWhatWouldBeUnexplained) {
  const Ran ran = Run({"without", store_, "oil", "fear", "--output=json"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(
      ran.out,
      R"({"id":"position","explained":false,"depth":1,"fallen":["l1","l5"],)"
      R"("standing":[],"title":"Position"})"
      "\n"
      R"({"id":"trade","explained":true,"depth":1,"fallen":["l2","l4"],)"
      R"("standing":["l3"],"title":"Trade"})"
      "\n");
  EXPECT_THAT(ran.err,
              HasSubstr("1 record would be unexplained, 1 less explained"));
  EXPECT_EQ(Run({"without", store_, "oil"}).out,
            "still explained: Position  [position]  (by l5; not by l1)\n"
            "still explained: Trade  [trade]  (by l2, l3; not by l4)\n");
}

TEST_F(CausalTest, WithoutWhatIsNotThereIsAnError) {
  const auto error = [&](const std::string& name) {
    const Ran ran = Run({"causes", store_, "trade", "--without", name});
    EXPECT_EQ(ran.code, 2) << name;
    return ran.err;
  };
  EXPECT_THAT(error("l9"), HasSubstr("--without l9: no such record; want the "
                                     "id of a causal link, or LINK#CLAIM"));
  EXPECT_THAT(error("oil"), HasSubstr("--without oil: no causal link"));
  EXPECT_THAT(error("l5#2"), HasSubstr("--without l5#2: no such claim"));
  EXPECT_EQ(Run({"causes", store_, "trade", "--without", "l5#1"}).code, 0);
}

TEST_F(CausalTest, AClaimCanBeDoneWithout) {
  EXPECT_EQ(Run({"without", store_, "l5#1"}).out,
            "still explained: Position  [position]  (by l1; not by l5)\n");
  EXPECT_THAT(Run({"without", store_, "l6#1"}).err,
              HasSubstr("nothing is absent"));
  const Ran none = Run({"without", store_, "l5#2"});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("no claim \"2\" in \"l5\""));
  EXPECT_EQ(Run({"paths", store_, "fear", "trade"}).code, 0);
  EXPECT_EQ(Run({"paths", store_, "fear", "trade", "--without", "l5#1"}).code,
            1);
}

TEST_F(CausalTest, AHolderIsAskedAlone) {
  const Ran moscow = Run({"causes", store_, "position", "--holder", "Moscow"});
  EXPECT_EQ(moscow.out, "Position  [position]\n  <- cause: Fear  [fear]\n");
  EXPECT_EQ(moscow.err,
            "1 cause; 1 link not asserted left out (--all); 1 link by other "
            "claims left out\n");
  EXPECT_EQ(Run({"effects", store_, "fear", "--confidence", "71"}).err,
            "0 effects; 1 link by other claims left out\n");
  EXPECT_THAT(Run({"effects", store_, "fear", "--accepted"}).err,
              HasSubstr("0 effects"));
}

TEST_F(CausalTest, AReducedWalkIsWithoutWhatAChainImplies) {
  const Ran ran = Run({"causes", store_, "trade", "--reduced"});
  EXPECT_EQ(ran.out,
            "Trade  [trade]\n"
            "  <- cause: Position  [position]\n"
            "    <- cause: Oil stops  [oil]\n"
            "    <- cause: Fear  [fear]\n"
            "  <- cause: Weather  [weather]\n");
  EXPECT_THAT(ran.err, HasSubstr("4 causes; 1 that others imply left out"));
}

TEST_F(CausalTest, AsOfAsksWhatWasKnownThen) {
  EXPECT_EQ(Run({"retract", store_, "l4"}).code, 0);
  EXPECT_EQ(Run({"effects", store_, "oil", "--depth", "1"}).err,
            "1 effect; those further away left out (--depth)\n");
  EXPECT_EQ(
      Run({"effects", store_, "oil", "--depth", "1", "--as-of", "12"}).err,
      "2 effects; those further away left out (--depth)\n");
  EXPECT_THAT(Run({"without", store_, "oil", "--as-of", "12"}).out,
              HasSubstr("not by l4"));
}

TEST_F(CausalTest, PathsThatAreKeptBackAreSaidToBeWeaker) {
  const Ran ran = Run({"paths", store_, "oil", "trade", "--limit", "1"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err,
            "1 path; there are more, none of them stronger, or longer ones "
            "(--limit, --length)\n");
}

}  // namespace
}  // namespace annals
