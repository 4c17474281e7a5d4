// Allen sets with distances against all choices of relations, tried in turn.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/network/allen_clauses.h"
#include "annals/network/solved_events.h"
#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/network/random_network.h"

namespace annals {
namespace {

using testing::DistanceTable;
using testing::FloydWarshall;
using Verdict = SolvedEvents::Verdict;

// Distances are so many seconds that the ticks between ends that are "not
// equal" do not matter.
constexpr int kTicksThatDoNotMatter = 100;

struct Problem {
  int events = 0;
  std::vector<Constraint> distances;
  std::vector<Constraint> relations;
};

int64_t Draw(std::mt19937_64& random, int64_t low, int64_t high) {
  return std::uniform_int_distribution<int64_t>(low, high)(random);
}

std::string Seconds(int64_t seconds) {
  return absl::StrCat(seconds < 0 ? "-" : "", "PT",
                      seconds < 0 ? -seconds : seconds, "S");
}

void SetEnd(std::mt19937_64& random, int64_t events, Endpoint& endpoint) {
  endpoint.set_event(absl::StrCat("e", Draw(random, 0, events - 1)));
  endpoint.set_side(Draw(random, 0, 1) == 0 ? Endpoint::START : Endpoint::END);
}

Constraint DrawDistance(std::mt19937_64& random, int events) {
  Constraint constraint;
  Distance& distance = *constraint.mutable_distance();
  SetEnd(random, events, *distance.mutable_to());
  if (Draw(random, 0, 2) == 0) {
    distance.mutable_from()->set_instant("1970-01-01");
  } else {
    SetEnd(random, events, *distance.mutable_from());
  }
  const int64_t least = Draw(random, -6, 6);
  distance.set_min(Seconds(least));
  distance.set_max(Seconds(least + Draw(random, 0, 6)));
  return constraint;
}

Constraint DrawRelation(std::mt19937_64& random, int events, bool only_horn) {
  Constraint constraint;
  AllenConstraint& relation = *constraint.mutable_relation();
  const int64_t a = Draw(random, 0, events - 1);
  const int64_t b = (a + Draw(random, 1, events - 1)) % events;
  relation.set_a(absl::StrCat("e", a));
  relation.set_b(absl::StrCat("e", b));
  AllenSet set;
  do {
    set = AllenSet::FromMask(static_cast<uint16_t>(Draw(random, 1, 8191)) &
                             static_cast<uint16_t>(Draw(random, 1, 8191)));
  } while (set.IsEmpty() || set.Size() > 5 ||
           (only_horn && !ClausesOf(set).is_exact));
  for (int i = 0; i < kAllenRelationCount; ++i) {
    if (!set.Contains(static_cast<AllenRelation>(i))) continue;
    relation.add_relations(static_cast<AllenConstraint::Relation>(i + 1));
  }
  return constraint;
}

Problem DrawProblem(std::mt19937_64& random, bool only_horn) {
  Problem problem;
  problem.events = static_cast<int>(Draw(random, 2, 5));
  for (int64_t i = Draw(random, 1, 6); i > 0; --i) {
    problem.distances.push_back(DrawDistance(random, problem.events));
  }
  for (int64_t i = Draw(random, 1, 5); i > 0; --i) {
    problem.relations.push_back(
        DrawRelation(random, problem.events, only_horn));
    problem.relations.back().set_id(absl::StrCat("r", i));
  }
  return problem;
}

std::string InWords(const Problem& problem) {
  std::string words;
  for (const Constraint& constraint : problem.distances) {
    absl::StrAppend(&words, constraint.ShortDebugString(), "\n");
  }
  for (const Constraint& constraint : problem.relations) {
    absl::StrAppend(&words, constraint.ShortDebugString(), "\n");
  }
  return words;
}

EventNetwork NetworkOf(const Problem& problem) {
  EventNetwork network;
  for (int i = 0; i < problem.events; ++i) {
    EXPECT_TRUE(network.AddEvent(MakeEvent(absl::StrCat("e", i), "E")).ok());
  }
  for (const Constraint& constraint : problem.distances) {
    EXPECT_TRUE(network.AddConstraint(constraint).ok());
  }
  for (const Constraint& constraint : problem.relations) {
    EXPECT_TRUE(network.AddConstraint(constraint).ok());
  }
  return network;
}

// The order of two ends, as edges: `sign` of first - second.
void AddSign(TemporalNetwork& network, TimeVariable first, TimeVariable second,
             int sign) {
  if (sign < 0) network.AddEdge(second, first, -1, 0);
  if (sign > 0) network.AddEdge(first, second, -1, 0);
  if (sign != 0) return;
  network.AddEdge(first, second, 0, 0);
  network.AddEdge(second, first, 0, 0);
}

// One relation, spelled out.
void AddRelation(TemporalNetwork& network, const AllenStatement& statement,
                 AllenRelation relation) {
  constexpr int kSigns[kAllenRelationCount][4] = {
      {-1, -1, -1, -1}, {-1, -1, 0, -1}, {-1, -1, 1, -1}, {0, -1, 1, -1},
      {1, -1, 1, -1},   {1, -1, 1, 0},   {0, -1, 1, 0},   {-1, -1, 1, 0},
      {-1, -1, 1, 1},   {0, -1, 1, 1},   {1, -1, 1, 1},   {1, 0, 1, 1},
      {1, 1, 1, 1}};
  const int* const signs = kSigns[static_cast<int>(relation)];
  AddSign(network, statement.start_a, statement.start_b, signs[0]);
  AddSign(network, statement.start_a, statement.end_b, signs[1]);
  AddSign(network, statement.end_a, statement.start_b, signs[2]);
  AddSign(network, statement.end_a, statement.end_b, signs[3]);
}

// The union of what all choices of relations allow.
struct Tried {
  bool is_consistent = false;
  // By variable; nothing is unbounded.
  std::vector<std::optional<absl::int128>> latest;
  std::vector<std::optional<absl::int128>> earliest;
};

void Widen(const DistanceTable& table, Tried& tried) {
  const auto size = static_cast<TimeVariable>(table.cells.size());
  const bool is_first = !tried.is_consistent;
  tried.is_consistent = true;
  tried.latest.resize(table.cells.size());
  tried.earliest.resize(table.cells.size());
  for (TimeVariable i = 0; i < size; ++i) {
    const auto widen = [&](std::optional<absl::int128>& bound,
                           const std::optional<absl::int128>& cell) {
      if (is_first) {
        bound = cell;
      } else if (!cell.has_value()) {
        bound.reset();
      } else if (bound.has_value()) {
        bound = std::max(*bound, *cell);
      }
    };
    widen(tried.latest[static_cast<size_t>(i)], table.At(kOrigin, i));
    widen(tried.earliest[static_cast<size_t>(i)], table.At(i, kOrigin));
  }
}

void TryAll(const TemporalNetwork& network,
            const std::vector<AllenStatement>& statements, size_t next,
            Tried& tried) {
  const DistanceTable table = FloydWarshall(network);
  if (!table.is_consistent) return;
  if (next == statements.size()) return Widen(table, tried);
  for (int i = 0; i < kAllenRelationCount; ++i) {
    const auto relation = static_cast<AllenRelation>(i);
    if (!statements[next].relations.Contains(relation)) continue;
    TemporalNetwork with = network;
    AddRelation(with, statements[next], relation);
    TryAll(with, statements, next + 1, tried);
  }
}

// True if the bounds are those that were tried, ticks aside; or wider, if that
// is allowed.
bool Agree(const std::optional<absl::int128>& bound,
           const std::optional<absl::int128>& tried, bool may_be_wider) {
  if (!bound.has_value() || !tried.has_value()) {
    return !bound.has_value() && (may_be_wider || !tried.has_value());
  }
  const absl::int128 width = *bound - *tried;
  return width >= 0 && (may_be_wider || width <= kTicksThatDoNotMatter);
}

void ExpectAgreement(const SolvedEvents& solved, const Tried& tried) {
  const SolvedNetwork& network = solved.solved();
  for (TimeVariable i = 0; i < network.network().variables(); ++i) {
    const auto at = static_cast<size_t>(i);
    const bool may_be_wider = !solved.AreBoundsTightest();
    ASSERT_TRUE(Agree(network.Latest(i), tried.latest[at], may_be_wider))
        << "latest of " << i << ": " << network.Latest(i).value_or(kForever)
        << ", tried " << tried.latest[at].value_or(kForever);
    std::optional<absl::int128> earliest = network.Earliest(i);
    if (earliest.has_value()) earliest = -*earliest;
    ASSERT_TRUE(Agree(earliest, tried.earliest[at], may_be_wider))
        << "earliest of " << i << ": -" << earliest.value_or(kForever)
        << ", tried -" << tried.earliest[at].value_or(kForever);
  }
}

void CompareWithTrying(bool only_horn) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  int consistent = 0;
  constexpr int kRounds = 600;
  for (int round = 0; round < kRounds; ++round) {
    const Problem problem = DrawProblem(random, only_horn);
    const EventNetwork network = NetworkOf(problem);
    Tried tried;
    TryAll(network.network(), network.statements(), 0, tried);
    const SolvedEvents solved(network);
    ASSERT_EQ(solved.verdict(), tried.is_consistent ? Verdict::kConsistent
                                                    : Verdict::kContradiction)
        << InWords(problem);
    if (!tried.is_consistent) continue;
    ++consistent;
    ASSERT_TRUE(solved.AreBoundsTightest() || !only_horn);
    ASSERT_NO_FATAL_FAILURE(ExpectAgreement(solved, tried)) << InWords(problem);
  }
  EXPECT_GT(consistent, kRounds / 20);
  EXPECT_LT(consistent, kRounds * 19 / 20);
}

TEST(AllenSearchTest, OrdHornSetsAreSolvedAsByTryingAllRelations) {
  CompareWithTrying(/*only_horn=*/true);
}

TEST(AllenSearchTest, AnySetsAreDecidedAsByTryingAllRelations) {
  CompareWithTrying(/*only_horn=*/false);
}

}  // namespace
}  // namespace annals
