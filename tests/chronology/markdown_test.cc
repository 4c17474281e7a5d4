// Tests of annals/chronology/markdown.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/markdown.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Chronology TellOf(const Entry& entry) {
  Chronology chronology;
  chronology.title = "Korea";
  chronology.parts = {{"", "", {{"2013", {entry}}}}};
  return chronology;
}

Entry Titled(const std::string& title) {
  Entry entry;
  entry.number = 1;
  entry.title = title;
  return entry;
}

TEST(MarkdownTest, YearsAndEntriesAreHeadings) {
  Entry entry = Titled("China suspends oil supply");
  entry.date = "some time in 2013";
  EXPECT_EQ(ToMarkdown(TellOf(entry)),
            "# Korea\n\n## 2013\n\n"
            "### <span id=\"entry-1\"></span>1. China suspends oil supply\n\n"
            "**Some time in 2013**\n");
}

TEST(MarkdownTest, MarkupInATitleIsText) {
  EXPECT_THAT(
      ToMarkdown(TellOf(Titled("<b>*a*</b> [x](y) `c` | $m$ a_b & ~~d~~"))),
      HasSubstr("1. \\<b\\>\\*a\\*\\</b\\> \\[x\\](y) \\`c\\` \\| \\$m\\$ "
                "a\\_b & \\~\\~d\\~\\~\n"));
}

TEST(MarkdownTest, ATitleOfTwoLinesIsOne) {
  const std::string text = ToMarkdown(TellOf(Titled("one\n# two\r\n\nthree")));
  EXPECT_THAT(text, HasSubstr("1. one \\# two three\n"));
}

TEST(MarkdownTest, NoParagraphBeginsAListOrAHeading) {
  Entry entry = Titled("x");
  entry.description = "# one\n- two\n3. three\n+ four\n== five\n2013 six";
  EXPECT_THAT(ToMarkdown(TellOf(entry)),
              HasSubstr("\n\n\\# one\n\n\\- two\n\n3\\. three\n\n\\+ four\n\n"
                        "\\== five\n\n2013 six\n"));
}

TEST(MarkdownTest, NothingIsAListThatPandocKnows) {
  Entry entry = Titled("x #");
  entry.description = "a) one\niv. two\n(b) three\n: four\n:+1: five 12:30";
  EXPECT_THAT(ToMarkdown(TellOf(entry)),
              HasSubstr("1. x \\#\n\na\\) one\n\niv\\. two\n\n\\(b) three\n\n"
                        "\\: four\n\n\\:+1: five 12:30\n"));
}

TEST(MarkdownTest, AMarkStandsBeforeTheTitle) {
  Entry entry = Titled("Refugees rush to China");
  entry.mark = "feared";
  EXPECT_THAT(ToMarkdown(TellOf(entry)),
              HasSubstr("1. *Feared:* Refugees rush to China"));
}

TEST(MarkdownTest, BothSidesOfADisputeShareATable) {
  Entry entry = Titled("x");
  entry.disputed = true;
  entry.voices = {{"According to A | B", false, {1}},
                  {"Denied by C", true, {}}};
  EXPECT_THAT(ToMarkdown(TellOf(entry)),
              HasSubstr("| Said | Denied |\n| --- | --- |\n"
                        "| According to A \\| B[^1] | Denied by C |\n"));
}

TEST(MarkdownTest, NotesAreFootnotesAndNameTheirSource) {
  Chronology chronology = TellOf(Titled("x"));
  chronology.notes = {{1, 1, "oil supply", "bytes 3 to 9", "", {1}}};
  chronology.sources = {
      {1, "Yoko Hirose", "Aims", "", "2018", "https://a.example/?b&c", ""}};
  const std::string text = ToMarkdown(chronology);
  EXPECT_THAT(text, HasSubstr("1. <span id=\"source-1\"></span>Yoko Hirose: "
                              "*Aims*. 2018. <https://a.example/?b&c>\n"));
  EXPECT_THAT(text, HasSubstr("[^1]: Yoko Hirose, [source 1](#source-1), bytes "
                              "3 to 9: \u201coil supply\u201d\n"));
}

TEST(MarkdownTest, OnlyWebAddressesBecomeLinks) {
  Chronology chronology = TellOf(Titled("x"));
  chronology.sources = {{1, "", "A", "", "", "javascript:alert(1)", ""}};
  EXPECT_THAT(ToMarkdown(chronology), Not(HasSubstr("<javascript")));
}

TEST(MarkdownTest, AnEmptyTellingIsATitle) {
  Chronology chronology;
  chronology.title = "Korea";
  EXPECT_EQ(ToMarkdown(chronology), "# Korea\n");
}

}  // namespace
}  // namespace annals
