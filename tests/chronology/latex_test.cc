// Tests of annals/chronology/latex.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/latex.h"

#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Chronology TellOf(const std::string& title) {
  Entry entry;
  entry.number = 1;
  entry.title = title;
  Chronology chronology;
  chronology.title = "Korea";
  chronology.parts = {{"", "", {{"2013", {entry}}}}};
  return chronology;
}

// How the title of the only entry is written.
std::string Written(const std::string& title) {
  const std::string text = ToLatex(TellOf(title));
  const std::string lead = "\\subsection{1. ";
  const size_t begin = text.find(lead) + lead.size();
  return text.substr(begin, text.find("}\n", begin) - begin);
}

TEST(LatexTest, NoStringIsACommand) {
  EXPECT_EQ(Written("\\input{x} 50% & $a_b^c$ #1 ~ <\"|`>"),
            "\\textbackslash{}input\\{x\\} 50\\% \\& "
            "\\$a\\_b\\textasciicircum{}c\\$ \\#1 \\textasciitilde{} "
            "\\textless{}\\textquotedbl{}|\\textasciigrave{}"
            "\\textgreater{}");
}

TEST(LatexTest, NothingBecomesALigatureOrAnArgument) {
  EXPECT_EQ(Written("[a] b--c ---- ''d'' ,,e"),
            "{[}a{]} b-{}-c -{}-{}-{}- \\textquotesingle{}\\textquotesingle{}d"
            "\\textquotesingle{}\\textquotesingle{} ,{},e");
}

TEST(LatexTest, WhatRunsFromRightToLeftIsMarked) {
  EXPECT_EQ(Written("a نفط 2013 روسيا b"), "a \\rtl{نفط 2013 روسيا} b");
  EXPECT_EQ(Written("نفط"), "\\rtl{نفط}");
  EXPECT_EQ(Written("نفط & (x) روسيا"), "\\rtl{نفط} \\& (x) \\rtl{روسيا}");
}

// TeX's own fonts would leave them out without a word.
TEST(LatexTest, ScriptsThatNeedAFontOfTheirOwnAreMarked) {
  EXPECT_EQ(Written("石油, oil 石 油"), "\\cjk{石油}, oil \\cjk{石} \\cjk{油}");
  EXPECT_EQ(Written("нефть & 50%"), "\\letters{нефть} \\& 50\\%");
  EXPECT_EQ(Written("👨‍👩 ❤️x"),
            "\\symbols{👨‍👩} \\symbols{❤️}x");
  EXPECT_EQ(Written("نفط石油"), "\\rtl{نفط}\\cjk{石油}");
  EXPECT_EQ(Written("é — “x” → y Việt"), "é — “x” → y Việt");
  EXPECT_EQ(Written("∀x ≤ ₽"),
            "\\symbols{∀}x \\symbols{≤} \\symbols{₽}");
  EXPECT_EQ(Written("Алекса́ндр"), "\\letters{Алекса́ндр}");
  EXPECT_EQ(Written("\u1112"), "\\cjk{\u1112}");
}

// It would run off the page.
TEST(LatexTest, ALongWordMayBeBroken) {
  const std::string forty(40, 'x');
  EXPECT_EQ(Written(forty + " " + forty), forty + " " + forty);
  EXPECT_EQ(Written(forty + "abcdefghij"),
            forty + "\\allowbreak{}abcdefgh\\allowbreak{}ij");
  EXPECT_EQ(Written(forty + "нефть"), forty + "\\letters{нефть}");
}

TEST(LatexTest, AnAddressIsALinkOnlyIfItIsOne) {
  Chronology chronology = TellOf("x");
  chronology.sources = {
      {1, "", "A", "", "", "https://a.example/x_y?b=1&c={d}%20#e", ""},
      {2, "", "B", "", "", "javascript:alert(1)", ""}};
  const std::string text = ToLatex(chronology);
  EXPECT_THAT(
      text,
      HasSubstr("\\href{https://a.example/x\\_y?b=1\\&c=\\%7Bd\\%7D\\%20\\#e}"
                "{\\texttt{https:/\\allowbreak{}/\\allowbreak{}a.example"));
  EXPECT_THAT(text, Not(HasSubstr("\\href{javascript")));
}

// Text of characters that LaTeX, or somebody, takes for something else.
std::string DrawText(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {"\\",   "{",      "}",
                                          "$",    "&",      "#",
                                          "%",    "_",      "^",
                                          "~",    "[",      "]",
                                          "\n",   "\t",     "--",
                                          "''",   "``",     "\"",
                                          "<",    ">",      "|",
                                          "a",    "end",    "begin",
                                          " ",    "2013",   "石油",
                                          "نفط",  "\u202e", "\033",
                                          "\xff", "😀",      "\\end{document}",
                                          "%\n"};
  std::string text;
  const size_t pieces = random() % 12;
  for (size_t i = 0; i < pieces; ++i) {
    text += kPieces[random() % std::size(kPieces)];
  }
  return text;
}

// A chronology of everything that can be entered, drawn at random.
Chronology DrawChronology(std::mt19937& random) {
  const auto draw = [&random] { return DrawText(random); };
  const Voice voice = {
      draw(), false, {1}, "c", {{draw(), draw(), {1, draw(), draw()}}}};
  Tie tie;
  tie.words = draw();
  tie.to = {{1, draw(), draw()}, {0, draw(), ""}};
  tie.mark = draw();
  tie.mechanism = draw();
  tie.voices = {voice};
  tie.grounds = {{{1, draw(), ""}, draw(), {{0, draw(), ""}}, {voice}}};
  Entry entry;
  entry.number = 1;
  entry.date = draw();
  entry.title = draw();
  entry.mark = draw();
  entry.description = draw();
  entry.facts = {{draw(), draw()}};
  entry.voices = {voice};
  entry.ties = {tie};
  entry.changes = {{draw(), draw(), draw(), {draw()}, {draw()}}};
  Chronology chronology;
  chronology.title = draw();
  chronology.preamble = draw();
  chronology.parts = {{draw(), draw(), {{draw(), {entry}, {{1, draw(), ""}}}}}};
  chronology.order = {{draw(), draw()}};
  chronology.notes = {{1, 1, draw(), draw(), draw(), {1}, draw()}};
  chronology.sources = {{1, draw(), draw(), draw(), draw(),
                         "https://a.example/" + draw(), draw(), draw()}};
  return chronology;
}

// The plain oracle: what would be wrong with the body of a document in which
// no entered character may be a command, in words; empty if nothing is.
std::string FaultIn(std::string_view body) {
  int depth = 0;
  int environments = 0;
  for (size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '\\') {
      const std::string_view rest = body.substr(i + 1);
      if (rest.substr(0, 6) == "begin{") ++environments;
      if (rest.substr(0, 4) == "end{") --environments;
      ++i;  // what it escapes, or the first letter of a command
    } else if (c == '{') {
      ++depth;
    } else if (c == '}') {
      if (--depth < 0) return "a brace closes nothing";
    } else if (c == '%') {
      // The template ends lines with it, to leave no space.
      if (body.substr(i + 1, 1) != "\n") return "a comment";
    } else if (std::string_view("$&#_^~").find(c) != std::string_view::npos) {
      return std::string("a bare ") + c;
    } else if (static_cast<unsigned char>(c) < 0x20 && c != '\n') {
      return "a control character";
    }
  }
  if (depth != 0) return "a brace is not closed";
  return environments == -1 ? "" : "environments do not match";
}

TEST(LatexTest, TheOracleFindsWhatIsNotEscaped) {
  EXPECT_EQ(FaultIn("a\\& b\\end{document}"), "");
  EXPECT_EQ(FaultIn("a & b"), "a bare &");
  EXPECT_EQ(FaultIn("{a"), "a brace is not closed");
  EXPECT_EQ(FaultIn("50% of"), "a comment");
  EXPECT_EQ(FaultIn("\\begin{x}\\end{document}"), "environments do not match");
}

TEST(LatexTest, NothingThatIsEnteredIsACommandAnywhere) {
  for (uint32_t seed = 1; seed <= 500; ++seed) {
    std::mt19937 random(seed);
    const std::string text = ToLatex(DrawChronology(random));
    const size_t begin = text.find("\\begin{document}");
    ASSERT_NE(begin, std::string::npos);
    EXPECT_EQ(FaultIn(std::string_view(text).substr(begin + 16)), "")
        << "seed " << seed << ":\n"
        << text.substr(begin);
  }
}

TEST(LatexTest, EntriesAndNotesPointToEachOther) {
  Chronology chronology = TellOf("x");
  chronology.parts[0].sections[0].entries[0].voices = {
      {"According to A", false, {1, 2}}};
  chronology.notes = {{1, 1, "oil", "", "", {1}}, {2, 1, "gas", "", "", {1}}};
  chronology.sources = {{1, "A", "Work", "", "", "", ""}};
  const std::string text = ToLatex(chronology);
  EXPECT_THAT(text, HasSubstr("\\anchor{entry-1}%\n"));
  EXPECT_THAT(text,
              HasSubstr("\\item According to A\\textsuperscript{\\hyperlink{"
                        "note-1}{1},\\,\\hyperlink{note-2}{2}}\n"));
  EXPECT_THAT(text, HasSubstr("\\item[1] \\anchor{note-1}A, "
                              "\\hyperlink{source-1}{source 1}: “oil”\n"));
}

}  // namespace
}  // namespace annals
