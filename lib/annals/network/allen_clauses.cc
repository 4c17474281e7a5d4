// AllenClauses: a set of Allen relations in terms of the four endpoints.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/allen_clauses.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace annals {
namespace {

// The four pairs of an end of a and an end of b.
constexpr std::array<std::pair<IntervalEnd, IntervalEnd>, 4> kPairs = {{
    {IntervalEnd::kStartA, IntervalEnd::kStartB},
    {IntervalEnd::kStartA, IntervalEnd::kEndB},
    {IntervalEnd::kEndA, IntervalEnd::kStartB},
    {IntervalEnd::kEndA, IntervalEnd::kEndB},
}};

// How the first end of a pair lies to the second: -1 before it, 0 at it, 1
// after it.
using Signs = std::array<int, 4>;

Signs SignsOf(AllenRelation relation) {
  switch (relation) {
    case AllenRelation::kBefore:
      return {-1, -1, -1, -1};
    case AllenRelation::kMeets:
      return {-1, -1, 0, -1};
    case AllenRelation::kOverlaps:
      return {-1, -1, 1, -1};
    case AllenRelation::kStarts:
      return {0, -1, 1, -1};
    case AllenRelation::kDuring:
      return {1, -1, 1, -1};
    case AllenRelation::kFinishes:
      return {1, -1, 1, 0};
    case AllenRelation::kEquals:
      return {0, -1, 1, 0};
    case AllenRelation::kFinishedBy:
      return {-1, -1, 1, 0};
    case AllenRelation::kContains:
      return {-1, -1, 1, 1};
    case AllenRelation::kStartedBy:
      return {0, -1, 1, 1};
    case AllenRelation::kOverlappedBy:
      return {1, -1, 1, 1};
    case AllenRelation::kMetBy:
      return {1, 0, 1, 1};
    case AllenRelation::kAfter:
      return {1, 1, 1, 1};
  }
  return {};
}

// A clause over the pairs: an order of one of them, or some that are unequal.
struct PairClause {
  // The pair that is ordered, 0 to 3; -1 for none.
  int pair = -1;
  // -1: its first end is not after its second; 1: not before it.
  int sign = 0;
  // True if they are not equal either.
  bool is_strict = false;
  // Bit i: pair i is unequal.
  unsigned unequal = 0;

  bool HoldsFor(const Signs& signs) const {
    if (pair >= 0) {
      const int product = signs[static_cast<size_t>(pair)] * sign;
      if (product > 0 || (product == 0 && !is_strict)) return true;
    }
    for (size_t i = 0; i < signs.size(); ++i) {
      if ((unequal >> i & 1u) != 0 && signs[i] != 0) return true;
    }
    return false;
  }

  bool HoldsForAll(AllenSet relations) const {
    return relations.IsSubsetOf(models);
  }

  // True if whatever satisfies this one satisfies the other, and is solved with
  // edges alone as well. An order of two ends implies others, since each start
  // is before its end.
  bool IsStrongerThan(const PairClause& other) const {
    if (pair >= 0 && unequal == 0 && models != other.models &&
        models.IsSubsetOf(other.models)) {
      return true;
    }
    if ((unequal & ~other.unequal) != 0) return false;
    if (pair < 0) return other.pair >= 0 || unequal != other.unequal;
    if (pair != other.pair || sign != other.sign) return false;
    return unequal != other.unequal || (is_strict && !other.is_strict);
  }

  // All relations for which it holds.
  AllenSet models;
};

PairClause WithModels(PairClause clause) {
  for (int i = 0; i < kAllenRelationCount; ++i) {
    const auto relation = static_cast<AllenRelation>(i);
    if (clause.HoldsFor(SignsOf(relation))) clause.models.Add(relation);
  }
  return clause;
}

std::vector<PairClause> AllClauses() {
  std::vector<PairClause> all;
  for (unsigned unequal = 0; unequal < 16; ++unequal) {
    all.push_back(WithModels({-1, 0, false, unequal, {}}));
    for (int pair = 0; pair < 4; ++pair) {
      for (const int sign : {-1, 1}) {
        all.push_back(WithModels({pair, sign, false, unequal, {}}));
        // "Before" is a clause of its own only where nothing else is in it.
        if (unequal != 0) continue;
        all.push_back(WithModels({pair, sign, true, unequal, {}}));
      }
    }
  }
  return all;
}

AllenClause ToEnds(const PairClause& clause) {
  AllenClause ends;
  if (clause.pair >= 0) {
    const auto [a, b] = kPairs[static_cast<size_t>(clause.pair)];
    ends.order =
        clause.sign < 0 ? AllenClause::Order{a, b} : AllenClause::Order{b, a};
    ends.order->gap = clause.is_strict ? 1 : 0;
  }
  for (size_t i = 0; i < kPairs.size(); ++i) {
    if ((clause.unequal >> i & 1u) != 0) ends.unequal.push_back(kPairs[i]);
  }
  return ends;
}

// Lets `to` be at most `distance` after `from`.
void Limit(EndDistances& distances, IntervalEnd from, IntervalEnd to,
           int distance) {
  std::optional<absl::int128>& cell =
      distances[static_cast<size_t>(from)][static_cast<size_t>(to)];
  if (!cell.has_value() || distance < *cell) cell = distance;
}

// Floyd and Warshall, for four.
bool IsConsistent(EndDistances distances) {
  for (size_t k = 0; k < 4; ++k) {
    for (size_t i = 0; i < 4; ++i) {
      for (size_t j = 0; j < 4; ++j) {
        const auto& there = distances[i][k];
        const auto& on = distances[k][j];
        if (!there.has_value() || !on.has_value()) continue;
        auto& direct = distances[i][j];
        if (!direct.has_value() || *there + *on < *direct) {
          direct = *there + *on;
        }
      }
    }
  }
  for (size_t i = 0; i < 4; ++i) {
    if (distances[i][i].has_value() && *distances[i][i] < 0) return false;
  }
  return true;
}

}  // namespace

AllenClauses ClausesOf(AllenSet relations) {
  static const auto& all = *new std::vector<PairClause>(AllClauses());
  AllenClauses result;
  AllenSet models = AllenSet::All();
  for (const PairClause& clause : all) {
    if (!clause.HoldsForAll(relations)) continue;
    // What holds of any two intervals follows from their ends' own order.
    if (clause.models == AllenSet::All()) continue;
    const bool is_implied =
        std::any_of(all.begin(), all.end(), [&](const PairClause& other) {
          return other.HoldsForAll(relations) && other.IsStrongerThan(clause);
        });
    if (is_implied) continue;
    models = models & clause.models;
    result.clauses.push_back(ToEnds(clause));
  }
  result.is_exact = models == relations;
  return result;
}

AllenSet PossibleRelations(const EndDistances& distances) {
  AllenSet possible;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    const auto relation = static_cast<AllenRelation>(i);
    const Signs signs = SignsOf(relation);
    EndDistances with = distances;
    for (size_t pair = 0; pair < kPairs.size(); ++pair) {
      const auto [a, b] = kPairs[pair];
      // b - a is at least 1, 0 or anything; a - b likewise.
      if (signs[pair] <= 0) Limit(with, b, a, signs[pair]);
      if (signs[pair] >= 0) Limit(with, a, b, -signs[pair]);
    }
    if (IsConsistent(with)) possible.Add(relation);
  }
  return possible;
}

}  // namespace annals
