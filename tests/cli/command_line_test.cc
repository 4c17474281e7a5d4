// Tests of the command line: what each command prints, and its exit codes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/command_line.h"

#include <filesystem>
#include <fstream>
#include <sstream>
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

constexpr char kOil[] =
    R"({"event": {"id": "oil", "title": "China suspends oil supply", )"
    R"("when": {"edtf": "2013"}, )"
    R"("participants": [{"name": "China", "role": "AGENT"}], )"
    R"("tags": ["energy"]}})";
constexpr char kPosition[] =
    R"({"event": {"id": "position", "title": "Russia is stronger"}})";
constexpr char kLink[] = R"({"causal_link": {"id": "l1", "causes": ["oil"], )"
                         R"("effects": ["position"], "kind": "CAUSE"}})";

class CommandLineTest : public CommandTest {
 protected:
  // The three records of the smallest example.
  void ImportSample() {
    const std::string file = Write(
        "sample.jsonl", std::string(kOil) + "\n" + kPosition + "\n" + kLink);
    const Ran ran = Run({"import", store_, file});
    ASSERT_EQ(ran.code, 0) << ran.err;
    ASSERT_THAT(ran.out, HasSubstr("3 added, 0 changed, 0 unchanged"));
  }
};

TEST_F(CommandLineTest, ImportingTwiceAddsNothing) {
  ImportSample();
  const Ran again = Run({"import", store_, Path("sample.jsonl")});
  EXPECT_THAT(again.out, HasSubstr("0 added, 0 changed, 3 unchanged"));
}

TEST_F(CommandLineTest, OneBadRecordRefusesTheWholeFileAndAllFaultsAreTold) {
  const std::string file =
      Write("bad.jsonl", std::string(kOil) + "\n" +
                             R"({"event": {"id": "b", "titel": "x"}})" + "\n" +
                             R"({"event": {"id": "c", "title": "x", )"
                             R"("when": {"edtf": "2013-13"}}})");
  const Ran ran = Run({"import", store_, file});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("bad.jsonl:2: "));
  EXPECT_THAT(ran.err, HasSubstr("titel"));
  EXPECT_THAT(ran.err, HasSubstr("bad.jsonl:3: event.when.edtf: "));
  EXPECT_THAT(ran.err, HasSubstr("2 faults"));
  EXPECT_FALSE(std::filesystem::exists(store_));
}

TEST_F(CommandLineTest, AnImpossibleDateIsToldWithItsLine) {
  const std::string file =
      Write("bad.jsonl", std::string(kOil) + "\n" +
                             R"({"event": {"id": "c", "title": "x", )"
                             R"("when": {"edtf": "2013-13"}}})");
  const Ran ran = Run({"import", store_, file});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("bad.jsonl:2: event.when.edtf: "),
                             HasSubstr("month 13")));
  EXPECT_FALSE(std::filesystem::exists(store_));
}

TEST_F(CommandLineTest, ALinkToNothingIsRefusedWithItsLine) {
  const std::string file =
      Write("bad.jsonl", std::string(kOil) + "\n" + kLink + "\n");
  const Ran ran = Run({"import", store_, file});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("bad.jsonl:2: causal_link.effects[0]"),
                             HasSubstr("position")));
}

TEST_F(CommandLineTest, ARefusedImportLeavesTheStoreAsItWas) {
  ImportSample();
  const std::string before = Run({"stats", store_, "--output=json"}).out;
  Run({"import", store_,
       Write("bad.jsonl", R"({"event": {"id": "new", "title": ""}})")});
  EXPECT_EQ(Run({"stats", store_, "--output=json"}).out, before);
}

TEST_F(CommandLineTest, ADryRunWritesNothing) {
  const std::string file = Write("sample.jsonl", kOil);
  const Ran ran = Run({"import", store_, file, "--dry-run"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("1 added"));
  EXPECT_FALSE(std::filesystem::exists(store_));
}

TEST_F(CommandLineTest, AMissingFileIsNamed) {
  const Ran ran = Run({"import", store_, Path("nothing.jsonl")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("nothing.jsonl"));
}

TEST_F(CommandLineTest, AStoreThatIsAFolderIsRefused) {
  const Ran ran = Run({"import", folder_.path(), Write("sample.jsonl", kOil)});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr(folder_.path()));
}

TEST_F(CommandLineTest, FindAnswersOneObjectALine) {
  ImportSample();
  const Ran ran =
      Run({"find", store_, "--intersects", "2013/2014", "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 1u) << ran.err;
  const Json line = ran.Lines()[0];
  EXPECT_EQ(line["id"], "oil");
  EXPECT_EQ(line["title"], "China suspends oil supply");
  EXPECT_EQ(line["edtf"], "2013");
  EXPECT_EQ(line["certainty"], "certain");
  EXPECT_EQ(line["earliest_start"], "2013-01-01T00:00:00Z");
  EXPECT_EQ(line["latest_end"], "2014-01-01T00:00:00Z");
}

TEST_F(CommandLineTest, FindSaysHowManyUndatedEventsItLeftOut) {
  ImportSample();
  EXPECT_THAT(Run({"find", store_}).err,
              HasSubstr("1 event; 1 without a date left out"));
}

TEST_F(CommandLineTest, FindTakesAllenRelations) {
  ImportSample();
  EXPECT_THAT(
      Run({"find", store_, "--relation", "before,meets", "--to", "2014"}).out,
      HasSubstr("certain   2013"));
  const Ran wrong =
      Run({"find", store_, "--relation", "befor", "--to", "2014"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("overlapped-by"));
}

TEST_F(CommandLineTest, SetsInBracketsReachTheQueryWhole) {
  ImportSample();
  EXPECT_THAT(Run({"find", store_, "--intersects", "[2012,2013]"}).out,
              HasSubstr("oil"));
}

TEST_F(CommandLineTest, CountSaysHowManyThereAreAndHowManyWereLeftOut) {
  ImportSample();
  const Ran ran =
      Run({"count", store_, "--intersects", "2013-06", "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 1u);
  EXPECT_EQ(ran.Lines()[0],
            Json::parse(R"({"total": 1, "certain": 0, "possible": 1, )"
                        R"("undated": 1, "unasserted": 0})"));
  EXPECT_EQ(Run({"count", store_, "--undated"}).out, "2 events\n");
  EXPECT_EQ(Run({"count", store_, "--intersects", "2013-06"}).out,
            "1 event: 0 certain, 1 possible; "
            "1 without a date left out (--undated)\n");
}

TEST_F(CommandLineTest, AHistogramCountsWhatMustAndWhatMayTouchABucket) {
  ImportSample();
  const Ran ran = Run({"histogram", store_, "--by", "month", "--from",
                       "2013-12", "--until", "2014-01", "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 2u) << ran.err;
  EXPECT_EQ(ran.Lines()[0], Json::parse(R"({"from": "2013-12-01T00:00:00Z", )"
                                        R"("until": "2014-01-01T00:00:00Z", )"
                                        R"("certain": 0, "possible": 1})"));
  EXPECT_EQ(ran.Lines()[1]["possible"], 0);
  EXPECT_EQ(Run({"histogram", store_}).out,
            "2013-01-01  #  1 certain, 0 possible\n");
  EXPECT_EQ(Run({"histogram", store_, "--by", "week"}).code, 2);
  EXPECT_THAT(Run({"histogram", store_, "--by", "day", "--from", "0001"}).err,
              HasSubstr("want at most 100000 buckets, or a greater step"));
}

TEST_F(CommandLineTest, WhatHasNoPagesOffersNoOrderAndNoLimit) {
  ImportSample();
  EXPECT_EQ(Run({"histogram", store_, "--limit", "1"}).code, 2);
  EXPECT_EQ(Run({"nearest", store_, "2014-05", "--order", "id"}).code, 2);
}

TEST_F(CommandLineTest, NearestShowsBothSidesOfADate) {
  ImportSample();
  EXPECT_EQ(Run({"nearest", store_, "2014-05"}).out,
            "before  certain   2013                      "
            "China suspends oil supply  [oil]\n");
  const Ran ran = Run({"nearest", store_, "2012", "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 1u) << ran.err;
  EXPECT_EQ(ran.Lines()[0]["side"], "after");
  EXPECT_EQ(ran.Lines()[0]["id"], "oil");
  EXPECT_EQ(Run({"nearest", store_, "2013-05"}).err,
            "1 other event may touch it\n");
  EXPECT_EQ(Run({"nearest", store_, "soon"}).code, 2);
}

TEST_F(CommandLineTest, CausesAndEffectsAreShownAsATree) {
  ImportSample();
  EXPECT_EQ(Run({"causes", store_, "position"}).out,
            "Russia is stronger  [position]\n"
            "  <- cause: China suspends oil supply  [oil]\n");
  EXPECT_EQ(Run({"effects", store_, "oil"}).out,
            "China suspends oil supply  [oil]\n"
            "  -> cause: Russia is stronger  [position]\n");
}

TEST_F(CommandLineTest, CausesAsJsonNameTheLink) {
  ImportSample();
  const Ran ran = Run({"causes", store_, "position", "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 1u);
  EXPECT_EQ(ran.Lines()[0]["cause"], "oil");
  EXPECT_EQ(ran.Lines()[0]["link"], "l1");
  EXPECT_EQ(ran.Lines()[0]["kind"], "CAUSE");
}

TEST_F(CommandLineTest, NoPathIsAnAnswerWithCodeOne) {
  ImportSample();
  EXPECT_EQ(Run({"paths", store_, "oil", "position"}).code, 0);
  EXPECT_EQ(Run({"paths", store_, "position", "oil"}).code, 1);
  EXPECT_EQ(Run({"paths", store_, "position", "nothing"}).code, 2);
}

TEST_F(CommandLineTest, AddLinkShowAndRetractTakeFlags) {
  ImportSample();
  EXPECT_EQ(Run({"add", store_, "--id", "exit", "--title", "Seoul leaves",
                 "--when", "2016-03", "--actor", "South Korea=agent"})
                .code,
            0);
  EXPECT_EQ(Run({"link", store_, "--id", "l2", "--cause", "position",
                 "--effect", "exit", "--kind", "contribute"})
                .code,
            0);
  EXPECT_THAT(Run({"show", store_, "exit"}).out,
              AllOf(HasSubstr("some time in March 2016"),
                    HasSubstr("South Korea (agent)")));
  const Ran refused = Run({"retract", store_, "exit"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("l2"));
  EXPECT_EQ(Run({"retract", store_, "exit", "--cascade"}).code, 0);
  EXPECT_EQ(Run({"show", store_, "exit"}).code, 2);
}

TEST_F(CommandLineTest, HistoryShowsEveryRevision) {
  ImportSample();
  Run({"add", store_, "--id", "oil", "--title", "Oil stops", "--author", "Kim",
       "--reason", "shorter"});
  const Ran ran = Run({"show", store_, "oil", "--history", "--output=json"});
  ASSERT_EQ(ran.Lines().size(), 2u);
  EXPECT_EQ(ran.Lines()[1]["author"], "Kim");
  EXPECT_EQ(ran.Lines()[1]["record"]["event"]["title"], "Oil stops");
}

TEST_F(CommandLineTest, AsOfAnswersFromThePast) {
  ImportSample();
  Run({"retract", store_, "l1"});
  EXPECT_THAT(Run({"causes", store_, "position"}).out, Not(HasSubstr("oil")));
  EXPECT_THAT(Run({"causes", store_, "position", "--as-of", "3"}).out,
              HasSubstr("oil"));
}

TEST_F(CommandLineTest, AChronologyComesInThreeFormats) {
  ImportSample();
  for (const char* format : {"markdown", "html", "text"}) {
    EXPECT_THAT(Run({"chronology", store_, "--format", format}).out,
                AllOf(HasSubstr("Some time in 2013"),
                      HasSubstr("China suspends oil supply")))
        << format;
  }
  EXPECT_EQ(Run({"chronology", store_, "--format", "docx"}).code, 2);
}

TEST_F(CommandLineTest, AnExportSaysWhatItCouldNotHold) {
  ImportSample();
  const Ran ran = Run({"export", store_, "--format", "vis"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("1 event without a date"));
  const Ran strict = Run(
      {"export", store_, "--format", "vis", "--strict", "-o", Path("t.json")});
  EXPECT_EQ(strict.code, 1);
  EXPECT_FALSE(std::filesystem::exists(Path("t.json")));
}

TEST_F(CommandLineTest, AnExportIsWrittenToAFile) {
  ImportSample();
  EXPECT_EQ(
      Run({"export", store_, "--format", "dot", "-o", Path("t.dot")}).code, 0);
  EXPECT_GT(std::filesystem::file_size(Path("t.dot")), 0u);
  const Ran nowhere = Run(
      {"export", store_, "--format", "dot", "-o", Path("no/such/folder.dot")});
  EXPECT_EQ(nowhere.code, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("no/such/folder.dot"));
}

TEST_F(CommandLineTest, AnExportDoesNotWriteOverAStore) {
  ImportSample();
  EXPECT_EQ(Run({"export", store_, "--format", "dot", "-o", store_}).code, 2);
  EXPECT_EQ(Run({"show", store_, "oil"}).code, 0);
}

TEST_F(CommandLineTest, AFileIsWrittenThroughALinkAndKeepsItsPermissions) {
  namespace fs = std::filesystem;
  ImportSample();
  const std::string target = Write("target.dot", "old");
  fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(target, Path("link.dot"));
  EXPECT_EQ(
      Run({"export", store_, "--format", "dot", "-o", Path("link.dot")}).code,
      0);
  EXPECT_TRUE(fs::is_symlink(Path("link.dot")));
  EXPECT_GT(fs::file_size(target), 3u);
  EXPECT_EQ(fs::status(target).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(CommandLineTest, ARefusedImportLeavesAStoreThatCameMeanwhileAlone) {
  const std::string bad = Write("bad.jsonl", kLink);
  ASSERT_EQ(Run({"import", store_, bad}).code, 2);
  ImportSample();
  ASSERT_EQ(Run({"import", store_, bad, "--dry-run"}).code, 0);
  EXPECT_EQ(Run({"show", store_, "oil"}).code, 0);
}

TEST_F(CommandLineTest, ARejectedLinkIsNeverShownAsAFact) {
  ImportSample();
  Run({"import", store_,
       Write("rejected.jsonl",
             R"({"causal_link": {"id": "l1", "causes": ["oil"], )"
             R"("effects": ["position"], "claims": [)"
             R"({"id": "1", "holders": ["x"], "status": "REJECTED"}]}})")});
  EXPECT_THAT(Run({"causes", store_, "position"}).out, Not(HasSubstr("oil")));
  EXPECT_THAT(Run({"causes", store_, "position", "--all"}).out,
              HasSubstr("<- cause, rejected: China"));
}

TEST_F(CommandLineTest, LinksThatNameLinksAreCalledByTheirEndsAndNoFurther) {
  ImportSample();
  for (int i = 2; i < 40; ++i) {
    const std::string before = "l" + std::to_string(i - 1);
    ASSERT_EQ(Run({"link", store_, "--id", "l" + std::to_string(i), "--cause",
                   before, "--cause", "oil", "--effect", "position"})
                  .code,
              0);
  }
  const Ran ran = Run({"causes", store_, "position", "--depth", "1"});
  EXPECT_THAT(ran.out, HasSubstr("(l37 and 1 more -> Russia is stronger)"));
}

TEST_F(CommandLineTest, AWalkThatDepthCutsSaysSo) {
  ImportSample();
  Run({"add", store_, "--id", "far", "--title", "Far"});
  Run({"link", store_, "--cause", "far", "--effect", "oil"});
  EXPECT_THAT(Run({"causes", store_, "position", "--depth", "1"}).err,
              HasSubstr("further away left out"));
  EXPECT_THAT(Run({"causes", store_, "position"}).err,
              Not(HasSubstr("further away")));
}

TEST_F(CommandLineTest, AWalkThatReachesTooManyLinksIsRefused) {
  ImportSample();
  ASSERT_EQ(
      Run({"link", store_, "--cause", "oil", "--effect", "position"}).code, 0);
  const Ran ran = Run({"causes", store_, "position", "--links-max", "1"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("more than 1 causal links reached"));
  EXPECT_EQ(Run({"causes", store_, "position", "--links-max", "2"}).code, 0);
}

TEST_F(CommandLineTest, DateTellsTheFourBounds) {
  const Ran ran = Run({"date", "1985", "[1667,1668]", "--", "-0043"});
  ASSERT_EQ(ran.Lines().size(), 3u) << ran.err;
  const Json year = ran.Lines()[0];
  EXPECT_EQ(year["in"], "1985");
  EXPECT_EQ(year["valid"], true);
  EXPECT_EQ(year["earliest_start"], "1985-01-01T00:00:00Z");
  EXPECT_EQ(year["latest_start"], "1985-12-31T23:59:59.999999Z");
  EXPECT_EQ(year["earliest_end"], "1985-01-01T00:00:00.000001Z");
  EXPECT_EQ(year["latest_end"], "1986-01-01T00:00:00Z");
  EXPECT_EQ(year["error"], nullptr);
  EXPECT_EQ(ran.Lines()[1]["in"], "[1667,1668]");
  EXPECT_EQ(ran.Lines()[2]["earliest_start"], "-000043-01-01T00:00:00Z");
}

TEST_F(CommandLineTest, DateIsAFilterThatAnswersEveryLine) {
  const Ran ran = Run({"date"}, "2013\n1985-13\n\n2012~/..\r\n");
  EXPECT_EQ(ran.code, 0);
  ASSERT_EQ(ran.Lines().size(), 4u);
  EXPECT_EQ(ran.Lines()[1]["valid"], false);
  EXPECT_THAT(ran.Lines()[1]["error"].get<std::string>(),
              HasSubstr("month 13"));
  EXPECT_EQ(ran.Lines()[2]["valid"], false);
  EXPECT_EQ(ran.Lines()[3]["latest_end"], "+inf");
}

TEST_F(CommandLineTest, AnImpossibleDateAsArgumentIsWrongInput) {
  EXPECT_EQ(Run({"date", "1985-13"}).code, 2);
}

TEST_F(CommandLineTest, RelateTellsWhatIsPossibleAndWhatIsCertain) {
  const Json certain = Run({"relate", "2003", "2005"}).Lines()[0];
  EXPECT_EQ(certain["possible"], Json({"before"}));
  EXPECT_EQ(certain["certain"], "before");
  const Json possible = Run({"relate", "2003", "2004"}).Lines()[0];
  EXPECT_EQ(possible["possible"], Json({"before", "meets"}));
  EXPECT_EQ(possible["certain"], nullptr);
}

TEST_F(CommandLineTest, RelateTakesBoundsInSeconds) {
  const Ran ran = Run({"relate", "--bounds"}, "-9,-9,0,0\t0,0,5,5\n1,2\t3\n");
  ASSERT_EQ(ran.Lines().size(), 2u);
  EXPECT_EQ(ran.Lines()[0]["certain"], "meets");
  EXPECT_THAT(ran.Lines()[1]["error"].get<std::string>(), HasSubstr("four"));
}

std::string ErrorOf(const Json& line) {
  EXPECT_EQ(line["possible"], nullptr);
  EXPECT_EQ(line["certain"], nullptr);
  return line["error"].get<std::string>();
}

TEST_F(CommandLineTest, RelateTakesInfiniteBounds) {
  const Ran ran = Run({"relate", "--bounds"},
                      "-inf,+inf,-inf,+inf\t0,0,5,5\n"
                      "-inf,-inf,0,0\t0,0,+inf,+inf\n"
                      "5,5,+inf,+inf\t7,7,+inf,+inf\r\n"
                      "-inf,0,-5,7\t8,9,10,+inf");
  ASSERT_EQ(ran.Lines().size(), 4u);
  EXPECT_EQ(ran.Lines()[0]["possible"].size(), 13u);
  EXPECT_EQ(ran.Lines()[1]["certain"], "meets");
  EXPECT_EQ(ran.Lines()[2]["certain"], "finished-by");
  EXPECT_EQ(ran.Lines()[3]["certain"], "before");
}

TEST_F(CommandLineTest, RelateAnswersEveryLineOfWrongBounds) {
  const Ran ran = Run({"relate", "--bounds"},
                      "1, 2,3,4\t0,0,5,5\n"
                      "1,2,3,x\t0,0,5,5\n"
                      "4,3,5,6\t0,0,5,5\n"
                      "5,5,5,5\t0,0,5,5\n"
                      "0,0,5,5\t99999999999999999999,0,0,0\n"
                      "inf,0,0,0\t0,0,5,5\n"
                      "\n"
                      "0,0,5,5\t0,0,5,5,\n"
                      "0,0,5,5\t0,0,5,5\n");
  EXPECT_EQ(ran.code, 0);
  const std::vector<Json> lines = ran.Lines();
  ASSERT_EQ(lines.size(), 9u);
  EXPECT_EQ(lines[0]["certain"], "during");
  EXPECT_THAT(ErrorOf(lines[1]), HasSubstr("\"x\": want a whole number"));
  EXPECT_THAT(ErrorOf(lines[2]), HasSubstr("want earliest <= latest"));
  EXPECT_THAT(ErrorOf(lines[3]), HasSubstr("an end after the start"));
  EXPECT_THAT(ErrorOf(lines[4]), HasSubstr("99999999999999999999"));
  EXPECT_THAT(ErrorOf(lines[5]), HasSubstr("-inf or +inf"));
  EXPECT_THAT(ErrorOf(lines[6]), HasSubstr("no tab"));
  EXPECT_THAT(ErrorOf(lines[7]), HasSubstr("5 parts"));
  EXPECT_EQ(lines[8]["certain"], "equals");
}

TEST_F(CommandLineTest, DateReadsOtherCalendars) {
  const Json julian =
      Run({"date", "--calendar", "julian", "October 1917"}).Lines()[0];
  EXPECT_EQ(julian["in"], "October 1917");
  EXPECT_EQ(julian["canonical"], "1917-10-14/1917-11-13");
  EXPECT_EQ(julian["latest_start"], "1917-11-13T23:59:59.999999Z");
  EXPECT_EQ(julian["original"], "October 1917");
  EXPECT_EQ(julian["calendar"], "julian");
  EXPECT_EQ(julian["extent"], "within");
  const Ran weeks =
      Run({"date", "--calendar=iso-week"}, "2016-W05-3\n2016-W54\n");
  ASSERT_EQ(weeks.Lines().size(), 2u);
  EXPECT_EQ(weeks.Lines()[0]["canonical"], "2016-02-03");
  EXPECT_EQ(weeks.Lines()[1]["valid"], false);
  EXPECT_EQ(weeks.Lines()[1]["calendar"], nullptr);
  EXPECT_THAT(weeks.Lines()[1]["error"].get<std::string>(),
              HasSubstr("week 54 at column 7; want 01 to 52"));
  EXPECT_THAT(
      Run({"date", "--output=text", "--place", "Britain", "2 Sep 1752"}).out,
      HasSubstr("2 Sep 1752 (julian) is 1752-09-13"));
}

TEST_F(CommandLineTest, DateHasNoCalendarUnlessAsked) {
  const Json line = Run({"date", "1985"}).Lines()[0];
  EXPECT_FALSE(line.contains("calendar"));
  EXPECT_FALSE(line.contains("original"));
  EXPECT_EQ(line.size(), 12u);
}

TEST_F(CommandLineTest, AZoneSettlesALocalTime) {
  const Json once =
      Run({"date", "--zone", "Asia/Pyongyang", "2017-02-03T10:00:00"})
          .Lines()[0];
  EXPECT_EQ(once["earliest_start"], "2017-02-03T01:30:00Z");
  EXPECT_EQ(once["floating"], false);
  const Json twice = Run({"relate", "--zone", "America/New_York",
                          "2016-11-06T01:30:00", "2016-11-06T06:00:00Z"})
                         .Lines()[0];
  EXPECT_EQ(twice["possible"], Json({"before", "after"}));
}

// Clocks in New York showed 01:30 at 05:30 and at 06:30 UTC that night.
TEST_F(CommandLineTest, FindKnowsThatClocksMayShowATimeTwice) {
  const std::string file = Write(
      "night.jsonl", R"({"event": {"id": "a", "title": "X", "when": {"edtf": )"
                     R"("2016-11-06T01:30:00", "zone": "America/New_York"}}})");
  ASSERT_EQ(Run({"import", store_, file}).code, 0);
  const auto before = [this](const std::string& to) {
    const Ran ran = Run(
        {"find", store_, "--relation", "before", "--to", to, "--output=json"});
    return ran.Lines().empty() ? Json() : ran.Lines()[0];
  };
  EXPECT_EQ(before("2016-11-06T06:00:00Z")["certainty"], "possible");
  EXPECT_EQ(before("2016-11-06T07:00:00Z")["certainty"], "certain");
  EXPECT_EQ(before("2016-11-06T05:30:00Z"), Json());
  const Json line = before("2017");
  EXPECT_EQ(line["earliest_start"], "2016-11-06T05:30:00Z");
  EXPECT_EQ(line["latest_end"], "2016-11-06T06:30:01Z");
  EXPECT_EQ(line["floating"], false);
}

TEST_F(CommandLineTest, WrongCalendarFlagsAreToldWithWhatIsWanted) {
  const auto error = [](const std::vector<std::string>& arguments) {
    const Ran ran = Run(arguments);
    EXPECT_EQ(ran.code, 2);
    return ran.err;
  };
  EXPECT_THAT(
      error({"date", "--calendar", "maya", "1985"}),
      HasSubstr("want gregorian, julian, islamic, iso-week or ordinal"));
  EXPECT_THAT(error({"date", "--place", "Narnia", "1985"}),
              HasSubstr("--place: place \"Narnia\""));
  EXPECT_THAT(error({"date", "--zone", "Nowhere", "1985"}),
              HasSubstr("--zone: unknown time zone"));
  EXPECT_THAT(error({"date", "--calendar", "julian", "--place", "Spain", "1"}),
              HasSubstr("want one of them"));
  EXPECT_THAT(error({"relate", "--bounds", "--zone", "UTC", "1", "2"}),
              HasSubstr("bounds are seconds"));
}

TEST_F(CommandLineTest, IndexIsWrittenWhenItIsNotNewAndDroppedWhenAsked) {
  ImportSample();
  const auto index = [this] {
    return Run({"index", store_, "--output=json"}).Lines().at(0);
  };
  const Json first = index();
  EXPECT_TRUE(first["written"]);
  EXPECT_EQ(std::filesystem::file_size(std::string(first["file"])),
            first["bytes"]);
  EXPECT_FALSE(index()["written"]);
  ASSERT_EQ(Run({"add", store_, "--title", "One more"}).code, 0);
  EXPECT_TRUE(index()["written"]);
  EXPECT_EQ(Run({"index", store_, "--drop"}).code, 0);
  EXPECT_FALSE(std::filesystem::exists(std::string(first["file"])));
  EXPECT_EQ(Run({"index", store_, "--drop"}).code, 0);
}

TEST_F(CommandLineTest, NoStoreHasNoIndex) {
  const Ran ran = Run({"index", store_});
  EXPECT_EQ(ran.code, 2);
  EXPECT_FALSE(std::filesystem::exists(store_));
}

TEST_F(CommandLineTest, StatsCountsTheRecords) {
  ImportSample();
  const Json line = Run({"stats", store_, "--output=json"}).Lines()[0];
  EXPECT_EQ(line["event"], 2);
  EXPECT_EQ(line["causal_link"], 1);
  EXPECT_EQ(line["sequence"], 3);
}

TEST_F(CommandLineTest, HelpTellsOfEachCommand) {
  EXPECT_THAT(Run({"help"}).out, HasSubstr("chronology"));
  EXPECT_THAT(Run({"help", "find"}).out, HasSubstr("--intersects"));
  EXPECT_EQ(Run({"help", "fly"}).code, 2);
}

// The first word of each line of a command's help that tells of a flag.
std::vector<std::string> FlagsIn(const std::string& help) {
  std::vector<std::string> flags;
  std::istringstream in(help);
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("  -", 0) == 0) {
      flags.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
  }
  return flags;
}

// A command that is called is there alone.
TEST_F(CommandLineTest, ACommandHasTheSameFlagsAloneAsAmongTheOthers) {
  std::istringstream help(Run({"help"}).out);
  bool is_listed = false;
  int commands = 0;
  for (std::string line; std::getline(help, line);) {
    if (is_listed && line.size() > 2 && line[2] != ' ') {
      const std::string name = line.substr(2, line.find(' ', 2) - 2);
      const std::vector<std::string> flags = FlagsIn(Run({name, "--help"}).out);
      EXPECT_THAT(flags, Not(IsEmpty())) << name;
      EXPECT_EQ(flags, FlagsIn(Run({"help", name}).out)) << name;
      ++commands;
    }
    is_listed |= line == "Subcommands:";
  }
  EXPECT_GT(commands, 30);
}

TEST_F(CommandLineTest, HelpListsWhatAFlagExcludesByName) {
  for (const char* command : {"chronology", "solve", "find", "check"}) {
    std::istringstream help(Run({command, "--help"}).out);
    for (std::string line; std::getline(help, line);) {
      const size_t label = line.find("Excludes: ");
      if (label == std::string::npos) continue;
      std::istringstream names(line.substr(label + 10));
      std::string before;
      for (std::string name; names >> name && name[0] == '-'; before = name) {
        EXPECT_LT(before, name) << line;
      }
    }
  }
}

TEST_F(CommandLineTest, WrongUsageIsCodeTwoAndSaysWhereHelpIs) {
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{},
        {"fly"},
        {"find"},
        {"find", store_, "--nonsense"},
        {"find", store_, "--limit", "-1"}}) {
    const Ran ran = Run(wrong);
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_THAT(ran.err, HasSubstr("annals help"));
  }
}

TEST_F(CommandLineTest, WrongValuesAreToldWithWhatIsWanted) {
  ImportSample();
  const std::string empty = Write("empty.annals", "");
  const struct {
    std::vector<std::string> arguments;
    std::string message;
  } cases[] = {
      {{}, "no command; want one"},
      {{"stats", store_, "--output=xml"}, "\"xml\"; want json or text"},
      {{"effects", store_, "oil", "--depth", "99999999999"},
       "at least 1 and at most 2147483647"},
      {{"find", store_, "--code", ":Q1"}, "--code \":Q1\": want SCHEME:CODE"},
      {{"find", store_, "--as-stated"}, "--certain"},
      {{"diff", store_, "yesterday"}, "FROM \"yesterday\": want a sequence"},
      {{"diff", store_, "1", "today"}, "TO \"today\": want a sequence"},
      {{"find", empty}, "empty.annals: nothing in it; want a store"},
      {{"backup", store_, folder_.path()}, ": a folder; want"},
      {{"salvage", folder_.path(), Path("new.annals")}, ": a folder; want"},
  };
  for (const auto& wrong : cases) {
    const Ran ran = Run(wrong.arguments);
    EXPECT_EQ(ran.code, 2) << wrong.message;
    EXPECT_THAT(ran.err, HasSubstr(wrong.message));
    EXPECT_THAT(ran.out, IsEmpty()) << wrong.message;
  }
}

TEST_F(CommandLineTest, ReadingFromAStoreThatIsNotThereMakesNone) {
  EXPECT_EQ(Run({"find", store_}).code, 2);
  EXPECT_FALSE(std::filesystem::exists(store_));
}

}  // namespace
}  // namespace annals
