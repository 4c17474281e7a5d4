// What it costs to hear and judge a great many causal links.
//
//   out/tests/court_bench
//
// SPDX-License-Identifier: Apache-2.0

#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>

#include "annals/causal/court.h"
#include "annals/record/build.h"
#include "benchmark/benchmark.h"

namespace annals {
namespace {

constexpr uint64_t kSeed = 20170203;

// Bytes that the program holds.
size_t Held() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// Events of a long chronicle, in order of time: a link leads from one to one
// of the next hundred, now and then back. Every link has a source of its own.
class Chronicle {
 public:
  explicit Chronicle(int64_t events) : events_(events), random_(kSeed) {}

  void Tell(Court& court) {
    for (int64_t i = 0; i < events_; ++i) {
      Hear(court,
           ToRecord(MakeEvent(Id("event-", i), "Something happens",
                              std::to_string(1000 + i * 1000 / events_))));
    }
    for (int64_t i = 0; i < events_; ++i) Hear(court, LinkFrom(i));
  }

 private:
  static std::string Id(const std::string& kind, int64_t number) {
    return kind + std::to_string(number);
  }

  static void Hear(Court& court, const Record& record) {
    if (!court.Hear(record).ok()) std::abort();
  }

  Record LinkFrom(int64_t event) {
    const int64_t step =
        std::uniform_int_distribution<int64_t>(1, 100)(random_);
    const bool is_back = step == 100 && event > step;
    const int64_t to = (is_back ? event - step : event + step) % events_;
    CausalLink link = MakeLink(Id("link-", event), {Id("event-", event)},
                               CausalLink::CAUSE, {Id("event-", to)});
    Claim& claim = AddClaim(link, "1", {"a chronicler"});
    AddEvidence(claim, "chronicle", "and so it came");
    return ToRecord(std::move(link));
  }

  int64_t events_;
  std::mt19937_64 random_;
};

// Events, and as many links.
void BM_HearAndJudge(benchmark::State& state) {
  size_t held = 0;
  CourtReport report;
  for (auto _ : state) {
    const size_t before = Held();
    CourtOptions options;
    options.findings_max = 100;
    Court court(options);
    Chronicle(state.range(0)).Tell(court);
    held = Held() - before;
    report = court.Judge();
  }
  state.counters["held_bytes_a_link"] =
      static_cast<double>(held) / static_cast<double>(state.range(0));
  state.counters["before_cause"] = static_cast<double>(
      report.CountOf(FindingKind::kEffectCertainlyBeforeCause));
  state.counters["cycles"] =
      static_cast<double>(report.CountOf(FindingKind::kCausalCycle));
}
BENCHMARK(BM_HearAndJudge)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace annals
