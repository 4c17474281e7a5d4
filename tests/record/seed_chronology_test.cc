// The seed chronology: it reads, it is valid, and its quotes are where it says.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "annals/record/content.h"
#include "annals/record/read.h"
#include "annals/record/record.h"
#include "annals/record/validate.h"
#include "gtest/gtest.h"
#include "tests/support/repository_file.h"

namespace annals {
namespace {

constexpr int kQuoteWordsMax = 8;

std::string Contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

const ReadResult& Chronology() {
  static const auto* const result = new ReadResult(ReadTextFormat(Contents(
      annals::testing::RepositoryFile("examples/russia_dprk.textproto"))));
  return *result;
}

std::map<std::string, const Record*> RecordsById() {
  std::map<std::string, const Record*> records;
  for (const LocatedRecord& read : Chronology().records) {
    records[IdOf(read.record)] = &read.record;
  }
  return records;
}

bool HasClaim(const Record& record, const std::string& id) {
  for (const Claim& claim : ClaimsOf(record)) {
    if (claim.id() == id) return true;
  }
  return false;
}

TEST(SeedChronologyTest, ReadsWithoutAFault) {
  for (const LocatedFault& located : Chronology().faults) {
    ADD_FAILURE() << "line " << located.line << ": " << located.fault.path
                  << ": " << located.fault.message;
  }
  EXPECT_GT(Chronology().records.size(), 100u);
}

TEST(SeedChronologyTest, EveryRecordIsValid) {
  for (const LocatedRecord& read : Chronology().records) {
    const absl::Status status = CheckValid(read.record);
    EXPECT_TRUE(status.ok())
        << "line " << read.line << ": " << status.message();
  }
}

TEST(SeedChronologyTest, EveryRecordHasAnIdOfItsOwn) {
  for (const LocatedRecord& read : Chronology().records) {
    EXPECT_FALSE(IdOf(read.record).empty()) << "line " << read.line;
  }
  EXPECT_EQ(RecordsById().size(), Chronology().records.size());
}

TEST(SeedChronologyTest, EveryReferenceNamesARecordOfTheRightKind) {
  const std::map<std::string, const Record*> records = RecordsById();
  for (const LocatedRecord& read : Chronology().records) {
    for (const Reference& reference : ReferencesOf(read.record)) {
      SCOPED_TRACE(IdOf(read.record) + ": " + reference.path + " " +
                   reference.id);
      const auto found = records.find(reference.id);
      if (found == records.end()) {
        EXPECT_TRUE(reference.may_be_words) << "no such record";
        continue;
      }
      EXPECT_TRUE(reference.Admits(*KindOf(*found->second)));
      EXPECT_TRUE(reference.claim.empty() ||
                  HasClaim(*found->second, reference.claim));
    }
  }
}

// A passage of a source whose text we may have.
struct Passage {
  std::string where;
  const Evidence* evidence;
  std::string sha256;
};

std::vector<Passage> Passages() {
  const std::map<std::string, const Record*> records = RecordsById();
  std::vector<Passage> passages;
  for (const LocatedRecord& read : Chronology().records) {
    for (const Claim& claim : ClaimsOf(read.record)) {
      for (const Evidence& evidence : claim.evidence()) {
        const auto source = records.find(evidence.source());
        if (source == records.end()) continue;
        passages.push_back({IdOf(read.record) + "#" + claim.id(), &evidence,
                            source->second->source().sha256()});
      }
    }
  }
  return passages;
}

TEST(SeedChronologyTest, ASourceThatASpanPointsIntoHasItsHash) {
  EXPECT_GT(Passages().size(), 100u);
  for (const Passage& passage : Passages()) {
    EXPECT_TRUE(!passage.evidence->has_begin() || !passage.sha256.empty())
        << passage.where;
  }
}

TEST(SeedChronologyTest, QuotesAreAFewWordsAndNothingAround) {
  for (const Passage& passage : Passages()) {
    std::istringstream quote(passage.evidence->quote());
    const auto words = std::distance(std::istream_iterator<std::string>(quote),
                                     std::istream_iterator<std::string>());
    EXPECT_LE(words, kQuoteWordsMax) << passage.where;
    EXPECT_TRUE(passage.evidence->prefix().empty()) << passage.where;
    EXPECT_TRUE(passage.evidence->suffix().empty()) << passage.where;
  }
}

// The texts themselves are not ours to hand on: they lie where ANNALS_SEEDS
// says, if the reader of this has them.
class SeedEvidenceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* const folder = std::getenv("ANNALS_SEEDS");
    if (folder == nullptr) {
      GTEST_SKIP() << "ANNALS_SEEDS names no folder with the two articles, so "
                      "the quotes were not looked up.";
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::string text = Contents(entry.path());
      texts_.emplace(Sha256Hex(text), std::move(text));
    }
  }

  // The text that the passage is taken from; null if its source has no hash.
  const std::string* TextOf(const Passage& passage) {
    if (passage.sha256.empty()) return nullptr;
    const auto found = texts_.find(passage.sha256);
    if (found != texts_.end()) return &found->second;
    ADD_FAILURE() << passage.where << ": no file has SHA-256 "
                  << passage.sha256;
    return nullptr;
  }

 private:
  std::map<std::string, std::string> texts_;
};

bool IsCharacterBoundary(const std::string& text, int64_t offset) {
  const auto index = static_cast<size_t>(offset);
  return index == text.size() ||
         (static_cast<unsigned char>(text[index]) & 0xC0) != 0x80;
}

bool EndsSentence(char c) {
  return c == '.' || c == '!' || c == '?' || c == '\n';
}

// Whether a sentence begins where the quote does and ends where it does.
bool IsWholeSentence(const std::string& text, size_t begin, size_t end) {
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  const bool begins = begin == 0 || EndsSentence(text[begin - 1]);
  const bool ends = end == text.size() || EndsSentence(text[end - 1]) ||
                    EndsSentence(text[end]);
  return begins && ends;
}

TEST_F(SeedEvidenceTest, SpansLieInTheirTextOnWholeCharacters) {
  for (const Passage& passage : Passages()) {
    const std::string* const text = TextOf(passage);
    if (text == nullptr || !passage.evidence->has_begin()) continue;
    SCOPED_TRACE(passage.where);
    const int64_t begin = passage.evidence->begin();
    const int64_t end = passage.evidence->end();
    ASSERT_TRUE(0 <= begin && begin < end);
    ASSERT_LE(static_cast<size_t>(end), text->size());
    EXPECT_TRUE(IsCharacterBoundary(*text, begin));
    EXPECT_TRUE(IsCharacterBoundary(*text, end));
  }
}

TEST_F(SeedEvidenceTest, QuotesStandInTheirSpansByteForByte) {
  for (const Passage& passage : Passages()) {
    const std::string* const text = TextOf(passage);
    if (text == nullptr || passage.evidence->quote().empty()) continue;
    const Evidence& evidence = *passage.evidence;
    const auto first = static_cast<size_t>(evidence.begin());
    const size_t last =
        evidence.has_end() ? static_cast<size_t>(evidence.end()) : text->size();
    const size_t found = text->find(evidence.quote(), first);
    ASSERT_NE(found, std::string::npos)
        << passage.where << ": " << evidence.quote();
    EXPECT_LE(found + evidence.quote().size(), last)
        << passage.where << ": " << evidence.quote();
    EXPECT_FALSE(IsWholeSentence(*text, found, found + evidence.quote().size()))
        << passage.where << ": " << evidence.quote();
  }
}

}  // namespace
}  // namespace annals
