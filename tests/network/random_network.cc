// Random networks for tests, and what Floyd and Warshall say of them.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/network/random_network.h"

#include <cstddef>

namespace annals::testing {
namespace {

void Lower(DistanceTable::Cell& cell, absl::int128 distance) {
  if (!cell.has_value() || distance < *cell) cell = distance;
}

int64_t Draw(std::mt19937_64& random, int64_t low, int64_t high) {
  return std::uniform_int_distribution<int64_t>(low, high)(random);
}

}  // namespace

DistanceTable FloydWarshall(const TemporalNetwork& network) {
  const auto size = static_cast<size_t>(network.variables());
  DistanceTable table;
  table.cells.assign(size, std::vector<DistanceTable::Cell>(size));
  for (size_t i = 0; i < size; ++i) table.cells[i][i] = 0;
  for (const TemporalEdge& edge : network.edges()) {
    Lower(table.cells[static_cast<size_t>(edge.from)]
                     [static_cast<size_t>(edge.to)],
          edge.most);
  }
  for (size_t k = 0; k < size; ++k) {
    for (size_t i = 0; i < size; ++i) {
      if (!table.cells[i][k].has_value()) continue;
      for (size_t j = 0; j < size; ++j) {
        if (!table.cells[k][j].has_value()) continue;
        Lower(table.cells[i][j], *table.cells[i][k] + *table.cells[k][j]);
      }
    }
    if (*table.cells[k][k] < 0) table.is_consistent = false;
  }
  for (size_t i = 0; i < size; ++i) {
    if (*table.cells[i][i] < 0) table.is_consistent = false;
  }
  return table;
}

TemporalNetwork RandomNetwork(std::mt19937_64& random) {
  TemporalNetwork network;
  const int64_t events = Draw(random, 1, Draw(random, 1, 60));
  std::vector<int64_t> schedule = {0};
  const auto time = [&](TimeVariable variable) {
    return schedule[static_cast<size_t>(variable)];
  };
  for (int64_t i = 0; i < events; ++i) {
    const TimeVariable start = network.AddVariable();
    const TimeVariable end = network.AddVariable();
    schedule.push_back(Draw(random, -1000, 1000));
    schedule.push_back(time(start) + Draw(random, 1, 100));
    network.AddDistance(start, end, 1, std::nullopt, 0);
  }
  // How far a constraint may miss the schedule.
  const int64_t error = Draw(random, 0, 1) == 0 ? Draw(random, 1, 300) : 0;
  const bool is_one_way = Draw(random, 0, 3) == 0;
  const int64_t constraints = Draw(random, 0, 6 * events);
  for (int64_t i = 0; i < constraints; ++i) {
    const auto from =
        static_cast<TimeVariable>(Draw(random, 0, network.variables() - 1));
    const auto to =
        static_cast<TimeVariable>(Draw(random, 0, network.variables() - 1));
    const int64_t truth = time(to) - time(from) + Draw(random, -error, error);
    std::optional<absl::int128> least = truth - Draw(random, 0, 200);
    std::optional<absl::int128> most = truth + Draw(random, 0, 200);
    if (Draw(random, 0, 2) == 0) least.reset();
    if (is_one_way || Draw(random, 0, 2) == 0) most.reset();
    network.AddDistance(from, to, least, most, static_cast<int32_t>(i));
  }
  return network;
}

std::optional<absl::int128> SumAlong(const TemporalNetwork& network,
                                     const std::vector<int32_t>& edges,
                                     TimeVariable from, TimeVariable to) {
  absl::int128 sum = 0;
  for (const int32_t index : edges) {
    const TemporalEdge& edge = network.edges()[static_cast<size_t>(index)];
    if (edge.from != from) return std::nullopt;
    sum += edge.most;
    from = edge.to;
  }
  if (from != to) return std::nullopt;
  return sum;
}

}  // namespace annals::testing
