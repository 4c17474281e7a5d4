// annals find, annals count: the events that a query asks for, or how many.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <ostream>
#include <string>

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

// Counts and what was left out go to standard error, so that the answers can be
// piped.
void PrintSummary(const Found& found, std::ostream& err) {
  const auto shown = static_cast<int64_t>(found.answers.size());
  err << Counted(found.total, "event");
  if (shown < found.total) err << ", " << shown << " shown";
  PrintLeftOut(found.undated, found.unasserted, err);
}

absl::StatusOr<int> Find(const FindFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(AskSolved(flags.solved, timeline, query));
  ANNALS_ASSIGN_OR_RETURN(const Found found, timeline.Find(query));
  for (const Answer& answer : found.answers) {
    if (session.WantsJson()) {
      PrintJson(session.console.out, ToJson(answer));
    } else {
      PrintForPeople(answer, session.console.out);
    }
  }
  session.console.out.flush();
  PrintSummary(found, session.console.err);
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

void AddCountCommand(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "count", "counts the events that find would bring, whatever its limit");
  auto flags = std::make_shared<FindFlags>();
  AddStoreArgument(*command, flags->store);
  AddQueryFlags(*command, flags->query);
  AddPageFlags(*command, flags->query);
  AddSolvedFlags(*command, flags->solved);
  command->callback([flags, &session] {
    session.action = [flags, &session] { return Count(*flags, session); };
  });
}

void AddFindCommand(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "find", "finds events, and says of each: certain or possible");
  auto flags = std::make_shared<FindFlags>();
  AddStoreArgument(*command, flags->store);
  AddQueryFlags(*command, flags->query);
  AddPageFlags(*command, flags->query);
  AddSolvedFlags(*command, flags->solved);
  command->callback([flags, &session] {
    session.action = [flags, &session] { return Find(*flags, session); };
  });
}

}  // namespace annals::cli_internal
