// Speed of annals/time/allen.h and time_set.h: what relations are possible.
//
//   allen_bench --benchmark_filter=Spans
//
// items_per_second counts pairs. Spans is one pair of spans with four bounds
// each, with nothing to be guessed from one pair to the next.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "annals/time/allen.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "benchmark/benchmark.h"

namespace annals {
namespace {

std::vector<Span> RandomSpans(size_t count, uint32_t width) {
  std::mt19937 random(832);
  const auto any = [&] { return Instant::FromCode(random() % width); };
  std::vector<Span> spans;
  while (spans.size() < count) {
    const Span span{any(), any(), any(), any()};
    if (span.IsSatisfiable()) spans.push_back(span);
  }
  return spans;
}

// The width is that of the axis on which the bounds lie: the narrower, the
// more of them touch.
void Spans(benchmark::State &state) {
  constexpr size_t kCount = 1024;
  const std::vector<Span> spans =
      RandomSpans(kCount, static_cast<uint32_t>(state.range(0)));
  size_t i = 0;
  for (auto _ : state) {
    const size_t j = (i * 7 + 1) % kCount;
    benchmark::DoNotOptimize(PossibleRelations(spans[i], spans[j]));
    i = (i + 1) % kCount;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Spans)->Arg(20)->Arg(1'000'000'000);

void Expressions(benchmark::State &state, const std::string &a,
                 const std::string &b) {
  const TimeSet first = Edtf::Parse(a)->Members();
  const TimeSet second = Edtf::Parse(b)->Members();
  for (auto _ : state) {
    benchmark::DoNotOptimize(Relate(AllenSet::Intersects(), first, second));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(Expressions, Dates, "1985-04-12", "1985");
BENCHMARK_CAPTURE(Expressions, DateAndDecade, "1985-04-12", "198X");
BENCHMARK_CAPTURE(Expressions, LeapDaysAndInterval, "19XX-02-29", "1901/1903");
BENCHMARK_CAPTURE(Expressions, SetAndInterval, "{1960,1961-12}", "1950/1961");
BENCHMARK_CAPTURE(Expressions, EveryDayAndDecade, "XXXX-XX-XX", "198X");

}  // namespace
}  // namespace annals
