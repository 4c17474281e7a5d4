// Tests of annals/chronology/internal/wrap.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/wrap.h"

#include <string>

#include "gtest/gtest.h"

namespace annals::chronology_internal {
namespace {

std::string WrappedAt(int width, std::string_view text) {
  WrapOptions options;
  options.width = width;
  return Wrapped(text, options);
}

TEST(WrapTest, WideCharactersTakeTwoColumns) {
  EXPECT_EQ(ColumnsOf("oil"), 3);
  EXPECT_EQ(ColumnsOf("石油"), 4);
  EXPECT_EQ(ColumnsOf("러시아"), 6);
  EXPECT_EQ(ColumnsOf("😀"), 2);
  EXPECT_EQ(ColumnsOf("Ελλάδα"), 6);
}

TEST(WrapTest, CombiningMarksTakeNone) {
  EXPECT_EQ(ColumnsOf("e\u0301"), 1);
  EXPECT_EQ(ColumnsOf("a\u200Db"), 2);
}

TEST(WrapTest, LinesBreakAtSpaces) {
  EXPECT_EQ(WrappedAt(7, "one two three"), "one two\nthree\n");
  EXPECT_EQ(WrappedAt(6, "one two three"), "one\ntwo\nthree\n");
}

TEST(WrapTest, LinesBreakBetweenWideCharacters) {
  EXPECT_EQ(WrappedAt(5, "石油供给"), "石油\n供给\n");
  EXPECT_EQ(WrappedAt(6, "a石油b"), "a石油b\n");
}

TEST(WrapTest, EndlessWordsAreCutBetweenCharacters) {
  EXPECT_EQ(WrappedAt(4, "abcdefghij"), "abcd\nefgh\nij\n");
  EXPECT_EQ(WrappedAt(3, "ééééé"), "ééé\néé\n");
}

TEST(WrapTest, MarksStayWithTheirLetter) {
  EXPECT_EQ(WrappedAt(2, "a\u0301b\u0301c\u0301"), "a\u0301b\u0301\nc\u0301\n");
}

TEST(WrapTest, LaterLinesHang) {
  WrapOptions options;
  options.width = 8;
  options.first_indent = "1. ";
  options.other_indent = "   ";
  EXPECT_EQ(Wrapped("one two three", options), "1. one\n   two\n   three\n");
}

}  // namespace
}  // namespace annals::chronology_internal
