// Tests of Finding: stable names, problems told from notes, words.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/finding.h"

#include <cstddef>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;

FindingKind KindAt(size_t number) { return static_cast<FindingKind>(number); }

TEST(FindingTest, EveryKindHasANameOfItsOwnAndAdvice) {
  for (size_t i = 0; i < kFindingKindCount; ++i) {
    EXPECT_EQ(FindingKindNamed(FindingKindName(KindAt(i))), KindAt(i));
    EXPECT_GT(AdviceOn(KindAt(i)).size(), 10u);
  }
  EXPECT_FALSE(FindingKindNamed("cycle").has_value());
}

TEST(FindingTest, OnlyWhatCannotBeSoIsAProblem) {
  EXPECT_TRUE(IsProblem(FindingKind::kEffectCertainlyBeforeCause));
  EXPECT_TRUE(IsProblem(FindingKind::kCausalCycle));
  EXPECT_TRUE(IsProblem(FindingKind::kCircleOfParts));
  EXPECT_FALSE(IsProblem(FindingKind::kEffectPossiblyBeforeCause));
  EXPECT_FALSE(IsProblem(FindingKind::kCircleOfSources));
}

TEST(FindingTest, TheWordsCallRecordsAsTheyAreTold) {
  Finding finding;
  finding.kind = FindingKind::kCausalCycle;
  finding.records = {"a", "b"};
  finding.links = {"l1", "l2"};
  finding.circle_of = 5;
  EXPECT_EQ(InWords(finding),
            "a -> b -> a: links l1, l2; 5 records in all lead to one another");
  EXPECT_THAT(
      InWords(finding,
              [](std::string_view id) { return "<" + std::string(id) + ">"; }),
      HasSubstr("<a> -> <b> -> <a>"));
}

TEST(FindingTest, ALongCircleIsToldInShort) {
  Finding finding;
  finding.kind = FindingKind::kCircleOfParts;
  for (int i = 0; i < 100'000; ++i) finding.records.push_back("event");
  EXPECT_LT(InWords(finding).size(), 500u);
  EXPECT_THAT(InWords(finding), HasSubstr("99988 more"));
}

TEST(FindingTest, ADoubtedDateIsSaidToBeOne) {
  Finding finding;
  finding.kind = FindingKind::kEffectPossiblyBeforeCause;
  finding.links = {"l"};
  finding.order = EffectBeforeCause{"c",
                                    "e",
                                    Endpoint::START,
                                    *Instant::Parse("1951-01-01T00:00:00Z"),
                                    *Instant::Parse("1950-12-31T00:00:00Z"),
                                    true};
  EXPECT_EQ(InWords(finding),
            "e starts by 1950-12-31T00:00:00Z, but its cause c not before "
            "1951-01-01T00:00:00Z (one of the two dates is doubted): link l");
}

}  // namespace
}  // namespace annals
