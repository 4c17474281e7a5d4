// Tests of SolvedNetwork: bounds, chains and contradictions.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/solved_network.h"

#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/network/random_network.h"

namespace annals {
namespace {

using testing::DistanceTable;
using ::testing::ElementsAre;
using testing::FloydWarshall;
using ::testing::IsEmpty;
using testing::RandomNetwork;
using testing::SumAlong;

constexpr std::nullopt_t kNone = std::nullopt;

//          100       200
// war:      |---------|
// peace:         at least 10 later
struct WarAndPeace {
  WarAndPeace() {
    network.AddDistance(kOrigin, war, 100, 200, 0);
    network.AddDistance(war, peace, 10, kNone, 1);
  }

  TemporalNetwork network;
  const TimeVariable war = network.AddVariable();
  const TimeVariable peace = network.AddVariable();
};

TEST(SolvedNetworkTest, ALeastDistanceMovesTheEarliestTimeOn) {
  const WarAndPeace known;
  const SolvedNetwork solved(known.network);
  EXPECT_EQ(solved.Earliest(known.peace), 110);
  EXPECT_EQ(solved.Latest(known.peace), kNone);
  EXPECT_THAT(solved.ChainOfEarliest(known.peace), ElementsAre(2, 1));
  EXPECT_THAT(solved.ChainOfLatest(known.peace), IsEmpty());
}

TEST(SolvedNetworkTest, ALaterBoundReachesBack) {
  WarAndPeace known;
  known.network.AddDistance(kOrigin, known.peace, kNone, 150, 2);
  const SolvedNetwork solved(known.network);
  EXPECT_EQ(solved.Latest(known.war), 140);
  EXPECT_THAT(solved.ChainOfLatest(known.war), ElementsAre(3, 2));
}

TEST(SolvedNetworkTest, CrossedBoundsAreAContradiction) {
  WarAndPeace known;
  known.network.AddDistance(kOrigin, known.peace, kNone, 105, 2);
  const SolvedNetwork solved(known.network);
  ASSERT_FALSE(solved.IsConsistent());
  EXPECT_EQ(SumAlong(known.network, solved.contradiction(), kOrigin, kOrigin),
            -5);
}

TEST(SolvedNetworkTest, ACircleWithoutDatesIsAContradiction) {
  TemporalNetwork network;
  std::vector<TimeVariable> ring;
  for (int i = 0; i < 5; ++i) ring.push_back(network.AddVariable());
  for (size_t i = 0; i < 5; ++i) {
    network.AddDistance(ring[i], ring[(i + 1) % 5], 1, kNone, 0);
  }
  const SolvedNetwork solved(network);
  ASSERT_FALSE(solved.IsConsistent());
  EXPECT_EQ(solved.contradiction().size(), 5u);
}

TEST(SolvedNetworkTest, ADistanceToItselfBelowNothingIsAContradiction) {
  TemporalNetwork network;
  const TimeVariable event = network.AddVariable();
  network.AddDistance(event, event, 1, 2, 0);
  const SolvedNetwork solved(network);
  ASSERT_FALSE(solved.IsConsistent());
  EXPECT_EQ(solved.contradiction().size(), 1u);
}

TEST(SolvedNetworkTest, NothingComesAfterWhatNeverEnds) {
  TemporalNetwork network;
  const TimeVariable endless = network.AddVariable();
  const TimeVariable after = network.AddVariable();
  network.AddDistance(kOrigin, endless, kForever, kNone, 0);
  const SolvedNetwork alone(network);
  EXPECT_TRUE(alone.IsConsistent());
  EXPECT_EQ(alone.Earliest(endless), kForever);
  EXPECT_EQ(alone.Latest(endless), kNone);
  network.AddDistance(endless, after, 1, kNone, 1);
  const SolvedNetwork solved(network);
  ASSERT_FALSE(solved.IsConsistent());
  EXPECT_THAT(solved.contradiction(), ::testing::Contains(kAxisEdge));
}

TEST(SolvedNetworkTest, DistancesWiderThanSixtyFourBitsAddUp) {
  TemporalNetwork network;
  const absl::int128 wide = absl::int128(1) << 80;
  TimeVariable last = network.AddVariable();
  network.AddDistance(kOrigin, last, wide, wide + 3, 0);
  for (int i = 0; i < 100; ++i) {
    const TimeVariable next = network.AddVariable();
    network.AddDistance(last, next, wide, wide + 3, 0);
    last = next;
  }
  const SolvedNetwork solved(network);
  EXPECT_EQ(solved.Earliest(last), 101 * wide);
  EXPECT_EQ(solved.Latest(last), 101 * (wide + 3));
}

TEST(SolvedNetworkTest, ARefusedEdgeLeavesEverythingAsItWas) {
  const WarAndPeace known;
  SolvedNetwork solved(known.network);
  EXPECT_FALSE(solved.Add(kOrigin, known.peace, 105, 7));
  EXPECT_THAT(solved.contradiction(), ::testing::Contains(3));
  EXPECT_TRUE(solved.IsConsistent());
  EXPECT_EQ(solved.network().edges().size(), 3u);
  EXPECT_EQ(solved.Earliest(known.peace), 110);
  EXPECT_TRUE(solved.Add(kOrigin, known.peace, 150, 7));
  EXPECT_EQ(solved.Latest(known.war), 140);
}

// Sums up the edges of a cycle; false unless they make a round trip that
// visits nothing twice.
bool IsNegativeCycle(const TemporalNetwork& network,
                     const std::vector<int32_t>& edges) {
  if (edges.empty()) return false;
  std::set<TimeVariable> visited;
  for (const int32_t index : edges) {
    const TemporalEdge& edge = network.edges()[static_cast<size_t>(index)];
    if (!visited.insert(edge.from).second) return false;
  }
  const TimeVariable start =
      network.edges()[static_cast<size_t>(edges.front())].from;
  const auto sum = SumAlong(network, edges, start, start);
  return sum.has_value() && *sum < 0;
}

void ExpectSolvedAs(const DistanceTable& table, const SolvedNetwork& solved) {
  const TemporalNetwork& network = solved.network();
  for (TimeVariable i = 0; i < network.variables(); ++i) {
    const auto latest = solved.Latest(i);
    ASSERT_EQ(latest, table.At(kOrigin, i));
    if (latest.has_value()) {
      ASSERT_EQ(SumAlong(network, solved.ChainOfLatest(i), kOrigin, i), latest);
    }
    const auto earliest = solved.Earliest(i);
    ASSERT_EQ(earliest.has_value(), table.At(i, kOrigin).has_value());
    if (!earliest.has_value()) continue;
    ASSERT_EQ(*earliest, -*table.At(i, kOrigin));
    ASSERT_EQ(SumAlong(network, solved.ChainOfEarliest(i), i, kOrigin),
              -*earliest);
  }
}

TEST(SolvedNetworkTest, BoundsAreThoseOfFloydAndWarshall) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  int consistent = 0;
  constexpr int kRounds = 3000;
  for (int round = 0; round < kRounds; ++round) {
    const TemporalNetwork network = RandomNetwork(random);
    const DistanceTable table = FloydWarshall(network);
    const SolvedNetwork solved(network);
    ASSERT_EQ(solved.IsConsistent(), table.is_consistent) << round;
    if (solved.IsConsistent()) {
      ++consistent;
      ASSERT_NO_FATAL_FAILURE(ExpectSolvedAs(table, solved)) << round;
    } else {
      ASSERT_TRUE(IsNegativeCycle(network, solved.contradiction())) << round;
    }
  }
  EXPECT_GT(consistent, kRounds / 4);
  EXPECT_LT(consistent, kRounds * 9 / 10);
}

TEST(SolvedNetworkTest, DistancesBetweenTwoAreThoseOfFloydAndWarshall) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 300; ++round) {
    const TemporalNetwork network = RandomNetwork(random);
    const DistanceTable table = FloydWarshall(network);
    if (!table.is_consistent) continue;
    const SolvedNetwork solved(network);
    for (int pair = 0; pair < 20; ++pair) {
      const auto count = static_cast<uint64_t>(network.variables());
      const auto from = static_cast<TimeVariable>(random() % count);
      const auto to = static_cast<TimeVariable>(random() % count);
      const auto greatest = solved.GreatestDistance(from, to);
      ASSERT_EQ(greatest, table.At(from, to)) << round;
      if (!greatest.has_value()) continue;
      ASSERT_EQ(SumAlong(network, solved.ChainOfDistance(from, to), from, to),
                greatest)
          << round;
    }
  }
}

// Edge after edge, by Add() and anew.
TEST(SolvedNetworkTest, AddedEdgesGiveWhatSolvingAnewGives) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  int refused = 0;
  for (int round = 0; round < 400; ++round) {
    const TemporalNetwork whole = RandomNetwork(random);
    const size_t edges = whole.edges().size();
    const size_t solved_at_first = random() % (edges + 1);
    TemporalNetwork network;
    const bool grows = random() % 2 == 0;
    while (!grows && network.variables() < whole.variables()) {
      network.AddVariable();
    }
    SolvedNetwork solved(network);
    for (size_t i = 0; i < edges; ++i) {
      const TemporalEdge& edge = whole.edges()[i];
      while (grows &&
             solved.network().variables() <= std::max(edge.from, edge.to)) {
        solved.AddVariable();
      }
      const bool is_added = solved.Add(edge.from, edge.to, edge.most, 0);
      if (!is_added) {
        ++refused;
        TemporalNetwork with = solved.network();
        with.AddEdge(edge.from, edge.to, edge.most, 0);
        ASSERT_TRUE(IsNegativeCycle(with, solved.contradiction())) << round;
        ASSERT_FALSE(SolvedNetwork(with).IsConsistent()) << round;
      }
      if (i == solved_at_first) solved = SolvedNetwork(solved.network());
    }
    ASSERT_NO_FATAL_FAILURE(
        ExpectSolvedAs(FloydWarshall(solved.network()), solved))
        << round;
  }
  EXPECT_GT(refused, 0);
}

TEST(SolvedNetworkTest, BothSchedulesSatisfyEveryEdge) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 500; ++round) {
    const SolvedNetwork solved(RandomNetwork(random));
    if (!solved.IsConsistent()) continue;
    for (const std::vector<absl::int128>& times :
         {solved.LatestSchedule(), solved.EarliestSchedule()}) {
      for (const TemporalEdge& edge : solved.network().edges()) {
        ASSERT_LE(times[static_cast<size_t>(edge.to)] -
                      times[static_cast<size_t>(edge.from)],
                  edge.most);
      }
    }
  }
}

}  // namespace
}  // namespace annals
