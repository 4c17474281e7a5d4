// annals coverage, annals gaps: how many events are at once, and where none is.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <ostream>
#include <string>
#include <utility>
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
#include "annals/timeline/query.h"
#include "annals/timeline/summaries.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {
namespace {

struct CoverageFlags {
  std::string store;
  WindowFlags window;
  QueryFlags query;
  SolvedFlags solved;
};

// What both commands are asked: these events, in this window.
struct Asked {
  Timeline timeline;
  Query query;
  Window window;
};

absl::StatusOr<Asked> AskedBy(const CoverageFlags& flags,
                              const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(AskSolved(flags.solved, timeline, query));
  ANNALS_ASSIGN_OR_RETURN(const Window window,
                          WindowOf(flags.window, query, timeline));
  return Asked{std::move(timeline), std::move(query), window};
}

Json ToJson(const Window& stretch) {
  Json object;
  object["from"] = stretch.start.ToString();
  object["until"] = stretch.end.ToString();
  return object;
}

void PrintStretch(const Window& stretch, std::ostream& out) {
  out << stretch.start.ToString() << " to " << stretch.end.ToString();
}

absl::StatusOr<int> PrintCoverage(const CoverageFlags& flags,
                                  const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const Asked asked, AskedBy(flags, session));
  ANNALS_ASSIGN_OR_RETURN(const std::vector<CoverageStretch> coverage,
                          asked.timeline.Coverage(asked.query, asked.window));
  std::ostream& out = session.console.out;
  for (const CoverageStretch& of : coverage) {
    if (session.WantsJson()) {
      Json object = ToJson(of.stretch);
      object["at_least"] = of.at_least;
      object["at_most"] = of.at_most;
      PrintJson(out, object);
    } else {
      PrintStretch(of.stretch, out);
      out << "  " << of.at_least << " at least, " << of.at_most << " at most\n";
    }
  }
  return kDone;
}

absl::StatusOr<int> PrintGaps(const CoverageFlags& flags,
                              const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const Asked asked, AskedBy(flags, session));
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Gap> gaps,
                          asked.timeline.Gaps(asked.query, asked.window));
  std::ostream& out = session.console.out;
  for (const Gap& gap : gaps) {
    if (session.WantsJson()) {
      Json object = ToJson(gap.stretch);
      object["certainty"] = CertaintyName(gap.certainty);
      PrintJson(out, object);
    } else {
      PrintCertainty(gap.certainty, out);
      PrintStretch(gap.stretch, out);
      out << '\n';
    }
  }
  return kDone;
}

using Print = absl::StatusOr<int> (*)(const CoverageFlags&, const Session&);

void AddFlags(const Command& command, Print print, Session& session) {
  auto flags = std::make_shared<CoverageFlags>();
  AddStoreArgument(command, flags->store);
  AddWindowFlags(command, flags->window);
  AddQueryFlags(command, flags->query);
  AddSolvedFlags(command, flags->solved);
  command.Does(session,
               [flags, print, &session] { return print(*flags, session); });
}

}  // namespace

void AddCoverageCommand(Program& program, Session& session) {
  AddFlags(
      program.Add("coverage",
                  "tells how many events are at once, at least and at most"),
      PrintCoverage, session);
}

void AddGapsCommand(Program& program, Session& session) {
  AddFlags(
      program.Add("gaps", "tells where no event is, certainly or possibly"),
      PrintGaps, session);
}

}  // namespace annals::cli_internal
