// Tests of annals/export/icalendar.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/icalendar.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "annals/export/internal/content_line.h"
#include "annals/record/utf8.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::export_internal::AppendContentLine;
using ::annals::export_internal::ContentText;
using ::annals::export_internal::LossTally;
using ::annals::testing::Choose;
using ::annals::testing::UnfoldedLines;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<std::string> LinesOf(const Selection& selection) {
  return UnfoldedLines(ExportICalendar(selection, {})->bytes);
}

std::vector<std::string> LinesDated(const std::string& edtf) {
  return LinesOf(Choose({MakeEvent("x", "X", edtf)}));
}

std::vector<std::string> LossesOf(const Selection& selection) {
  std::vector<std::string> words;
  const auto result = ExportICalendar(selection, {});
  for (const Loss& loss : result->losses) words.push_back(LossInWords(loss));
  return words;
}

std::vector<std::string> LossesDated(const std::string& edtf) {
  return LossesOf(Choose({MakeEvent("x", "X", edtf)}));
}

TEST(ICalendarTest, AYearEndsOnTheFirstDayThatIsNotInIt) {
  EXPECT_THAT(LinesDated("2013"), Contains("DTSTART;VALUE=DATE:20130101"));
  EXPECT_THAT(LinesDated("2013"), Contains("DTEND;VALUE=DATE:20140101"));
}

TEST(ICalendarTest, ADayEndsOnTheNext) {
  EXPECT_THAT(LinesDated("2016-02-29"), Contains("DTEND;VALUE=DATE:20160301"));
}

TEST(ICalendarTest, ATimeIsInUtcAndASecondLong) {
  const auto lines = LinesDated("2017-02-03T23:59:59+05:30");
  EXPECT_THAT(lines, Contains("DTSTART:20170203T182959Z"));
  EXPECT_THAT(lines, Contains("DTEND:20170203T183000Z"));
}

TEST(ICalendarTest, ALocalTimeFloats) {
  EXPECT_THAT(LinesDated("2017-02-03T10:20:30"),
              Contains("DTSTART:20170203T102030"));
}

TEST(ICalendarTest, TheDateIsThereAsStatedAndInWords) {
  EXPECT_THAT(LinesDated("2013~"), Contains("X-EDTF;VALUE=TEXT:2013~"));
  EXPECT_THAT(LinesDated("2013~"), Contains("DESCRIPTION:about 2013"));
}

TEST(ICalendarTest, WhatItCannotHoldIsLeftOutAndCounted) {
  for (const char* edtf : {"-0043-03-15", "0000", "9999", "Y10000"}) {
    EXPECT_THAT(LinesDated(edtf), Not(Contains("BEGIN:VEVENT"))) << edtf;
    EXPECT_THAT(LossesDated(edtf),
                ElementsAre("1 event outside the years 1 to 9999 left out"))
        << edtf;
  }
  EXPECT_THAT(LinesDated("0001"), Contains("DTSTART;VALUE=DATE:00010101"));
  EXPECT_THAT(LossesDated(""), ElementsAre("1 event without a date left out"));
  EXPECT_THAT(LossesDated("../2007"),
              ElementsAre("1 event without a known start left out"));
}

// RFC 5545, section 3.6: at least one.
TEST(ICalendarTest, ACalendarWithoutEventsHasAComponentNevertheless) {
  for (const Selection& selection :
       {Choose({}), Choose({MakeEvent("x", "X")})}) {
    EXPECT_THAT(LinesOf(selection),
                ::testing::IsSupersetOf(
                    {"BEGIN:VTIMEZONE", "TZID:Etc/UTC", "END:VTIMEZONE"}));
    EXPECT_THAT(LinesOf(selection), Not(Contains("BEGIN:VEVENT")));
  }
  EXPECT_THAT(LinesDated("2013"), Not(Contains("BEGIN:VTIMEZONE")));
}

TEST(ICalendarTest, AnOpenEndHasNoEndAndIsCounted) {
  EXPECT_THAT(LinesDated("2012/.."), Contains("DTSTART;VALUE=DATE:20120101"));
  EXPECT_THAT(LinesDated("2012/.."), Not(Contains(StartsWith("DTEND"))));
  EXPECT_THAT(LossesDated("2012/.."),
              ElementsAre("1 open end drawn as a day or an instant"));
}

TEST(ICalendarTest, AnEffectIsRelatedToItsCause) {
  const Selection selection =
      Choose({MakeEvent("a", "A", "2012"), MakeEvent("b", "B", "2013")},
             {MakeLink("l:1", {"a"}, CausalLink::EVIDENCE_FOR, {"b"})});
  EXPECT_THAT(LinesOf(selection), Contains("RELATED-TO;RELTYPE=X-EVIDENCE-FOR;"
                                           "X-ANNALS-LINK=\"l:1\":a"));
  EXPECT_THAT(LossesOf(selection), IsEmpty());
}

TEST(ICalendarTest, LinksThatItCannotTellAreCounted) {
  EXPECT_THAT(
      LossesOf(Choose({MakeEvent("a", "A", "2012"), MakeEvent("b", "B", "2013"),
                       MakeEvent("c", "C", "2014")},
                      {MakeLink("l", {"a"}, CausalLink::CAUSE, {"away"}),
                       MakeLink("m", {"a", "b"}, CausalLink::CAUSE, {"c"})})),
      ElementsAre("1 causal link left out with an end that is not in the "
                  "calendar",
                  "1 causal link of which joint causes are told one by one"));
}

TEST(ICalendarTest, WhatNobodyAssertsIsTentative) {
  const auto lines = LinesOf(Choose({testing::Feared("x", "Rush", "2018")}));
  EXPECT_THAT(lines, Contains("SUMMARY:feared: Rush"));
  EXPECT_THAT(lines, Contains("STATUS:TENTATIVE"));
}

TEST(ICalendarTest, EveryLineEndsInCrLfAndIsShort) {
  const std::string bytes =
      ExportICalendar(Choose(testing::HostileEvents()), {})->bytes;
  EXPECT_THAT(bytes, Not(HasSubstr("\n\n")));
  std::vector<std::string> lines = absl::StrSplit(bytes, "\r\n");
  EXPECT_EQ(lines.back(), "");
  for (const std::string& line : lines) {
    EXPECT_LE(line.size(), 75u) << line;
    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos) << line;
    EXPECT_EQ(Utf8PrefixLength(line), line.size()) << line;
  }
}

TEST(ContentLineTest, ALineOf75OctetsIsNotFolded) {
  std::string out;
  AppendContentLine(std::string(75, 'x'), out);
  EXPECT_EQ(out, std::string(75, 'x') + "\r\n");
}

TEST(ContentLineTest, ALineIsFoldedAtItsOctetsWithTheSpaceAmongThem) {
  std::string out;
  AppendContentLine(std::string(75 + 74 + 1, 'x'), out);
  EXPECT_EQ(out, std::string(75, 'x') + "\r\n " + std::string(74, 'x') +
                     "\r\n x\r\n");
}

// A fold inside a character corrupts it in readers that decode line by line.
TEST(ContentLineTest, NoFoldFallsInsideACharacter) {
  for (size_t before = 0; before < 8; ++before) {
    const std::string line =
        std::string(70 + before, 'x') + "石油😀" + std::string(90, 'y');
    std::string out;
    AppendContentLine(line, out);
    std::string unfolded;
    for (const auto part : absl::StrSplit(out, "\r\n", absl::SkipEmpty())) {
      const std::string text(part);
      EXPECT_LE(text.size(), 75u);
      EXPECT_EQ(Utf8PrefixLength(text), text.size()) << before;
      unfolded += unfolded.empty() ? text : text.substr(1);
    }
    EXPECT_EQ(unfolded, line);
  }
}

TEST(ContentLineTest, TextIsEscaped) {
  LossTally losses;
  EXPECT_EQ(ContentText("a\\b; c, d: e\nf\tg", losses),
            "a\\\\b\\; c\\, d: e\\nf\tg");
  EXPECT_THAT(losses.Losses(), IsEmpty());
  EXPECT_EQ(ContentText("a\x1b", losses), "a\uFFFD");
  EXPECT_EQ(LossInWords(losses.Losses().at(0)),
            "1 text with control characters, which iCalendar cannot hold");
}

}  // namespace
}  // namespace annals
