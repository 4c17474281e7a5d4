// Tests of texts that are put into the text index together, against FTS5.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_writer.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/schema.h"
#include "annals/store/internal/sqlite_varint.h"
#include "annals/store/internal/text_comparison.h"
#include "annals/store/internal/text_fold.h"
#include "annals/store/internal/text_index.h"
#include "annals/store/internal/text_segment.h"
#include "annals/store/internal/text_structure.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using store_internal::AppendSqliteVarint;
using store_internal::Database;
using store_internal::DatabaseOptions;
using store_internal::IndexedText;
using store_internal::TakeSqliteVarint;
using store_internal::TextOfPut;
using store_internal::TextStructure;
using store_internal::TextWriter;
using store_internal::Transaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TextWriterTest : public ::testing::Test {
 protected:
  TextWriterTest()
      : seed_(SeedOfTest()),
        trace_(__FILE__, __LINE__, absl::StrCat("ANNALS_TEST_SEED=", seed_)),
        random_(seed_),
        together_(NewIndex("together")),
        one_by_one_(NewIndex("one_by_one")) {}

  std::unique_ptr<Database> NewIndex(const std::string& name) {
    DatabaseOptions options;
    options.create = true;
    auto database = Database::Open(folder_ / (name + ".annals"), options);
    EXPECT_THAT(database, IsOk());
    EXPECT_THAT(store_internal::CreateSchema(**database), IsOk());
    return *std::move(database);
  }

  // Many of them common, some rare, in any script and with any sign.
  std::string RandomWords(int count_max) {
    static constexpr const char* kWords[] = {
        "the",  "War",   "oil-field", "석유공사", "Öl",    "cliché", "war",
        "naïf", "x1",    "a",         "\uE000",   "l'eau", "Ωmega",  "🤔",
        "été",  "हिन्दी", "ПЁТР",      "...",      "$5+3",  "ﬁn",     "\u0301"};
    std::string words;
    const int count = static_cast<int>(random_() % (count_max + 1));
    for (int i = 0; i < count; ++i) {
      const bool is_rare = random_() % 8 == 0;
      absl::StrAppend(&words, i % 3 == 0 ? "\t" : " ",
                      is_rare ? absl::StrCat("w", random_() % 5'000)
                              : kWords[random_() % std::size(kWords)]);
    }
    return store_internal::FoldText(words);
  }

  // Of further puts, whose sequences rise.
  std::vector<TextOfPut> NewTexts(int count, int words_max) {
    std::vector<TextOfPut> puts;
    while (static_cast<int>(puts.size()) < count) {
      sequence_ += 1 + static_cast<int64_t>(random_() % 200);
      texts_.push_back(
          {RandomWords(5), RandomWords(words_max), RandomWords(words_max / 2)});
      if (!texts_.back().empty()) puts.push_back({sequence_, &texts_.back()});
    }
    return puts;
  }

  void InsertTogether(const std::vector<TextOfPut>& texts) {
    Transaction transaction(*together_, Transaction::Kind::kWrite);
    ASSERT_THAT(TextWriter(*together_, texts).Finish(), IsOk());
    ASSERT_THAT(transaction.Commit(), IsOk());
  }

  static void Insert(const std::vector<TextOfPut>& texts, Database& database) {
    Transaction transaction(database, Transaction::Kind::kWrite);
    for (const TextOfPut& each : texts) {
      ASSERT_THAT(
          store_internal::InsertText(database, each.sequence, *each.text),
          IsOk());
    }
    ASSERT_THAT(transaction.Commit(), IsOk());
  }

  void InsertBoth(const std::vector<TextOfPut>& texts) {
    InsertTogether(texts);
    Insert(texts, *one_by_one_);
  }

  // The index itself, and FTS5's own opinion of it.
  void ExpectTheSame() {
    const auto difference =
        store_internal::FirstTextDifference(*together_, *one_by_one_);
    ASSERT_THAT(difference, IsOk());
    EXPECT_EQ(*difference, "");
    EXPECT_THAT(together_->Execute(
                    "INSERT INTO text (text) VALUES ('integrity-check')"),
                IsOk());
  }

  std::vector<int64_t> Find(Database& database, const std::string& text) {
    const auto query = TextQuery::Parse(text);
    EXPECT_THAT(query, IsOk());
    const auto found = store_internal::FindText(
        database, *query, std::numeric_limits<int64_t>::max());
    EXPECT_THAT(found, IsOk());
    return *found;
  }

  // How many segments each level has.
  std::vector<size_t> Levels() {
    auto query =
        together_->Prepare("SELECT block FROM text_data WHERE id = 10");
    EXPECT_THAT(query.Step(), IsOk());
    const auto structure = TextStructure::Parse(query.Blob(0));
    EXPECT_TRUE(structure.has_value());
    std::vector<size_t> levels;
    for (const auto& level : structure->levels) {
      levels.push_back(level.segments.size());
    }
    return levels;
  }

  const unsigned seed_;
  const ::testing::ScopedTrace trace_;
  std::mt19937 random_;
  TemporaryFolder folder_;
  std::unique_ptr<Database> together_;
  std::unique_ptr<Database> one_by_one_;
  std::deque<IndexedText> texts_;
  int64_t sequence_ = 0;
};

TEST_F(TextWriterTest, TheIndexIsTheSameAsOneByOne) {
  InsertBoth(NewTexts(3'000, 60));
  ExpectTheSame();
  EXPECT_THAT(Levels(), ElementsAre(1));
}

TEST_F(TextWriterTest, ARowMayHaveAWordOnManyPlaces) {
  InsertBoth(NewTexts(20, 4'000));
  ExpectTheSame();
}

// ASCII is taken apart without SQLite, eight bytes at a time.
TEST_F(TextWriterTest, AnyBytesOfAsciiAreTakenApartInTheSameWay) {
  std::vector<TextOfPut> puts;
  while (puts.size() < 1'000) {
    std::string text(1 + random_() % 60, ' ');
    const bool has_signs = random_() % 2 == 0;
    for (char& each : text) {
      each = has_signs && random_() % 4 == 0
                 ? static_cast<char>(random_() % 0x80)
                 : "abXY9"[random_() % 5];
    }
    texts_.push_back({text, absl::StrCat(text, "é", text), ""});
    puts.push_back({++sequence_, &texts_.back()});
  }
  InsertBoth(puts);
  ExpectTheSame();
}

TEST_F(TextWriterTest, QueriesFindTheSame) {
  InsertBoth(NewTexts(2'000, 30));
  InsertBoth(NewTexts(1'500, 30));
  for (const char* query :
       {"the", "war", "\"the war\"", "w12*", "w*", "the -war", "석유", "cliche",
        "w77", "the w1234", "oil field", "petr", "x1 a OR the", "हिन्दी"}) {
    const std::vector<int64_t> want = Find(*one_by_one_, query);
    EXPECT_EQ(Find(*together_, query), want) << query;
  }
  EXPECT_THAT(Find(*together_, "the"), SizeIs(::testing::Gt(1'000u)));
}

TEST_F(TextWriterTest, BothWaysMayBeMixedInOneTransaction) {
  const std::vector<TextOfPut> a = NewTexts(30, 20);
  const std::vector<TextOfPut> b = NewTexts(40, 20);
  const std::vector<TextOfPut> c = NewTexts(30, 20);
  for (const auto& each : {a, b, c}) Insert(each, *one_by_one_);
  Transaction transaction(*together_, Transaction::Kind::kWrite);
  for (const TextOfPut& each : a) {
    ASSERT_THAT(InsertText(*together_, each.sequence, *each.text), IsOk());
  }
  ASSERT_THAT(TextWriter(*together_, b).Finish(), IsOk());
  for (const TextOfPut& each : c) {
    ASSERT_THAT(InsertText(*together_, each.sequence, *each.text), IsOk());
  }
  ASSERT_THAT(transaction.Commit(), IsOk());
  ExpectTheSame();
}

TEST_F(TextWriterTest, WhatIsRolledBackLeavesTheIndexAsItWas) {
  InsertBoth(NewTexts(50, 20));
  const std::vector<TextOfPut> lost = NewTexts(50, 20);
  {
    const Transaction transaction(*together_, Transaction::Kind::kWrite);
    ASSERT_THAT(TextWriter(*together_, lost).Finish(), IsOk());
  }
  ExpectTheSame();
  InsertBoth(NewTexts(50, 20));
  ExpectTheSame();
}

TEST_F(TextWriterTest, ManySegmentsAreMerged) {
  for (int i = 0; i < 36; ++i) InsertBoth(NewTexts(20, 20));
  ExpectTheSame();
  for (const size_t segments : Levels()) EXPECT_LT(segments, 20u);
}

TEST_F(TextWriterTest, AWordThatFitsIntoNoPageIsLeftToFts5) {
  texts_.push_back({std::string(40'000, 'x'), "", "it is long"});
  InsertBoth({{++sequence_, &texts_.back()}});
  ExpectTheSame();
  EXPECT_THAT(Find(*together_, "xxx*"), ElementsAre(sequence_));
}

TEST_F(TextWriterTest, ARowThatFitsIntoNoPageIsLeftToFts5) {
  std::string words;
  for (int i = 0; i < 5'000; ++i) words += "war ";
  texts_.push_back({"", words, ""});
  InsertBoth({{++sequence_, &texts_.back()}});
  ExpectTheSame();
}

// Each costs memory, however short it is.
TEST_F(TextWriterTest, TooManyDifferentWordsAreLeftToFts5) {
  IndexedText text;
  text.description = "one two three two";
  const std::vector<TextOfPut> texts = {{1, &text}};
  const auto three = store_internal::MakeTextSegment(texts, 3);
  ASSERT_THAT(three, IsOk());
  EXPECT_TRUE(three->has_value());
  const auto two = store_internal::MakeTextSegment(texts, 2);
  ASSERT_THAT(two, IsOk());
  EXPECT_FALSE(two->has_value());
}

TEST_F(TextWriterTest, TextsWithoutWordsCountAsRows) {
  texts_.push_back({"...", "", "!"});
  InsertBoth({{++sequence_, &texts_.back()}});
  ExpectTheSame();
}

TEST_F(TextWriterTest, AnIndexOfAnotherVersionIsLeftToFts5) {
  for (Database* const each : {together_.get(), one_by_one_.get()}) {
    const store_internal::ShadowTableAccess access(*each);
    ASSERT_THAT(each->Execute("UPDATE text_data SET block = block || x'00' "
                              "WHERE id = 10"),
                IsOk());
  }
  InsertBoth(NewTexts(30, 20));
  ExpectTheSame();
}

TEST_F(TextWriterTest, OnlyItMayWriteTheTablesBehindTheIndex) {
  InsertBoth(NewTexts(30, 20));
  EXPECT_THAT(together_->Execute("DELETE FROM text_docsize"),
              ::testing::Not(IsOk()));
  ExpectTheSame();
}

TEST_F(TextWriterTest, AStructureIsReadAsItWasWritten) {
  TextStructure structure;
  structure.cookie = std::string(4, '\0');
  EXPECT_EQ(structure.Add(300), 1u);
  EXPECT_EQ(structure.Add(7), 2u);
  structure.levels.push_back({0, {{9, 1, 70'000}}});
  EXPECT_EQ(structure.Add(1), 3u);
  const auto again = TextStructure::Parse(structure.Bytes());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->Bytes(), structure.Bytes());
  EXPECT_EQ(again->pages_written, 308u);
  EXPECT_THAT(again->levels, SizeIs(2));
}

TEST_F(TextWriterTest, BytesThatAreNoStructureAreNone) {
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random_() % 40, '\0');
    for (char& each : bytes) {
      each = static_cast<char>(random_() % 4 == 0 ? random_() : random_() % 4);
    }
    const auto parsed = TextStructure::Parse(bytes);
    if (!parsed.has_value()) continue;
    EXPECT_EQ(TextStructure::Parse(parsed->Bytes())->Bytes(), parsed->Bytes());
  }
}

TEST(SqliteVarintTest, HasTheBytesThatSqliteWrites) {
  std::string bytes;
  AppendSqliteVarint(0x7f, bytes);
  AppendSqliteVarint(0x80, bytes);
  AppendSqliteVarint(0x4001, bytes);
  AppendSqliteVarint(std::numeric_limits<uint64_t>::max(), bytes);
  EXPECT_EQ(bytes, std::string("\x7f\x81\x00\x81\x80\x01", 6) +
                       std::string(9, '\xff'));
}

TEST(SqliteVarintTest, ReadsWhatItWrote) {
  for (int bits = 0; bits <= 64; ++bits) {
    const uint64_t power = bits == 64 ? 0 : uint64_t{1} << bits;
    for (const uint64_t number : {power - 1, power, power + 1}) {
      std::string bytes;
      AppendSqliteVarint(number, bytes);
      std::string_view rest = bytes;
      EXPECT_EQ(TakeSqliteVarint(rest), number);
      EXPECT_THAT(rest, IsEmpty());
      rest = std::string_view(bytes).substr(0, bytes.size() - 1);
      EXPECT_EQ(TakeSqliteVarint(rest), std::nullopt);
    }
  }
}

}  // namespace
}  // namespace annals::testing
