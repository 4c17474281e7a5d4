// Tests of annals/chronology/text.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/text.h"

#include <string>

#include "absl/strings/str_split.h"
#include "annals/chronology/internal/wrap.h"
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

TEST(TextTest, EntriesHangUnderTheirNumber) {
  Entry entry = Titled("China suspends oil supply");
  entry.date = "some time in 2013";
  entry.voices = {{"According to Yoko Hirose", false, {1, 2}}};
  TextOptions options;
  options.width = 24;
  EXPECT_EQ(ToText(TellOf(entry), options),
            "Korea\n=====\n\n2013\n----\n\n"
            "1. China suspends oil\n"
            "   supply\n"
            "   Some time in 2013\n"
            "   - According to Yoko\n"
            "     Hirose [1] [2]\n");
}

TEST(TextTest, NoControlCharacterReachesTheTerminal) {
  Entry entry = Titled(
      "\x1b]0;owned\x07 \xc2\x9b"
      "31m \x7f\u202Ereversed");
  entry.description = "a\x1b[2Jb\nc\td";
  const std::string text = ToText(TellOf(entry));
  for (char c : text) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  }
  EXPECT_THAT(text, Not(HasSubstr("\xc2\x9b")));
  EXPECT_THAT(text, Not(HasSubstr("\x7f")));
  EXPECT_THAT(text, Not(HasSubstr("\u202E")));
}

TEST(TextTest, NoLineIsWiderThanTheTerminal) {
  Entry entry =
      Titled("石油供给中断对朝鲜半岛局势的影响 and a title of English words");
  entry.description = std::string(200, 'x');
  TextOptions options;
  options.width = 30;
  for (absl::string_view line :
       absl::StrSplit(ToText(TellOf(entry), options), '\n')) {
    EXPECT_LE(chronology_internal::ColumnsOf(
                  std::string_view(line.data(), line.size())),
              30)
        << line;
  }
}

TEST(TextTest, StylesAreOnlyForThoseWhoAsk) {
  TextOptions styled;
  styled.styled = true;
  EXPECT_THAT(ToText(TellOf(Titled("x"))), Not(HasSubstr("\x1b")));
  EXPECT_THAT(ToText(TellOf(Titled("x")), styled),
              HasSubstr("\x1b[1m1. x\x1b[0m\n"));
}

}  // namespace
}  // namespace annals
