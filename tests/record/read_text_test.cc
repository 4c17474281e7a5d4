// Tests of annals/record/read.h: protobuf text format.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <vector>

#include "annals/record/limits.h"
#include "annals/record/read.h"
#include "annals/record/validate.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
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

// "LINE: message" of each fault.
std::vector<std::string> FaultsOf(const ReadResult& result) {
  std::vector<std::string> words;
  for (const LocatedFault& located : result.faults) {
    words.push_back(std::to_string(located.line) + ": " +
                    located.fault.message);
  }
  return words;
}

TEST(ReadTextFormatTest, RecordsAreReadWithTheirLines) {
  const ReadResult result = ReadTextFormat(
      "# proto-message: annals.v1.RecordSet\n"
      "records { event { id: \"a\" } }\n"
      "records: <event { id: 'b' # } in a comment\n"
      "  title: \"} in a string\" }>\n");
  EXPECT_THAT(FaultsOf(result), IsEmpty());
  EXPECT_THAT(RecordsOf(result), ElementsAre("2 a", "3 b"));
  EXPECT_EQ(result.records[1].record.event().title(), "} in a string");
}

TEST(ReadTextFormatTest, RecordsMayBeAList) {
  const ReadResult result = ReadTextFormat(
      "records: [{ event { id: \"a\" } },\n"
      "          { event { id: \"b\" } }] records: []\n"
      "records { event { id: \"c\" } }");
  EXPECT_THAT(FaultsOf(result), IsEmpty());
  EXPECT_THAT(RecordsOf(result), ElementsAre("1 a", "2 b", "3 c"));
}

TEST(ReadTextFormatTest, NothingAndCommentsAreAnEmptySet) {
  for (const char* const text : {"", "\n", "# nothing\n", "records: []"}) {
    const ReadResult result = ReadTextFormat(text);
    EXPECT_THAT(result.records, IsEmpty());
    EXPECT_THAT(FaultsOf(result), IsEmpty()) << text;
  }
}

TEST(ReadTextFormatTest, AByteOrderMarkAndCarriageReturnsArePassedOver) {
  const ReadResult result =
      ReadTextFormat("\xEF\xBB\xBFrecords {\r\n event { id: \"a\" }\r\n}\r\n");
  EXPECT_THAT(FaultsOf(result), IsEmpty());
  EXPECT_THAT(RecordsOf(result), ElementsAre("1 a"));
}

TEST(ReadTextFormatTest, UnknownFieldsAreAllFound) {
  const ReadResult result = ReadTextFormat(
      "records { event { titel: \"a\"\n"
      "  zzz { deep { deeper: 1 } } } }\n");
  EXPECT_THAT(result.records, IsEmpty());
  EXPECT_THAT(FaultsOf(result),
              ElementsAre("1: column 24: unknown field \"titel\" of Event; did "
                          "you mean \"title\"?",
                          StartsWith("2: column 7: unknown field \"zzz\" of "
                                     "Event; want one of id, title, when")));
}

TEST(ReadTextFormatTest, AFaultInOneRecordDoesNotHideTheOthers) {
  const ReadResult result = ReadTextFormat(
      "records { event { id: \"a\" kind: STAT } }\n"
      "records { event { id: \"b\" } }\n"
      "records { event { title: 3 } }\n"
      "records { event { ordinal: 99999999999 } }\n"
      "records { event { id: \"c\" } }\n");
  EXPECT_THAT(RecordsOf(result), ElementsAre("2 b", "5 c"));
  EXPECT_THAT(
      FaultsOf(result),
      ElementsAre("1: column 38: unknown value \"STAT\" of kind; did you mean "
                  "\"STATE\"?",
                  "3: column 26: expected string, got: 3",
                  "4: column 28: integer out of range (99999999999)"));
}

TEST(ReadTextFormatTest, NothingIsGivenTwice) {
  const ReadResult result = ReadTextFormat(
      "records { event { id: \"a\" id: \"b\" } }\n"
      "records { event { id: \"a\" } source { id: \"b\" } }\n");
  EXPECT_THAT(result.records, IsEmpty());
  EXPECT_THAT(FaultsOf(result), ElementsAre(HasSubstr("multiple times"),
                                            HasSubstr("another member of")));
}

TEST(ReadTextFormatTest, NoExtensionAndNoAnyIsRead) {
  for (const char* const member :
       {"[a.b/annals.v1.Event] { id: \"a\" }", "[a.b.c]: 1"}) {
    const ReadResult result = ReadTextFormat("records { event { id: \"a\" " +
                                             std::string(member) + " } }");
    EXPECT_THAT(result.records, IsEmpty()) << member;
    EXPECT_THAT(FaultsOf(result), SizeIs(1)) << member;
  }
}

// Protobuf's reader takes these; nobody must believe that they can be kept.
TEST(ReadTextFormatTest, WhatCannotBeStoredIsNotValid) {
  for (const char* const member :
       {"title: \"caf\\xe9\"", "quantities { value: nan }",
        "quantities { value: -inf }", "kind: 99"}) {
    const ReadResult result = ReadTextFormat("records { event { id: \"a\" " +
                                             std::string(member) + " } }");
    for (const LocatedRecord& read : result.records) {
      EXPECT_THAT(Validate(read.record), Not(IsEmpty())) << member;
    }
    EXPECT_EQ(result.records.size() + result.faults.size(), 1u) << member;
  }
}

TEST(ReadTextFormatTest, ARecordOfNoKindIsAFault) {
  EXPECT_THAT(FaultsOf(ReadTextFormat("records {}")),
              ElementsAre(StartsWith("1: nothing in it; want an event")));
}

TEST(ReadTextFormatTest, BracketsThatDoNotMatchEndTheReading) {
  const ReadResult result = ReadTextFormat(
      "records { event { id: \"a\" } }\n"
      "records { event { id: \"b\" ] }\n");
  EXPECT_THAT(RecordsOf(result), ElementsAre("1 a"));
  EXPECT_THAT(FaultsOf(result),
              ElementsAre("2: column 27: found \"]\"; want }"));
}

TEST(ReadTextFormatTest, WhatIsMissingAtTheEndIsSaid) {
  EXPECT_THAT(FaultsOf(ReadTextFormat("records { event {")),
              ElementsAre("1: column 18: found the end of the file; want }"));
  EXPECT_THAT(FaultsOf(ReadTextFormat("records { event { id: \"a\n} }")),
              ElementsAre("1: column 25: found \"\\n\"; want \" at the end of "
                          "the string"));
  EXPECT_THAT(FaultsOf(ReadTextFormat("records: [{ source {} }")),
              ElementsAre(StartsWith("1: column 24: found the end")));
}

TEST(ReadTextFormatTest, OnlyRecordsStandAtTheTop) {
  EXPECT_THAT(
      FaultsOf(ReadTextFormat("\nevent { id: \"a\" }")),
      ElementsAre("2: column 1: found \"event\"; want records { ... }"));
  EXPECT_THAT(FaultsOf(ReadTextFormat("{\"records\": []}")),
              ElementsAre("1: column 1: found \"{\"; want records { ... }"));
}

// Protobuf's parser descends into unknown fields without a limit, and the
// stack ends at some ten thousand.
TEST(ReadTextFormatTest, DepthIsBounded) {
  std::string text = "records { event { ";
  for (int i = 0; i < 200'000; ++i) text += "x { ";
  EXPECT_THAT(FaultsOf(ReadTextFormat(text)),
              ElementsAre(HasSubstr("only 32 deep")));
}

TEST(ReadTextFormatTest, BracketsInOneRecordAreBounded) {
  std::string text = "records { event { ";
  for (int i = 0; i < 1'000'000; ++i) text += "tags[]";
  EXPECT_THAT(FaultsOf(ReadTextFormat(text + " } }")),
              ElementsAre(HasSubstr("want at most 1000000 in one record")));
}

TEST(ReadTextFormatTest, FaultsBeyondTheLimitAreNotListed) {
  std::string text;
  for (size_t i = 0; i < 2 * kFaultsMax; ++i) text += "records { x: 1 }\n";
  const ReadResult result = ReadTextFormat(text);
  ASSERT_THAT(result.faults, SizeIs(kFaultsMax + 1));
  EXPECT_THAT(result.faults.back().fault.message, HasSubstr("more faults"));
}

}  // namespace
}  // namespace annals
