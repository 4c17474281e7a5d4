// What an export of a store takes in memory and time, page by page and whole.
//
//   out/tests/export_store_bench [EVENTS...]
//
// For each number of events a store of so many is filled, and each format that
// can be written page by page is exported from it to a file, by a process of
// its own: the most memory that it ever held, and the microseconds of the
// processor for each event. That the memory is bounded shows in ten times as
// many events taking no ten times as much. Beside it, up to a hundred thousand
// events, the same with everything in memory: what reading took, and then the
// writing alone.
//
// SPDX-License-Identifier: Apache-2.0

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "annals/export/byte_sink.h"
#include "annals/export/export.h"
#include "annals/export/export_pages.h"
#include "annals/store/bulk_load.h"
#include "annals/timeline/timeline.h"
#include "tests/bench/export_events.h"
#include "tests/support/temporary_folder.h"

extern char** environ;

namespace annals {
namespace {

constexpr uint64_t kSeed = 20170203;
constexpr int64_t kWholeMax = 100'000;

[[noreturn]] void Stop(const std::string& why) {
  std::fprintf(stderr, "export_store_bench: %s\n", why.c_str());
  std::exit(2);
}

template <typename T>
T Checked(absl::StatusOr<T> result) {
  if (!result.ok()) Stop(result.status().ToString());
  return *std::move(result);
}

// Of the processor, for this process.
double Seconds() {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void Report(const std::string& how, const std::string& format, int64_t events,
            double seconds) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-8s %-20s %8lld events %8.2f us an event %6ld MiB at most\n",
              how.c_str(), format.c_str(), static_cast<long long>(events),
              1e6 * seconds / static_cast<double>(events),
              usage.ru_maxrss / 1024);
}

void Fill(const std::string& store, int64_t events) {
  const Timeline timeline = Checked(Timeline::Open(store));
  std::mt19937_64 random(kSeed);
  int64_t number = 0;
  const auto next = [&]() -> absl::StatusOr<std::optional<Record>> {
    if (number == events) return std::nullopt;
    return ToRecord(testing::DrawEvent(random, number++));
  };
  Checked(BulkLoad(timeline.store(), next, {}, [](const BulkOutcome&) {}));
}

void WritePages(SelectionPages& pages, const std::string& format,
                const std::string& file) {
  const auto sink = Checked(FileSink::Create(file));
  Checked(ExportPages(pages, format, {}, *sink));
  if (!sink->Commit().ok()) Stop("the file cannot be written");
}

void ExportByPages(const std::string& store, int64_t events,
                   const std::string& format, const std::string& file) {
  const Timeline timeline = Checked(Timeline::Open(store));
  const double start = Seconds();
  const auto pages = Checked(timeline.Pages(Query()));
  WritePages(*pages, format, file);
  Report("pages", format, events, Seconds() - start);
}

void ExportFromMemory(const std::string& store, int64_t events,
                      const std::string& format, const std::string& file) {
  const Timeline timeline = Checked(Timeline::Open(store));
  double start = Seconds();
  const Selection selection = Checked(timeline.Select(Query()));
  Report("select", format, events, Seconds() - start);
  start = Seconds();
  OnePage page(selection);
  WritePages(page, format, file);
  Report("memory", format, events, Seconds() - start);
}

// This program anew, with these arguments, to its end: memory is counted by the
// process.
void Run(std::vector<std::string> arguments) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::fflush(stdout);
  pid_t child = 0;
  if (posix_spawn(&child, argv[0], nullptr, nullptr, argv.data(), environ) !=
      0) {
    Stop("cannot run itself");
  }
  int status = 0;
  if (waitpid(child, &status, 0) < 0 || status != 0) Stop("see above");
}

void Measure(const std::string& self, const std::string& events) {
  const testing::TemporaryFolder folder;
  const std::string store = folder / "b.annals";
  const std::string file = folder / "exported";
  Run({self, "fill", store, events});
  for (const ExportFormat& format : ExportFormats()) {
    if (format.make_writer == nullptr) continue;
    const std::string name(format.name);
    Run({self, "pages", store, events, name, file});
    if (std::atoll(events.c_str()) > kWholeMax) continue;
    Run({self, "whole", store, events, name, file});
  }
}

}  // namespace
}  // namespace annals

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv, argv + argc);
  const std::string what = argc > 1 ? arguments[1] : "";
  const int64_t events = argc > 3 ? std::atoll(argv[3]) : 0;
  if (what == "fill") {
    annals::Fill(arguments.at(2), events);
  } else if (what == "pages") {
    annals::ExportByPages(arguments.at(2), events, arguments.at(4),
                          arguments.at(5));
  } else if (what == "whole") {
    annals::ExportFromMemory(arguments.at(2), events, arguments.at(4),
                             arguments.at(5));
  } else {
    std::vector<std::string> sizes(arguments.begin() + 1, arguments.end());
    if (sizes.empty()) sizes = {"100000", "1000000"};
    for (const std::string& size : sizes) {
      if (std::atoll(size.c_str()) <= 0) {
        std::fprintf(stderr, "usage: export_store_bench [EVENTS...]\n");
        return 2;
      }
      annals::Measure(arguments[0], size);
    }
  }
  return 0;
}
