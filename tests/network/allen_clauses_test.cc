// Tests of Allen sets as Horn clauses, and of relations by distances.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/allen_clauses.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "annals/network/temporal_network.h"
#include "annals/time/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/network/random_network.h"

namespace annals {
namespace {

using R = AllenRelation;
using testing::FloydWarshall;

// Every pair of intervals within five points has one of the thirteen.
struct Intervals {
  int ends[4];  // By IntervalEnd.

  int At(IntervalEnd end) const { return ends[static_cast<int>(end)]; }
};

std::vector<Intervals> AllIntervals() {
  std::vector<Intervals> all;
  for (int a = 0; a < 5; ++a) {
    for (int b = a + 1; b < 5; ++b) {
      for (int c = 0; c < 5; ++c) {
        for (int d = c + 1; d < 5; ++d) all.push_back({{a, b, c, d}});
      }
    }
  }
  return all;
}

AllenRelation RelationOf(const Intervals& intervals) {
  const auto at = [](int64_t second) { return *Instant::FromSeconds(second); };
  const Span a = Span::Exactly(at(intervals.ends[0]), at(intervals.ends[1]));
  const Span b = Span::Exactly(at(intervals.ends[2]), at(intervals.ends[3]));
  const AllenSet possible = PossibleRelations(a, b);
  for (int i = 0; i < kAllenRelationCount; ++i) {
    if (possible.Contains(static_cast<R>(i))) return static_cast<R>(i);
  }
  return R::kBefore;
}

bool Satisfies(const Intervals& intervals, const AllenClause& clause) {
  for (const auto& [a, b] : clause.unequal) {
    if (intervals.At(a) != intervals.At(b)) return true;
  }
  return clause.order.has_value() &&
         intervals.At(clause.order->earlier) + clause.order->gap <=
             intervals.At(clause.order->later);
}

TEST(AllenClausesTest, ClausesHoldOfExactlyTheRelationsOfAnOrdHornSet) {
  const std::vector<Intervals> all = AllIntervals();
  int exact = 0;
  for (unsigned mask = 0; mask < (1u << kAllenRelationCount); ++mask) {
    const auto set = AllenSet::FromMask(static_cast<uint16_t>(mask));
    const AllenClauses clauses = ClausesOf(set);
    if (clauses.is_exact) ++exact;
    if (!clauses.is_exact && mask % 7 != 0) continue;
    for (const Intervals& intervals : all) {
      const bool is_wanted = set.Contains(RelationOf(intervals));
      const bool is_satisfied = std::all_of(
          clauses.clauses.begin(), clauses.clauses.end(),
          [&](const AllenClause& c) { return Satisfies(intervals, c); });
      // What the set allows, its clauses allow; and no more if they are exact.
      ASSERT_TRUE(is_satisfied || !is_wanted) << set.ToString();
      ASSERT_TRUE(is_wanted || !is_satisfied || !clauses.is_exact) << mask;
    }
  }
  // Nebel and Bürckert count 868, the empty set among them.
  EXPECT_EQ(exact, 868);
}

TEST(AllenClausesTest, BeforeIsOneEdge) {
  const AllenClauses before = ClausesOf(AllenSet{R::kBefore});
  ASSERT_EQ(before.clauses.size(), 1u);
  const AllenClause& clause = before.clauses.front();
  ASSERT_TRUE(clause.order.has_value());
  EXPECT_EQ(clause.order->earlier, IntervalEnd::kEndA);
  EXPECT_EQ(clause.order->later, IntervalEnd::kStartB);
  EXPECT_EQ(clause.order->gap, 1);
  EXPECT_TRUE(clause.unequal.empty());
}

TEST(AllenClausesTest, DisjointIsNotHorn) {
  EXPECT_FALSE(ClausesOf(AllenSet{R::kBefore, R::kAfter}).is_exact);
  EXPECT_TRUE(ClausesOf(AllenSet::All()).clauses.empty());
}

// What some choice of whole ends has, found by trying all.
AllenSet ByTrying(const TemporalNetwork& network) {
  AllenSet possible;
  for (const Intervals& intervals : AllIntervals()) {
    const auto time = [&](TimeVariable variable) {
      return variable == kOrigin ? 0 : intervals.ends[variable - 1];
    };
    const bool fits =
        std::all_of(network.edges().begin(), network.edges().end(),
                    [&](const TemporalEdge& edge) {
                      return time(edge.to) - time(edge.from) <= edge.most;
                    });
    if (fits) possible.Add(RelationOf(intervals));
  }
  return possible;
}

TEST(AllenClausesTest, RelationsByDistancesAreThoseOfSomeChoiceOfEnds) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  int consistent = 0;
  for (int round = 0; round < 3000; ++round) {
    TemporalNetwork network;
    for (int i = 0; i < 4; ++i) {
      network.AddDistance(kOrigin, network.AddVariable(), 0, 4, 0);
    }
    network.AddDistance(1, 2, 1, std::nullopt, 0);
    network.AddDistance(3, 4, 1, std::nullopt, 0);
    for (uint64_t i = random() % 6; i > 0; --i) {
      network.AddEdge(static_cast<TimeVariable>(1 + random() % 4),
                      static_cast<TimeVariable>(1 + random() % 4),
                      static_cast<int>(random() % 6) - 2, 0);
    }
    const testing::DistanceTable table = FloydWarshall(network);
    if (!table.is_consistent) continue;
    ++consistent;
    EndDistances distances;
    for (int i = 0; i < 4; ++i) {
      for (int j = 0; j < 4; ++j) {
        distances[static_cast<size_t>(i)][static_cast<size_t>(j)] =
            table.At(i + 1, j + 1);
      }
    }
    ASSERT_EQ(PossibleRelations(distances).ToString(),
              ByTrying(network).ToString())
        << round;
  }
  EXPECT_GT(consistent, 300);
}

}  // namespace
}  // namespace annals
