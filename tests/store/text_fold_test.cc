// Tests of the folding of text: what is one letter, what is one word.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_fold.h"

#include <string>

#include "annals/store/internal/characters.h"
#include "gtest/gtest.h"

namespace annals::store_internal {
namespace {

std::string Characters(std::string_view text) {
  std::string out;
  for (const char32_t c : FoldCharacters(DecodeUtf8(text))) AppendUtf8(c, out);
  return out;
}

// "words" or "words*".
std::string Phrase(std::string_view text, bool is_prefix = false) {
  const FoldedPhrase phrase = FoldPhrase(text, is_prefix);
  return phrase.words + (phrase.is_prefix ? "*" : "");
}

TEST(TextFoldTest, Utf8ComesBackAsItWas) {
  std::string out;
  const std::string text = "a\u00e9\u20ac\U0001F389";
  for (const char32_t c : DecodeUtf8(text)) AppendUtf8(c, out);
  EXPECT_EQ(out, text);
}

TEST(TextFoldTest, WidthsAreTheCommonOnes) {
  EXPECT_EQ(Characters("ＮＨＫ２０１３"), "NHK2013");
  EXPECT_EQ(Characters("ｶﾞｽﾊﾟｲﾌﾟ"), "ガスパイプ");
}

TEST(TextFoldTest, ALetterAndItsMarkAreOneCharacter) {
  EXPECT_EQ(Characters("\u1105\u1165\u1109\u1175\u110b\u1161\u11ab"), "러시안");
  EXPECT_EQ(Characters("か\u3099は\u309aウ\u3099"), "がぱヴ");
  EXPECT_EQ(Characters("и\u0306"), "й");
}

TEST(TextFoldTest, LettersThatPeopleDoNotTypeAreThePlainOnes) {
  EXPECT_EQ(Characters("Straße Łódź Tromsø œuvre ﬁn"),
            "Strasse lódź Tromso oeuvre fin");
  EXPECT_EQ(Characters("Королёв Αθήνα"), "Королев Αθηνα");
  EXPECT_EQ(Characters("إيران ۱۳۹۲"), "ايران 1392");
}

TEST(TextFoldTest, PointsAndInvisibleCharactersAreGone) {
  EXPECT_EQ(Characters("مُحَمَّد"), "محمد");
  EXPECT_EQ(Characters("co\u00adop\u200der\u2060ate"), "cooperate");
  EXPECT_EQ(Characters("葛\U000E0100"), "葛");
}

TEST(TextFoldTest, AsciiStaysAsItIs) {
  EXPECT_EQ(FoldText("China, \"oil\" 2013"), "China, \"oil\" 2013");
}

TEST(TextFoldTest, ARunIsWrittenAsPairsAndItsLastCharacter) {
  EXPECT_EQ(FoldText("KBS석유공사 2013"), "KBS 석유 유공 공사 사  2013");
  EXPECT_EQ(FoldText("石"), "石 ");
  EXPECT_EQ(FoldText("石、油"), "石  油 ");
  EXPECT_EQ(FoldText("น้ำ"), "น้ ้ำ ำ ");
}

TEST(TextFoldTest, LaterExtensionsOfHanAreRunsToo) {
  EXPECT_EQ(FoldText("\U00020000\U00030000"),
            "\U00020000\U00030000 \U00030000 ");
}

// The first is older than SQLite's tables, the others are newer.
TEST(TextFoldTest, SignsThatSqliteMayNotKnowAreSpaces) {
  EXPECT_EQ(FoldText("oil😀gas🤔\u20bf5, \"sic\""), "oil gas  5, \"sic\"");
  EXPECT_EQ(Phrase("oil🤔gas🤔"), "oil gas");
}

TEST(TextFoldTest, APhraseMayGoOnInsideARun) {
  EXPECT_EQ(Phrase("석유공"), "석유 유공 ");
  EXPECT_EQ(Phrase("석유。"), "석유 ");
  EXPECT_EQ(Phrase("석"), "석 *");
  EXPECT_EQ(Phrase("석유 KBS 석"), "석유 유  KBS 석 *");
}

TEST(TextFoldTest, OtherWordsGoOnOnlyIfAsked) {
  EXPECT_EQ(Phrase("oil sup"), "oil sup");
  EXPECT_EQ(Phrase("oil sup", true), "oil sup*");
}

TEST(TextFoldTest, SignsAreNoWords) {
  EXPECT_FALSE(HasWords(" -&\u3000。€🎉\u200b"));
  EXPECT_FALSE(HasWords(""));
  EXPECT_TRUE(HasWords("½"));
  EXPECT_TRUE(HasWords("石"));
}

}  // namespace
}  // namespace annals::store_internal
