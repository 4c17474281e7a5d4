// A SolvedNetwork knows the tightest bounds of every variable, and why.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_SOLVED_NETWORK_H_
#define ANNALS_NETWORK_SOLVED_NETWORK_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "annals/network/temporal_network.h"

namespace annals {

// The minimal network of a simple temporal network, as far as it is asked for:
// every bound is as tight as all edges together make it, and some choice of all
// variables reaches it (Dechter, Meiri and Pearl 1991, theorem 3.1). Or else a
// contradiction: edges round a cycle that add up to less than nothing.
//
//   SolvedNetwork solved(std::move(network));
//   if (!solved.IsConsistent()) return Tell(solved.contradiction());
//   solved.Latest(peace);         // microseconds from the origin
//   solved.ChainOfLatest(peace);  // the edges that make it so
//
// Solving takes two searches from the origin, one along the edges and one
// against them, not one from each variable; internal/relaxation.h says what
// they cost. Bounds are then read in constant time. Adding an edge looks only
// at what it changes.
//
// Safe to read from any thread; not to be read while Add() runs.
class SolvedNetwork {
 public:
  // Solves.
  explicit SolvedNetwork(TemporalNetwork network);
  SolvedNetwork(const SolvedNetwork& other);
  SolvedNetwork& operator=(const SolvedNetwork& other);
  SolvedNetwork(SolvedNetwork&& other) noexcept;
  SolvedNetwork& operator=(SolvedNetwork&& other) noexcept;
  ~SolvedNetwork();

  const TemporalNetwork& network() const;

  bool IsConsistent() const;

  // If it is not: the edges of a cycle, each from where the one before it
  // leads; their sum is negative. No variable comes twice. One of them may be
  // kAxisEdge. smallest_cycle.h finds one with fewer edges.
  const std::vector<int32_t>& contradiction() const;

  // All that follows is only for consistent networks.

  // The bounds, in microseconds from the origin; nothing if there is none (the
  // variable may lie at -inf, or at +inf). An earliest time that is kForever
  // means that it certainly lies at +inf; so for a latest one of -kForever.
  std::optional<absl::int128> Earliest(TimeVariable variable) const;
  std::optional<absl::int128> Latest(TimeVariable variable) const;

  // The edges that yield a bound, each from where the one before it leads; none
  // if there is no bound. For the latest time from the origin to the variable:
  // they add up to it. For the earliest from the variable to the origin: to its
  // negative. In proportion to what is returned.
  std::vector<int32_t> ChainOfEarliest(TimeVariable variable) const;
  std::vector<int32_t> ChainOfLatest(TimeVariable variable) const;

  // The greatest value of to - from that the whole network allows, which is
  // more than the bounds of the two say; nothing if it has none. The least is
  // the negative of the greatest value of from - to. Takes time in proportion
  // to the network, and a search in what the two have to do with each other.
  std::optional<absl::int128> GreatestDistance(TimeVariable from,
                                               TimeVariable to) const;
  // The same to several, in their order, for the price of one.
  std::vector<std::optional<absl::int128>> GreatestDistances(
      TimeVariable from, const std::vector<TimeVariable>& to) const;

  // The edges that make it so, from `from` to `to`; they add up to it.
  std::vector<int32_t> ChainOfDistance(TimeVariable from,
                                       TimeVariable to) const;

  // Times for all variables that satisfy every edge, by variable: each at its
  // latest, or each at its earliest. What is unbounded there is very far off.
  std::vector<absl::int128> LatestSchedule() const;
  std::vector<absl::int128> EarliestSchedule() const;

  // A variable more, without bounds. Only while there are fewer than
  // kTimeVariablesMax.
  TimeVariable AddVariable();

  // Adds to - from <= most and tightens what follows. True if the network is
  // still consistent. If not, it stays as it was without the edge, save that
  // contradiction() tells the cycle that the edge would have closed, in which
  // its index is what network().edges().size() is then.
  //
  // Takes n log n time for the n edges at variables whose bounds change
  // (internal/propagation.h): nothing but a look if none does.
  bool Add(TimeVariable from, TimeVariable to, absl::int128 most,
           int32_t reason);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace annals

#endif  // ANNALS_NETWORK_SOLVED_NETWORK_H_
