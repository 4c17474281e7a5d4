// Speed of annals/index/interval_index.h, beside a scan and the standard
// library and filters.
//
//   interval_index_bench --benchmark_filter='MIX/1000000/'
//
// Names read WORKLOAD/ROWS/QUESTION/EXTENT/WHO: what is asked, how wide the
// windows are (in hundredths of a per cent of the domain; 0 is a point), and
// who answers. items_per_second counts windows; rows_per_window says how much
// was found. docs/index.md says what the workloads are. For figures to quote,
// add --benchmark_enable_random_interleaving=true --benchmark_repetitions=11.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/index/row_set.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "benchmark/benchmark.h"
#include "tests/bench/interval_workloads.h"

namespace annals {
namespace {

using testing::Books;
using testing::Heavy;
using testing::Make;
using testing::Mix;
using testing::Random;
using testing::StandardIndex;
using testing::UncertainOf;
using testing::Windows;

struct Workload {
  std::vector<Interval> intervals;
  IntervalIndex index;
  std::unique_ptr<StandardIndex> standard;
  // One row in a hundred, as ids and as rows.
  std::vector<bool> is_tagged;
  RowSet tagged;
  // The same intervals, half of them as dates within which something happened.
  std::vector<Span> spans;
  UncertainIndex uncertain;
  std::vector<uint32_t> out;
};

void AddTag(Workload& workload) {
  Random random(3);
  std::vector<uint32_t> ids;
  for (uint32_t id = 0; id < workload.intervals.size(); ++id) {
    workload.is_tagged.push_back(random() % 100 == 0);
    if (workload.is_tagged.back()) ids.push_back(id);
  }
  workload.tagged = RowSet::OfIds(workload.index, ids);
}

// Only the last workload that was asked for is kept.
Workload& Get(Make make, size_t rows) {
  static std::map<std::pair<Make, size_t>, Workload> workloads;
  const auto key = std::make_pair(make, rows);
  if (workloads.count(key) == 0) {
    workloads.clear();
    Workload& workload = workloads[key];
    workload.intervals = make(rows);
    workload.index = *IntervalIndex::Build(workload.intervals);
    workload.standard = std::make_unique<StandardIndex>(workload.intervals);
    AddTag(workload);
    workload.spans = UncertainOf(workload.intervals);
    workload.uncertain = *UncertainIndex::Build(workload.spans);
    workload.out.resize(rows + 64);
  }
  return workloads[key];
}

// Answers one window and returns how many rows it found.
using Answer = size_t (*)(Workload& workload, const Interval& window);

void RunOneByOne(benchmark::State& state, Make make, size_t rows,
                 int64_t extent, Answer answer) {
  Workload& workload = Get(make, rows);
  const std::vector<Interval> windows = Windows(extent);
  size_t found = 0;
  size_t next = 0;
  int64_t asked = 0;
  // Some at a time, so that reading the clock costs little.
  constexpr int kAtATime = 16;
  for (auto _ : state) {
    for (int i = 0; i < kAtATime; ++i) {
      found += answer(workload, windows[next]);
      next = next + 1 == windows.size() ? 0 : next + 1;
    }
    asked += kAtATime;
  }
  benchmark::DoNotOptimize(found);
  state.SetItemsProcessed(asked);
  state.counters["rows_per_window"] =
      static_cast<double>(found) / static_cast<double>(asked);
}

// Answers sixteen windows.
using AnswerMany = size_t (*)(Workload& workload,
                              absl::Span<const Interval> windows);

void RunInBatches(benchmark::State& state, Make make, size_t rows,
                  int64_t extent, AnswerMany answer) {
  Workload& workload = Get(make, rows);
  const std::vector<Interval> windows = Windows(extent);
  constexpr size_t kAtATime = 16;
  size_t found = 0;
  size_t next = 0;
  int64_t asked = 0;
  for (auto _ : state) {
    found +=
        answer(workload, absl::MakeConstSpan(windows).subspan(next, kAtATime));
    next = next + 2 * kAtATime > windows.size() ? 0 : next + kAtATime;
    asked += kAtATime;
  }
  benchmark::DoNotOptimize(found);
  state.SetItemsProcessed(asked);
  state.counters["rows_per_window"] =
      static_cast<double>(found) / static_cast<double>(asked);
}

size_t Count(Workload& workload, const Interval& window) {
  return workload.index.Count(window);
}
size_t StandardCount(Workload& workload, const Interval& window) {
  return workload.standard->Count(window);
}
size_t View(Workload& workload, const Interval& window) {
  const Matches matches = workload.index.Find(window);
  return matches.CountMax();
}
size_t Rows(Workload& workload, const Interval& window) {
  uint32_t* const out = workload.out.data();
  return static_cast<size_t>(workload.index.Find(window).CopyRows(out) - out);
}
size_t Ids(Workload& workload, const Interval& window) {
  uint32_t* const out = workload.out.data();
  return static_cast<size_t>(workload.index.Find(window).CopyIds(out) - out);
}
size_t StandardIds(Workload& workload, const Interval& window) {
  static std::vector<uint32_t> ids;
  ids.clear();
  workload.standard->Find(window, ids);
  return ids.size();
}
size_t ScanIds(Workload& workload, const Interval& window) {
  uint32_t* out = workload.out.data();
  const std::vector<Interval>& intervals = workload.intervals;
  for (uint32_t i = 0; i < intervals.size(); ++i) {
    *out = i;
    out += (intervals[i].start < window.end) & (intervals[i].end > window.start)
               ? 1
               : 0;
  }
  return static_cast<size_t>(out - workload.out.data());
}
size_t CountMany(Workload& workload, absl::Span<const Interval> windows) {
  size_t sum = 0;
  for (uint32_t count : workload.index.CountEach(windows)) sum += count;
  return sum;
}
size_t RowsMany(Workload& workload, absl::Span<const Interval> windows) {
  size_t sum = 0;
  uint32_t* const out = workload.out.data();
  workload.index.FindEach(windows, [&](size_t, const Matches& matches) {
    sum += static_cast<size_t>(matches.CopyRows(out) - out);
  });
  return sum;
}

size_t Tagged(Workload& workload, const Interval& window) {
  return workload.tagged.Find(workload.index, window).size();
}
// The rows that touch the window, each asked for its tag.
size_t TaggedByFilter(Workload& workload, const Interval& window) {
  uint32_t* const out = workload.out.data();
  const uint32_t* const end = workload.index.Find(window).CopyIds(out);
  return static_cast<size_t>(
      std::count_if(out, workload.out.data() + (end - out),
                    [&](uint32_t id) { return workload.is_tagged[id]; }));
}
size_t Possible(Workload& workload, const Interval& window) {
  uint32_t* const out = workload.out.data();
  return static_cast<size_t>(workload.uncertain.Possible(window).CopyIds(out) -
                             out);
}
size_t Certain(Workload& workload, const Interval& window) {
  uint32_t* const out = workload.out.data();
  const UncertainIndex::CertainMatches certain =
      workload.uncertain.Certain(window);
  return static_cast<size_t>(
      certain.by_date.CopyIds(certain.by_core.CopyIds(out)) - out);
}
// The possible rows, each asked for its inner bounds.
size_t CertainByFilter(Workload& workload, const Interval& window) {
  uint32_t* const out = workload.out.data();
  const uint32_t* const end = workload.uncertain.Possible(window).CopyIds(out);
  return static_cast<size_t>(
      std::count_if(out, workload.out.data() + (end - out), [&](uint32_t id) {
        const Span& span = workload.spans[id];
        return std::min(span.latest_start, span.latest_end.Previous()) <
                   window.end &&
               std::max(span.earliest_end, span.earliest_start.Next()) >
                   window.start;
      }));
}

template <AllenRelation relation>
size_t InRelation(Workload& workload, const Interval& window) {
  uint32_t* const out = workload.out.data();
  return static_cast<size_t>(
      workload.index.Find({relation}, window).CopyRows(out) - out);
}

void Build(benchmark::State& state, Make make, size_t rows) {
  Workload& workload = Get(make, rows);
  size_t bytes = 0;
  for (auto _ : state) {
    const IntervalIndex index = *IntervalIndex::Build(workload.intervals);
    bytes = index.bytes();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(rows));
  // Beside the sixteen of the bounds.
  state.counters["bytes_per_row"] =
      static_cast<double>(bytes) / static_cast<double>(rows) - 16;
}

void Register(const std::string& name, Make make, size_t rows) {
  const std::string prefix = name + "/" + std::to_string(rows) + "/";
  benchmark::RegisterBenchmark((prefix + "build").c_str(), Build, make, rows)
      ->Unit(benchmark::kMillisecond);
  const auto one_by_one = [&](const std::string& question, int64_t extent,
                              const std::string& who, Answer answer) {
    benchmark::RegisterBenchmark(
        (prefix + question + "/" + std::to_string(extent) + "/" + who).c_str(),
        RunOneByOne, make, rows, extent, answer)
        ->MinTime(0.2);
  };
  const auto in_batches = [&](const std::string& question, int64_t extent,
                              AnswerMany answer) {
    benchmark::RegisterBenchmark(
        (prefix + question + "/" + std::to_string(extent) + "/batch").c_str(),
        RunInBatches, make, rows, extent, answer)
        ->MinTime(0.2);
  };
  for (int64_t extent : {0, 1, 10, 100, 1000}) {
    one_by_one("count", extent, "index", Count);
    in_batches("count", extent, CountMany);
    one_by_one("count", extent, "standard", StandardCount);
    one_by_one("view", extent, "index", View);
    one_by_one("rows", extent, "index", Rows);
    in_batches("rows", extent, RowsMany);
    one_by_one("ids", extent, "index", Ids);
    one_by_one("ids", extent, "standard", StandardIds);
    one_by_one("ids", extent, "scan", ScanIds);
  }
  for (int64_t extent : {0, 1, 100, 1000}) {
    one_by_one("tagged", extent, "index", Tagged);
    one_by_one("tagged", extent, "filter", TaggedByFilter);
    one_by_one("possible", extent, "index", Possible);
    one_by_one("certain", extent, "index", Certain);
    one_by_one("certain", extent, "filter", CertainByFilter);
  }
  for (int64_t extent : {1, 100}) {
    using R = AllenRelation;
    one_by_one("overlaps", extent, "index", InRelation<R::kOverlaps>);
    one_by_one("during", extent, "index", InRelation<R::kDuring>);
    one_by_one("contains", extent, "index", InRelation<R::kContains>);
    one_by_one("overlapped-by", extent, "index", InRelation<R::kOverlappedBy>);
    one_by_one("finishes", extent, "index", InRelation<R::kFinishes>);
  }
}

}  // namespace

void RegisterIntervalIndexBenchmarks() {
  for (size_t rows : {size_t{1'000'000}, size_t{10'000'000}}) {
    Register("MIX", Mix, rows);
    Register("HEAVY", Heavy, rows);
  }
  Register("BOOKS", Books, 2'312'602);
}

}  // namespace annals

int main(int argc, char** argv) {
  annals::RegisterIntervalIndexBenchmarks();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
