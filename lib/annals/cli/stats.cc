// annals stats: counts and sizes of a store.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <ostream>
#include <string>

#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"

namespace annals::cli_internal {
namespace {

constexpr RecordKind kKinds[] = {RecordKind::kEvent, RecordKind::kCausalLink,
                                 RecordKind::kConstraint, RecordKind::kSource,
                                 RecordKind::kEntity};

Json ToJson(const StoreStatistics& statistics) {
  Json object;
  object["sequence"] = statistics.sequence;
  for (const RecordKind kind : kKinds) {
    object[std::string(RecordKindName(kind))] =
        statistics.live[static_cast<int>(kind)];
  }
  object["retracted"] = statistics.retracted;
  object["file_bytes"] = statistics.file_bytes;
  const bool is_empty = statistics.sequence == 0;
  object["first_commit_time"] =
      is_empty ? Json(nullptr)
               : Json(CommitTimeText(statistics.first_commit_time));
  object["last_commit_time"] =
      is_empty ? Json(nullptr)
               : Json(CommitTimeText(statistics.last_commit_time));
  return object;
}

void PrintForPeople(const StoreStatistics& statistics, std::ostream& out) {
  for (const RecordKind kind : kKinds) {
    std::string name(RecordKindName(kind));
    name.resize(14, ' ');
    out << name << statistics.live[static_cast<int>(kind)] << '\n';
  }
  out << "retracted     " << statistics.retracted << '\n'
      << "revisions     " << statistics.sequence << '\n'
      << "bytes         " << statistics.file_bytes << '\n';
  if (statistics.sequence == 0) return;
  out << "first commit  " << CommitTimeText(statistics.first_commit_time)
      << "\nlast commit   " << CommitTimeText(statistics.last_commit_time)
      << '\n';
}

absl::StatusOr<int> Stats(const std::string& store, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline, OpenToRead(store, session));
  ANNALS_ASSIGN_OR_RETURN(const StoreStatistics statistics,
                          timeline.store().Statistics());
  if (session.WantsJson()) {
    PrintJson(session.console.out, ToJson(statistics));
  } else {
    PrintForPeople(statistics, session.console.out);
  }
  return kDone;
}

}  // namespace

void AddStatsCommand(Program& program, Session& session) {
  const Command command =
      program.Add("stats", "counts the records, and the bytes they take");
  auto store = std::make_shared<std::string>();
  AddStoreArgument(command, *store);
  command.Does(session, [store, &session] { return Stats(*store, session); });
}

}  // namespace annals::cli_internal
