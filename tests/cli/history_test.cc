// Tests of annals restore, redact, diff, follow, and import in batches.
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
using ::testing::SizeIs;
using Json = nlohmann::json;

class HistoryCommandsTest : public CommandTest {
 protected:
  // An event "oil" with two titles, one after the other.
  void ImportOil() {
    for (const char* title : {"first", "second"}) {
      const std::string file = Write(
          "oil.jsonl", std::string(R"({"event": {"id": "oil", "title": ")") +
                           title + "\"}}\n");
      ASSERT_EQ(Run({"import", store_, file}).code, 0);
    }
  }
};

TEST_F(HistoryCommandsTest, RestorePutsBackAnEarlierRevision) {
  ImportOil();
  const Ran ran =
      Run({"restore", store_, "oil", "--revision", "1", "--output=json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.Lines().at(0),
            Json({{"what", "restored"}, {"id", "oil"}, {"sequence", 3}}));
  EXPECT_THAT(Run({"show", store_, "oil"}).out, HasSubstr("first"));
}

TEST_F(HistoryCommandsTest, AnImportAfterARetractionSaysThatItRestored) {
  ImportOil();
  ASSERT_EQ(Run({"retract", store_, "oil"}).code, 0);
  EXPECT_THAT(Run({"import", store_, Path("oil.jsonl")}).out,
              HasSubstr("0 unchanged, 1 restored, 0 rejected"));
}

TEST_F(HistoryCommandsTest, RedactDeletesAndShowTellsOfIt) {
  ImportOil();
  const Ran ran = Run({"redact", store_, "oil", "--author", "kim", "--reason",
                       "article 17", "--output=json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.Lines().at(0),
            Json({{"what", "redacted"}, {"id", "oil"}, {"sequence", 3}}));
  EXPECT_THAT(Run({"show", store_, "oil"}).err,
              HasSubstr("redacted by revision 3"));
  const std::vector<Json> history =
      Run({"show", store_, "oil", "--history", "--output=json"}).Lines();
  ASSERT_THAT(history, SizeIs(3));
  EXPECT_TRUE(history[0]["record"].is_null());
  EXPECT_EQ(history[2]["operation"], "REDACT");
  EXPECT_EQ(history[2]["author"], "kim");
  EXPECT_EQ(history[2]["reason"], "article 17");
}

TEST_F(HistoryCommandsTest, RedactWantsAnIdOrToFinish) {
  ImportOil();
  EXPECT_EQ(Run({"redact", store_}).code, 2);
  EXPECT_EQ(Run({"redact", store_, "oil", "--finish"}).code, 2);
  EXPECT_EQ(Run({"redact", store_, "--finish"}).code, 0);
}

TEST_F(HistoryCommandsTest, DiffTellsFieldByField) {
  ImportOil();
  const Ran ran = Run({"diff", store_, "1", "--output=json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.Lines().at(0),
            Json::parse(R"({"what": "changed", "id": "oil", "kind": "event",
              "sequence_before": 1, "sequence_after": 2, "fields": [
              {"path": "event.title", "before": "first", "after": "second"}
              ]})"));
  EXPECT_EQ(Run({"diff", store_, "1", "2"}).out,
            "changed oil  second\n  - event.title: first\n"
            "  + event.title: second\n");
  EXPECT_EQ(Run({"diff", store_, "2", "1"}).code, 2);
}

TEST_F(HistoryCommandsTest, FollowPrintsEachRevisionAndGoesOnFromANumber) {
  ImportOil();
  ASSERT_EQ(Run({"retract", store_, "oil"}).code, 0);
  const Ran ran = Run({"follow", store_, "--until-now"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  const std::vector<Json> lines = ran.Lines();
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_EQ(lines[0]["sequence"], 1);
  EXPECT_EQ(lines[0]["ends_batch"], true);
  EXPECT_EQ(lines[0]["record"]["event"]["title"], "first");
  EXPECT_EQ(lines[2]["operation"], "RETRACT");
  EXPECT_TRUE(lines[2]["record"].is_null());
  EXPECT_THAT(Run({"follow", store_, "--until-now", "--from", "3"}).Lines(),
              SizeIs(1));
  EXPECT_THAT(Run({"follow", store_, "--until-now", "--from", "4"}).out,
              IsEmpty());
}

TEST_F(HistoryCommandsTest, ImportInBatchesLeavesOutWhatIsWrongAndGoesOn) {
  const std::string file = Write("many.jsonl",
                                 R"({"event": {"id": "a", "title": "A"}}
not json
{"causal_link": {"id": "l", "causes": ["a"], "effects": ["c"], "kind": "CAUSE"}}

{"event": {"id": "bad", "title": "B", "when": {"edtf": "1985-13"}}}
{"event": {"id": "c", "title": "C"}}
)");
  const Ran ran =
      Run({"import", store_, file, "--batch", "2", "--output=json"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr(file + ":2: "));
  EXPECT_THAT(ran.err, HasSubstr(file + ":5: event.when.edtf: "));
  EXPECT_THAT(ran.err,
              HasSubstr("3 added, 0 changed, 0 unchanged, 2 rejected"));
  std::vector<std::string> told;
  for (const Json& line : ran.Lines()) {
    told.push_back(line["what"].get<std::string>() + " " +
                   std::to_string(line["line"].get<int>()));
  }
  EXPECT_THAT(told, ElementsAre("rejected 2", "added 1", "rejected 5",
                                "added 6", "added 3"));
  EXPECT_THAT(Run({"import", store_, file, "--batch", "2"}).out,
              HasSubstr("0 added, 0 changed, 3 unchanged, 2 rejected"));
}

TEST_F(HistoryCommandsTest, BatchesAreForJsonLines) {
  const std::string file = Write("one.json", R"({"records": []})");
  EXPECT_THAT(Run({"import", store_, file, "--batch", "2"}).err,
              HasSubstr("want JSON Lines"));
}

}  // namespace
}  // namespace annals
