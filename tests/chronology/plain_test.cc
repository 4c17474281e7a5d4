// Tests of annals/chronology/internal/plain.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/plain.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals::chronology_internal {
namespace {

using ::testing::ElementsAre;

TEST(PlainTest, WhiteSpaceOfAnyKindIsOneSpace) {
  EXPECT_EQ(OneLine("  a\n\tb \r\n c\u2028d\u00A0 e  "), "a b c d e");
}

TEST(PlainTest, ControlCharactersAreReplaced) {
  EXPECT_EQ(OneLine("a\x1b[31mb\x7f"), "a\uFFFD[31mb\uFFFD");
  EXPECT_EQ(OneLine("a\u009Bb"), "a\uFFFDb");
}

TEST(PlainTest, BytesThatAreNoUtf8AreReplaced) {
  EXPECT_EQ(OneLine("a\xff"
                    "b"),
            "a\uFFFD"
            "b");
  EXPECT_EQ(OneLine("\xc0\xaf"), "\uFFFD\uFFFD");            // overlong
  EXPECT_EQ(OneLine("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");  // surrogate
  EXPECT_EQ(OneLine("\xe7\x9f"), "\uFFFD\uFFFD");            // cut
}

TEST(PlainTest, ReversingControlsAreLeftOut) {
  EXPECT_EQ(OneLine("a\u202Eb\u2066c"), "abc");
  EXPECT_EQ(OneLine("نفط 2013"), "نفط 2013");
}

TEST(PlainTest, EmptyLinesAreNoParagraphs) {
  EXPECT_THAT(Paragraphs("one\n\n \n two\n"), ElementsAre("one", "two"));
}

TEST(PlainTest, LongTextIsCutAtAWord) {
  EXPECT_EQ(Shortened("one two three", 13), "one two three");
  EXPECT_EQ(Shortened("one two three", 12), "one two\u2026");
  EXPECT_EQ(Shortened("one two three", 7), "one two\u2026");
  EXPECT_EQ(Shortened("石油供给", 2), "石油\u2026");
}

TEST(PlainTest, OnlyWebAddressesMayBeLinks) {
  EXPECT_TRUE(IsLinkable("https://example.org/?a=1&b=2#c"));
  EXPECT_FALSE(IsLinkable("javascript:alert(1)"));
  EXPECT_FALSE(IsLinkable("https://example.org/\"onload=x"));
  EXPECT_FALSE(IsLinkable("https://example.org/ x"));
  EXPECT_FALSE(IsLinkable(""));
}

}  // namespace
}  // namespace annals::chronology_internal
