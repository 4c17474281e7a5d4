// Tests of the causal graph: walks, paths and cycles.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/graph.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr auto kCause = CausalLink::CAUSE;

// "cause>effect@depth" for every step of a walk.
std::vector<std::string> Steps(const CausalWalk& walk) {
  std::vector<std::string> steps;
  for (const CausalStep& step : walk.steps) {
    steps.push_back(step.cause + ">" + step.effect + "@" +
                    std::to_string(step.depth));
  }
  return steps;
}

// The ids along each path, joined.
std::vector<std::string> Routes(const CausalPaths& paths) {
  std::vector<std::string> routes;
  for (const CausalPath& path : paths.paths) {
    std::string route = path.steps.front().cause;
    for (const CausalStep& step : path.steps) route += ">" + step.effect;
    routes.push_back(route);
  }
  return routes;
}

CausalLink WithCertainty(CausalLink link, Claim::Certainty certainty) {
  AddClaim(link, "1", {"somebody"}).set_certainty(certainty);
  return link;
}

// oil -> position -> trade, and tension -> position.
std::vector<CausalLink> OilLinks() {
  return {MakeLink("l1", {"oil"}, kCause, {"position"}),
          MakeLink("l2", {"position"}, CausalLink::ENABLE, {"trade"}),
          MakeLink("l3", {"tension"}, CausalLink::CONTRIBUTE, {"position"})};
}

TEST(CausalGraphTest, CausesAreWalkedNearestFirst) {
  const CausalGraph graph(OilLinks());
  EXPECT_THAT(
      Steps(graph.Causes("trade", 9)),
      ElementsAre("position>trade@1", "oil>position@2", "tension>position@2"));
}

TEST(CausalGraphTest, EffectsAreWalkedNearestFirst) {
  const CausalGraph graph(OilLinks());
  EXPECT_THAT(Steps(graph.Effects("oil", 9)),
              ElementsAre("oil>position@1", "position>trade@2"));
}

TEST(CausalGraphTest, DepthLimitsAWalk) {
  const CausalGraph graph(OilLinks());
  EXPECT_THAT(Steps(graph.Causes("trade", 1)), ElementsAre("position>trade@1"));
}

TEST(CausalGraphTest, AnUnknownRecordHasNoCauses) {
  const CausalGraph graph(OilLinks());
  EXPECT_THAT(graph.Causes("nothing", 9).steps, IsEmpty());
}

TEST(CausalGraphTest, AWalkCarriesTheLinksItFollows) {
  const CausalGraph graph(OilLinks());
  const CausalWalk walk = graph.Effects("position", 9);
  ASSERT_EQ(walk.steps.size(), 1u);
  ASSERT_EQ(walk.links.size(), 1u);
  EXPECT_EQ(walk.links[walk.steps[0].link].id(), "l2");
}

TEST(CausalGraphTest, AJointLinkIsOneArrowFromEachCause) {
  const CausalGraph graph({MakeLink("l", {"a", "b"}, kCause, {"c"})});
  EXPECT_THAT(Steps(graph.Causes("c", 9)), ElementsAre("a>c@1", "b>c@1"));
  EXPECT_EQ(graph.Causes("c", 9).links.size(), 1u);
}

TEST(CausalGraphTest, WhatCausedAPreventionDidNotCauseThePrevented) {
  const CausalGraph graph({MakeLink("l1", {"a"}, kCause, {"b"}),
                           MakeLink("l2", {"b"}, CausalLink::PREVENT, {"c"}),
                           MakeLink("l3", {"c"}, kCause, {"d"})});
  EXPECT_THAT(Steps(graph.Causes("d", 9)), ElementsAre("c>d@1", "b>c@2"));
  EXPECT_THAT(Steps(graph.Effects("a", 9)), ElementsAre("a>b@1", "b>c@2"));
}

TEST(CausalGraphTest, EvidenceAndDespiteAreNotCausal) {
  const CausalGraph graph(
      {MakeLink("l1", {"a"}, CausalLink::EVIDENCE_FOR, {"b"}),
       MakeLink("l2", {"a"}, CausalLink::DESPITE, {"c"})});
  EXPECT_THAT(graph.Effects("a", 9).steps, IsEmpty());
}

TEST(CausalGraphTest, ALinkCanBeTheEffectOfAThreat) {
  const CausalGraph graph(
      {MakeLink("strike-ends-policy", {"strike"}, CausalLink::END, {"policy"}),
       MakeLink("l2", {"strike-ends-policy"}, CausalLink::MOTIVATE,
                {"restraint"})});
  EXPECT_THAT(Steps(graph.Causes("restraint", 9)),
              ElementsAre("strike-ends-policy>restraint@1"));
}

TEST(CausalGraphTest, AWalkAroundACircleEnds) {
  const CausalGraph graph({MakeLink("l1", {"a"}, kCause, {"b"}),
                           MakeLink("l2", {"b"}, kCause, {"a"})});
  EXPECT_THAT(Steps(graph.Effects("a", 99)), ElementsAre("a>b@1", "b>a@2"));
}

TEST(CausalGraphTest, PathsWithTheStrongestWeakestLinkComeFirst) {
  const CausalGraph graph(
      {WithCertainty(MakeLink("l1", {"a"}, kCause, {"d"}), Claim::POSSIBLE),
       WithCertainty(MakeLink("l2", {"a"}, kCause, {"b"}), Claim::CERTAIN),
       WithCertainty(MakeLink("l3", {"b"}, kCause, {"d"}), Claim::PROBABLE)});
  EXPECT_THAT(Routes(graph.Paths("a", "d")), ElementsAre("a>b>d", "a>d"));
}

TEST(CausalGraphTest, OfEquallyStrongPathsTheShortestComesFirst) {
  const CausalGraph graph({MakeLink("l1", {"a"}, kCause, {"b"}),
                           MakeLink("l2", {"b"}, kCause, {"c"}),
                           MakeLink("l3", {"a"}, kCause, {"c"})});
  EXPECT_THAT(Routes(graph.Paths("a", "c")), ElementsAre("a>c", "a>b>c"));
}

TEST(CausalGraphTest, APathMayEndButNotGoOnThroughAPrevention) {
  const CausalGraph graph({MakeLink("l1", {"a"}, CausalLink::PREVENT, {"b"}),
                           MakeLink("l2", {"b"}, kCause, {"c"})});
  EXPECT_THAT(Routes(graph.Paths("a", "b")), ElementsAre("a>b"));
  EXPECT_THAT(Routes(graph.Paths("a", "c")), IsEmpty());
}

TEST(CausalGraphTest, TooManyPathsAreCutAndTheBestAreKept) {
  std::vector<CausalLink> links;
  for (const char* middle : {"m1", "m2", "m3"}) {
    links.push_back(
        MakeLink(std::string("in-") + middle, {"a"}, kCause, {middle}));
    links.push_back(WithCertainty(
        MakeLink(std::string("out-") + middle, {middle}, kCause, {"z"}),
        middle == std::string("m2") ? Claim::CERTAIN : Claim::POSSIBLE));
  }
  PathLimits limits;
  limits.paths_max = 1;
  const CausalPaths paths = CausalGraph(links).Paths("a", "z", limits);
  EXPECT_THAT(Routes(paths), ElementsAre("a>m2>z"));
  EXPECT_TRUE(paths.cut);
}

// Layers of ten nodes, each leading to all of the next: 10^20 paths.
TEST(CausalGraphTest, ADenseGraphIsCutAndNotWaitedFor) {
  std::vector<CausalLink> links;
  const auto node = [](int layer, int i) {
    return "n" + std::to_string(layer) + "-" + std::to_string(i);
  };
  for (int layer = 0; layer < 20; ++layer) {
    for (int i = 0; i < 100; ++i) {
      links.push_back(MakeLink(node(layer, i / 10) + "-" + std::to_string(i),
                               {node(layer, i / 10)}, kCause,
                               {node(layer + 1, i % 10)}));
    }
  }
  PathLimits limits;
  limits.tries_max = 10'000;
  EXPECT_TRUE(CausalGraph(links).Paths(node(0, 0), node(20, 0), limits).cut);
}

TEST(CausalGraphTest, CyclesAreTheCirclesOfLinksThatPromote) {
  const CausalGraph graph({MakeLink("l1", {"a"}, kCause, {"b"}),
                           MakeLink("l2", {"b"}, kCause, {"c"}),
                           MakeLink("l3", {"c"}, CausalLink::MAINTAIN, {"a"}),
                           MakeLink("l4", {"c"}, kCause, {"d"}),
                           MakeLink("l5", {"d"}, CausalLink::PREVENT, {"c"})});
  EXPECT_THAT(graph.Cycles(), ElementsAre(ElementsAre("a", "b", "c")));
}

TEST(CausalGraphTest, ALongChainIsWalkedWithoutRecursion) {
  std::vector<CausalLink> links;
  for (int i = 0; i < 100'000; ++i) {
    links.push_back(MakeLink("l" + std::to_string(i), {std::to_string(i)},
                             kCause, {std::to_string(i + 1)}));
  }
  const CausalGraph graph(links);
  EXPECT_EQ(graph.Effects("0", 1'000'000).steps.size(), 100'000u);
  EXPECT_THAT(graph.Cycles(), IsEmpty());
}

// ---------------------------------------------------------------------------
// Random graphs against plain oracles.

constexpr unsigned kSeeds = 200;

// Twelve links or fewer among the events a to g, some of them preventions.
class RandomLinks {
 public:
  explicit RandomLinks(unsigned seed) : random_(seed) {
    for (int i = 0; i < 12; ++i) {
      const std::string from = AnyEvent();
      const std::string to = AnyEvent();
      if (from == to) continue;
      const CausalLink::Kind kind =
          random_() % 4 == 0 ? CausalLink::PREVENT : kCause;
      links_.push_back(MakeLink("l" + std::to_string(i), {from}, kind, {to}));
    }
  }

  CausalGraph Graph() const { return CausalGraph(links_); }

  // The same with every arrow turned round.
  CausalGraph Mirrored() const {
    std::vector<CausalLink> mirrored;
    for (const CausalLink& link : links_) {
      mirrored.push_back(MakeLink(link.id(), {link.effects(0)}, link.kind(),
                                  {link.causes(0)}));
    }
    return CausalGraph(mirrored);
  }

  // All simple paths, by trying every link at every step.
  std::multiset<std::string> Paths(const std::string& path,
                                   const std::string& goal) const {
    std::multiset<std::string> found;
    for (const CausalLink& link : links_) {
      const std::string& next = link.effects(0);
      if (link.causes(0) != path.substr(path.size() - 1)) continue;
      if (next == goal) {
        found.insert(path + next);
      } else if (link.kind() == kCause &&
                 path.find(next) == std::string::npos) {
        found.merge(Paths(path + next, goal));
      }
    }
    return found;
  }

  // Whether links that promote lead from one to the other.
  bool Reaches(const std::string& from, const std::string& to) const {
    std::set<std::string> reached = {from};
    for (size_t round = 0; round < links_.size(); ++round) {
      for (const CausalLink& link : links_) {
        if (link.kind() == kCause && reached.count(link.causes(0)) > 0) {
          if (link.effects(0) == to) return true;
          reached.insert(link.effects(0));
        }
      }
    }
    return false;
  }

 private:
  std::string AnyEvent() {
    return std::string(1, static_cast<char>('a' + random_() % 7));
  }

  std::mt19937 random_;
  std::vector<CausalLink> links_;
};

TEST(CausalGraphTest, PathsAreThoseThatTryingEverythingFinds) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomLinks links(seed);
    std::multiset<std::string> found;
    for (std::string route : Routes(links.Graph().Paths("a", "g"))) {
      route.erase(std::remove(route.begin(), route.end(), '>'), route.end());
      found.insert(route);
    }
    EXPECT_EQ(found, links.Paths("a", "g"));
  }
}

TEST(CausalGraphTest, CyclesHoldExactlyWhatReachesItself) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomLinks links(seed);
    std::set<std::string> found;
    for (const auto& cycle : links.Graph().Cycles()) {
      for (const std::string& id : cycle) {
        EXPECT_TRUE(links.Reaches(id, cycle.front()));
        EXPECT_TRUE(links.Reaches(cycle.front(), id));
        found.insert(id);
      }
    }
    for (const char* id : {"a", "b", "c", "d", "e", "f", "g"}) {
      EXPECT_EQ(found.count(id) > 0, links.Reaches(id, id)) << id;
    }
  }
}

TEST(CausalGraphTest, EffectsAreTheCausesInTheMirror) {
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomLinks links(seed);
    std::multiset<std::pair<std::string, std::string>> effects;
    std::multiset<std::pair<std::string, std::string>> causes;
    for (const CausalStep& step : links.Graph().Effects("a", 9).steps) {
      effects.emplace(step.cause, step.effect);
    }
    for (const CausalStep& step : links.Mirrored().Causes("a", 9).steps) {
      causes.emplace(step.effect, step.cause);
    }
    EXPECT_EQ(effects, causes);
  }
}

}  // namespace
}  // namespace annals
