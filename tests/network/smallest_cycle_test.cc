// Tests of SmallestCycle: few edges, and less than nothing in all.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/smallest_cycle.h"

#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "annals/network/solved_network.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/network/random_network.h"

namespace annals {
namespace {

using testing::RandomNetwork;
using testing::SumAlong;

// The fewest edges of a negative cycle, by the least sums of walks of one edge,
// two edges, and so on.
size_t FewestEdges(const TemporalNetwork& network) {
  const auto size = static_cast<size_t>(network.variables());
  using Row = std::vector<std::optional<absl::int128>>;
  std::vector<Row> walks(size, Row(size));
  for (size_t i = 0; i < size; ++i) walks[i][i] = 0;
  for (size_t length = 1; length <= size; ++length) {
    std::vector<Row> longer(size, Row(size));
    for (const TemporalEdge& edge : network.edges()) {
      const auto from = static_cast<size_t>(edge.from);
      const auto to = static_cast<size_t>(edge.to);
      for (size_t i = 0; i < size; ++i) {
        if (!walks[i][from].has_value()) continue;
        const absl::int128 sum = *walks[i][from] + edge.most;
        if (!longer[i][to].has_value() || sum < *longer[i][to]) {
          longer[i][to] = sum;
        }
      }
    }
    walks = longer;
    for (size_t i = 0; i < size; ++i) {
      if (walks[i][i].has_value() && *walks[i][i] < 0) return length;
    }
  }
  return 0;
}

TEST(SmallestCycleTest, NoNegativeCycleHasFewerEdges) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  int found = 0;
  int shortened = 0;
  for (int round = 0; round < 1500; ++round) {
    const TemporalNetwork network = RandomNetwork(random);
    const SolvedNetwork solved(network);
    if (solved.IsConsistent()) continue;
    ++found;
    const NegativeCycle cycle = SmallestCycle(network, solved.contradiction());
    ASSERT_TRUE(cycle.is_smallest);
    ASSERT_EQ(cycle.edges.size(), FewestEdges(network)) << round;
    if (cycle.edges.size() < solved.contradiction().size()) ++shortened;
    std::set<TimeVariable> visited;
    for (const int32_t edge : cycle.edges) {
      ASSERT_TRUE(
          visited.insert(network.edges()[static_cast<size_t>(edge)].from)
              .second);
    }
    const TimeVariable start =
        network.edges()[static_cast<size_t>(cycle.edges.front())].from;
    const auto sum = SumAlong(network, cycle.edges, start, start);
    ASSERT_TRUE(sum.has_value());
    ASSERT_LT(*sum, 0);
  }
  EXPECT_GT(found, 100);
  EXPECT_GT(shortened, 10);
}

TEST(SmallestCycleTest, ACutSearchSaysSo) {
  TemporalNetwork network;
  std::vector<TimeVariable> ring;
  for (int i = 0; i < 6; ++i) ring.push_back(network.AddVariable());
  for (size_t i = 0; i < 6; ++i) {
    network.AddDistance(ring[i], ring[(i + 1) % 6], 1, std::nullopt, 0);
  }
  const SolvedNetwork solved(network);
  const NegativeCycle cycle = SmallestCycle(network, solved.contradiction(), 3);
  EXPECT_FALSE(cycle.is_smallest);
  EXPECT_EQ(cycle.edges.size(), 6u);
}

}  // namespace
}  // namespace annals
