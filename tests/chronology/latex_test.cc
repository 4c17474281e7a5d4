// Tests of annals/chronology/latex.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/latex.h"

#include <string>

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
            "{[}a{]} b-{}-c -{}-{}-{}- '{}'d'{}' ,{},e");
}

TEST(LatexTest, WhatRunsFromRightToLeftIsMarked) {
  EXPECT_EQ(Written("a نفط 2013 روسيا b"), "a \\rtl{نفط 2013 روسيا} b");
  EXPECT_EQ(Written("نفط"), "\\rtl{نفط}");
  EXPECT_EQ(Written("نفط & (x) روسيا"), "\\rtl{نفط} \\& (x) \\rtl{روسيا}");
  EXPECT_EQ(Written("石油 😀"), "石油 😀");
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
