// annals find, annals count: the events that a query asks for, or how many.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <ostream>
#include <string>

#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

struct FindFlags {
  std::string store;
  QueryFlags query;
};

// A local time without a zone: one that the event's zone settles is none.
bool IsFloating(const Answer& answer) {
  return answer.date.has_value() && answer.date->IsFloating() &&
         answer.event.when().zone().empty();
}

Json ToJson(const Answer& answer) {
  Json object;
  object["id"] = answer.event.id();
  object["title"] = answer.event.title();
  const std::string& edtf = answer.event.when().edtf();
  object["edtf"] = edtf.empty() ? Json(nullptr) : Json(edtf);
  object["certainty"] = CertaintyName(answer.certainty);
  object["qualifiers"] =
      answer.date.has_value() ? answer.date->Qualifiers() : "";
  object["floating"] = IsFloating(answer);
  object["saturated"] = answer.date.has_value() && answer.date->IsSaturated();
  AddBounds(answer.span, object);
  object["asserted"] = answer.asserted;
  AddStrongestClaim(answer.event.claims(), object);
  object["sequence"] = answer.sequence;
  return object;
}

// "possible  2012~/..        The title  [id]"
void PrintForPeople(const Answer& answer, std::ostream& out) {
  constexpr size_t kDateWidth = 24;
  std::string line(CertaintyName(answer.certainty));
  line.resize(10, ' ');
  std::string date = answer.event.when().edtf();
  if (date.empty()) date = "undated";
  if (date.size() < kDateWidth) date.resize(kDateWidth, ' ');
  out << line << date << "  " << OneLine(answer.event.title()) << "  ["
      << answer.event.id() << ']' << (answer.asserted ? "" : "  not asserted")
      << '\n';
}

void PrintLeftOut(int64_t undated, int64_t unasserted, std::ostream& out) {
  if (undated > 0) {
    out << "; " << undated << " without a date left out (--undated)";
  }
  if (unasserted > 0) {
    out << "; " << unasserted << " not asserted left out (--all)";
  }
  out << '\n';
}

// Counts and what was left out go to standard error, so that the answers can be
// piped.
void PrintSummary(const Found& found, std::ostream& err) {
  const auto shown = static_cast<int64_t>(found.answers.size());
  err << Counted(found.total, "event");
  if (shown < found.total) err << ", " << shown << " shown";
  PrintLeftOut(found.undated, found.unasserted, err);
}

absl::StatusOr<int> Find(const FindFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline, OpenToRead(flags.store));
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
  ANNALS_ASSIGN_OR_RETURN(const Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline, OpenToRead(flags.store));
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
  command->callback([flags, &session] {
    session.action = [flags, &session] { return Find(*flags, session); };
  });
}

}  // namespace annals::cli_internal
