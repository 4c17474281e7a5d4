// Tests of TextQuery: what is wanted, what is not, and what is refused.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/text_query.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals {
namespace {

using ::annals::testing::Fails;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

// "oil* | gas & export ! crude", a phrase with its spaces as it is.
std::string Parsed(std::string_view text) {
  const absl::StatusOr<TextQuery> query = TextQuery::Parse(text);
  if (!query.ok()) return std::string(query.status().message());
  const auto written = [](const TextTerm& term) {
    return term.words + (term.is_prefix ? "*" : "");
  };
  std::string out;
  for (const std::vector<TextTerm>& group : query->wanted) {
    if (!out.empty()) out += " & ";
    for (size_t i = 0; i < group.size(); ++i) {
      out += (i > 0 ? " | " : "") + written(group[i]);
    }
  }
  for (const TextTerm& term : query->unwanted) out += " ! " + written(term);
  return out;
}

TEST(TextQueryTest, WordsMustAllOccur) {
  EXPECT_EQ(Parsed("oil gas\texport "), "oil & gas & export");
}

TEST(TextQueryTest, AWideSpaceSeparatesWordsToo) {
  EXPECT_EQ(Parsed("石油\u3000輸出"), "石油 & 輸出");
}

TEST(TextQueryTest, QuotationMarksMakeAPhrase) {
  EXPECT_EQ(Parsed("\"oil supply\" \"OR\""), "oil supply & OR");
}

TEST(TextQueryTest, AStarEndsAWordOrAPhrase) {
  EXPECT_EQ(Parsed("suppl* \"north kor\"*"), "suppl* & north kor*");
}

TEST(TextQueryTest, OrJoinsTheTermsBesideIt) {
  EXPECT_EQ(Parsed("oil OR gas* OR \"hard coal\" export"),
            "oil | gas* | hard coal & export");
}

TEST(TextQueryTest, OnlyOrInCapitalsIsOr) {
  EXPECT_EQ(Parsed("oil or gas"), "oil & or & gas");
}

TEST(TextQueryTest, AMinusBeforeATermExcludesIt) {
  EXPECT_EQ(Parsed("oil -crude -\"natural gas\" -ref*"),
            "oil ! crude ! natural gas ! ref*");
}

TEST(TextQueryTest, AMinusInsideAWordIsPartOfIt) {
  EXPECT_EQ(Parsed("Russia-DPRK"), "Russia-DPRK");
}

TEST(TextQueryTest, SignsThatStandAloneArePassedOver) {
  EXPECT_EQ(Parsed("oil & gas - € coal 🎉"), "oil & gas & coal");
}

TEST(TextQueryTest, AQueryWithoutAWordIsRefused) {
  for (const char* text : {"", " ", "&", "\"\"", "\"-\"", "- -", "。"}) {
    EXPECT_THAT(TextQuery::Parse(text), Fails(kInvalid, "has no word"));
  }
}

TEST(TextQueryTest, SomethingMustOccur) {
  EXPECT_THAT(TextQuery::Parse("-oil"),
              Fails(kInvalid, "only words that must not occur"));
}

TEST(TextQueryTest, FaultsSayTheColumnInCharacters) {
  EXPECT_THAT(TextQuery::Parse("石油 \"gas"),
              Fails(kInvalid, "a quotation mark at column 4 is not closed"));
  EXPECT_THAT(TextQuery::Parse("石油 o*l"), Fails(kInvalid, "* at column 5"));
  EXPECT_THAT(TextQuery::Parse("oil *"), Fails(kInvalid, "* at column 5"));
  EXPECT_THAT(TextQuery::Parse("oil**"), Fails(kInvalid, "* at column 4"));
  EXPECT_THAT(TextQuery::Parse("OR oil"), Fails(kInvalid, "OR at column 1"));
  EXPECT_THAT(TextQuery::Parse("oil OR"), Fails(kInvalid, "OR at column 5"));
  EXPECT_THAT(TextQuery::Parse("a OR OR b"), Fails(kInvalid, "OR at column 6"));
  EXPECT_THAT(TextQuery::Parse("a OR -b"), Fails(kInvalid, "OR at column 3"));
  EXPECT_THAT(TextQuery::Parse("a -b OR c"), Fails(kInvalid, "OR at column 6"));
  EXPECT_THAT(TextQuery::Parse("石\xff"), Fails(kInvalid, "column 2"));
}

TEST(TextQueryTest, LongQueriesAreRefused) {
  EXPECT_THAT(TextQuery::Parse(std::string(1 << 20, 'a')),
              Fails(kInvalid, "1048576 bytes; want at most 4096"));
  std::string words;
  for (int i = 0; i < 65; ++i) words += "w ";
  EXPECT_THAT(TextQuery::Parse(words), Fails(kInvalid, "more than 64 words"));
}

}  // namespace
}  // namespace annals
