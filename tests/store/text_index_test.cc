// Tests of the full-text index: what is found, against a scan of ours.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_index.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/text_rank.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TextIndexTest : public StoreTest {
 protected:
  void Put(Record record) {
    ASSERT_THAT(store_->Append(Batch().Put(std::move(record))), IsOk());
  }

  // Each title becomes an event; their sequences are 1, 2, ...
  void PutTitles(const std::vector<std::string>& titles) {
    for (const std::string& title : titles) {
      Put(EventRecord(absl::StrCat("e", ++events_), title));
    }
  }

  void PutSource() {
    Source source;
    source.set_id("s");
    source.set_title("Pivot");
    source.add_authors("Ramani");
    Put(ToRecord(source));
  }

  static void Quote(std::string_view claim, std::string_view quote,
                    Event& event) {
    Evidence& evidence = *AddClaim(event, claim, {}).add_evidence();
    evidence.set_source("s");
    evidence.set_quote(std::string(quote));
  }

  // The sequences that the query finds, or what is wrong with it.
  std::vector<std::string> Find(const std::string& text,
                                const std::string& order = "rowid") {
    const absl::StatusOr<TextQuery> query = TextQuery::Parse(text);
    if (!query.ok()) return {std::string(query.status().message())};
    return Match(store_internal::MatchExpression(*query), order);
  }

  // Closes the store, so that all is in the index.
  std::vector<std::string> Match(const std::string& expression,
                                 const std::string& order) {
    store_.reset();
    std::vector<std::string> found;
    auto database = store_internal::Database::Open(path(), {});
    EXPECT_THAT(database, IsOk());
    store_internal::Statement search = (*database)->Prepare(absl::StrCat(
        "SELECT rowid FROM text WHERE text MATCH ?1 ORDER BY ", order));
    search.Bind(1, expression);
    while (true) {
      const absl::StatusOr<bool> is_row = search.Step();
      EXPECT_THAT(is_row, IsOk()) << expression;
      if (!is_row.ok() || !*is_row) return found;
      found.push_back(absl::StrCat(search.Int(0)));
    }
  }

  int events_ = 0;
};

TEST_F(TextIndexTest, ChineseIsFoundInsideARun) {
  PutTitles({"中国石油公司停止供应", "天然气", "石 油"});
  EXPECT_THAT(Find("石油"), ElementsAre("1"));
  EXPECT_THAT(Find("石油公司"), ElementsAre("1"));
  EXPECT_THAT(Find("油"), ElementsAre("1", "3"));
  EXPECT_THAT(Find("应"), ElementsAre("1"));
  EXPECT_THAT(Find("石公"), IsEmpty());
}

TEST_F(TextIndexTest, KoreanIsFoundWithItsParticles) {
  PutTitles({"북한은 러시아를 신뢰한다", "러시아", "KBS방송", "러 시아"});
  EXPECT_THAT(Find("러시아"), ElementsAre("1", "2"));
  EXPECT_THAT(Find("북한 러시아"), ElementsAre("1"));
  EXPECT_THAT(Find("\"러시아를 신뢰\""), ElementsAre("1"));
  EXPECT_THAT(Find("\"러시아 신뢰\""), IsEmpty());
  EXPECT_THAT(Find("kbs"), ElementsAre("3"));
  EXPECT_THAT(Find("방송"), ElementsAre("3"));
}

TEST_F(TextIndexTest, JapaneseInEitherWidthIsTheSame) {
  PutTitles({"ロシアのｶﾞｽﾊﾟｲﾌﾟﾗｲﾝ", "ウラジーミル・プーチン"});
  EXPECT_THAT(Find("ガス"), ElementsAre("1"));
  EXPECT_THAT(Find("パイプライン"), ElementsAre("1"));
  EXPECT_THAT(Find("プーチン"), ElementsAre("2"));
}

TEST_F(TextIndexTest, ThaiIsFoundInsideARun) {
  PutTitles({"รัสเซียส่งน้ำมันดิบ"});
  EXPECT_THAT(Find("น้ำมัน"), ElementsAre("1"));
  EXPECT_THAT(Find("รัสเซีย"), ElementsAre("1"));
  EXPECT_THAT(Find("มาน"), IsEmpty());
}

TEST_F(TextIndexTest, AWordOfAnIndicScriptIsOneWord) {
  PutTitles({"रूस और हिन्दी", "रस"});
  EXPECT_THAT(Find("रूस"), ElementsAre("1"));
  EXPECT_THAT(Find("रस"), ElementsAre("2"));
}

TEST_F(TextIndexTest, AccentsAndCaseDoNotMatter) {
  PutTitles({"Éclair in Łódź", "ECLAIR, LODZ", "Việt Nam", "Королёв", "محمد"});
  EXPECT_THAT(Find("eclair lodz"), ElementsAre("1", "2"));
  EXPECT_THAT(Find("e\u0301CLAIR"), ElementsAre("1", "2"));
  EXPECT_THAT(Find("viet"), ElementsAre("3"));
  EXPECT_THAT(Find("КОРОЛЕВ"), ElementsAre("4"));
  EXPECT_THAT(Find("مُحَمَّد"), ElementsAre("5"));
}

TEST_F(TextIndexTest, PrefixesPhrasesOrAndMinusChoose) {
  PutTitles({"oil supply", "oil supplies stop", "supply of oil", "gas"});
  EXPECT_THAT(Find("suppl*"), ElementsAre("1", "2", "3"));
  EXPECT_THAT(Find("suppl"), IsEmpty());
  EXPECT_THAT(Find("\"oil supply\""), ElementsAre("1"));
  EXPECT_THAT(Find("\"oil suppl\"*"), ElementsAre("1", "2"));
  EXPECT_THAT(Find("stop OR gas"), ElementsAre("2", "4"));
  EXPECT_THAT(Find("oil -supply -stop"), IsEmpty());
  EXPECT_THAT(Find("oil -\"oil supply\""), ElementsAre("2", "3"));
}

TEST_F(TextIndexTest, TitlesDescriptionsAndQuotesAreSearched) {
  Event event = MakeEvent("e", "Apples", "1904");
  event.set_description("Pears");
  Quote("c", "one two", event);
  Quote("d", "three", event);
  PutSource();
  Put(ToRecord(event));
  EXPECT_THAT(Find("apples pears two three"), ElementsAre("2"));
  // A phrase does not reach over the end of a quote.
  EXPECT_THAT(Find("\"one two\""), ElementsAre("2"));
  EXPECT_THAT(Find("\"two three\""), IsEmpty());
}

TEST_F(TextIndexTest, LinksSourcesAndEntitiesHaveTextsToo) {
  PutTitles({"a", "b"});
  CausalLink link = MakeLink("l", {"e1"}, CausalLink::CAUSE, {"e2"});
  link.set_mechanism("leverage");
  Put(ToRecord(link));
  PutSource();
  Entity entity = MakeEntity("ru", Entity::STATE, "Russia");
  entity.add_names()->set_text("Россия");
  Put(ToRecord(entity));
  EXPECT_THAT(Find("leverage"), ElementsAre("3"));
  EXPECT_THAT(Find("pivot ramani"), ElementsAre("4"));
  EXPECT_THAT(Find("россия"), ElementsAre("5"));
}

TEST_F(TextIndexTest, AWordInATitleWeighsMost) {
  Event quoting = MakeEvent("q", "Talks about it", "1904");
  Quote("c", "the oil that flows", quoting);
  PutSource();
  Put(ToRecord(quoting));
  PutTitles({"The oil flows", "Nothing", "Nothing at all"});
  EXPECT_THAT(Find("oil", store_internal::kTextRank), ElementsAre("3", "2"));
}

TEST_F(TextIndexTest, EveryPutIsIndexedAndRebuildingFindsTheSame) {
  Put(EventRecord("e", "first"));
  Put(EventRecord("e", "second"));
  ASSERT_THAT(store_->Append(Retraction("e")), IsOk());
  EXPECT_THAT(Find("first"), ElementsAre("1"));
  EXPECT_THAT(Find("second"), ElementsAre("2"));
  auto database = store_internal::Database::Open(path(), {});
  ASSERT_THAT(database, IsOk());
  ASSERT_THAT(store_internal::RebuildDerived(**database), IsOk());
  EXPECT_THAT(Find("first OR second"), ElementsAre("1", "2"));
}

TEST_F(TextIndexTest, WhatIsRedactedGoesFromTheIndexAndTheFile) {
  PutTitles({"innocent words", "unspeakable Zwischenfall"});
  ASSERT_THAT(store_->Append(Batch().Redact("e2")), IsOk());
  EXPECT_THAT(Find("innocent"), ElementsAre("1"));
  EXPECT_THAT(Find("unspeakable"), IsEmpty());
  store_.reset();
  std::ifstream file(path(), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  EXPECT_NE(bytes.find("innocent"), std::string::npos);
  EXPECT_EQ(bytes.find("unspeakable"), std::string::npos);
  EXPECT_EQ(bytes.find("zwischenfall"), std::string::npos);
}

TEST_F(TextIndexTest, TheStockShellCanAsk) {
  PutTitles({"中国石油公司", "Éclair"});
  store_.reset();
  EXPECT_EQ(RawQuery(path(),
                     "SELECT title FROM revision WHERE sequence IN "
                     "(SELECT rowid FROM text WHERE text MATCH "
                     "'\"石油\"')"),
            (std::vector<RawRow>{{"中国石油公司"}}));
  EXPECT_EQ(RawQuery(path(), "SELECT rowid FROM text('eclair')").size(), 1u);
}

TEST_F(TextIndexTest, WhateverIsTypedIsNeverReadAsFts5) {
  PutTitles({"oil AND gas", "NEAR title"});
  const unsigned seed = SeedOfTest();
  SCOPED_TRACE("ANNALS_TEST_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string pieces[] = {
      "\"",  "*",  "^",    "NEAR(", "title:", "{a b} :", "AND",
      "NOT", "+",  " OR ", "-",     " ",      "(",       ")",
      "oil", "''", ";--",  "石",    "\x01",   "\\",      "%",
      "?1",  ",",  "10",   "é",     "🎉",      "\u200b",  "\u3000"};
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (unsigned n = random() % 9 + 1; n > 0; --n) {
      text += random() % 20 == 0 ? std::string(1, '\0')
                                 : pieces[random() % std::size(pieces)];
    }
    const absl::StatusOr<TextQuery> query = TextQuery::Parse(text);
    if (query.ok()) Match(store_internal::MatchExpression(*query), "rowid");
  }
  EXPECT_THAT(Find("title:oil"), IsEmpty());
  EXPECT_THAT(Find("near title"), ElementsAre("2"));
}

TEST_F(TextIndexTest, AWordIsFoundWhateverSignIsAttachedToIt) {
  PutTitles({"oil🤔", "oil😀", "🥰oil\u20bf"});
  EXPECT_THAT(Find("oil"), ElementsAre("1", "2", "3"));
  EXPECT_THAT(Find("oil🥰"), ElementsAre("1", "2", "3"));
}

// U+0701 is a full stop of Syriac, which nobody here knows for a sign.
TEST_F(TextIndexTest, ASignThatIsTakenForAWordDoesNotHideTheOthers) {
  PutTitles({"near oil"});
  EXPECT_THAT(Find("oil \u0701 near"), ElementsAre("1"));
  EXPECT_THAT(Find("oil \u0701* -gas"), ElementsAre("1"));
  EXPECT_THAT(Find("oil OR gas \u0701 near"), ElementsAre("1"));
  EXPECT_THAT(Find("oil \u0701 gas"), IsEmpty());
}

// The plain scan. A text is a row of items: a word of letters, or one
// character of a run, with whether the run goes on behind it. A phrase is found
// where its items stand one after the other.
struct Item {
  std::string text;
  bool goes_on = false;
};

// Letters of several scripts as they are written, and as they are compared.
struct Alphabet {
  bool runs_on;
  std::vector<std::pair<std::string, std::string>> letters;
};

const std::vector<Alphabet>& Alphabets() {
  static const auto* const alphabets = new std::vector<Alphabet>{
      {false, {{"a", "a"}, {"É", "e"}, {"e\u0301", "e"}, {"ø", "o"}}},
      {false, {{"ж", "ж"}, {"Ж", "ж"}, {"ё", "е"}, {"е", "е"}}},
      {false, {{"α", "α"}, {"ά", "α"}, {"Ω", "ω"}, {"ς", "σ"}}},
      {true, {{"石", "石"}, {"油", "油"}, {"ガ", "ガ"}, {"ｶﾞ", "ガ"}}},
      {true, {{"러", "러"}, {"시", "시"}, {"\u1105\u1165", "러"}}},
      {true, {{"น", "น"}, {"้", "้"}, {"ำ", "ำ"}}},
  };
  return *alphabets;
}

class RandomText {
 public:
  explicit RandomText(std::mt19937& random) : random_(random) {}

  // Some words with spaces between them, and the items that they are.
  std::string Words(unsigned words_max, std::vector<Item>& items) {
    std::string text;
    const unsigned words = 1 + random_() % words_max;
    for (unsigned i = 0; i < words; ++i) {
      if (i > 0) text += " ";
      const Alphabet& alphabet = Alphabets()[random_() % Alphabets().size()];
      text += Word(alphabet, items);
    }
    return text;
  }

 private:
  std::string Word(const Alphabet& alphabet, std::vector<Item>& items) {
    std::string text;
    const unsigned length = 1 + random_() % 4;
    if (!alphabet.runs_on) items.emplace_back();
    for (unsigned i = 0; i < length; ++i) {
      const auto& letter =
          alphabet.letters[random_() % alphabet.letters.size()];
      text += letter.first;
      if (alphabet.runs_on) {
        items.push_back({letter.second, i + 1 < length});
      } else {
        items.back().text += letter.second;
      }
    }
    return text;
  }

  std::mt19937& random_;
};

bool StandsAt(const std::vector<Item>& text, size_t at,
              const std::vector<Item>& phrase, bool is_prefix) {
  if (at + phrase.size() > text.size()) return false;
  for (size_t i = 0; i < phrase.size(); ++i) {
    const Item& found = text[at + i];
    const bool is_last = i + 1 == phrase.size();
    if (is_last && is_prefix) {
      return found.text.compare(0, phrase[i].text.size(), phrase[i].text) == 0;
    }
    if (found.text != phrase[i].text) return false;
    if (!is_last && found.goes_on != phrase[i].goes_on) return false;
  }
  return true;
}

bool Occurs(const std::vector<Item>& text, const std::vector<Item>& phrase,
            bool is_prefix) {
  for (size_t at = 0; at < text.size(); ++at) {
    if (StandsAt(text, at, phrase, is_prefix)) return true;
  }
  return false;
}

TEST_F(TextIndexTest, RandomQueriesFindWhatAScanFinds) {
  const unsigned seed = SeedOfTest();
  SCOPED_TRACE("ANNALS_TEST_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  RandomText words(random);
  std::vector<std::vector<Item>> texts;
  Batch batch;
  for (int i = 0; i < 300; ++i) {
    const std::string title = words.Words(8, texts.emplace_back());
    batch.Put(EventRecord(absl::StrCat("e", i), title));
  }
  ASSERT_THAT(store_->Append(batch), IsOk());
  int answers = 0;
  for (int i = 0; i < 1500; ++i) {
    std::vector<Item> wanted[2];
    std::vector<Item> unwanted;
    const bool is_prefix = random() % 2 == 0;
    const bool is_or = random() % 3 == 0;
    std::string query = absl::StrCat("\"", words.Words(2, wanted[0]), "\"",
                                     is_prefix ? "*" : "");
    absl::StrAppend(&query, is_or ? " OR \"" : " \"", words.Words(2, wanted[1]),
                    "\"");
    absl::StrAppend(&query, " -\"", words.Words(1, unwanted), "\"");
    std::vector<std::string> expected;
    for (size_t row = 0; row < texts.size(); ++row) {
      const bool first = Occurs(texts[row], wanted[0], is_prefix);
      const bool second = Occurs(texts[row], wanted[1], false);
      if ((is_or ? first || second : first && second) &&
          !Occurs(texts[row], unwanted, false)) {
        expected.push_back(absl::StrCat(row + 1));
      }
    }
    answers += static_cast<int>(expected.size());
    ASSERT_EQ(Find(query), expected) << query;
  }
  EXPECT_GT(answers, 1000);
}

}  // namespace
}  // namespace annals::testing
