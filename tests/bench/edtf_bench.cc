// Speed of annals/time/edtf.h: from text to the four bounds.
//
//   edtf_bench --benchmark_filter=Typical
//
// items_per_second counts expressions. Typical reads those of
// typical_edtf.txt in turn, and tools/bench_edtf runs it beside other
// libraries; the other workloads read one kind of expression each.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/time/edtf.h"
#include "benchmark/benchmark.h"
#include "tests/support/repository_file.h"

namespace annals {
namespace {

std::vector<std::string> TypicalExpressions() {
  std::ifstream in(testing::RepositoryFile("tests/bench/typical_edtf.txt"));
  std::vector<std::string> expressions;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') expressions.push_back(line);
  }
  return expressions;
}

void ParseAndResolve(benchmark::State &state,
                     const std::vector<std::string> &expressions) {
  int64_t count = 0;
  for (auto _ : state) {
    for (const std::string &text : expressions) {
      const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
      if (!edtf.ok()) return state.SkipWithError(text.c_str());
      benchmark::DoNotOptimize(edtf->Bounds());
    }
    count += static_cast<int64_t>(expressions.size());
  }
  state.SetItemsProcessed(count);
}

void Typical(benchmark::State &state) {
  const std::vector<std::string> expressions = TypicalExpressions();
  if (expressions.empty()) {
    return state.SkipWithError("no tests/bench/typical_edtf.txt here");
  }
  ParseAndResolve(state, expressions);
}
BENCHMARK(Typical)->UseRealTime();

void Of(benchmark::State &state, std::vector<std::string> expressions) {
  ParseAndResolve(state, expressions);
}
BENCHMARK_CAPTURE(Of, Year, {"1985"});
BENCHMARK_CAPTURE(Of, Day, {"1985-04-12"});
BENCHMARK_CAPTURE(Of, DateTime, {"1985-04-12T23:20:30+04:30"});
BENCHMARK_CAPTURE(Of, IntervalOfDays, {"2004-02-01/2005-02-08"});
BENCHMARK_CAPTURE(Of, OpenInterval, {"1985/.."});
BENCHMARK_CAPTURE(Of, Season, {"2001-21"});
BENCHMARK_CAPTURE(Of, LongYear, {"Y170000002"});
BENCHMARK_CAPTURE(Of, QualifiedParts, {"?2004-06-~11"});
BENCHMARK_CAPTURE(Of, DecadeOfX, {"156X-12-25"});
BENCHMARK_CAPTURE(Of, LeapDaysOfX, {"19XX-02-29"});
BENCHMARK_CAPTURE(Of, SetOfYears, {"[1667,1668,1670..1672]"});

// All that certainty is answered from: a span for each year, month or day.
void Members(benchmark::State &state, const std::string &text) {
  const Edtf edtf = *Edtf::Parse(text);
  for (auto _ : state) benchmark::DoNotOptimize(edtf.Members());
}
BENCHMARK_CAPTURE(Members, Day, "1985-04-12");
BENCHMARK_CAPTURE(Members, Decade, "198X");
BENCHMARK_CAPTURE(Members, LeapDays, "19XX-02-29");

}  // namespace
}  // namespace annals
