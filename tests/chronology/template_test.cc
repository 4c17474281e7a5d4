// Tests of annals/chronology/internal/template.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/template.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals::chronology_internal {
namespace {

using ::testing::HasSubstr;

Frame Letter(char letter) {
  Frame frame;
  frame.SetText("letter", std::string(1, letter));
  return frame;
}

Frame Root() {
  Frame frame;
  frame.SetText("title", "T");
  frame.SetText("nothing", "");
  frame.SetList("letters", 3,
                [](size_t i) { return Letter(static_cast<char>('a' + i)); });
  return frame;
}

constexpr TemplateLimits kLimits = {1000, 1000, 1000};

// What the template makes of Root(), or what is wrong with it.
std::string Written(std::string_view text) {
  const auto parsed = Template::Parse(text);
  if (!parsed.ok()) return std::string(parsed.status().message());
  const Frame root = Root();
  const absl::Status checked = parsed->Check(root);
  if (!checked.ok()) return std::string(checked.message());
  const auto written = parsed->Write(root, kLimits);
  return written.ok() ? *written : std::string(written.status().message());
}

TEST(TemplateTest, NamesStandForTexts) {
  EXPECT_EQ(Written("<{{title}}|{{ title }}>{{nothing}}"), "<T|T>");
}

TEST(TemplateTest, SectionsGoOverLists) {
  EXPECT_EQ(Written("{{#letters}}{{letter}}{{title}} {{/letters}}"),
            "aT bT cT ");
  EXPECT_EQ(Written("{{#letters}}{{letter}}{{^last}}, {{/last}}{{/letters}}"),
            "a, b, c");
}

TEST(TemplateTest, SectionsAskWhetherATextIsEmpty) {
  EXPECT_EQ(Written("{{#title}}yes{{/title}}{{^title}}no{{/title}}"), "yes");
  EXPECT_EQ(Written("{{#nothing}}yes{{/nothing}}{{^nothing}}no{{/nothing}}"),
            "no");
  EXPECT_EQ(Written("{{^letters}}none{{/letters}}"), "");
}

TEST(TemplateTest, ATagAloneOnItsLineLeavesNoLine) {
  EXPECT_EQ(Written("a\n  {{#letters}}  \n{{letter}}\n{{/letters}}\r\nb\n"),
            "a\na\nb\nc\nb\n");
  EXPECT_EQ(Written("a\n{{! words\nover lines }}\nb"), "a\nb");
  EXPECT_EQ(Written("{{#title}}"
                    "x\n{{/title}}"),
            "x\n");
  EXPECT_EQ(Written("  {{title}}  \n"), "  T  \n");
}

TEST(TemplateTest, DelimitersCanBeChanged) {
  EXPECT_EQ(Written("{{=<< >>=}}\n\\x{<<title>>}{{title}}<<={{ }}=>>{{title}}"),
            "\\x{T}{{title}}T");
}

TEST(TemplateTest, FaultsNameTheLineAndWhatWasWanted) {
  EXPECT_EQ(Written("\n{{titel}}"),
            "template line 2: \"titel\" is no text of the whole; want one of "
            "letters, nothing, title");
  EXPECT_EQ(Written("{{#letters}}\n{{#titel}}\n{{/titel}}\n{{/letters}}"),
            "template line 2: \"titel\" is no list or text of letters; want "
            "one of first, last, letter");
  EXPECT_EQ(Written("a\n\n{{title"),
            "template line 3: \"{{\" is not closed; want \"}}\"");
  EXPECT_EQ(Written("{{#letters}}\n{{#title}}\n"),
            "template line 2: {{#title}} is not closed; want {{/title}}");
  EXPECT_EQ(Written("{{#letters}}\n\n{{/title}}"),
            "template line 3: {{/title}} is out of place; want {{/letters}}, "
            "for line 1");
  EXPECT_EQ(Written("{{/title}}"),
            "template line 1: {{/title}} closes nothing; want {{#title}} "
            "before it");
  EXPECT_THAT(Written("{{>file}}"), HasSubstr("is not read here; want a name"));
  EXPECT_THAT(Written("{{{title}}}"), HasSubstr("is not read here"));
  EXPECT_THAT(Written("{{&title}}"), HasSubstr("is not read here"));
  EXPECT_THAT(Written("{{}}"), HasSubstr("is not read here"));
  EXPECT_THAT(Written("{{=<<=}}"), HasSubstr("want two delimiters"));
  EXPECT_THAT(Written("{{=a b c=}}"), HasSubstr("want two delimiters"));
}

TEST(TemplateTest, LinesAreCountedThroughTagsAndCarriageReturns) {
  EXPECT_THAT(Written("{{! a\nb }}\r\n{{#letters}}\n{{/letters}}\n{{x}}"),
              HasSubstr("template line 5: \"x\""));
}

TEST(TemplateTest, AListIsNotReachedFromInsideAnother) {
  EXPECT_THAT(Written("{{#letters}}{{#letters}}{{/letters}}{{/letters}}"),
              HasSubstr("\"letters\" is no list or text of letters"));
}

TEST(TemplateTest, GoingOverTheSameThingsTooOftenIsRefused) {
  std::string text = "x";
  for (int i = 0; i < 400; ++i) text += "{{#letters}}{{/letters}}";
  EXPECT_THAT(Written(text),
              HasSubstr("template line 1: {{#letters}} goes over the same"));
}

TEST(TemplateTest, MoreTagsThanAllowedAreNotFollowed) {
  std::string text;
  for (int i = 0; i < 600; ++i) text += "{{^nothing}}{{nothing}}{{/nothing}}";
  EXPECT_THAT(Written(text), HasSubstr("more than 1000 tags and texts"));
}

TEST(TemplateTest, MoreBytesThanAllowedAreNotWritten) {
  EXPECT_THAT(Written(absl::StrCat("{{#letters}}", std::string(400, 'x'),
                                   "{{/letters}}")),
              HasSubstr("more is written than 1000 bytes"));
}

TEST(TemplateTest, WhatIsNoUtf8IsRefusedWithItsLine) {
  EXPECT_THAT(Written("one\ntwo \xff"),
              HasSubstr("template line 2: bytes that are no UTF-8 found"));
}

TEST(TemplateTest, TooDeepAndTooLongAreRefused) {
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "{{#title}}";
  EXPECT_THAT(Written(deep), HasSubstr("nested too deep"));
  EXPECT_THAT(Written(std::string(kTemplateBytesMax + 1, 'x')),
              HasSubstr("want at most"));
}

}  // namespace
}  // namespace annals::chronology_internal
