// annals check: what cannot all be true, and what stands on weak feet.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <bitset>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/causal/court.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/finding_output.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/network_flags.h"
#include "annals/cli/internal/network_words.h"
#include "annals/cli/internal/output.h"
#include "annals/network/solved_events.h"
#include "annals/record/event_time.h"
#include "annals/time/instant.h"

namespace annals::cli_internal {
namespace {

using Verdict = SolvedEvents::Verdict;

// After so many contradictions of order the rest is not looked for.
constexpr int kContradictionsMax = 20;

// Findings of a kind that people are shown unless they ask for more.
constexpr int64_t kShownMax = 10;

constexpr char kOrderName[] = "contradiction-of-order";

struct CheckFlags {
  std::string store;
  NetworkFlags network;
  std::vector<std::string> only;
  std::vector<std::string> skip;
  std::string today;
  bool all = false;
  bool as_stated = false;
  bool strict = false;
  int64_t limit = -1;
};

// Which findings are asked for: the kinds of the court, and one more for
// contradictions of order.
using Chosen = std::bitset<kFindingKindCount + 1>;
constexpr size_t kOrder = kFindingKindCount;

Chosen Problems() {
  Chosen problems;
  problems.set(kOrder);
  for (size_t kind = 0; kind < kFindingKindCount; ++kind) {
    problems.set(kind, IsProblem(static_cast<FindingKind>(kind)));
  }
  return problems;
}

std::string KindNames() {
  std::string names = absl::StrCat("problems, notes, ", kOrderName);
  for (size_t kind = 0; kind < kFindingKindCount; ++kind) {
    absl::StrAppend(&names, kind + 1 == kFindingKindCount ? " or " : ", ",
                    AsAbsl(FindingKindName(static_cast<FindingKind>(kind))));
  }
  return names;
}

absl::StatusOr<Chosen> ChosenBy(const std::string& name, const char* flag) {
  if (name == "problems") return Problems();
  if (name == "notes") return ~Problems();
  Chosen chosen;
  if (name == kOrderName) return chosen.set(kOrder);
  const auto kind = FindingKindNamed(name);
  if (!kind.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(flag, " \"", name, "\": want ", KindNames()));
  }
  return chosen.set(static_cast<size_t>(*kind));
}

// All of --only, or all there are; without all of --skip.
absl::StatusOr<Chosen> ChosenBy(const CheckFlags& flags) {
  Chosen chosen;
  for (const std::string& names : flags.only) {
    for (const auto name : absl::StrSplit(names, ',')) {
      ANNALS_ASSIGN_OR_RETURN(const Chosen more,
                              ChosenBy(std::string(name), "--only"));
      chosen |= more;
    }
  }
  if (flags.only.empty()) chosen.set();
  for (const std::string& names : flags.skip) {
    for (const auto name : absl::StrSplit(names, ',')) {
      ANNALS_ASSIGN_OR_RETURN(const Chosen less,
                              ChosenBy(std::string(name), "--skip"));
      chosen &= ~less;
    }
  }
  return chosen;
}

// The first instant of the day that was given, or of this one.
absl::StatusOr<Instant> TodayOf(const std::string& given) {
  if (given.empty()) {
    const absl::CivilDay day =
        absl::ToCivilDay(absl::Now(), absl::UTCTimeZone());
    return *Instant::FromCivil(absl::CivilSecond(day));
  }
  Endpoint endpoint;
  endpoint.set_instant(given);
  absl::StatusOr<Instant> now = FixedInstantOf(endpoint);
  if (now.ok()) return now;
  return absl::InvalidArgumentError(
      absl::StrCat("--today: ", std::string(now.status().message())));
}

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
    if (found == kContradictionsMax) {
      session_.console.err << "after " << found
                           << " contradictions of order the rest was not "
                              "looked for\n";
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
    object["finding"] = kOrderName;
    object["problem"] = true;
    object.update(words_.ToJson(contradiction));
    PrintJson(session_.console.out, object);
  }

  NetworkWords& words_;
  const Session& session_;
};

absl::StatusOr<CheckOptions> ToCheckOptions(const CheckFlags& flags,
                                            const SolveOptions& network,
                                            const Session& session) {
  CheckOptions options;
  options.court.scope = network.scope;
  options.court.all_links = flags.all;
  options.court.as_stated = flags.as_stated;
  ANNALS_ASSIGN_OR_RETURN(options.court.now, TodayOf(flags.today));
  if (flags.limit >= 0) {
    options.court.findings_max = static_cast<size_t>(flags.limit);
  } else if (!session.WantsJson()) {
    options.court.findings_max = kShownMax;
  }
  options.as_of = network.as_of;
  options.added = network.added;
  options.left_out = network.left_out;
  return options;
}

// What was found of what was asked for.
struct Tally {
  int64_t contradictions = 0;
  int64_t problems = 0;
  int64_t notes = 0;
  // Findings of the court that were counted and not printed.
  int64_t left_out = 0;
};

absl::Status CheckCauses(const Timeline& timeline, const CheckOptions& options,
                         const Chosen& chosen, FindingOutput& output,
                         Tally& tally) {
  ANNALS_ASSIGN_OR_RETURN(const CourtReport report, timeline.Check(options));
  for (size_t i = 0; i < kFindingKindCount; ++i) {
    const auto kind = static_cast<FindingKind>(i);
    if (!chosen[i]) continue;
    output.Print(report, kind);
    const int64_t count = report.CountOf(kind);
    (IsProblem(kind) ? tally.problems : tally.notes) += count;
    tally.left_out += std::max<int64_t>(
        0, count - static_cast<int64_t>(options.court.findings_max));
  }
  return absl::OkStatus();
}

void PrintTally(const Tally& tally, std::ostream& err) {
  err << Counted(tally.contradictions, "contradiction") << " of order; "
      << Counted(tally.problems, "problem") << " of causes; "
      << Counted(tally.notes, "note");
  if (tally.left_out > 0) {
    err << "; " << tally.left_out << " of them not shown (--limit)";
  }
  err << '\n';
}

absl::StatusOr<int> Check(const CheckFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const Chosen chosen, ChosenBy(flags));
  ANNALS_ASSIGN_OR_RETURN(SolveOptions network, ToSolveOptions(flags.network));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  // One state for both.
  ANNALS_ASSIGN_OR_RETURN(const Point point,
                          timeline.store().Resolve(network.as_of));
  network.as_of = At(point);
  ANNALS_RETURN_IF_ERROR(CheckWithout(network, timeline));
  ANNALS_ASSIGN_OR_RETURN(const CheckOptions options,
                          ToCheckOptions(flags, network, session));
  NetworkWords words(timeline.store(), network);
  Tally tally;
  if (chosen[kOrder]) {
    ANNALS_ASSIGN_OR_RETURN(SolvedEvents solved, timeline.Solve(network));
    tally.contradictions = OrderCheck(words, session).Run(std::move(solved));
  }
  FindingOutput output(words, session);
  if ((chosen & ~Chosen().set(kOrder)).any()) {
    ANNALS_RETURN_IF_ERROR(
        CheckCauses(timeline, options, chosen, output, tally));
  }
  session.console.out.flush();
  PrintTally(tally, session.console.err);
  const bool is_clean = tally.contradictions + tally.problems == 0 &&
                        (!flags.strict || tally.notes == 0);
  return is_clean ? kDone : kAnswerIsNo;
}

}  // namespace

void AddCheckCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "check",
      "looks for contradictions of order and of causes, and for weak links; "
      "exit code 1 if there is a problem");
  auto flags = std::make_shared<CheckFlags>();
  AddStoreArgument(command, flags->store);
  command.AddRepeated("--only", flags->only,
                      "only these kinds of findings, with commas between them");
  command.AddRepeated("--skip", flags->skip, "not these kinds of findings");
  command.AddOption("--today", flags->today,
                    "the day for which forecasts are due; by default today");
  command.AddFlag("--all", flags->all,
                  "links that are not asserted are held to order too");
  command.AddFlag("--as-stated", flags->as_stated,
                  "dates with ? ~ % are certain too");
  command.AddFlag("--strict", flags->strict, "exit code 1 for notes too");
  command
      .AddOption("--limit", flags->limit,
                 "at most so many findings of a kind; by default 10, with "
                 "--output=json 10000")
      .AtLeast(0);
  AddNetworkFlags(command, flags->network);
  command.Does(session, [flags, &session] { return Check(*flags, session); });
}

}  // namespace annals::cli_internal
