// annals join: pairs of events, by how they lie in time.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/answer_output.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/network_flags.h"
#include "annals/cli/internal/output.h"
#include "annals/cli/internal/session.h"
#include "annals/time/allen.h"
#include "annals/timeline/event_join.h"
#include "annals/timeline/query.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {
namespace {

// All pairs and their events are in memory before the first is printed.
constexpr int64_t kPairsMax = 1'000'000;

struct JoinFlags {
  JoinFlags() { second.prefix = "--to-"; }

  std::string store;
  std::string relation = "intersects";
  // What is said of certainty, and as of when, is the first's.
  QueryFlags first;
  QueryFlags second;
  SolvedFlags solved;
  int64_t limit = static_cast<int64_t>(JoinOptions().pairs_max);
};

// One of a pair: that anything is certain is said of the pair alone.
Json EventToJson(const Answer& answer) {
  Json object = ToJson(answer);
  object.erase("certainty");
  return object;
}

void PrintPair(const JoinedEvents& joined, const EventPair& pair,
               const Session& session) {
  const Answer& first = joined.events[pair.first];
  const Answer& second = joined.events[pair.second];
  std::ostream& out = session.console.out;
  if (session.WantsJson()) {
    Json object;
    object["certainty"] = CertaintyName(pair.certainty);
    object["first"] = EventToJson(first);
    object["second"] = EventToJson(second);
    PrintJson(out, object);
  } else {
    PrintCertainty(pair.certainty, out);
    PrintEventForPeople(first, out);
    out << std::string(kCertaintyWidth, ' ');
    PrintEventForPeople(second, out);
  }
}

absl::StatusOr<int> PrintPairs(const JoinFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const AllenSet relations,
                          ParseRelations(flags.relation));
  ANNALS_ASSIGN_OR_RETURN(Query first, ToQuery(flags.first));
  QueryFlags of_second = flags.second;
  of_second.certain = flags.first.certain;
  of_second.as_stated = flags.first.as_stated;
  ANNALS_ASSIGN_OR_RETURN(const Query second, ToQuery(of_second));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(AskSolved(flags.solved, timeline, first));
  JoinOptions options;
  options.only_certain = flags.first.certain;
  options.pairs_max = static_cast<size_t>(flags.limit);
  ANNALS_ASSIGN_OR_RETURN(const JoinedEvents joined,
                          timeline.Join(first, second, relations, options));
  for (const EventPair& pair : joined.pairs) PrintPair(joined, pair, session);
  session.console.out.flush();
  session.console.err << Counted(static_cast<int64_t>(joined.pairs.size()),
                                 "pair")
                      << (joined.is_whole ? "\n"
                                          : "; more were left out (--limit)\n");
  return kDone;
}

}  // namespace

void AddJoinCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "join", "finds pairs of events by how the first lies to the second");
  auto flags = std::make_shared<JoinFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("--relation", flags->relation,
                    "the first is in one of these Allen relations "
                    "(before,meets) to the second (intersects)");
  command
      .AddOption("--limit", flags->limit,
                 "at most so many pairs (10000); up to a million")
      .AtLeast(0, kPairsMax);
  AddCertainFlags(command, flags->first);
  AddAsOfFlag(command, flags->first.as_of);
  AddFilterFlags(command, flags->first);
  AddFilterFlags(command, flags->second);
  AddSolvedFlags(command, flags->solved);
  command.Does(session,
               [flags, &session] { return PrintPairs(*flags, session); });
}

}  // namespace annals::cli_internal
