// annals find, annals count: the events that a query asks for, or how many.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/answer_output.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/network_flags.h"
#include "annals/cli/internal/output.h"

namespace annals::cli_internal {
namespace {

struct FindFlags {
  std::string store;
  QueryFlags query;
  SolvedFlags solved;
};

// If there are more answers they are read and printed a page at a time.
constexpr int64_t kAtOnceMax = 10'000;

// Counts and what was left out go to standard error, so that the answers can be
// piped.
void PrintSummary(int64_t shown, int64_t total, int64_t undated,
                  int64_t unasserted, std::ostream& err) {
  err << Counted(total, "event");
  if (shown < total) err << ", " << shown << " shown";
  PrintLeftOut(undated, unasserted, err);
}

void Print(const Answer& answer, const Session& session) {
  if (session.WantsJson()) {
    PrintJson(session.console.out, ToJson(answer));
  } else {
    PrintForPeople(answer, session.console.out);
  }
}

// By bounds that are solved all is in memory anyhow.
bool IsByPages(const Query& query) {
  return !query.solved().has_value() &&
         query.limit().value_or(kAtOnceMax + 1) > kAtOnceMax;
}

// How many there were; the rest is not read if nobody takes it any more.
absl::StatusOr<int64_t> PrintPages(const Query& query, const Timeline& timeline,
                                   const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<SelectionPages> pages,
                          timeline.Pages(query));
  PageParts parts;
  parts.links = false;
  parts.names = false;
  int64_t shown = 0;
  const absl::Status read = pages->Visit(parts, [&](const Selection& page) {
    for (const Answer& answer : page.events) Print(answer, session);
    shown += static_cast<int64_t>(page.events.size());
    return session.console.out.good() ? absl::OkStatus()
                                      : absl::CancelledError();
  });
  if (!read.ok() && !absl::IsCancelled(read)) return read;
  return shown;
}

absl::StatusOr<int> Find(const FindFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(AskSolved(flags.solved, timeline, query));
  const bool is_by_pages = IsByPages(query);
  if (is_by_pages) {
    // All pages are of one state of the store.
    ANNALS_ASSIGN_OR_RETURN(const Point point,
                            timeline.store().Resolve(query.as_of()));
    query.As(At(point));
  }
  Query first = query;
  if (is_by_pages) first.Limit(kAtOnceMax, query.offset());
  ANNALS_ASSIGN_OR_RETURN(const Found found, timeline.Find(first));
  for (const Answer& answer : found.answers) Print(answer, session);
  auto shown = static_cast<int64_t>(found.answers.size());
  const int64_t next = query.offset() + shown;
  if (is_by_pages && found.total > next && session.console.out.good()) {
    query.Limit(query.limit().value_or(found.total) - shown, next);
    ANNALS_ASSIGN_OR_RETURN(const int64_t more,
                            PrintPages(query, timeline, session));
    shown += more;
  }
  session.console.out.flush();
  PrintSummary(shown, found.total, found.undated, found.unasserted,
               session.console.err);
  return kDone;
}

Json ToJson(const EventCount& count) {
  Json object;
  object["total"] = count.total;
  object["certain"] = count.certain;
  object["possible"] = count.possible;
  object["undated"] = count.undated;
  object["unasserted"] = count.unasserted;
  return object;
}

// "7 events: 5 certain, 2 possible; 3 without a date left out (--undated)".
// Here all of that is the answer.
void PrintForPeople(const EventCount& count, std::ostream& out) {
  out << Counted(count.total, "event");
  if (count.possible > 0) {
    out << ": " << count.certain << " certain, " << count.possible
        << " possible";
  }
  PrintLeftOut(count.undated, count.unasserted, out);
}

absl::StatusOr<int> Count(const FindFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(AskSolved(flags.solved, timeline, query));
  ANNALS_ASSIGN_OR_RETURN(const EventCount count, timeline.Count(query));
  if (session.WantsJson()) {
    PrintJson(session.console.out, ToJson(count));
  } else {
    PrintForPeople(count, session.console.out);
  }
  return kDone;
}

}  // namespace

void AddCountCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "count", "counts the events that find would bring, whatever its limit");
  auto flags = std::make_shared<FindFlags>();
  AddStoreArgument(command, flags->store);
  AddQueryFlags(command, flags->query);
  AddPageFlags(command, flags->query);
  AddSolvedFlags(command, flags->solved);
  command.Does(session, [flags, &session] { return Count(*flags, session); });
}

void AddFindCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "find", "finds events, and says of each: certain or possible");
  auto flags = std::make_shared<FindFlags>();
  AddStoreArgument(command, flags->store);
  AddQueryFlags(command, flags->query);
  AddPageFlags(command, flags->query);
  AddSolvedFlags(command, flags->solved);
  command.Does(session, [flags, &session] { return Find(*flags, session); });
}

}  // namespace annals::cli_internal
