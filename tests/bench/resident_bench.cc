// Questions to a store itself, and to the same store in memory, in one run.
//
//   out/tests/resident_bench --events=1000000
//
// Events of a century (days, months, years, some years long), each with one of
// a hundred tags and two of 2,200 names, are loaded into a new store in the
// folder for temporary files. Then it is made resident, some times over, from
// the store's tables and from the file beside it, and both are asked the same
// by turns. What comes out is a table in Markdown:
// medians, and in brackets the lower and upper quartile.
//
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
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
#include "annals/record/build.h"
#include "annals/store/bulk_load.h"
#include "annals/timeline/timeline.h"

namespace annals {
namespace {

constexpr int kRounds = 11;

void Check(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "resident_bench: %s\n", status.ToString().c_str());
  std::exit(2);
}

double Milliseconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(
             std::chrono::steady_clock::now() - begin)
      .count();
}

std::string Summary(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  const auto at = [&samples](double share) {
    return samples[static_cast<size_t>(
        share * static_cast<double>(samples.size() - 1))];
  };
  return absl::StrFormat("%.3g (%.3g to %.3g)", at(0.5), at(0.25), at(0.75));
}

// What the process has in memory now, in bytes.
double ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0;
  double resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

class Writer {
 public:
  Event Next() {
    Event event = MakeEvent(absl::StrCat("event-", ++number_),
                            "Something happens", Date());
    AddParticipant(event, absl::StrCat("Person ", random_() % 2'000),
                   Participant::AGENT);
    AddParticipant(event, absl::StrCat("State ", random_() % 200),
                   Participant::TARGET);
    event.add_tags(absl::StrCat("tag-", random_() % 100));
    return event;
  }

 private:
  std::string Date() {
    const std::string year = absl::StrCat(1900 + random_() % 100);
    const std::string month = absl::StrFormat("%s-%02d", year, 1 + Below(12));
    switch (random_() % 10) {
      case 0:
        return year;
      case 1:
        return month;
      case 2:
        return absl::StrCat(year, "/", 2000 + random_() % 20);
      default:
        return absl::StrFormat("%s-%02d", month, 1 + Below(28));
    }
  }
  int Below(unsigned bound) { return static_cast<int>(random_() % bound); }

  std::mt19937 random_{1};
  int64_t number_ = 0;
};

void Fill(Timeline& timeline, int64_t events) {
  Writer writer;
  int64_t left = events;
  const auto next = [&]() -> absl::StatusOr<std::optional<Record>> {
    if (left-- == 0) return std::optional<Record>();
    return std::optional<Record>(ToRecord(writer.Next()));
  };
  Check(
      BulkLoad(timeline.store(), next, {}, [](const BulkOutcome&) {}).status());
}

using File = ResidentOptions::File;

ResidentReport Load(Timeline& timeline, File file) {
  ResidentOptions options;
  options.file = file;
  absl::StatusOr<ResidentReport> report = timeline.MakeResident(options);
  Check(report.status());
  return *report;
}

void MeasureMemory(Timeline& timeline, int64_t events) {
  const double before = ResidentBytes();
  Load(timeline, File::kIgnore);
  std::printf("| bytes an event, at the most | | %.0f |\n",
              (ResidentBytes() - before) / static_cast<double>(events));
}

void MeasureKeeping(Timeline& timeline) {
  ResidentReport report;
  const double milliseconds =
      Milliseconds([&] { report = Load(timeline, File::kKeep); });
  Check(report.writing);
  std::printf(
      "| made resident and kept in a file of %.3g MB, ms | | %.3g |\n",
      static_cast<double>(std::filesystem::file_size(report.written)) / 1e6,
      milliseconds);
}

// From the tables, and from the file, by turns; and the first questions after
// the latter.
void MeasureLoading(const std::string& path) {
  std::vector<double> of_tables;
  std::vector<double> of_file;
  std::vector<double> ratios;
  std::vector<double> first_of_tables;
  std::vector<double> first;
  std::vector<double> second;
  const Query query = Query().Intersects("1950-05").Tag("tag-7");
  for (int i = 0; i < kRounds; ++i) {
    absl::StatusOr<Timeline> timeline = Timeline::Open(path);
    Check(timeline.status());
    of_tables.push_back(Milliseconds([&] { Load(*timeline, File::kIgnore); }));
    first_of_tables.push_back(
        Milliseconds([&] { Check(timeline->Count(query).status()); }));
    absl::StatusOr<Timeline> other = Timeline::Open(path);
    Check(other.status());
    ResidentReport report;
    of_file.push_back(Milliseconds([&] { report = Load(*other, File::kUse); }));
    Check(report.reading);
    ratios.push_back(of_tables.back() / of_file.back());
    first.push_back(Milliseconds([&] { Check(other->Count(query).status()); }));
    second.push_back(
        Milliseconds([&] { Check(other->Count(query).status()); }));
  }
  std::printf("| made resident from the tables, ms | | %s |\n",
              Summary(of_tables).c_str());
  std::printf("| made resident from the file, ms | | %s |\n",
              Summary(of_file).c_str());
  std::printf("| times as fast | | %s |\n", Summary(ratios).c_str());
  std::printf("| the first question after either, ms | %s | %s |\n",
              Summary(first_of_tables).c_str(), Summary(first).c_str());
  std::printf("| the same again, ms | | %s |\n", Summary(second).c_str());
}

struct Question {
  std::string name;
  std::function<int64_t(const Timeline&)> ask;
};

Instant Civil(int year, int month) {
  return *Instant::FromCivil(absl::CivilSecond(year, month, 1));
}

std::vector<Question> Questions() {
  const auto count = [](const Query& query) {
    return [query](const Timeline& timeline) {
      return timeline.Count(query)->total;
    };
  };
  const auto histogram = [](const Query& query) {
    return [query](const Timeline& timeline) {
      const auto edges = CalendarEdges(
          CalendarStep::kYear, Interval{Civil(1900, 1), Civil(2000, 1)});
      return timeline.Histogram(query, *edges)->total;
    };
  };
  const Query month = Query().Intersects("1950-05");
  const Query tag = Query().Tag("tag-7");
  const Query both = Query(month).Tag("tag-7");
  return {
      {"count a month", count(month)},
      {"count a decade", count(Query().Intersects("1950/1959"))},
      {"count a tag", count(tag)},
      {"count a tag in a month", count(both)},
      {"the first 20 of a month",
       [month](const Timeline& timeline) {
         return timeline.Find(Query(month).Limit(20))->total;
       }},
      {"a histogram of a tag by years", histogram(tag)},
      {"a histogram of all by years", histogram(Query())},
      {"nearest to a day",
       [](const Timeline& timeline) {
         return timeline.Nearest(Query(), "1950-05-05", 3)->others;
       }},
      {"nearest to a day, with a tag",
       [tag](const Timeline& timeline) {
         return timeline.Nearest(tag, "1950-05-05", 3)->others;
       }},
      {"the extent of all",
       [](const Timeline& timeline) {
         return timeline.Extent(Query())->end.code();
       }},
      {"the extent of a tag",
       [tag](const Timeline& timeline) {
         return timeline.Extent(tag)->end.code();
       }},
      {"a name during a tag, of a year",
       [](const Timeline& timeline) {
         const Query year = Query().Intersects("1950");
         return static_cast<int64_t>(timeline
                                         .Join(Query(year).Actor("State 7"),
                                               Query(year).Tag("tag-7"),
                                               {AllenRelation::kDuring})
                                         ->pairs.size());
       }},
      {"the first 1,000 pairs of all that overlap a tag",
       [tag](const Timeline& timeline) {
         JoinOptions options;
         options.pairs_max = 1000;
         return static_cast<int64_t>(
             timeline.Join(Query(), tag, {AllenRelation::kOverlaps}, options)
                 ->pairs.size());
       }},
      {"coverage of a month", [](const Timeline& timeline) {
         return static_cast<int64_t>(
             timeline
                 .Coverage(Query(), Interval{Civil(1950, 5), Civil(1950, 6)})
                 ->size());
       }}};
}

void Measure(const Question& question, const Timeline& plain,
             const Timeline& resident) {
  std::vector<double> of_plain;
  std::vector<double> of_resident;
  for (int i = 0; i < kRounds; ++i) {
    int64_t want = 0;
    int64_t found = 0;
    of_plain.push_back(Milliseconds([&] { want = question.ask(plain); }));
    of_resident.push_back(
        Milliseconds([&] { found = question.ask(resident); }));
    if (want != found) Check(absl::InternalError("the answers differ"));
  }
  std::printf("| %s, ms | %s | %s |\n", question.name.c_str(),
              Summary(of_plain).c_str(), Summary(of_resident).c_str());
}

void Run(int64_t events) {
  std::string folder =
      (std::filesystem::temp_directory_path() / "resident_bench_XXXXXX")
          .string();
  if (mkdtemp(folder.data()) == nullptr) {
    Check(absl::UnavailableError("no folder"));
  }
  {
    const std::string path = folder + "/bench.annals";
    absl::StatusOr<Timeline> plain = Timeline::Open(path);
    Check(plain.status());
    Fill(*plain, events);
    absl::StatusOr<Timeline> resident = Timeline::Open(path);
    Check(resident.status());
    std::printf("| %d events | store | memory |\n| --- | --- | --- |\n",
                static_cast<int>(events));
    MeasureMemory(*resident, events);
    MeasureKeeping(*resident);
    MeasureLoading(path);
    for (const Question& question : Questions()) {
      Measure(question, *plain, *resident);
    }
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace annals

int main(int argc, char** argv) {
  int64_t events = 100'000;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    const std::string_view name = "--events=";
    if (flag.substr(0, name.size()) != name ||
        !absl::SimpleAtoi(std::string(flag.substr(name.size())), &events)) {
      std::fprintf(stderr, "want resident_bench [--events=NUMBER]\n");
      return 2;
    }
  }
  annals::Run(events);
}
