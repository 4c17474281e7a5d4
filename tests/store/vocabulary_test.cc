// Tests of words that are numbered, against a std::map.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/vocabulary.h"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using store_internal::Vocabulary;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(VocabularyTest, WordsAreNumberedAsTheyFirstCome) {
  Vocabulary vocabulary;
  EXPECT_THAT(vocabulary.Sorted(), IsEmpty());
  EXPECT_EQ(vocabulary.NumberOf("war"), 0u);
  EXPECT_EQ(vocabulary.NumberOf(""), 1u);
  EXPECT_EQ(vocabulary.NumberOf("oil"), 2u);
  EXPECT_EQ(vocabulary.NumberOf("war"), 0u);
  EXPECT_EQ(vocabulary.size(), 3u);
  EXPECT_EQ(vocabulary[2], "oil");
  EXPECT_THAT(vocabulary.Sorted(), ElementsAre(1, 2, 0));
}

TEST(VocabularyTest, ZerosAtTheEndMakeAnotherWord) {
  Vocabulary vocabulary;
  std::string word;
  for (uint32_t i = 0; i < 40; ++i) {
    EXPECT_EQ(vocabulary.NumberOf(word), i);
    word += '\0';
  }
}

// Of few letters, so that many begin alike, and of every length about those
// where they are compared in another way.
std::string RandomWord(std::mt19937& random) {
  std::string word(random() % 40, 'a');
  const size_t changed = random() % 3;
  for (size_t i = 0; i < changed && !word.empty(); ++i) {
    word[random() % word.size()] = static_cast<char>(random());
  }
  return word;
}

TEST(VocabularyTest, ManyWordsAreNumberedAndSortedAsByAMap) {
  const unsigned seed = SeedOfTest();
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed));
  std::mt19937 random(seed);
  Vocabulary vocabulary;
  std::map<std::string, uint32_t> numbers;
  for (int i = 0; i < 50'000; ++i) {
    const std::string word = RandomWord(random);
    const auto next = static_cast<uint32_t>(numbers.size());
    const uint32_t want = numbers.emplace(word, next).first->second;
    ASSERT_EQ(vocabulary.NumberOf(word), want) << word;
    ASSERT_EQ(vocabulary[want], word);
  }
  std::vector<uint32_t> sorted;
  for (const auto& [word, number] : numbers) sorted.push_back(number);
  EXPECT_EQ(vocabulary.Sorted(), sorted);
}

}  // namespace
}  // namespace annals::testing
