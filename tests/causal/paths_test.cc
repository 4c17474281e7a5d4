// Tests of CausalGraph::Paths: the strongest paths, in their order.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/paths.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "annals/causal/graph.h"
#include "annals/record/build.h"
#include "annals/record/claims.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/causal/random_links.h"

namespace annals {
namespace {

using ::testing::ElementsAre;

constexpr auto kCause = CausalLink::CAUSE;

// "a -l1- b -l2- c".
std::string Route(const CausalPath& path,
                  const std::vector<CausalLink>& links) {
  std::string route = path.steps.front().cause;
  for (const CausalStep& step : path.steps) {
    route += " -" + links[step.link].id() + "- " + step.effect;
  }
  return route;
}

std::vector<std::string> Routes(const CausalPaths& paths) {
  std::vector<std::string> routes;
  for (const CausalPath& path : paths.paths) {
    routes.push_back(Route(path, paths.links));
  }
  return routes;
}

// All simple paths, by trying every link at every step.
class PlainPaths {
 public:
  PlainPaths(const std::vector<CausalLink>& links, std::string goal)
      : links_(links), goal_(std::move(goal)) {}

  std::vector<std::string> From(const std::string& start) {
    GoOnFrom(start, start);
    std::sort(found_.begin(), found_.end());
    std::vector<std::string> routes;
    for (const auto& found : found_) routes.push_back(std::get<3>(found));
    return routes;
  }

 private:
  static ClaimStrength StrengthOfLink(const CausalLink& link) {
    const Claim* claim = StrongestClaim(link.claims());
    return claim == nullptr ? StrengthWithoutClaims() : StrengthOf(*claim);
  }

  void GoOnFrom(const std::string& node, const std::string& route) {
    visited_.insert(node);
    for (const CausalLink& link : links_) {
      const CausalSense sense = SenseOf(link.kind());
      if (sense == CausalSense::kNotCausal) continue;
      for (const std::string& cause : link.causes()) {
        if (cause != node) continue;
        for (const std::string& effect : link.effects()) {
          Step(link, effect, route + " -" + link.id() + "- " + effect);
        }
      }
    }
    visited_.erase(node);
  }

  void Step(const CausalLink& link, const std::string& effect,
            const std::string& route) {
    strengths_.push_back(StrengthOfLink(link));
    keys_.emplace_back(effect, link.id());
    if (effect == goal_) {
      const ClaimStrength weakest =
          *std::min_element(strengths_.begin(), strengths_.end());
      // Stronger ones first.
      found_.emplace_back(
          std::make_tuple(-weakest.standing, -weakest.world, -weakest.certainty,
                          -weakest.confidence),
          keys_.size(), keys_, route);
    } else if (SenseOf(link.kind()) == CausalSense::kPromotes &&
               visited_.count(effect) == 0) {
      GoOnFrom(effect, route);
    }
    strengths_.pop_back();
    keys_.pop_back();
  }

  const std::vector<CausalLink>& links_;
  const std::string goal_;
  std::set<std::string> visited_;
  std::vector<ClaimStrength> strengths_;
  std::vector<std::pair<std::string, std::string>> keys_;
  std::vector<
      std::tuple<std::tuple<int, int, int, int>, size_t,
                 std::vector<std::pair<std::string, std::string>>, std::string>>
      found_;
};

TEST(CausalPathsTest, TheyComeInOrderAsIfAllHadBeenTried) {
  size_t found = 0;
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::vector<CausalLink> links = RandomLinks(random);
    // A cause that is named twice would make two arrows of one.
    for (CausalLink& link : links) {
      std::set<std::string> once(link.causes().begin(), link.causes().end());
      link.mutable_causes()->Assign(once.begin(), once.end());
    }
    const std::vector<std::string> expected = PlainPaths(links, "g").From("a");
    const CausalGraph graph(links);
    EXPECT_EQ(Routes(graph.Paths("a", "g")), expected);
    found += expected.size();

    PathLimits limits;
    limits.paths_max = static_cast<int>(random() % 5);
    limits.length_max = static_cast<int>(random() % 5 + 1);
    std::vector<std::string> within;
    for (const std::string& route : expected) {
      const auto arrows = std::count(route.begin(), route.end(), ' ') / 2;
      if (arrows <= limits.length_max &&
          static_cast<int>(within.size()) < limits.paths_max) {
        within.push_back(route);
      }
    }
    const CausalPaths cut = graph.Paths("a", "g", limits);
    EXPECT_EQ(Routes(cut), within);
    EXPECT_EQ(cut.cut, within.size() < expected.size());
    EXPECT_FALSE(cut.gave_up);
  }
  EXPECT_GT(found, 1'000u);
}

// Every record leads to every other: some 10^370 paths.
TEST(CausalPathsTest, ACompleteGraphOfTwoHundredYieldsTheShortestOfEqualOnes) {
  std::vector<CausalLink> links;
  const auto name = [](int i) { return "n" + std::to_string(1000 + i); };
  for (int i = 0; i < 200; ++i) {
    for (int k = 0; k < 200; ++k) {
      if (i == k) continue;
      links.push_back(
          MakeLink(name(i) + "-" + name(k), {name(i)}, kCause, {name(k)}));
    }
  }
  const CausalPaths paths = CausalGraph(links).Paths(name(0), name(199));
  ASSERT_EQ(paths.paths.size(), 100u);
  EXPECT_EQ(paths.paths[0].steps.size(), 1u);
  for (size_t i = 1; i < 100; ++i) {
    EXPECT_EQ(Route(paths.paths[i], paths.links),
              "n1000 -n1000-" + name(static_cast<int>(i)) + "- " +
                  name(static_cast<int>(i)) + " -" + name(static_cast<int>(i)) +
                  "-n1199- n1199");
  }
  EXPECT_TRUE(paths.cut);
  EXPECT_FALSE(paths.gave_up);
}

// Ten layers of ten, each leading to all of the next: 10^9 paths, of which one
// is certain all the way and the rest are not.
TEST(CausalPathsTest, TheOneStrongPathOfADenseGraphComesFirst) {
  std::vector<CausalLink> links;
  const auto node = [](int layer, int i) {
    return "n" + std::to_string(layer) + std::to_string(i);
  };
  for (int layer = 0; layer < 9; ++layer) {
    for (int i = 0; i < 100; ++i) {
      const int from = i / 10;
      const int to = i % 10;
      CausalLink link =
          MakeLink(node(layer, from) + "-" + std::to_string(to),
                   {node(layer, from)}, kCause, {node(layer + 1, to)});
      const bool is_strong =
          from == layer * 7 % 10 && to == (layer + 1) * 7 % 10;
      AddClaim(link, "1", {"somebody"})
          .set_certainty(is_strong ? Claim::CERTAIN : Claim::POSSIBLE);
      links.push_back(link);
    }
  }
  const CausalPaths paths =
      CausalGraph(links).Paths(node(0, 0), node(9, 9 * 7 % 10));
  ASSERT_EQ(paths.paths.size(), 100u);
  EXPECT_FALSE(paths.gave_up);
  for (size_t i = 0; i < 100; ++i) {
    const CausalPath& path = paths.paths[i];
    EXPECT_EQ(path.weakest.certainty == 3, i == 0);
  }
  for (const CausalStep& step : paths.paths[0].steps) {
    EXPECT_EQ(step.effect, node(step.depth, step.depth * 7 % 10));
  }
}

TEST(CausalPathsTest, ASearchThatGivesUpSaysSoAndHasTheBestUntilThen) {
  const CausalGraph graph({MakeLink("l1", {"a"}, kCause, {"b"}),
                           MakeLink("l2", {"b"}, kCause, {"c"}),
                           MakeLink("l3", {"a"}, kCause, {"c"}),
                           MakeLink("l4", {"b"}, kCause, {"d"}),
                           MakeLink("l5", {"d"}, kCause, {"c"})});
  const std::vector<std::string> all = Routes(graph.Paths("a", "c"));
  ASSERT_EQ(all.size(), 3u);
  std::set<size_t> found;
  for (int tries = 0; tries < 200; ++tries) {
    PathLimits limits;
    limits.tries_max = tries;
    const CausalPaths paths = graph.Paths("a", "c", limits);
    const std::vector<std::string> routes = Routes(paths);
    ASSERT_LE(routes.size(), all.size());
    EXPECT_TRUE(std::equal(routes.begin(), routes.end(), all.begin()));
    EXPECT_EQ(paths.cut, paths.gave_up);
    EXPECT_TRUE(paths.gave_up || routes == all);
    found.insert(routes.size());
  }
  EXPECT_THAT(found, ElementsAre(0, 1, 2, 3));
}

TEST(CausalPathsTest, ParallelLinksAreSeveralPaths) {
  const CausalGraph graph({MakeLink("l1", {"a"}, kCause, {"b"}),
                           MakeLink("l2", {"a"}, CausalLink::ENABLE, {"b"}),
                           MakeLink("l3", {"b"}, kCause, {"c"})});
  EXPECT_THAT(Routes(graph.Paths("a", "c")),
              ElementsAre("a -l1- b -l3- c", "a -l2- b -l3- c"));
}

TEST(CausalPathsTest, AChainOfAHundredThousandIsLongerThanAllowedOrOnePath) {
  std::vector<CausalLink> links;
  for (int i = 0; i < 100'000; ++i) {
    links.push_back(MakeLink("l" + std::to_string(i), {std::to_string(i)},
                             kCause, {std::to_string(i + 1)}));
  }
  const CausalGraph graph(links);
  const CausalPaths too_long = graph.Paths("0", "100000");
  EXPECT_TRUE(too_long.paths.empty());
  EXPECT_TRUE(too_long.cut);
  EXPECT_EQ(graph.Paths("0", "32").paths.size(), 1u);
}

}  // namespace
}  // namespace annals
