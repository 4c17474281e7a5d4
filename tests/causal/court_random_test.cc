// Tests of the court's parts against plain oracles, on random cases.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "annals/causal/implied_order.h"
#include "annals/causal/internal/digraph.h"
#include "annals/causal/internal/finding_list.h"
#include "annals/causal/internal/order_judge.h"
#include "annals/causal/internal/source_origins.h"
#include "annals/record/build.h"
#include "gtest/gtest.h"

namespace annals::causal_internal {
namespace {

class Dice {
 public:
  Dice() : seed_(std::random_device()()), random_(seed_) {}
  uint64_t seed() const { return seed_; }
  int64_t Draw(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random_);
  }

 private:
  uint64_t seed_;
  std::mt19937_64 random_;
};

// ---- Order: every choice of endpoints on a grid of a few microseconds

constexpr int64_t kGrid = 6;

Instant At(int64_t tick) { return *Instant::FromMicroseconds(tick); }

JudgedTime DrawTime(Dice& dice) {
  JudgedTime time;
  time.is_dated = true;
  do {
    int64_t bounds[4];
    for (int64_t& bound : bounds) bound = dice.Draw(0, kGrid);
    time.span = Span{
        At(std::min(bounds[0], bounds[1])), At(std::max(bounds[0], bounds[1])),
        At(std::min(bounds[2], bounds[3])), At(std::max(bounds[2], bounds[3]))};
  } while (!time.span.IsSatisfiable());
  return time;
}

struct Choice {
  Instant start;
  Instant end;
};

std::vector<Choice> ChoicesOf(const Span& span) {
  std::vector<Choice> choices;
  for (int64_t start = 0; start <= kGrid; ++start) {
    for (int64_t end = start + 1; end <= kGrid; ++end) {
      if (At(start) >= span.earliest_start && At(start) <= span.latest_start &&
          At(end) >= span.earliest_end && At(end) <= span.latest_end) {
        choices.push_back({At(start), At(end)});
      }
    }
  }
  return choices;
}

// Of all pairs of choices, whether none, some or all put the effect first.
Certainty Oracle(const Span& cause, const Span& effect, Endpoint::Side side) {
  bool some = false;
  bool all = true;
  for (const Choice& of_cause : ChoicesOf(cause)) {
    for (const Choice& of_effect : ChoicesOf(effect)) {
      const Instant at =
          side == Endpoint::END ? of_effect.end : of_effect.start;
      some = some || at < of_cause.start;
      all = all && at < of_cause.start;
    }
  }
  if (!some) return Certainty::kNo;
  return all ? Certainty::kCertain : Certainty::kPossible;
}

Certainty Judged(const JudgedTime& cause, const JudgedTime& effect,
                 CausalLink::Kind kind) {
  FindingList findings(1);
  const CausalLink link = MakeLink("l", {"c"}, kind, {"e"});
  const auto time_of = [&](const std::string& id) {
    return id == "c" ? &cause : &effect;
  };
  JudgeOrder(link, time_of, false, findings);
  const auto count = [&](FindingKind of) {
    return findings.counts()[static_cast<size_t>(of)];
  };
  if (count(FindingKind::kEffectCertainlyBeforeCause) > 0) {
    return Certainty::kCertain;
  }
  return count(FindingKind::kEffectPossiblyBeforeCause) > 0
             ? Certainty::kPossible
             : Certainty::kNo;
}

TEST(CourtRandomTest, OrderIsJudgedAsByTryingAllEndpoints) {
  Dice dice;
  SCOPED_TRACE(::testing::Message() << "seed " << dice.seed());
  int seen[3] = {};
  for (int round = 0; round < 20'000; ++round) {
    JudgedTime cause = DrawTime(dice);
    JudgedTime effect = DrawTime(dice);
    const auto kind = static_cast<CausalLink::Kind>(
        dice.Draw(CausalLink::KIND_UNSPECIFIED, CausalLink::DESPITE));
    const auto side = SideNotBeforeCause(kind);
    const Certainty want = side.has_value()
                               ? Oracle(cause.span, effect.span, *side)
                               : Certainty::kNo;
    cause.span = cause.span.Tightened();
    effect.span = effect.span.Tightened();
    ASSERT_EQ(Judged(cause, effect, kind), want) << "kind " << kind;
    ++seen[static_cast<int>(want)];
  }
  for (const int count : seen) EXPECT_GT(count, 500);
}

// ---- Graphs: reachability by Warshall

std::vector<std::vector<bool>> Reachable(size_t nodes,
                                         const std::vector<Edge>& edges) {
  std::vector<std::vector<bool>> reach(nodes, std::vector<bool>(nodes));
  for (const Edge& edge : edges) reach[edge.from][edge.to] = true;
  for (size_t k = 0; k < nodes; ++k) {
    for (size_t i = 0; i < nodes; ++i) {
      for (size_t j = 0; j < nodes; ++j) {
        if (reach[i][k] && reach[k][j]) reach[i][j] = true;
      }
    }
  }
  return reach;
}

std::vector<Edge> DrawEdges(Dice& dice, int64_t nodes) {
  std::vector<Edge> edges;
  for (int64_t i = dice.Draw(0, nodes + nodes / 2); i > 0; --i) {
    const Edge edge{static_cast<uint32_t>(dice.Draw(0, nodes - 1)),
                    static_cast<uint32_t>(dice.Draw(0, nodes - 1))};
    if (edge.from != edge.to) edges.push_back(edge);
  }
  return edges;
}

bool HasEdge(const std::vector<Edge>& edges, uint32_t from, uint32_t to) {
  return std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) {
    return edge.from == from && edge.to == to;
  });
}

// The least number of edges from the node back to itself, by widening sets.
size_t ShortestReturn(uint32_t node, const std::vector<Edge>& edges) {
  std::set<uint32_t> at = {node};
  for (size_t length = 1;; ++length) {
    std::set<uint32_t> next;
    for (const Edge& edge : edges) {
      if (at.count(edge.from) > 0) next.insert(edge.to);
    }
    if (next.count(node) > 0) return length;
    at = next;
  }
}

TEST(CourtRandomTest, ComponentsAreWhatReachesEachOther) {
  Dice dice;
  SCOPED_TRACE(::testing::Message() << "seed " << dice.seed());
  for (int round = 0; round < 500; ++round) {
    const int64_t nodes = dice.Draw(1, 12);
    const std::vector<Edge> edges = DrawEdges(dice, nodes);
    const Digraph graph(static_cast<size_t>(nodes), edges);
    const std::vector<uint32_t> components = graph.Components();
    const auto reach = Reachable(static_cast<size_t>(nodes), edges);
    for (uint32_t a = 0; a < nodes; ++a) {
      for (uint32_t b = 0; b < nodes; ++b) {
        ASSERT_EQ(components[a] == components[b],
                  a == b || (reach[a][b] && reach[b][a]));
        if (reach[a][b]) {
          ASSERT_GE(components[a], components[b]);
        }
      }
    }
  }
}

TEST(CourtRandomTest, ShortestCirclesAreCirclesAndShortest) {
  Dice dice;
  SCOPED_TRACE(::testing::Message() << "seed " << dice.seed());
  int circles = 0;
  for (int round = 0; round < 500; ++round) {
    const int64_t nodes = dice.Draw(2, 12);
    const std::vector<Edge> edges = DrawEdges(dice, nodes);
    const Digraph graph(static_cast<size_t>(nodes), edges);
    const std::vector<uint32_t> components = graph.Components();
    const auto reach = Reachable(static_cast<size_t>(nodes), edges);
    for (uint32_t node = 0; node < nodes; ++node) {
      if (!reach[node][node]) continue;
      const auto circle = graph.ShortestCircle(node, components);
      ASSERT_EQ(circle.size(), ShortestReturn(node, edges));
      ASSERT_EQ(circle.front(), node);
      for (size_t i = 0; i < circle.size(); ++i) {
        ASSERT_TRUE(HasEdge(edges, circle[i], circle[(i + 1) % circle.size()]));
      }
      ++circles;
    }
  }
  EXPECT_GT(circles, 100);
}

TEST(CourtRandomTest, SourcesAreIndependentUnlessTheirAncestorsMeet) {
  Dice dice;
  SCOPED_TRACE(::testing::Message() << "seed " << dice.seed());
  for (int round = 0; round < 500; ++round) {
    const int64_t nodes = dice.Draw(1, 10);
    const std::vector<Edge> edges = DrawEdges(dice, nodes);
    SourceOrigins origins;
    for (uint32_t node = 0; node < nodes; ++node) {
      Source source = MakeSource("s" + std::to_string(node), "S");
      for (const Edge& edge : edges) {
        if (edge.from != node) continue;
        source.add_derived_from("s" + std::to_string(edge.to));
      }
      origins.Add(source);
    }
    FindingList findings(1);
    origins.Finish(findings);
    auto reach = Reachable(static_cast<size_t>(nodes), edges);
    for (size_t i = 0; i < reach.size(); ++i) reach[i][i] = true;
    for (size_t a = 0; a < reach.size(); ++a) {
      for (size_t b = 0; b < reach.size(); ++b) {
        bool meet = false;
        for (size_t k = 0; k < reach.size(); ++k) {
          meet = meet || (reach[a][k] && reach[b][k]);
        }
        ASSERT_EQ(origins.AreIndependent("s" + std::to_string(a),
                                         "s" + std::to_string(b)),
                  !meet);
      }
    }
  }
}

// A source with very many originals is taken to share one with its kin.
TEST(CourtRandomTest, TooManyOriginalsCountAsSharedAmongKin) {
  SourceOrigins origins;
  Source digest = MakeSource("digest", "Digest");
  for (size_t i = 0; i <= kOriginsMax; ++i) {
    const std::string id = "o" + std::to_string(i);
    origins.Add(MakeSource(id, id));
    digest.add_derived_from(id);
  }
  origins.Add(digest);
  origins.Add(MakeSource("stranger", "Stranger"));
  FindingList findings(1);
  origins.Finish(findings);
  EXPECT_FALSE(origins.AreIndependent("digest", "o64"));
  EXPECT_TRUE(origins.AreIndependent("o63", "o64"));
  EXPECT_TRUE(origins.AreIndependent("digest", "stranger"));
  EXPECT_TRUE(origins.AreIndependent("digest", "never-added"));
}

}  // namespace
}  // namespace annals::causal_internal
