// A TemporalNetwork is what is known of the distances between points of time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_TEMPORAL_NETWORK_H_
#define ANNALS_NETWORK_TEMPORAL_NETWORK_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"

namespace annals {

// A point of time that is not known, or only within bounds: a start or an end.
using TimeVariable = int32_t;

// The one variable that is known: 1970-01-01T00:00:00Z.
inline constexpr TimeVariable kOrigin = 0;

// A network has no more variables than this. So no sum of distances along a
// path, nor along all that a search tries, leaves 128 bits.
inline constexpr int32_t kTimeVariablesMax = int32_t{1} << 21;

// What makes networks of outside data stops here: some gigabytes.
inline constexpr size_t kTemporalEdgesMax = size_t{1} << 26;

// The longest distance that an edge between two variables states, in
// microseconds: more than the whole axis of Instant. What is longer is taken to
// be this long, which no two instants are.
inline constexpr absl::int128 kDistanceMax = absl::int128(1) << 84;

// Where +inf lies on the network's axis; -inf is its negative. Far beyond every
// sum of distances, and a value like any other, so that what certainly never
// ends is after all that does.
inline constexpr absl::int128 kForever = absl::int128(1) << 107;

// The index of an edge that nobody added: no point of time is before -inf or
// after +inf.
inline constexpr int32_t kAxisEdge = -1;

// "to - from is at most this many microseconds."
struct TemporalEdge {
  absl::int128 most = 0;
  TimeVariable from = kOrigin;
  TimeVariable to = kOrigin;
  // Whatever the caller likes: why it is so.
  int32_t reason = 0;
};

// A simple temporal network (Dechter, Meiri and Pearl, "Temporal constraint
// networks", Artificial Intelligence 49, 1991): variables, and differences of
// two of them that have a greatest value.
//
//   TemporalNetwork network;
//   const TimeVariable war = network.AddVariable();
//   const TimeVariable peace = network.AddVariable();
//   network.AddDistance(kOrigin, war, 100, 200, 0);      // 100 to 200 after it
//   network.AddDistance(war, peace, 10, std::nullopt, 1);  // at least 10 later
//   SolvedNetwork solved(network);
//   solved.Earliest(peace);  // 110
//
// Times are microseconds. Only collects; solved_network.h solves. Safe to read
// from any thread.
class TemporalNetwork {
 public:
  // Only while there are fewer than kTimeVariablesMax.
  TimeVariable AddVariable() { return variables_++; }

  // to - from <= most; returns the edge's index. A finite distance between two
  // variables; to or from the origin, kForever and its negative are legal too.
  int32_t AddEdge(TimeVariable from, TimeVariable to, absl::int128 most,
                  int32_t reason);

  // least <= to - from <= most, each if it is given.
  void AddDistance(TimeVariable from, TimeVariable to,
                   std::optional<absl::int128> least,
                   std::optional<absl::int128> most, int32_t reason);

  // Takes back the edge that was added last.
  void RemoveLastEdge() { edges_.pop_back(); }

  // The origin is one of them.
  int32_t variables() const { return variables_; }
  const std::vector<TemporalEdge>& edges() const { return edges_; }

 private:
  int32_t variables_ = 1;
  std::vector<TemporalEdge> edges_;
};

}  // namespace annals

#endif  // ANNALS_NETWORK_TEMPORAL_NETWORK_H_
