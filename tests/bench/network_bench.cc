// What it costs to solve a temporal network, and to add one constraint to it.
//
//   out/tests/network_bench
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

#include "annals/network/solved_network.h"
#include "annals/network/temporal_network.h"
#include "benchmark/benchmark.h"

namespace annals {
namespace {

constexpr uint64_t kSeed = 20170203;
constexpr int64_t kDay = int64_t{86'400} * 1'000'000;

int64_t Draw(std::mt19937_64& random, int64_t low, int64_t high) {
  return std::uniform_int_distribution<int64_t>(low, high)(random);
}

// Events over two centuries that last up to a year; every tenth is dated.
struct History {
  TemporalNetwork network;
  std::vector<int64_t> schedule = {0};
};

void AddEvent(std::mt19937_64& random, bool is_dated, History& history) {
  const TimeVariable start = history.network.AddVariable();
  const TimeVariable end = history.network.AddVariable();
  const int64_t at = Draw(random, 0, 200 * 365) * kDay;
  history.schedule.push_back(at);
  history.schedule.push_back(at + Draw(random, 1, 365) * kDay);
  history.network.AddDistance(start, end, 1, std::nullopt, 0);
  if (!is_dated) return;
  history.network.AddDistance(kOrigin, start, at - 100 * kDay, at + 100 * kDay,
                              0);
}

// A distance between two ends that the schedule satisfies, with room on both
// sides.
struct RandomDistance {
  TimeVariable from;
  TimeVariable to;
  int64_t least;
  int64_t most;
};

RandomDistance DrawDistance(std::mt19937_64& random, const History& history) {
  const int64_t last = history.network.variables() - 1;
  const auto from = static_cast<TimeVariable>(Draw(random, 1, last));
  auto to = static_cast<TimeVariable>(Draw(random, 1, last));
  if (to == from) to = from == 1 ? 2 : 1;
  const int64_t truth = history.schedule[static_cast<size_t>(to)] -
                        history.schedule[static_cast<size_t>(from)];
  return {from, to, truth - Draw(random, 0, 1000) * kDay,
          truth + Draw(random, 0, 1000) * kDay};
}

// `two_sided`: each constraint has a least and a greatest distance, so that
// nearly all is one component. Otherwise a least one alone.
History RandomHistory(int64_t events, int64_t constraints, bool two_sided) {
  std::mt19937_64 random(kSeed);
  History history;
  for (int64_t i = 0; i < events; ++i) {
    AddEvent(random, Draw(random, 0, 9) == 0, history);
  }
  for (int64_t i = 0; i < constraints; ++i) {
    const RandomDistance drawn = DrawDistance(random, history);
    history.network.AddDistance(
        drawn.from, drawn.to, drawn.least,
        two_sided ? std::optional<absl::int128>(drawn.most) : std::nullopt, 0);
  }
  return history;
}

// Order and nothing else: one long chain of "before", whose events are numbered
// at random, and further pairs in its order. A queue of changed variables
// passes over such a chain again and again.
TemporalNetwork OrderOnly(int64_t events, int64_t constraints, bool is_dated) {
  std::mt19937_64 random(kSeed);
  TemporalNetwork network;
  std::vector<int64_t> order(static_cast<size_t>(events));
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), random);
  for (int64_t i = 0; i < events; ++i) {
    const TimeVariable start = network.AddVariable();
    network.AddDistance(start, network.AddVariable(), 1, std::nullopt, 0);
  }
  const auto before = [&](int64_t a, int64_t b) {
    const auto start = [&](int64_t place) {
      return static_cast<TimeVariable>(1 +
                                       2 * order[static_cast<size_t>(place)]);
    };
    network.AddDistance(start(a) + 1, start(b), 1, std::nullopt, 0);
  };
  for (int64_t i = 0; i + 1 < events; ++i) before(i, i + 1);
  for (int64_t i = events - 1; i < constraints; ++i) {
    const int64_t a = Draw(random, 0, events - 2);
    before(a, Draw(random, a + 1, events - 1));
  }
  if (is_dated) {
    for (TimeVariable i = 1; i < network.variables(); ++i) {
      network.AddDistance(kOrigin, i, 0, 200 * 365 * kDay, 0);
    }
  }
  return network;
}

void Solve(benchmark::State& state, const TemporalNetwork& network) {
  bool is_consistent = true;
  for (auto _ : state) {
    state.PauseTiming();
    TemporalNetwork copy = network;
    state.ResumeTiming();
    const SolvedNetwork solved(std::move(copy));
    is_consistent = is_consistent && solved.IsConsistent();
    benchmark::DoNotOptimize(is_consistent);
  }
  if (!is_consistent) state.SkipWithError("not consistent");
  state.counters["edges"] = static_cast<double>(network.edges().size());
}

void BM_SolveRandom(benchmark::State& state) {
  Solve(state, RandomHistory(state.range(0), state.range(1), true).network);
}
void BM_SolveRandomOneSided(benchmark::State& state) {
  Solve(state, RandomHistory(state.range(0), state.range(1), false).network);
}
void BM_SolveOrderOnly(benchmark::State& state) {
  Solve(state, OrderOnly(state.range(0), state.range(1), false));
}
void BM_SolveOrderOnlyDated(benchmark::State& state) {
  Solve(state, OrderOnly(state.range(0), state.range(1), true));
}

// One long chain of "at least one day and at most ten later", whose events are
// numbered at random: a single component, along which bounds travel from one
// dated event to the last.
TemporalNetwork TwoSidedChain(int64_t events) {
  std::mt19937_64 random(kSeed);
  TemporalNetwork network;
  std::vector<int64_t> order(static_cast<size_t>(events));
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), random);
  for (int64_t i = 0; i < events; ++i) {
    const TimeVariable start = network.AddVariable();
    network.AddDistance(start, network.AddVariable(), 1, kDay, 0);
  }
  for (size_t i = 0; i + 1 < order.size(); ++i) {
    network.AddDistance(static_cast<TimeVariable>(2 + 2 * order[i]),
                        static_cast<TimeVariable>(1 + 2 * order[i + 1]), kDay,
                        10 * kDay, 0);
  }
  network.AddDistance(kOrigin, static_cast<TimeVariable>(1 + 2 * order[0]), 0,
                      kDay, 0);
  return network;
}

void BM_SolveTwoSidedChain(benchmark::State& state) {
  Solve(state, TwoSidedChain(state.range(0)));
}

double MedianNanoseconds(std::vector<double> seconds) {
  if (seconds.empty()) return 0;
  const auto middle =
      seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  return *middle * 1e9;
}

// What solving anew takes, the median of eleven, in nanoseconds.
double NanosecondsToSolve(const TemporalNetwork& network) {
  std::vector<double> each;
  for (int round = 0; round < 11; ++round) {
    TemporalNetwork copy = network;
    const auto begin = std::chrono::steady_clock::now();
    const SolvedNetwork solved(std::move(copy));
    const std::chrono::duration<double> took =
        std::chrono::steady_clock::now() - begin;
    benchmark::DoNotOptimize(solved.IsConsistent());
    each.push_back(took.count());
  }
  return MedianNanoseconds(std::move(each));
}

// Constraint after constraint; the counters have the median of one, and of one
// among those that tightened a bound of their own ends, and how many times as
// long solving anew takes (100 is wanted).
void BM_AddOneConstraint(benchmark::State& state) {
  const History history = RandomHistory(state.range(0), state.range(1), true);
  SolvedNetwork solved(history.network);
  solved.Add(1, 1, 0, 0);  // What the first one costs once is not counted.
  std::mt19937_64 random(kSeed + 1);
  std::vector<double> each;
  std::vector<double> tightening;
  for (auto _ : state) {
    const RandomDistance drawn = DrawDistance(random, history);
    const auto bounds = [&] {
      return std::make_tuple(
          solved.Earliest(drawn.from), solved.Latest(drawn.from),
          solved.Earliest(drawn.to), solved.Latest(drawn.to));
    };
    const auto before = bounds();
    const auto begin = std::chrono::steady_clock::now();
    solved.Add(drawn.from, drawn.to, drawn.most, 0);
    solved.Add(drawn.to, drawn.from, -drawn.least, 0);
    const std::chrono::duration<double> took =
        std::chrono::steady_clock::now() - begin;
    state.SetIterationTime(took.count());
    each.push_back(took.count());
    if (bounds() != before) tightening.push_back(took.count());
  }
  const double median = MedianNanoseconds(each);
  const double tightening_median = MedianNanoseconds(tightening);
  const double anew = NanosecondsToSolve(history.network);
  state.counters["median_ns"] = median;
  state.counters["tightening"] = static_cast<double>(tightening.size());
  state.counters["tightening_median_ns"] = tightening_median;
  state.counters["times_cheaper"] = anew / median;
  state.counters["tightening_times_cheaper"] = anew / tightening_median;
}

void Sizes(benchmark::internal::Benchmark* bench) {
  bench->Args({10'000, 55'000})->Args({100'000, 550'000});
  bench->Unit(benchmark::kMillisecond);
}
BENCHMARK(BM_SolveRandom)->Apply(Sizes);
BENCHMARK(BM_SolveRandomOneSided)->Apply(Sizes);
BENCHMARK(BM_SolveOrderOnly)->Apply(Sizes);
BENCHMARK(BM_SolveOrderOnlyDated)->Apply(Sizes);
BENCHMARK(BM_SolveTwoSidedChain)->Apply(Sizes);
BENCHMARK(BM_AddOneConstraint)
    ->Apply(Sizes)
    ->UseManualTime()
    ->Iterations(2'000);

}  // namespace
}  // namespace annals
