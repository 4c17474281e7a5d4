// What a walk among a million causal links costs, by what it returns.
//
//   out/tests/causal_bench
//   out/tests/causal_bench --links=300000 --store=/tmp/causal.annals
//
// The links lie in clusters of 10, 100, ... and the rest of them, whose last
// event all others of the cluster lead to: to ask for its causes returns every
// arrow of the cluster and no other. The clusters are strewn over the graph and
// its ids, so that what a returned arrow costs is to be nearly the same
// whatever the cluster. With a store, the same links are loaded into it and
// asked for through Timeline::Causes. Sizes take turns in eleven rounds; what
// comes out is a table in Markdown: medians, and in brackets the lower and
// upper quartile. Then come paths in dense graphs.
//
// SPDX-License-Identifier: Apache-2.0

#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/causal/graph.h"
#include "annals/record/build.h"
#include "annals/store/bulk_load.h"
#include "annals/timeline/timeline.h"

namespace annals {
namespace {

constexpr int kRounds = 11;
constexpr int64_t kArrowsARound = 20'000;
constexpr int64_t kAskedMost = 100'000;

[[noreturn]] void Fail(std::string_view what) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
  std::exit(1);
}

struct Options {
  int64_t links = 1'000'000;
  std::string store;
};

// Clusters of links, and of each the event that all of it leads to.
struct Clusters {
  std::vector<CausalLink> links;
  std::vector<std::pair<int64_t, std::string>> last_events;
};

std::string EventId(uint64_t number) {
  // Ids in random order, as those that an import derives are.
  return absl::StrFormat("e%016x", number * 0x9e3779b97f4a7c15u);
}

// Every event but the first has one or two causes among the sixteen before it,
// and the one before it is one of them: so all lead to the last.
void AddCluster(int64_t size, uint64_t& event, std::mt19937_64& random,
                Clusters& clusters) {
  const uint64_t first = event++;
  for (int64_t i = 0; i < size; ++event) {
    const uint64_t reach = std::min<uint64_t>(event - first, 16);
    for (int k = 0; k < 2 && i < size; ++k, ++i) {
      const uint64_t cause = k == 0 ? event - 1 : event - 1 - random() % reach;
      clusters.links.push_back(
          MakeLink(absl::StrCat("l", clusters.links.size()), {EventId(cause)},
                   CausalLink::CAUSE, {EventId(event)}));
    }
  }
  clusters.last_events.emplace_back(size, EventId(event - 1));
}

Clusters MakeClusters(int64_t links) {
  std::mt19937_64 random(20170203);
  Clusters clusters;
  uint64_t event = 0;
  int64_t left = links;
  for (int64_t size = 10; 2 * size <= left && size <= kAskedMost; size *= 10) {
    AddCluster(size, event, random, clusters);
    left -= size;
  }
  if (left > 0) AddCluster(left, event, random, clusters);
  clusters.last_events.pop_back();
  std::shuffle(clusters.links.begin(), clusters.links.end(), random);
  return clusters;
}

// Time of the processor, all threads, in nanoseconds: other programs take less
// from it than from the time by the clock.
double ProcessorTime() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 +
         static_cast<double>(now.tv_nsec);
}

std::string MedianAndQuartiles(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t n = values.size();
  return absl::StrFormat("%.0f (%.0f to %.0f)", values[n / 2], values[n / 4],
                         values[(3 * n) / 4]);
}

// Nanoseconds for each arrow of one answer.
double Measure(int64_t arrows, const std::function<size_t()>& ask) {
  const int64_t times = std::max<int64_t>(1, kArrowsARound / arrows);
  const double begin = ProcessorTime();
  for (int64_t i = 0; i < times; ++i) {
    if (ask() != static_cast<size_t>(arrows)) Fail("not all arrows returned");
  }
  return (ProcessorTime() - begin) / static_cast<double>(arrows * times);
}

using Ask = std::function<size_t(const std::string&)>;

// A row for each size, a column for each way to ask.
void PrintTable(const std::vector<std::pair<int64_t, std::string>>& questions,
                const std::vector<std::pair<std::string, Ask>>& ways) {
  std::vector<std::vector<double>> took(questions.size() * ways.size());
  for (int round = 0; round < kRounds; ++round) {
    for (size_t i = 0; i < took.size(); ++i) {
      const auto& [arrows, id] = questions[i / ways.size()];
      const Ask& ask = ways[i % ways.size()].second;
      ask(id);  // What only the first of a kind costs is not counted.
      took[i].push_back(Measure(arrows, [&id, &ask] { return ask(id); }));
    }
  }
  std::printf("| arrows returned |");
  for (const auto& [name, unused] : ways) std::printf(" %s |", name.c_str());
  std::printf("\n| --- |");
  for (size_t i = 0; i < ways.size(); ++i) std::printf(" --- |");
  for (size_t i = 0; i < took.size(); ++i) {
    if (i % ways.size() == 0) {
      std::printf("\n| %lld |",
                  static_cast<long long>(questions[i / ways.size()].first));
    }
    std::printf(" %s |", MedianAndQuartiles(took[i]).c_str());
  }
  std::printf("\n\n");
}

void Load(const Clusters& clusters, Store& store) {
  std::vector<std::string> events;
  for (const CausalLink& link : clusters.links) {
    events.push_back(link.causes(0));
    events.push_back(link.effects(0));
  }
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  size_t next = 0;
  const auto result = BulkLoad(
      store,
      [&]() -> absl::StatusOr<std::optional<Record>> {
        Record record;
        const size_t i = next++;
        if (i < events.size()) {
          *record.mutable_event() = MakeEvent(events[i], "Event");
        } else if (i - events.size() < clusters.links.size()) {
          *record.mutable_causal_link() = clusters.links[i - events.size()];
        } else {
          return std::nullopt;
        }
        return std::optional<Record>(std::move(record));
      },
      {}, [](const BulkOutcome&) {});
  if (!result.ok()) Fail(std::string(result.status().message()));
}

Timeline OpenAndLoad(const std::string& path, const Clusters& clusters) {
  if (std::filesystem::exists(path)) Fail(path + " is there already");
  absl::StatusOr<Timeline> timeline = Timeline::Open(path);
  if (!timeline.ok()) Fail(std::string(timeline.status().message()));
  const double begin = ProcessorTime();
  Load(clusters, timeline->store());
  std::printf("loaded into a store in %.0f s\n\n",
              (ProcessorTime() - begin) / 1e9);
  return *std::move(timeline);
}

void BenchWalks(const Options& options) {
  Clusters clusters = MakeClusters(options.links);
  const auto questions = clusters.last_events;
  std::optional<Timeline> timeline;
  if (!options.store.empty()) {
    timeline.emplace(OpenAndLoad(options.store, clusters));
  }
  const double begin = ProcessorTime();
  const CausalGraph graph(std::move(clusters.links));
  std::printf("%lld links; the graph is made in %.2f s\n\n",
              static_cast<long long>(options.links),
              (ProcessorTime() - begin) / 1e9);
  std::vector<std::pair<std::string, Ask>> ways = {
      {"`CausalGraph::Causes`, ns an arrow", [&](const std::string& id) {
         return graph.Causes(id, kDepthUnlimited).steps.size();
       }}};
  if (timeline.has_value()) {
    ways.emplace_back("`Timeline::Causes`, ns an arrow",
                      [&](const std::string& id) {
                        const auto walk = timeline->Causes(id);
                        return walk.ok() ? walk->steps.size() : 0;
                      });
  }
  // What the answer alone costs, once it is known: nothing can be faster.
  CausalWalk known;
  std::string known_id;
  ways.emplace_back("a copy of the answer", [&](const std::string& id) {
    if (id != known_id) {
      known = graph.Causes(id, kDepthUnlimited);
      known_id = id;
    }
    const CausalWalk copy = known;
    return copy.steps.size();
  });
  PrintTable(questions, ways);
}

std::vector<CausalLink> CompleteGraph(int records) {
  std::vector<CausalLink> links;
  for (int i = 0; i < records; ++i) {
    for (int k = 0; k < records; ++k) {
      if (i == k) continue;
      links.push_back(MakeLink(absl::StrCat(i, "-", k), {absl::StrCat(i)},
                               CausalLink::CAUSE, {absl::StrCat(k)}));
    }
  }
  return links;
}

// Each record of a layer leads to each of the next, by claims of a few
// strengths.
std::vector<CausalLink> LayeredGraph(int layers, int width) {
  std::mt19937_64 random(20170203);
  std::vector<CausalLink> links;
  for (int i = 0; i < layers * width - width; ++i) {
    for (int k = 0; k < width; ++k) {
      const int to = (i / width + 1) * width + k;
      CausalLink link = MakeLink(absl::StrCat(i, "-", to), {absl::StrCat(i)},
                                 CausalLink::CAUSE, {absl::StrCat(to)});
      AddClaim(link, "1", {"somebody"})
          .set_confidence(static_cast<int>(random() % 101));
      links.push_back(std::move(link));
    }
  }
  return links;
}

void PrintPaths(const char* name, const std::vector<CausalLink>& links,
                const std::string& from, const std::string& to) {
  const CausalGraph graph(links);
  std::vector<double> took;
  CausalPaths paths;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = ProcessorTime();
    paths = graph.Paths(from, to);
    took.push_back((ProcessorTime() - begin) / 1e3);
  }
  std::printf("| %s | %zu | %zu%s | %s |\n", name, links.size(),
              paths.paths.size(), paths.gave_up ? ", gave up" : "",
              MedianAndQuartiles(took).c_str());
}

void BenchPaths() {
  std::printf("| dense graph | links | strongest paths | µs |\n");
  std::printf("| --- | --- | --- | --- |\n");
  PrintPaths("complete, 200 records", CompleteGraph(200), "0", "199");
  PrintPaths("20 layers of 10, any confidence", LayeredGraph(20, 10), "0",
             "199");
  PrintPaths("20 layers of 50, any confidence", LayeredGraph(20, 50), "0",
             "999");
}

}  // namespace
}  // namespace annals

int main(int argc, char** argv) {
  annals::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const size_t value = argument.find('=') + 1;
    if (argument.rfind("--links=", 0) == 0) {
      if (!absl::SimpleAtoi(argument.substr(value), &options.links) ||
          options.links < 100) {
        annals::Fail(argument + ": want a number of links from 100 on");
      }
    } else if (argument.rfind("--store=", 0) == 0) {
      options.store = argument.substr(value);
    } else {
      annals::Fail(argument + ": want --links=N or --store=FILE");
    }
  }
  annals::BenchWalks(options);
  annals::BenchPaths();
}
