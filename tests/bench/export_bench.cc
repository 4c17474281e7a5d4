// How fast exports write, beside a plain buffered writer of the same bytes.
//
//   out/tests/export_bench [EVENTS]
//
// For each format, in turn and in one process, so that whatever else the
// machine does meets both alike: the events of a selection that is in memory
// are exported to a file; then the same bytes are written to another, a line at
// a time, through stdio's buffer. The share is the export's rate by the plain
// writer's, both by the time of the processor. Lower quartile, median and upper
// quartile of eleven rounds. The goal is a lower quartile of a third.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/export/byte_sink.h"
#include "annals/export/export.h"
#include "annals/export/export_pages.h"
#include "annals/record/event_time.h"
#include "annals/timeline/selection_pages.h"
#include "tests/bench/export_events.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

constexpr uint64_t kSeed = 20170203;
constexpr int64_t kEvents = 100'000;
constexpr int kRounds = 11;

Answer DrawAnswer(std::mt19937_64& random, int64_t number) {
  Answer answer;
  answer.event = testing::DrawEvent(random, number);
  answer.date = *DateOf(answer.event.when());
  answer.span = *SpanOf(answer.event);
  return answer;
}

Selection DrawSelection(int64_t events) {
  std::mt19937_64 random(kSeed);
  Selection selection;
  for (int64_t i = 0; i < events; ++i) {
    selection.events.push_back(DrawAnswer(random, i));
  }
  return selection;
}

std::FILE* OpenToWrite(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    std::perror(path.c_str());
    std::exit(2);
  }
  return file;
}

template <typename T>
T Checked(absl::StatusOr<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
    std::exit(2);
  }
  return *std::move(result);
}

void ExportTo(const std::string& path, SelectionPages& pages,
              const char* format) {
  const auto file = Checked(FileSink::Create(path));
  Checked(ExportPages(pages, format, {}, *file));
  if (!file->Commit().ok()) std::exit(2);
}

void WriteLines(const std::string& path, std::string_view bytes) {
  std::FILE* file = OpenToWrite(path);
  while (!bytes.empty()) {
    const size_t line =
        std::min(bytes.find('\n', 0), bytes.size() - 1) + size_t{1};
    std::fwrite(bytes.data(), 1, line, file);
    bytes.remove_prefix(line);
  }
  std::fclose(file);
}

// Of the processor, its waits for a disk and for other programs left out.
template <typename Work>
double Seconds(const Work& work) {
  const auto now = [] {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_nsec) / 1e9;
  };
  const double start = now();
  work();
  return now() - start;
}

double Quantile(std::vector<double> samples, double share) {
  std::sort(samples.begin(), samples.end());
  return samples[static_cast<size_t>(share *
                                     static_cast<double>(samples.size() - 1))];
}

void Measure(const Selection& selection, const char* format) {
  const testing::TemporaryFolder folder;
  const std::string bytes = Export(selection, format)->bytes;
  std::vector<double> shares;
  std::vector<double> nanoseconds;
  for (int round = 0; round < kRounds; ++round) {
    OnePage pages(selection);
    const double exported =
        Seconds([&] { ExportTo(folder / "exported", pages, format); });
    const double plain = Seconds([&] { WriteLines(folder / "plain", bytes); });
    shares.push_back(plain / exported);
    nanoseconds.push_back(exported * 1e9 /
                          static_cast<double>(selection.events.size()));
  }
  std::printf("%-12s %8.1f MB, %6.0f ns an event; share %.3f, %.3f, %.3f\n",
              format, static_cast<double>(bytes.size()) / 1e6,
              Quantile(nanoseconds, 0.5), Quantile(shares, 0.25),
              Quantile(shares, 0.5), Quantile(shares, 0.75));
}

}  // namespace
}  // namespace annals

int main(int argc, char** argv) {
  const int64_t events =
      argc > 1 ? std::strtoll(argv[1], nullptr, 10) : annals::kEvents;
  if (events <= 0) {
    std::fprintf(stderr, "usage: export_bench [EVENTS]\n");
    return 2;
  }
  const annals::Selection selection = annals::DrawSelection(events);
  for (const char* format : {"csv", "json-lines", "timesketch", "vis"}) {
    annals::Measure(selection, format);
  }
  return 0;
}
