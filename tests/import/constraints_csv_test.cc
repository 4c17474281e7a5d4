// Tests of the plain table of constraints, as an import format.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <string_view>
#include <vector>

#include "annals/import/import.h"
#include "annals/record/validate.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kHeader[] = "from,from_end,to,to_end,min,max\n";

ReadResult Read(const std::string& rows) {
  const absl::StatusOr<ReadResult> read =
      ReadRecords("-", kHeader + rows, "constraints");
  EXPECT_TRUE(read.ok()) << read.status();
  return read.ok() ? *read : ReadResult();
}

std::string InWords(const Endpoint& endpoint) {
  if (!endpoint.instant().empty()) return endpoint.instant();
  return endpoint.event() +
         (endpoint.side() == Endpoint::START ? ".start" : ".end");
}

// "a.end -> b.start P1D..P2D", and each is valid.
std::vector<std::string> Distances(const ReadResult& read) {
  std::vector<std::string> texts;
  for (const LocatedRecord& located : read.records) {
    EXPECT_THAT(Validate(located.record), IsEmpty());
    const Distance& distance = located.record.constraint().distance();
    texts.push_back(InWords(distance.from()) + " -> " + InWords(distance.to()) +
                    " " + distance.min() + ".." + distance.max());
  }
  return texts;
}

std::vector<std::string> Events(const ReadResult& read) {
  std::vector<std::string> ids;
  for (const LocatedRecord& located : read.if_missing) {
    EXPECT_THAT(Validate(located.record), IsEmpty());
    EXPECT_FALSE(located.record.event().has_when());
    ids.push_back(located.record.event().id());
  }
  return ids;
}

std::vector<std::string> Faults(const ReadResult& read) {
  std::vector<std::string> texts;
  for (const LocatedFault& located : read.faults) {
    texts.push_back(std::to_string(located.line) + ": " +
                    located.fault.message);
  }
  return texts;
}

TEST(ConstraintsCsvTest, ARowIsADistanceBetweenTwoEnds) {
  const ReadResult read = Read("war,end,treaty,start,P1M,P3M\n");
  EXPECT_THAT(Distances(read), ElementsAre("war.end -> treaty.start P1M..P3M"));
  EXPECT_THAT(Events(read), ElementsAre("war", "treaty"));
  EXPECT_THAT(read.faults, IsEmpty());
}

TEST(ConstraintsCsvTest, WholeNumbersAreSecondsOfEitherSign) {
  EXPECT_THAT(Distances(Read("a,start,b,start,-3600,+90\na,start,b,start,0,\n"
                             "a,start,b,start,,-9223372036854775807\n")),
              ElementsAre("a.start -> b.start -PT3600S..PT90S",
                          "a.start -> b.start PT0S..",
                          "a.start -> b.start ..-PT9223372036854775807S"));
}

TEST(ConstraintsCsvTest, DurationsMayHaveASignToo) {
  EXPECT_THAT(Distances(Read("a,end,b,end,-P1DT2H,PT0.5S\n")),
              ElementsAre("a.end -> b.end -P1DT2H..PT0.5S"));
}

TEST(ConstraintsCsvTest, TheOriginIsTheFirstInstantOf1970) {
  const ReadResult read = Read("origin,,a,start,0,10\na,end,origin,,-20,-5\n");
  EXPECT_THAT(Distances(read),
              ElementsAre("1970-01-01 -> a.start PT0S..PT10S",
                          "a.end -> 1970-01-01 -PT20S..-PT5S"));
  EXPECT_THAT(Events(read), ElementsAre("a"));
}

TEST(ConstraintsCsvTest, ARowWithoutBoundsOnlyNamesItsEvents) {
  const ReadResult read = Read("a,start,b,end,,\n");
  EXPECT_THAT(read.records, IsEmpty());
  EXPECT_THAT(Events(read), ElementsAre("a", "b"));
}

TEST(ConstraintsCsvTest, AMinAboveItsMaxIsTwoConstraintsThatContradict) {
  EXPECT_THAT(
      Distances(Read("a,start,b,start,10,5\n")),
      ElementsAre("a.start -> b.start PT10S..", "a.start -> b.start ..PT5S"));
}

TEST(ConstraintsCsvTest, CellsMayBeQuotedAndLinesMayEndAsOnWindows) {
  EXPECT_THAT(
      Distances(Read("\"a\",start,\"b\" , end,\"5\",\r\n\r\nb,end,c,start,,7")),
      ElementsAre("a.start -> b.end PT5S..", "b.end -> c.start ..PT7S"));
}

TEST(ConstraintsCsvTest, EachBadRowIsAFaultWithItsLine) {
  const ReadResult read = Read(
      "a,start,b,start,1\n"
      "a,start,b,middle,1,2\n"
      "origin,start,b,start,1,2\n"
      "a,start,b,start,soon,2\n"
      "origin,,origin,,1,2\n"
      ",start,b,start,1,2\n"
      "\"a,start,b,start,1,2\n"
      "a,start,b,start,1,2\n");
  EXPECT_THAT(Faults(read),
              ElementsAre("2: 5 cells; want 6",
                          HasSubstr("3: to_end: \"middle\"; want start or end"),
                          HasSubstr("4: from_end: \"start\"; want nothing"),
                          HasSubstr("5: min: \"soon\"; want whole seconds"),
                          HasSubstr("6: from the origin to the origin"),
                          HasSubstr("7: from: missing"),
                          HasSubstr("8: a quotation mark")));
  EXPECT_THAT(read.records, SizeIs(1));
  EXPECT_EQ(read.records[0].line, 9);
}

TEST(ConstraintsCsvTest, WithoutItsHeaderNothingIsRead) {
  const auto read = ReadRecords("-", "a,start,b,start,1,2\n", "constraints");
  ASSERT_TRUE(read.ok());
  EXPECT_THAT(read->records, IsEmpty());
  EXPECT_THAT(Faults(*read),
              ElementsAre(HasSubstr("want the header from,from_end,to")));
}

TEST(ConstraintsCsvTest, TheHeaderTellsTheFormat) {
  const auto read = ReadRecords(
      "-", std::string("\xEF\xBB\xBF") + kHeader + "a,end,b,end,1,", "");
  ASSERT_TRUE(read.ok());
  EXPECT_THAT(Distances(*read), ElementsAre("a.end -> b.end PT1S.."));
}

}  // namespace
}  // namespace annals
