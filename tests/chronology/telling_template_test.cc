// Tests of annals/chronology/telling_template.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/telling_template.h"

#include <string>

#include "annals/chronology/html.h"
#include "annals/chronology/latex.h"
#include "annals/chronology/markdown.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;

Chronology TellOf(const std::string& title) {
  Entry entry;
  entry.number = 1;
  entry.title = title;
  entry.date = "some time in 2013";
  entry.voices = {{"According to A", false, {1}}, {"Denied by B", true, {}}};
  Tie tie;
  tie.words = "Caused by";
  tie.to = {{0, "Oil & gas", "feared"}};
  entry.ties = {tie};
  entry.facts = {{"Place", "Rajin"}};
  Chronology chronology;
  chronology.title = "Korea";
  chronology.preamble = "1 event.";
  chronology.parts = {{"", "", {{"2013", {entry}}}}};
  chronology.notes = {{1, 1, "words", "page 3", "", {1}}};
  chronology.sources = {{1, "A", "Work", "", "2018", "", ""}};
  return chronology;
}

std::string Written(std::string_view text, TellingFormat format,
                    const Chronology& chronology) {
  const auto parsed = TellingTemplate::Parse(text, format);
  if (!parsed.ok()) return std::string(parsed.status().message());
  return *parsed->Write(chronology);
}

TEST(TellingTemplateTest, WhatIsBuiltInWritesTheSame) {
  const Chronology told = TellOf("Oil");
  const auto by_built_in = [&](TellingFormat format) {
    return Written(TellingTemplate::BuiltIn(format), format, told);
  };
  EXPECT_EQ(by_built_in(TellingFormat::kMarkdown), ToMarkdown(told));
  EXPECT_EQ(by_built_in(TellingFormat::kHtml), ToHtml(told));
  EXPECT_EQ(by_built_in(TellingFormat::kLatex), ToLatex(told));
  EXPECT_THAT(by_built_in(TellingFormat::kText),
              HasSubstr("1. Oil (Some time in 2013)\n   - According to A"));
}

TEST(TellingTemplateTest, ValuesAreEscapedForTheFormat) {
  constexpr char kTemplate[] =
      "{{#parts}}{{#sections}}{{#entries}}{{title}}: {{#ties}}{{text}}"
      "{{/ties}}{{/entries}}{{/sections}}{{/parts}}";
  const Chronology told = TellOf("<b> & *c*");
  EXPECT_EQ(Written(kTemplate, TellingFormat::kHtml, told),
            "&lt;b&gt; &amp; *c*: Caused by Oil &amp; gas (<em>feared</em>)\n");
  EXPECT_EQ(Written(kTemplate, TellingFormat::kMarkdown, told),
            "\\<b\\> & \\*c\\*: Caused by Oil & gas (*feared*)\n");
  EXPECT_EQ(Written(kTemplate, TellingFormat::kLatex, told),
            "\\textless{}b\\textgreater{} \\& *c*: Caused by Oil \\& gas "
            "(\\emph{feared})\n");
  EXPECT_EQ(Written(kTemplate, TellingFormat::kText, told),
            "<b> & *c*: Caused by Oil & gas (feared)\n");
}

TEST(TellingTemplateTest, AWrongNameIsFoundBeforeAnythingIsWritten) {
  EXPECT_THAT(Written("{{#parts}}\n{{#entries}}{{/entries}}\n{{/parts}}",
                      TellingFormat::kHtml, TellOf("x")),
              HasSubstr("template line 2: \"entries\" is no list or text of "
                        "parts; want one of anchor, first, heading"));
}

TEST(TellingTemplateTest, NoTemplateGoesOverATellingForEver) {
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "{{#parts}}{{/parts}}";
  const auto parsed = TellingTemplate::Parse(text, TellingFormat::kText);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->Write(TellOf("x")).status().code(),
            absl::StatusCode::kResourceExhausted);
}

TEST(TellingTemplateTest, FormatsHaveNamesAndEndings) {
  for (const char* name : {"markdown", "html", "latex", "text"}) {
    ASSERT_TRUE(TellingFormatNamed(name).has_value()) << name;
    EXPECT_EQ(TellingFormatName(*TellingFormatNamed(name)), name);
  }
  EXPECT_FALSE(TellingFormatNamed("word").has_value());
  EXPECT_EQ(TellingFormatOf("a/b.HTML"), TellingFormat::kHtml);
  EXPECT_EQ(TellingFormatOf("b.tex"), TellingFormat::kLatex);
  EXPECT_FALSE(TellingFormatOf("tex").has_value());
}

}  // namespace
}  // namespace annals
