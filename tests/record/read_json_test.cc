// Tests of annals/record/read.h: JSON and JSON Lines.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "annals/record/limits.h"
#include "annals/record/read.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

// "LINE ID" of each record.
std::vector<std::string> RecordsOf(const ReadResult& result) {
  std::vector<std::string> words;
  for (const LocatedRecord& read : result.records) {
    words.push_back(std::to_string(read.line) + " " + IdOf(read.record));
  }
  return words;
}

// "LINE PATH: message" of each fault.
std::vector<std::string> FaultsOf(const ReadResult& result) {
  std::vector<std::string> words;
  for (const LocatedFault& located : result.faults) {
    words.push_back(std::to_string(located.line) + " " + located.fault.path +
                    ": " + located.fault.message);
  }
  return words;
}

// The faults of a record with one event in it.
std::vector<std::string> FaultsOfEvent(const std::string& members) {
  return FaultsOf(ReadJson("{\"event\": {" + members + "}}"));
}

constexpr char kTwoRecords[] = R"({"records": [
  {"event": {"id": "a", "title": "A"}},
  {"source": {"id": "b"}}
]})";

TEST(ReadJsonTest, RecordsAreReadWithTheirLines) {
  const ReadResult result = ReadJson(kTwoRecords);
  EXPECT_THAT(FaultsOf(result), IsEmpty());
  EXPECT_THAT(RecordsOf(result), ElementsAre("2 a", "3 b"));
  EXPECT_EQ(result.records[0].record.event().title(), "A");
}

TEST(ReadJsonTest, AListOrASingleRecordWillDo) {
  EXPECT_THAT(RecordsOf(ReadJson("[\n{\"event\": {\"id\": \"a\"}}]")),
              ElementsAre("2 a"));
  EXPECT_THAT(RecordsOf(ReadJson("{\"event\": {\"id\": \"a\"}}")),
              ElementsAre("1 a"));
  EXPECT_THAT(FaultsOf(ReadJson("{\"records\": []}")), IsEmpty());
  EXPECT_THAT(FaultsOf(ReadJson("[]")), IsEmpty());
}

TEST(ReadJsonTest, TheLeastThatMustWork) {
  const ReadResult result = ReadJson(
      R"({"event": {"id": "oil", "title": "China suspends oil supply",
          "when": {"edtf": "2013"}, "participants":
          [{"name": "China", "role": "AGENT"}], "tags": ["energy"]}})");
  ASSERT_THAT(FaultsOf(result), IsEmpty());
  const Event& event = result.records[0].record.event();
  EXPECT_EQ(event.when().edtf(), "2013");
  EXPECT_EQ(event.participants(0).role(), Participant::AGENT);
  EXPECT_THAT(event.tags(), ElementsAre("energy"));
}

TEST(ReadJsonTest, NamesMayBeInLowerCamelCase) {
  const ReadResult result = ReadJson(
      R"([{"event": {"id": "a", "partOf": "b", "sameAs": ["c"]}},
          {"causalLink": {"id": "l", "lagMin": "P1D"}}])");
  ASSERT_THAT(FaultsOf(result), IsEmpty());
  EXPECT_EQ(result.records[0].record.event().part_of(), "b");
  EXPECT_EQ(result.records[1].record.causal_link().lag_min(), "P1D");
}

TEST(ReadJsonTest, EveryFaultIsFoundWithItsLineAndPath) {
  const ReadResult result = ReadJson(R"({"event": {"titel": "x",
    "when": {"edtf": 2013},
    "participants": [{}, {"role": "AGNET"}],
    "tags": "energy",
    "ordinal": 1.5}})");
  EXPECT_THAT(result.records, IsEmpty());
  EXPECT_THAT(
      FaultsOf(result),
      ElementsAre("1 event.titel: unknown field; did you mean \"title\"?",
                  "2 event.when.edtf: found the number 2013; want a string, "
                  "\"2013\"",
                  "3 event.participants[1].role: found \"AGNET\"; did you mean "
                  "\"AGENT\"?",
                  "4 event.tags: found \"energy\"; want a list",
                  "5 event.ordinal: found the number 1.5; want a whole "
                  "number"));
}

TEST(ReadJsonTest, ARecordWithAFaultDoesNotHideTheOthers) {
  const ReadResult result = ReadJson(R"([
    {"event": {"id": "a"}},
    {"evnt": {"id": "b"}},
    {},
    {"event": {"id": "c"}}])");
  EXPECT_THAT(RecordsOf(result), ElementsAre("2 a", "5 c"));
  EXPECT_THAT(FaultsOf(result),
              ElementsAre("3 evnt: unknown field; did you mean \"event\"?",
                          StartsWith("4 : nothing in it; want an event")));
}

TEST(ReadJsonTest, UnknownEnumValuesListWhatIsWanted) {
  EXPECT_THAT(FaultsOfEvent(R"("kind": "BANANA")"),
              ElementsAre("1 event.kind: found \"BANANA\"; want one of "
                          "OCCURRENCE, STATE, PROCESS, POLICY, AGREEMENT, "
                          "STATEMENT, RISK"));
  EXPECT_THAT(FaultsOfEvent(R"("kind": 99)"), SizeIs(1));
  EXPECT_THAT(FaultsOfEvent(R"("kind": 2)"), IsEmpty());
  EXPECT_THAT(FaultsOfEvent(R"("kind": "state")"),
              ElementsAre(HasSubstr("did you mean \"STATE\"?")));
}

TEST(ReadJsonTest, NullIsAnAbsentFieldAndNoItem) {
  EXPECT_THAT(FaultsOfEvent(R"("id": "a", "when": null, "tags": null)"),
              IsEmpty());
  EXPECT_THAT(FaultsOfEvent(R"("tags": ["a", null])"),
              ElementsAre("1 event.tags[1]: found null; want a string"));
}

TEST(ReadJsonTest, IntegersAreWholeNumbersInRange) {
  for (const char* const number : {"7", "7.0", "\"7\"", "0.7e1"}) {
    const ReadResult result =
        ReadJson("{\"event\": {\"ordinal\": " + std::string(number) + "}}");
    ASSERT_THAT(result.records, SizeIs(1)) << number;
    EXPECT_EQ(result.records[0].record.event().ordinal(), 7);
  }
  for (const char* const number :
       {"7.5", "\"seven\"", "\"7 \"", "\"\"", "true", "2147483648", "1e300",
        "18446744073709551616", "[7]"}) {
    EXPECT_THAT(FaultsOfEvent("\"ordinal\": " + std::string(number)),
                ElementsAre(StartsWith("1 event.ordinal: found")))
        << number;
  }
}

TEST(ReadJsonTest, SixtyFourBitsAreKept) {
  const ReadResult result = ReadJson(
      R"({"event": {"claims": [{"evidence": [
          {"begin": -9223372036854775808, "end": 9223372036854775807}]}]}})");
  ASSERT_THAT(FaultsOf(result), IsEmpty());
  const Evidence& evidence =
      result.records[0].record.event().claims(0).evidence(0);
  EXPECT_EQ(evidence.begin(), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(evidence.end(), std::numeric_limits<int64_t>::max());
}

TEST(ReadJsonTest, DoublesAreFinite) {
  EXPECT_THAT(FaultsOfEvent(R"("quantities": [{"value": 1.5}, {"value": 2}])"),
              IsEmpty());
  EXPECT_THAT(FaultsOfEvent(R"("quantities": [{"value": "NaN"}])"), SizeIs(1));
  EXPECT_THAT(FaultsOfEvent(R"("quantities": [{"value": 1e999}])"), SizeIs(1));
}

TEST(ReadJsonTest, NothingIsGivenTwice) {
  EXPECT_THAT(FaultsOfEvent(R"("id": "a", "id": "b")"),
              ElementsAre("1 event.id: given twice; want it once"));
  EXPECT_THAT(FaultsOfEvent(R"("part_of": "a", "partOf": "b")"),
              ElementsAre("1 event.partOf: given twice; want it once"));
  EXPECT_THAT(FaultsOf(ReadJson(R"({"event": {}, "source": {}})")),
              ElementsAre(StartsWith("1 source: beside another kind")));
  EXPECT_THAT(FaultsOf(ReadJson(R"({"records": [], "records": []})")),
              ElementsAre("1 records: given twice; want it once"));
}

// Protobuf's own JSON gives Any, Struct and wrappers forms of their own. Here a
// field is a field.
TEST(ReadJsonTest, NoFormOfAnyOrStructIsRead) {
  EXPECT_THAT(
      FaultsOfEvent(R"("@type": "type.googleapis.com/annals.v1.Event")"),
      ElementsAre(StartsWith("1 event.@type: unknown field")));
  EXPECT_THAT(FaultsOfEvent(R"("title": {"value": "a"})"), SizeIs(1));
  EXPECT_THAT(
      FaultsOfEvent(R"("when": "2013")"),
      ElementsAre(HasSubstr("event.when: found \"2013\"; want an object")));
  EXPECT_THAT(FaultsOfEvent(R"("when": ["2013"])"), SizeIs(1));
}

// Each of these protobuf's own reader takes without a word.
TEST(ReadJsonTest, OnlyStrictJsonIsRead) {
  for (const char* const members :
       {R"("id": "a",)", R"('id': 'a')", R"(id: "a")", R"("tags": ["a",])",
        "\"id\": \"a\" // comment", R"("id": "a)", "\"id\": \"\x01\"",
        "\"id\": \"\xff\"", R"("id": "\ud800")", R"("ordinal": 01)"}) {
    EXPECT_THAT(FaultsOfEvent(members), SizeIs(1)) << members;
  }
}

TEST(ReadJsonTest, ASyntaxErrorHasItsLineAndColumn) {
  const ReadResult result = ReadJson(
      "[{\"event\": {\"id\": \"a\"}},\n"
      " {\"event\": {\"id\": }}]");
  EXPECT_THAT(RecordsOf(result), ElementsAre("1 a"));
  EXPECT_THAT(
      FaultsOf(result),
      ElementsAre("2 : column 19: found '}'; want '[', '{', or a literal"));
}

// The text may pretend to be part of the parser's words.
TEST(ReadJsonTest, ASyntaxErrorShowsNothingOfTheText) {
  EXPECT_THAT(FaultsOf(ReadJson("{\"e; expected x\xff")),
              ElementsAre("1 : column 16: invalid string: ill-formed UTF-8 "
                          "byte; want string literal"));
  EXPECT_THAT(FaultsOf(ReadJson("{\"a\": \"'; expected x; last read: 'y")),
              ElementsAre("1 : column 35: invalid string: missing closing "
                          "quote"));
}

TEST(ReadJsonTest, JsonLinesUnderTheWrongNameAreRecognised) {
  EXPECT_THAT(FaultsOf(ReadJson("{\"event\": {}}\n{\"event\": {}}\n")),
              ElementsAre(HasSubstr("JSON Lines")));
}

TEST(ReadJsonTest, WhatIsNoRecordIsSaid) {
  EXPECT_THAT(FaultsOf(ReadJson("")), ElementsAre(StartsWith("0 : empty")));
  EXPECT_THAT(FaultsOf(ReadJson("3")),
              ElementsAre("1 : found the number 3; want an object"));
  EXPECT_THAT(FaultsOf(ReadJson(R"({"records": [[]]})")),
              ElementsAre("1 : found a list; want an object"));
  EXPECT_THAT(FaultsOf(ReadJson(R"({"records": [], "source": {}})")),
              ElementsAre(StartsWith("1 source: beside a list of records")));
}

TEST(ReadJsonTest, DepthIsBounded) {
  const std::string deep(1'000'000, '[');
  EXPECT_THAT(FaultsOf(ReadJson(deep)),
              ElementsAre(HasSubstr("nested more than 32 deep")));
  EXPECT_THAT(FaultsOf(ReadJsonLines(deep)), SizeIs(1));
}

TEST(ReadJsonTest, ValuesInOneRecordAreBounded) {
  std::string text = "[[";
  for (int i = 0; i < 1'100'000; ++i) text += "0,";
  EXPECT_THAT(FaultsOf(ReadJson(text)),
              ElementsAre(HasSubstr("more than 1000000 values")));
}

TEST(ReadJsonTest, FaultsBeyondTheLimitAreNotListed) {
  std::string text = "[0";
  for (size_t i = 0; i < 2 * kFaultsMax; ++i) text += ",0";
  EXPECT_THAT(ReadJson(text + "]").faults, SizeIs(kFaultsMax + 1));
}

TEST(ReadJsonLinesTest, BadLinesDoNotHideTheOthers) {
  const ReadResult result = ReadJsonLines(
      "\xEF\xBB\xBF{\"event\": {\"id\": \"a\"}}\r\n"
      "\r\n"
      "{\"event\": {\"id\": }}\r\n"
      "[]\n"
      "{\"source\": {\"id\": \"b\"}}");
  EXPECT_THAT(RecordsOf(result), ElementsAre("1 a", "5 b"));
  EXPECT_THAT(FaultsOf(result),
              ElementsAre(StartsWith("3 : column 18: found '}'"),
                          "4 : found a list; want an object"));
}

TEST(ReadJsonLinesTest, ALineIsOneRecord) {
  EXPECT_THAT(FaultsOf(ReadJsonLines(R"({"records": []})")),
              ElementsAre(StartsWith("1 records: unknown field")));
  EXPECT_THAT(FaultsOf(ReadJsonLines("{\"event\": {}} {\"event\": {}}")),
              SizeIs(1));
  EXPECT_THAT(FaultsOf(ReadJsonLines("{\"event\":\n{}}")), SizeIs(2));
}

TEST(ReadJsonLinesTest, NoLinesAreNoRecords) {
  EXPECT_THAT(FaultsOf(ReadJsonLines("")), IsEmpty());
  EXPECT_THAT(FaultsOf(ReadJsonLines("\n \n")), IsEmpty());
}

}  // namespace
}  // namespace annals
