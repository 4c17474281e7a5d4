// What a chronology takes in time and memory, from ten thousand events on.
//
//   out/tests/chronology_bench [EVENTS]
//
// For a tenth of the events and for all of them: solving, telling, and writing
// each format, in seconds of the processor, with the most memory that the
// process ever held and the bytes that were written. Last how many times longer
// each took for ten times as many: ten is linear. A selection that is in
// memory; every event has a claim with a passage of one of a hundred sources,
// every other is the cause of the next, one in ten has no date but a constraint
// that puts it between two others.
//
// SPDX-License-Identifier: Apache-2.0

#include <sys/resource.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/difference.h"
#include "annals/chronology/html.h"
#include "annals/chronology/latex.h"
#include "annals/chronology/markdown.h"
#include "annals/chronology/telling_template.h"
#include "annals/chronology/text.h"
#include "annals/network/event_network.h"
#include "annals/record/build.h"
#include "annals/record/event_time.h"

namespace annals {
namespace {

constexpr uint64_t kSeed = 20170203;
constexpr int64_t kEvents = 100'000;
constexpr int kSources = 100;

std::string DrawDate(std::mt19937_64& random) {
  const int year = 1800 + static_cast<int>(random() % 200);
  const int month = 1 + static_cast<int>(random() % 12);
  const int day = 1 + static_cast<int>(random() % 28);
  switch (random() % 3) {
    case 0:
      return absl::StrFormat("%04d", year);
    case 1:
      return absl::StrFormat("%04d-%02d~", year, month);
    default:
      return absl::StrFormat("%04d-%02d-%02d", year, month, day);
  }
}

std::string IdOf(int64_t number) { return absl::StrCat("event-", number); }

Constraint StartsBefore(int64_t first, int64_t second) {
  Constraint constraint;
  constraint.set_id(absl::StrCat("order-", first, "-", second));
  Distance& distance = *constraint.mutable_distance();
  distance.mutable_from()->set_event(IdOf(first));
  distance.mutable_from()->set_side(Endpoint::START);
  distance.mutable_to()->set_event(IdOf(second));
  distance.mutable_to()->set_side(Endpoint::START);
  distance.set_min("PT0S");
  return constraint;
}

Selection DrawSelection(int64_t events) {
  std::mt19937_64 random(kSeed);
  Selection selection;
  selection.sequence = events;
  for (int i = 0; i < kSources; ++i) {
    const std::string id = absl::StrCat("source-", i);
    selection.named[id] =
        ToRecord(MakeSource(id, absl::StrCat("Report number ", i)));
  }
  for (int64_t i = 0; i < events; ++i) {
    const bool is_undated = i % 10 == 9;
    Answer answer;
    answer.event =
        MakeEvent(IdOf(i), absl::StrCat("Talks about oil, round ", i),
                  is_undated ? "" : DrawDate(random));
    AddParticipant(answer.event, "China", Participant::AGENT);
    Claim& claim = AddClaim(answer.event, "a", {"Yoko Hirose"});
    AddEvidence(claim, absl::StrCat("source-", random() % kSources),
                absl::StrCat("they spoke of oil, round ", i));
    answer.date = *DateOf(answer.event.when());
    answer.span = *SpanOf(answer.event);
    selection.events.push_back(std::move(answer));
    if (i % 2 == 1) {
      selection.links.push_back(MakeLink(absl::StrCat("link-", i),
                                         {IdOf(i - 1)}, CausalLink::CAUSE,
                                         {IdOf(i)}));
    }
    if (is_undated) selection.constraints.push_back(StartsBefore(i - 1, i));
  }
  return selection;
}

// Seconds by what was done.
using Times = std::map<std::string, double>;

// Of the processor's time, so that what else the machine does counts less.
class Stopwatch {
 public:
  double Seconds() const {
    return static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC;
  }

 private:
  const std::clock_t start_ = std::clock();
};

void Report(const char* what, int64_t events, double seconds, size_t bytes) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-10s %8lld events %8.2f s %6ld MiB held at most %12zu bytes\n",
              what, static_cast<long long>(events), seconds,
              usage.ru_maxrss / 1024, bytes);
  std::fflush(stdout);
}

template <typename Deed>
void Time(const char* what, int64_t events, Times& times, const Deed& deed) {
  const Stopwatch watch;
  const size_t bytes = deed();
  times[what] = watch.Seconds();
  Report(what, events, times[what], bytes);
}

SolvedEvents Solve(const Selection& selection) {
  EventNetwork network;
  for (const Answer& answer : selection.events) {
    if (!network.AddEvent(answer.event).ok()) std::abort();
  }
  for (const Constraint& constraint : selection.constraints) {
    if (!network.AddConstraint(constraint).ok()) std::abort();
  }
  network.Finish();
  return SolvedEvents(std::move(network));
}

Times Measure(int64_t events) {
  Times times;
  Selection selection = DrawSelection(events);
  std::optional<SolvedEvents> solved;
  Time("solve", events, times, [&] {
    solved = Solve(selection);
    return 0;
  });
  TellingOptions options;
  options.solved = &*solved;
  Chronology told;
  Time("tell", events, times, [&] {
    told = *Tell(selection, options);
    return 0;
  });
  Time("markdown", events, times, [&] { return ToMarkdown(told).size(); });
  Time("html", events, times, [&] { return ToHtml(told).size(); });
  Time("latex", events, times, [&] { return ToLatex(told).size(); });
  Time("text", events, times, [&] { return ToText(told).size(); });
  Time("template", events, times, [&] {
    const auto own = TellingTemplate::Parse(
        TellingTemplate::BuiltIn(TellingFormat::kText), TellingFormat::kText);
    return own->Write(told)->size();
  });
  for (Answer& answer : selection.events) answer.event.set_title("Talks");
  RevisionsBetween revisions;
  revisions.to = 1;
  Time("difference", events, times, [&] {
    return ToMarkdown(
               TellDifference(told, *Tell(selection, options), revisions))
        .size();
  });
  return times;
}

}  // namespace
}  // namespace annals

int main(int argc, char** argv) {
  const int64_t events = argc > 1 ? std::atoll(argv[1]) : annals::kEvents;
  const auto few = annals::Measure(events / 10);
  const auto many = annals::Measure(events);
  for (const auto& [what, seconds] : many) {
    std::printf("%-10s %.1f times as long for ten times as many\n",
                what.c_str(), seconds / few.at(what));
  }
  return 0;
}
