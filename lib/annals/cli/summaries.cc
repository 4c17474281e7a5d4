// annals histogram, annals nearest: where events crowd, and what is next.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/summaries.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/answer_output.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/network_flags.h"
#include "annals/cli/internal/output.h"
#include "annals/cli/internal/session.h"
#include "annals/cli/internal/window_flags.h"
#include "annals/time/instant.h"
#include "annals/timeline/query.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {
namespace {

struct HistogramFlags {
  std::string store;
  QueryFlags query;
  SolvedFlags solved;
  std::string by = "year";
  WindowFlags window;
};

Json BucketToJson(const HistogramBucket& bucket) {
  Json object;
  object["from"] = bucket.window.start.ToString();
  object["until"] = bucket.window.end.ToString();
  object["certain"] = bucket.certain;
  object["possible"] = bucket.possible;
  return object;
}

// "1914-01-01  ###++      3 certain, 2 possible"; a mark stands for `unit`.
void PrintBucket(const HistogramBucket& bucket, int64_t unit,
                 std::ostream& out) {
  std::string start = bucket.window.start.ToString();
  start.resize(start.find('T'));
  const auto marks = [unit](int64_t count, char mark) {
    return std::string(static_cast<size_t>((count + unit - 1) / unit), mark);
  };
  out << start << "  " << marks(bucket.certain, '#')
      << marks(bucket.possible, '+') << "  " << bucket.certain << " certain, "
      << bucket.possible << " possible\n";
}

// So many events a mark that the longest line has forty at most.
int64_t UnitOf(const Histogram& histogram) {
  constexpr int64_t kMarksMax = 40;
  int64_t most = 1;
  for (const HistogramBucket& bucket : histogram.buckets) {
    most = std::max(most, bucket.certain + bucket.possible);
  }
  return (most + kMarksMax - 1) / kMarksMax;
}

absl::StatusOr<int> PrintHistogram(const HistogramFlags& flags,
                                   const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(AskSolved(flags.solved, timeline, query));
  ANNALS_ASSIGN_OR_RETURN(const Window window,
                          WindowOf(flags.window, query, timeline));
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Instant> edges,
                          CalendarEdges(*CalendarStepNamed(flags.by), window));
  ANNALS_ASSIGN_OR_RETURN(const Histogram histogram,
                          timeline.Histogram(query, edges));
  const int64_t unit = UnitOf(histogram);
  for (const HistogramBucket& bucket : histogram.buckets) {
    if (session.WantsJson()) {
      PrintJson(session.console.out, BucketToJson(bucket));
    } else {
      PrintBucket(bucket, unit, session.console.out);
    }
  }
  session.console.out.flush();
  session.console.err << Counted(histogram.total, "event");
  PrintLeftOut(histogram.undated, histogram.unasserted, session.console.err);
  return kDone;
}

struct NearestFlags {
  std::string store;
  std::string when;
  QueryFlags query;
  SolvedFlags solved;
  int64_t count = 1;
};

void PrintSide(const std::vector<Answer>& answers, const std::string& side,
               const Session& session) {
  for (const Answer& answer : answers) {
    if (session.WantsJson()) {
      Json object;
      object["side"] = side;
      object.update(ToJson(answer));
      PrintJson(session.console.out, object);
    } else {
      session.console.out << (side == "before" ? "before  " : "after   ");
      PrintForPeople(answer, session.console.out);
    }
  }
}

absl::StatusOr<int> PrintNearest(const NearestFlags& flags,
                                 const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(AskSolved(flags.solved, timeline, query));
  ANNALS_ASSIGN_OR_RETURN(const Neighbours neighbours,
                          timeline.Nearest(query, flags.when, flags.count));
  PrintSide(neighbours.before, "before", session);
  PrintSide(neighbours.after, "after", session);
  session.console.out.flush();
  session.console.err << Counted(neighbours.others, "other event")
                      << " may touch it\n";
  return kDone;
}

}  // namespace

void AddHistogramCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "histogram", "counts events by day, month, year, decade or century");
  auto flags = std::make_shared<HistogramFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("--by", flags->by, "the step of the calendar (year)")
      .OneOf({"day", "month", "year", "decade", "century"});
  AddWindowFlags(command, flags->window);
  AddQueryFlags(command, flags->query);
  AddSolvedFlags(command, flags->solved);
  command.Does(session,
               [flags, &session] { return PrintHistogram(*flags, session); });
}

void AddNearestCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "nearest", "finds the events next before and next after a date");
  auto flags = std::make_shared<NearestFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("WHEN", flags->when, "a date, or the id of an event")
      .Required();
  command.AddOption("--count", flags->count, "how many on either side (1)")
      .AtLeast(0);
  AddQueryFlags(command, flags->query);
  AddSolvedFlags(command, flags->solved);
  command.Does(session,
               [flags, &session] { return PrintNearest(*flags, session); });
}

}  // namespace annals::cli_internal
