// Random networks for tests, and what Floyd and Warshall say of them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_NETWORK_RANDOM_NETWORK_H_
#define ANNALS_TESTS_NETWORK_RANDOM_NETWORK_H_

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "absl/numeric/int128.h"
#include "annals/network/temporal_network.h"

namespace annals::testing {

// Greatest distances between all variables; nothing where there is none.
struct DistanceTable {
  using Cell = std::optional<absl::int128>;
  std::vector<std::vector<Cell>> cells;
  bool is_consistent = true;

  const Cell& At(TimeVariable from, TimeVariable to) const {
    return cells[static_cast<size_t>(from)][static_cast<size_t>(to)];
  }
};

// Floyd and Warshall's three loops, and nothing else.
DistanceTable FloydWarshall(const TemporalNetwork& network);

// Of up to 60 events, each a start and an end: some dated, some lasting, with
// distances between them. Around half of what this makes is consistent; of
// that some is made so that a schedule fits, some by luck.
TemporalNetwork RandomNetwork(std::mt19937_64& random);

// The sum of the edges, from the end of each to the start of the next; nothing
// if they do not join, or end elsewhere than at `to`.
std::optional<absl::int128> SumAlong(const TemporalNetwork& network,
                                     const std::vector<int32_t>& edges,
                                     TimeVariable from, TimeVariable to);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_NETWORK_RANDOM_NETWORK_H_
