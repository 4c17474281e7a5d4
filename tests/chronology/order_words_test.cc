// Tests of annals/chronology/internal/order_words.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/order_words.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals::chronology_internal {
namespace {

using ::testing::ElementsAre;

std::string Words(std::string_view relations) {
  return RelationsInWords(*AllenSet::Parse(relations));
}

TEST(OrderWordsTest, EveryRelationSaysWhereBothEndsLie) {
  EXPECT_EQ(Words("before"), "ends before");
  EXPECT_EQ(Words("meets"), "ends at the start of");
  EXPECT_EQ(Words("overlaps"), "starts before and ends during");
  EXPECT_EQ(Words("starts"), "starts with and ends during");
  EXPECT_EQ(Words("during"), "falls within");
  EXPECT_EQ(Words("finishes"), "starts during and ends with");
  EXPECT_EQ(Words("equals"), "starts and ends with");
  EXPECT_EQ(Words("finished-by"), "starts before and ends with");
  EXPECT_EQ(Words("contains"), "starts before and ends after");
  EXPECT_EQ(Words("started-by"), "starts with and ends after");
  EXPECT_EQ(Words("overlapped-by"), "starts during and ends after");
  EXPECT_EQ(Words("met-by"), "starts at the end of");
  EXPECT_EQ(Words("after"), "starts after");
}

TEST(OrderWordsTest, SetsAreSaidInOneWhereTheyCanBe) {
  EXPECT_EQ(Words("before,meets"), "ends before or at the start of");
  EXPECT_EQ(Words("met-by,after"), "starts at the end of or after");
  EXPECT_EQ(Words("overlaps,finished-by,contains"),
            "starts before and ends during, with or after");
  EXPECT_EQ(Words("meets,overlaps,finished-by"),
            "starts before and ends at the start of, during or with");
  EXPECT_EQ(Words("intersects"), "shares time with");
  EXPECT_EQ(Words("disjoint"), "shares no time with");
  EXPECT_EQ(Words("before,after"), "ends before or starts after");
}

TEST(OrderWordsTest, NoTwoSetsHaveTheSameWords) {
  std::map<std::string, std::string> sets;
  for (int mask = 1; mask < (1 << kAllenRelationCount); ++mask) {
    const AllenSet set = AllenSet::FromMask(static_cast<uint16_t>(mask));
    const auto [found, is_new] =
        sets.emplace(RelationsInWords(set), set.ToString());
    EXPECT_TRUE(is_new) << found->first << ": " << found->second << " and "
                        << set.ToString();
  }
}

Endpoint End(const std::string& event, Endpoint::Side side) {
  Endpoint endpoint;
  endpoint.set_event(event);
  endpoint.set_side(side);
  return endpoint;
}

Endpoint At(const std::string& instant) {
  Endpoint endpoint;
  endpoint.set_instant(instant);
  return endpoint;
}

// "a Starts ... b" for each statement.
std::vector<std::string> Said(const Endpoint& from, const Endpoint& to,
                              const std::string& min, const std::string& max) {
  Constraint constraint;
  Distance& distance = *constraint.mutable_distance();
  *distance.mutable_from() = from;
  *distance.mutable_to() = to;
  distance.set_min(min);
  distance.set_max(max);
  const auto statements = StatementsOf(constraint);
  EXPECT_TRUE(statements.ok()) << statements.status();
  std::vector<std::string> said;
  for (const OrderStatement& one : *statements) {
    said.push_back(absl::StrCat(one.event, " ", one.words,
                                one.other.empty() ? "" : " ", one.other));
  }
  return said;
}

TEST(OrderWordsTest, ADistanceIsSaidOfBothItsEvents) {
  const Endpoint a = End("a", Endpoint::START);
  const Endpoint b = End("b", Endpoint::END);
  EXPECT_THAT(Said(a, b, "PT0S", ""),
              ElementsAre("b Ends no earlier than the start of a",
                          "a Starts no later than the end of b"));
  EXPECT_THAT(
      Said(a, b, "P3M", ""),
      ElementsAre("b Ends no earlier than 3 months after the start of a",
                  "a Starts no later than 3 months before the end of b"));
  EXPECT_THAT(Said(a, b, "", "-P1D"),
              ElementsAre("b Ends no later than 1 day before the start of a",
                          "a Starts no earlier than 1 day after the end of b"));
  EXPECT_THAT(Said(a, b, "PT0S", "P1Y"),
              ElementsAre("b Ends within 1 year after the start of a",
                          "a Starts within 1 year before the end of b"));
  EXPECT_THAT(
      Said(a, b, "-P1D", "P2D"),
      ElementsAre("b Ends between 1 day before and 2 days after the start of a",
                  "a Starts between 2 days before and 1 day after the end of "
                  "b"));
  EXPECT_THAT(
      Said(a, b, "P1D", "P2D"),
      ElementsAre("b Ends between 1 day and 2 days after the start of a",
                  "a Starts between 2 days and 1 day before the end of b"));
  EXPECT_THAT(Said(a, b, "P1D", "P1D"),
              ElementsAre("b Ends exactly 1 day after the start of a",
                          "a Starts exactly 1 day before the end of b"));
  EXPECT_THAT(Said(a, b, "PT0S", "PT0S"),
              ElementsAre("b Ends at the start of a",
                          "a Starts at the end of "
                          "b"));
}

TEST(OrderWordsTest, AnInstantAndTheOtherEndHaveNoPointer) {
  const Endpoint start = End("a", Endpoint::START);
  EXPECT_THAT(Said(At("2017-02-03"), start, "PT0S", ""),
              ElementsAre("a Starts no earlier than 3 February 2017"));
  EXPECT_THAT(Said(start, At("2017"), "P1D", ""),
              ElementsAre("a Starts no later than 1 day before the beginning "
                          "of 2017"));
  EXPECT_THAT(Said(start, End("a", Endpoint::END), "", "P49Y"),
              ElementsAre("a Ends no later than 49 years after its start"));
}

TEST(OrderWordsTest, ADurationThatCannotBeReadIsRefused) {
  Constraint constraint;
  *constraint.mutable_distance()->mutable_from() = End("a", Endpoint::START);
  *constraint.mutable_distance()->mutable_to() = End("b", Endpoint::START);
  constraint.mutable_distance()->set_min("soon");
  EXPECT_EQ(StatementsOf(constraint).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace annals::chronology_internal
