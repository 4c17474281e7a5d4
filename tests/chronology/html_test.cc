// Tests of annals/chronology/html.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/html.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHostile[] = "<script>alert('1')</script>\"&\n\x1b[31m\xff";
constexpr char kHarmless[] =
    "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp; "
    "\uFFFD[31m\uFFFD";

Entry Numbered(int number, const std::string& title) {
  Entry entry;
  entry.number = number;
  entry.title = title;
  return entry;
}

Chronology TellOf(const Entry& entry) {
  Chronology chronology;
  chronology.title = "Korea";
  chronology.parts = {{"", "", {{"2013", {entry}}}}};
  return chronology;
}

TEST(HtmlTest, NoStringReachesThePageUnescaped) {
  Entry entry = Numbered(1, kHostile);
  entry.date = entry.mark = entry.description = kHostile;
  entry.facts = {{kHostile, kHostile}};
  entry.voices = {{kHostile, false, {1}}};
  Tie tie;
  tie.words = tie.mark = tie.mechanism = kHostile;
  tie.to = {{0, kHostile, kHostile}};
  entry.ties = {tie};
  Chronology chronology = TellOf(entry);
  chronology.title = chronology.preamble = kHostile;
  chronology.parts[0].sections[0].heading = kHostile;
  chronology.notes = {{1, 1, kHostile, kHostile, kHostile, {1}}};
  chronology.sources = {
      {1, kHostile, kHostile, kHostile, kHostile, kHostile, kHostile}};
  const std::string html = ToHtml(chronology);
  EXPECT_THAT(html, HasSubstr(absl::StrCat("<title>", kHarmless, "</title>")));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  EXPECT_THAT(html, Not(HasSubstr("\xff")));
}

TEST(HtmlTest, NotesAndEntriesPointToEachOther) {
  Entry entry = Numbered(4, "x");
  entry.voices = {{"According to A", false, {2}}};
  Chronology chronology = TellOf(entry);
  chronology.notes = {{2, 1, "oil", "", "", {4}}};
  const std::string html = ToHtml(chronology);
  EXPECT_THAT(html, HasSubstr("<article id=\"entry-4\">"));
  EXPECT_THAT(html, HasSubstr("href=\"#note-2\" role=\"doc-noteref\" "
                              "aria-label=\"Note 2\">[2]</a>"));
  EXPECT_THAT(html, HasSubstr("<li id=\"note-2\">"));
  EXPECT_THAT(html, HasSubstr("href=\"#entry-4\" role=\"doc-backlink\""));
}

TEST(HtmlTest, WordsOfASourceHaveItsLanguage) {
  Chronology chronology = TellOf(Numbered(1, "x"));
  chronology.notes = {{1, 1, "نفط", "", "", {1}, "ar"}};
  chronology.sources = {{1, "", "روسيا", "", "", "", "", "ar\""}};
  const std::string html = ToHtml(chronology);
  EXPECT_THAT(html, HasSubstr("<q><bdi lang=\"ar\">نفط</bdi></q>"));
  EXPECT_THAT(html, HasSubstr("<cite><bdi lang=\"ar&quot;\">"));
}

TEST(HtmlTest, OnlyWebAddressesBecomeLinks) {
  Chronology chronology = TellOf(Numbered(1, "x"));
  chronology.sources = {{1, "", "A", "", "", "javascript:alert(1)", ""},
                        {2, "", "B", "", "", "https://b.example/?a=1&b=2", ""}};
  const std::string html = ToHtml(chronology);
  EXPECT_THAT(html, Not(HasSubstr("href=\"javascript")));
  EXPECT_THAT(html, HasSubstr("href=\"https://b.example/?a=1&amp;b=2\""));
}

TEST(HtmlTest, ThePageAsksNothingOfTheNetwork) {
  const std::string html = ToHtml(TellOf(Numbered(1, "x")));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, Not(HasSubstr("http://")));
  EXPECT_THAT(html, Not(HasSubstr("https://")));
  EXPECT_THAT(html, Not(HasSubstr("url(")));
}

TEST(HtmlTest, HeadingsSkipNoLevel) {
  Chronology chronology = TellOf(Numbered(1, "x"));
  chronology.parts.push_back(
      {"Without a date", "", {{"", {Numbered(2, "y")}}}});
  chronology.parts.push_back(
      {"Said, but not as fact", "", {{"Fears", {Numbered(3, "z")}}}});
  const std::string html = ToHtml(chronology);
  EXPECT_THAT(html, HasSubstr("<h2>2013</h2>"));
  EXPECT_THAT(html, HasSubstr("<h3><span class=\"number\">1."));
  EXPECT_THAT(html, HasSubstr("<h3><span class=\"number\">2."));
  EXPECT_THAT(html, HasSubstr("<h3>Fears</h3>"));
  EXPECT_THAT(html, HasSubstr("<h4><span class=\"number\">3."));
}

TEST(HtmlTest, BothSidesOfADisputeStandBesideEachOther) {
  Entry entry = Numbered(1, "x");
  entry.disputed = true;
  entry.voices = {{"According to A", false, {}}, {"Denied by B", true, {}}};
  const std::string html = ToHtml(TellOf(entry));
  EXPECT_THAT(html, HasSubstr("<span class=\"mark\">Disputed</span>"));
  EXPECT_THAT(html, HasSubstr("<div class=\"dispute\">"));
}

}  // namespace
}  // namespace annals
