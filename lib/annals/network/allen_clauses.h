// AllenClauses: a set of Allen relations in terms of the four endpoints.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_ALLEN_CLAUSES_H_
#define ANNALS_NETWORK_ALLEN_CLAUSES_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "annals/time/allen.h"

namespace annals {

// An end of one of two intervals a and b, as an index.
enum class IntervalEnd : uint8_t { kStartA, kEndA, kStartB, kEndB };

// "`earlier` is at least `gap` ticks before `later`, or one of `unequal` is not
// equal": `gap` is 0 or 1. Without the first part, one of `unequal` must not
// be.
struct AllenClause {
  struct Order {
    IntervalEnd earlier;
    IntervalEnd later;
    int gap = 0;
  };
  std::optional<Order> order;
  // Pairs of an end of a and one of b.
  std::vector<std::pair<IntervalEnd, IntervalEnd>> unequal;
};

// What the set says, as clauses that all hold.
struct AllenClauses {
  std::vector<AllenClause> clauses;
  // True if they say all that the set says: it is one of the 868 of the
  // ORD-Horn class (Nebel and Bürckert, "Reasoning about temporal relations: a
  // maximal tractable subclass of Allen's interval algebra", JACM 42, 1995). If
  // not, they say as much as such clauses can.
  bool is_exact = false;
};

// The relations of a to b as Horn clauses with at most one <= and the rest
// "not equal". That start is before end is understood. The clauses are not
// typed in: each possible one is held against the relations, and the weaker of
// those that hold are dropped. Empty sets give one clause with nothing in it,
// which nothing satisfies. Pure, and so safe in any thread.
AllenClauses ClausesOf(AllenSet relations);

// Distances among the four ends of two intervals: [from][to] is the greatest
// value of to - from, nothing if there is none; by IntervalEnd.
using EndDistances = std::array<std::array<std::optional<absl::int128>, 4>, 4>;

// The relations that a may have to b, given these distances, of which each is
// as small as the others make it. Exact: each holds for some choice of ends,
// and no other does. Where the distances come from a network it is exact there
// too, for minimal networks are decomposable (Dechter, Meiri and Pearl 1991).
AllenSet PossibleRelations(const EndDistances& distances);

}  // namespace annals

#endif  // ANNALS_NETWORK_ALLEN_CLAUSES_H_
