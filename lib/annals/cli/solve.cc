// annals solve: what must be true of every event's time, and why.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/between.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/network_flags.h"
#include "annals/cli/internal/network_words.h"
#include "annals/cli/internal/output.h"
#include "annals/network/solved_events.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

using Verdict = SolvedEvents::Verdict;

struct SolveFlags {
  std::string store;
  std::string explain;
  std::vector<std::string> between;
  NetworkFlags network;
};

struct BoundName {
  NetworkBound bound;
  const char* name;
  Instant Span::*instant;
};
constexpr BoundName kBounds[] = {
    {NetworkBound::kEarliestStart, "earliest_start", &Span::earliest_start},
    {NetworkBound::kLatestStart, "latest_start", &Span::latest_start},
    {NetworkBound::kEarliestEnd, "earliest_end", &Span::earliest_end},
    {NetworkBound::kLatestEnd, "latest_end", &Span::latest_end},
};

std::vector<std::string> SortedEvents(const SolvedEvents& solved) {
  std::vector<std::string> ids = solved.network().events();
  std::sort(ids.begin(), ids.end());
  return ids;
}

Json ToJson(const SolvedEvents& solved, const std::string& id) {
  Json object;
  object["id"] = id;
  AddBounds(solved.SpanOf(id), object);
  object["tightened"] = solved.IsTightened(id);
  return object;
}

// All events; for people only those of which anything is known.
void PrintBounds(const SolvedEvents& solved, NetworkWords& words,
                 const Session& session) {
  int64_t tightened = 0;
  int64_t unbounded = 0;
  const std::vector<std::string> ids = SortedEvents(solved);
  for (const std::string& id : ids) {
    const Span span = solved.SpanOf(id);
    const bool is_tightened = solved.IsTightened(id);
    if (is_tightened) ++tightened;
    if (session.WantsJson()) {
      PrintJson(session.console.out, ToJson(solved, id));
    } else if (span == Span::Unbounded()) {
      ++unbounded;
    } else {
      session.console.out << words.NameOf(id) << ": " << SpanInWords(span)
                          << (is_tightened ? "  (tightened)" : "") << '\n';
    }
  }
  session.console.out.flush();
  session.console.err << Counted(static_cast<int64_t>(ids.size()), "event")
                      << ", " << tightened << " tightened";
  if (unbounded > 0) {
    session.console.err << "; " << unbounded << " without any bound left out";
  }
  session.console.err << '\n';
}

void ExplainEvent(const SolvedEvents& solved, const std::string& id,
                  NetworkWords& words, const Session& session) {
  const Span span = solved.SpanOf(id);
  if (!session.WantsJson()) {
    session.console.out << words.NameOf(id) << ": " << SpanInWords(span)
                        << '\n';
  }
  for (const BoundName& bound : kBounds) {
    const std::string instant = (span.*bound.instant).ToString();
    const std::vector<NetworkStep> steps = solved.Explain(id, bound.bound);
    if (session.WantsJson()) {
      Json object;
      object["id"] = id;
      object["bound"] = bound.name;
      object["instant"] = instant;
      object["steps"] = Json::array();
      for (const NetworkStep& step : steps) {
        object["steps"].push_back(words.ToJson(step));
      }
      PrintJson(session.console.out, object);
      continue;
    }
    std::string name = bound.name;
    std::replace(name.begin(), name.end(), '_', ' ');
    session.console.out << "  " << name << ' ' << instant
                        << (steps.empty() ? ": nothing bounds it\n" : "\n");
    for (const NetworkStep& step : steps) {
      session.console.out << "    " << words.InWords(step) << '\n';
    }
  }
}

// What hangs on another record: every event whose bounds it changes.
void ExplainRecord(const SolvedEvents& solved, const std::string& id,
                   NetworkWords& words, const Session& session) {
  const SolvedEvents without(solved.network().Without(id));
  int64_t changed = 0;
  for (const std::string& event : SortedEvents(solved)) {
    const Span with_it = solved.SpanOf(event);
    const Span without_it = without.SpanOf(event);
    if (with_it == without_it) continue;
    ++changed;
    if (session.WantsJson()) {
      Json object = ToJson(solved, event);
      AddBounds(without_it, object["without"]);
      PrintJson(session.console.out, object);
      continue;
    }
    session.console.out << words.NameOf(event) << ": " << SpanInWords(with_it)
                        << "\n  without " << id << ": "
                        << SpanInWords(without_it) << '\n';
  }
  session.console.out.flush();
  session.console.err << Counted(changed, "event") << " with bounds that hang "
                      << "on " << id << '\n';
}

int TellContradiction(const SolvedEvents& solved, NetworkWords& words,
                      const Session& session) {
  const NetworkContradiction contradiction = solved.Contradiction();
  if (session.WantsJson()) {
    Json object;
    object["contradiction"] = words.ToJson(contradiction);
    PrintJson(session.console.out, object);
  } else {
    words.Print(contradiction, session.console.out);
  }
  return kAnswerIsNo;
}

absl::StatusOr<int> Solve(const SolveFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const SolveOptions options,
                          ToSolveOptions(flags.network));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(CheckWithout(options, timeline));
  ANNALS_ASSIGN_OR_RETURN(const SolvedEvents solved, timeline.Solve(options));
  NetworkWords words(timeline.store(), options);
  const bool is_event = solved.network().StartOf(flags.explain).has_value();
  if (!flags.explain.empty() && !is_event) {
    ANNALS_RETURN_IF_ERROR(CheckIsThere(flags.explain, options, timeline));
  }
  for (const std::string& id : flags.between) {
    if (!solved.network().StartOf(id).has_value()) {
      return absl::NotFoundError(
          absl::StrCat("--between \"", id, "\": no event of that id"));
    }
  }
  if (solved.verdict() == Verdict::kContradiction) {
    return TellContradiction(solved, words, session);
  }
  if (!flags.between.empty()) {
    PrintBetween(solved, flags.between[0], flags.between[1], words, session);
  } else if (is_event) {
    ExplainEvent(solved, flags.explain, words, session);
  } else if (!flags.explain.empty()) {
    ExplainRecord(solved, flags.explain, words, session);
  } else {
    PrintBounds(solved, words, session);
  }
  session.console.out.flush();
  if (solved.verdict() == Verdict::kNotDecided) {
    session.console.err << "whether there is a contradiction is not decided: "
                           "the search through the cases was cut short\n";
  }
  if (!solved.AreBoundsTightest()) {
    session.console.err << "bounds may be tighter still, by the relations of "
                        << solved.loose().front()
                        << (solved.loose().size() > 1 ? " and others" : "")
                        << '\n';
  }
  return kDone;
}

}  // namespace

void AddSolveCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "solve",
      "tightens the bounds of all events; exit code 1 for a contradiction");
  auto flags = std::make_shared<SolveFlags>();
  AddStoreArgument(command, flags->store);
  const Option explain =
      command.AddOption("--explain", flags->explain,
                        "why the bounds of this event are what they are, or "
                        "which bounds hang on this record");
  command
      .AddOption("--between", flags->between,
                 "how these two events lie to one another, and how far apart")
      .Takes(2, 2)
      .Excludes(explain);
  AddNetworkFlags(command, flags->network);
  command.Does(session, [flags, &session] { return Solve(*flags, session); });
}

}  // namespace annals::cli_internal
