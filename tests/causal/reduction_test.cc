// Tests of CausalGraph::Redundant and Reduced.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/reduction.h"

#include <random>
#include <string>
#include <vector>

#include "annals/causal/graph.h"
#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/causal/random_links.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kCause = CausalLink::CAUSE;

std::vector<std::string> Redundant(const std::vector<CausalLink>& links) {
  std::vector<std::string> ids;
  for (const size_t link : CausalGraph(links).Redundant().links) {
    ids.push_back(links[link].id());
  }
  return ids;
}

// a -> b -> c, and a -> c.
std::vector<CausalLink> Triangle() {
  return {MakeLink("ab", {"a"}, kCause, {"b"}),
          MakeLink("bc", {"b"}, kCause, {"c"}),
          MakeLink("ac", {"a"}, kCause, {"c"})};
}

TEST(CausalReductionTest, AnArrowThatALongerWayImpliesIsRedundant) {
  EXPECT_THAT(Redundant(Triangle()), ElementsAre("ac"));
}

TEST(CausalReductionTest, OneOfTwoParallelLinksIsNot) {
  std::vector<CausalLink> links = {
      MakeLink("l1", {"a"}, kCause, {"b"}),
      MakeLink("l2", {"a"}, CausalLink::ENABLE, {"b"})};
  EXPECT_THAT(Redundant(links), IsEmpty());
}

TEST(CausalReductionTest, AJointLinkIsNeitherLeftOutNorAWay) {
  std::vector<CausalLink> links = Triangle();
  links[2].add_causes("d");
  EXPECT_THAT(Redundant(links), IsEmpty());
  links = Triangle();
  links[1].add_causes("d");
  EXPECT_THAT(Redundant(links), IsEmpty());
  links[1].set_combination(CausalLink::ALTERNATIVE);
  EXPECT_THAT(Redundant(links), ElementsAre("ac"));
}

TEST(CausalReductionTest, ALinkIsLeftOutWholeOrNotAtAll) {
  std::vector<CausalLink> links = Triangle();
  links[2].add_effects("d");
  EXPECT_THAT(Redundant(links), IsEmpty());
  links.push_back(MakeLink("cd", {"c"}, kCause, {"d"}));
  EXPECT_THAT(Redundant(links), ElementsAre("ac"));
}

TEST(CausalReductionTest, ACircleIsDrawnWhole) {
  std::vector<CausalLink> links = Triangle();
  links.push_back(MakeLink("ca", {"c"}, kCause, {"a"}));
  EXPECT_THAT(Redundant(links), IsEmpty());
}

TEST(CausalReductionTest, WhatOpposesIsNoWay) {
  std::vector<CausalLink> links = Triangle();
  links[1].set_kind(CausalLink::HINDER);
  EXPECT_THAT(Redundant(links), IsEmpty());
}

TEST(CausalReductionTest, ASearchThatGivesUpLeavesOutLess) {
  const CausalGraph graph(Triangle());
  EXPECT_FALSE(graph.Redundant().cut);
  const RedundantLinks none = graph.Redundant(0);
  EXPECT_THAT(none.links, IsEmpty());
  EXPECT_TRUE(none.cut);
}

TEST(CausalReductionTest, AReducedWalkHasTheSameRecords) {
  const CausalWalk walk =
      Reduced(CausalGraph(Triangle()).Causes("c", kDepthUnlimited));
  ASSERT_EQ(walk.steps.size(), 2u);
  EXPECT_EQ(walk.links[walk.steps[0].link].id(), "bc");
  EXPECT_EQ(walk.links[walk.steps[1].link].id(), "ab");
  EXPECT_EQ(walk.links.size(), 2u);
}

// A way to the effect that passes through a record in neither's circle.
bool IsImplied(const Distances& alone, const std::string& cause,
               const std::string& effect) {
  const auto same = [&](const std::string& a, const std::string& b) {
    return a == b || (alone.Reaches(a, b) && alone.Reaches(b, a));
  };
  if (same(cause, effect)) return false;
  for (const std::string& middle : alone.Records()) {
    if (!same(middle, cause) && !same(middle, effect) &&
        alone.Reaches(cause, middle) && alone.Reaches(middle, effect)) {
      return true;
    }
  }
  return false;
}

TEST(CausalReductionTest, RandomGraphsAreReducedAsTryingEveryRecordTells) {
  size_t left_out = 0;
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::vector<CausalLink> links = RandomLinks(random);
    std::vector<CausalLink> alone;
    for (const CausalLink& link : links) {
      if (link.causes_size() == 1 ||
          link.combination() == CausalLink::ALTERNATIVE) {
        alone.push_back(link);
      }
    }
    const Distances distances(alone);
    std::vector<std::string> expected;
    std::vector<CausalLink> kept;
    for (const CausalLink& link : links) {
      bool is_redundant = SenseOf(link.kind()) == CausalSense::kPromotes &&
                          (link.causes_size() == 1 ||
                           link.combination() == CausalLink::ALTERNATIVE);
      for (const std::string& cause : link.causes()) {
        for (const std::string& effect : link.effects()) {
          is_redundant = is_redundant && IsImplied(distances, cause, effect);
        }
      }
      if (is_redundant) {
        expected.push_back(link.id());
      } else {
        kept.push_back(link);
      }
    }
    EXPECT_EQ(Redundant(links), expected);
    left_out += expected.size();
    const Distances before(links);
    const Distances after(kept);
    for (const std::string& from : before.Records()) {
      for (const std::string& to : before.Records()) {
        EXPECT_EQ(before.Reaches(from, to), after.Reaches(from, to));
      }
    }
  }
  EXPECT_GT(left_out, 100u);
}

}  // namespace
}  // namespace annals
