// annals check: what cannot all be true.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <ostream>
#include <string>

#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/network_flags.h"
#include "annals/cli/internal/network_words.h"
#include "annals/cli/internal/output.h"
#include "annals/network/solved_events.h"

namespace annals::cli_internal {
namespace {

using Verdict = SolvedEvents::Verdict;

// After so many contradictions of order the rest is not looked for.
constexpr int kContradictionsMax = 20;

struct CheckFlags {
  std::string store;
  NetworkFlags network;
};

// The record to leave out for finding the next contradiction: one that resolves
// this, or else the first that is not a matter of course.
std::string OneToLeaveOut(const NetworkContradiction& contradiction) {
  if (!contradiction.resolved_by.empty()) return contradiction.resolved_by[0];
  if (!contradiction.violated.empty()) return contradiction.violated[0];
  for (const NetworkStep& step : contradiction.steps) {
    if (step.reason.kind != NetworkReason::Kind::kStartBeforeEnd) {
      return step.reason.record;
    }
  }
  return "";
}

// Contradictions of order, each found with a record of those before left out.
class OrderCheck {
 public:
  OrderCheck(NetworkWords& words, const Session& session)
      : words_(words), session_(session) {}

  int Run(SolvedEvents solved) {
    int found = 0;
    while (solved.verdict() == Verdict::kContradiction) {
      const NetworkContradiction contradiction = solved.Contradiction();
      Tell(contradiction);
      const std::string record = OneToLeaveOut(contradiction);
      if (++found == kContradictionsMax || record.empty()) break;
      solved = SolvedEvents(solved.network().Without(record));
    }
    if (solved.verdict() == Verdict::kNotDecided) {
      session_.console.err << "whether there is a contradiction of order is "
                              "not decided: the search was cut short\n";
    }
    return found;
  }

 private:
  void Tell(const NetworkContradiction& contradiction) {
    if (!session_.WantsJson()) {
      words_.Print(contradiction, session_.console.out);
      return;
    }
    Json object;
    object["finding"] = "contradiction of order";
    object.update(words_.ToJson(contradiction));
    PrintJson(session_.console.out, object);
  }

  NetworkWords& words_;
  const Session& session_;
};

absl::StatusOr<int> Check(const CheckFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const SolveOptions options,
                          ToSolveOptions(flags.network));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_ASSIGN_OR_RETURN(SolvedEvents solved, timeline.Solve(options));
  NetworkWords words(timeline.store(), options);
  const int found = OrderCheck(words, session).Run(std::move(solved));
  session.console.out.flush();
  session.console.err << Counted(found, "contradiction") << " of order\n";
  return found > 0 ? kAnswerIsNo : kDone;
}

}  // namespace

void AddCheckCommand(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "check", "looks for contradictions; exit code 1 if there are any");
  auto flags = std::make_shared<CheckFlags>();
  AddStoreArgument(*command, flags->store);
  AddNetworkFlags(*command, flags->network);
  command->callback([flags, &session] {
    session.action = [flags, &session] { return Check(*flags, session); };
  });
}

}  // namespace annals::cli_internal
