// annals restore and redact: earlier content brought back, or deleted.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"

namespace annals::cli_internal {
namespace {

struct HistoryFlags {
  std::string store;
  std::string id;
  int64_t revision = -1;
  bool cascade = false;
  bool finish = false;
  int64_t expect = -1;
  std::string author;
  std::string reason;
};

Batch BatchOf(const HistoryFlags& flags, Batch batch) {
  batch.changes.back().cascade = flags.cascade;
  if (flags.expect >= 0) batch.changes.back().expected_revision = flags.expect;
  batch.author = flags.author;
  batch.reason = flags.reason;
  return batch;
}

absl::StatusOr<int> Restore(const HistoryFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToWrite(flags.store, session));
  std::optional<int64_t> revision;
  if (flags.revision >= 0) revision = flags.revision;
  ANNALS_ASSIGN_OR_RETURN(
      const AppendResult result,
      timeline.Append(BatchOf(flags, Batch().Restore(flags.id, revision))));
  PrintOutcomes(result, session);
  return kDone;
}

int SayWhatIsPending(const HistoryFlags& flags, const absl::Status& why,
                     const Session& session) {
  session.console.err << flags.store
                      << ": redacted, but deleted bytes are still on the disk; "
                         "try again with --finish: "
                      << why.message() << '\n';
  return kAnswerIsNo;
}

// Tries to do what is left to do.
absl::StatusOr<int> FinishWith(Timeline& timeline, const HistoryFlags& flags,
                               const Session& session) {
  const absl::Status status = timeline.store().FinishRedaction();
  if (absl::IsUnavailable(status)) {
    return SayWhatIsPending(flags, status, session);
  }
  ANNALS_RETURN_IF_ERROR(status);
  return kDone;
}

// What an earlier redaction left undone.
absl::StatusOr<int> Finish(const HistoryFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToWrite(flags.store, session));
  return FinishWith(timeline, flags, session);
}

absl::StatusOr<int> Redact(const HistoryFlags& flags, const Session& session) {
  if (flags.finish != flags.id.empty()) {
    return absl::InvalidArgumentError(
        "want the ID of a record, or --finish for what is left to do");
  }
  if (flags.finish) return Finish(flags, session);
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToWrite(flags.store, session));
  ANNALS_ASSIGN_OR_RETURN(
      const AppendResult result,
      timeline.Append(BatchOf(flags, Batch().Redact(flags.id))));
  PrintOutcomes(result, session);
  if (!result.erasure_is_pending) return kDone;
  return FinishWith(timeline, flags, session);
}

void AddCommonFlags(const Command& command, HistoryFlags& flags) {
  command
      .AddOption("--expect", flags.expect,
                 "only if this is its newest revision")
      .AtLeast(0);
  command.AddOption("--author", flags.author, "who does it, for the history");
  command.AddOption("--reason", flags.reason, "why, for the history");
}

}  // namespace

void AddRestoreCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "restore", "puts back what an earlier revision of a record held");
  auto flags = std::make_shared<HistoryFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("ID", flags->id, "the record's id").Required();
  command
      .AddOption("--revision", flags->revision,
                 "which one; by default the newest that has content")
      .AtLeast(1);
  AddCommonFlags(command, *flags);
  command.Does(session, [flags, &session] { return Restore(*flags, session); });
}

void AddRedactCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "redact", "deletes what all revisions of a record held, for good");
  auto flags = std::make_shared<HistoryFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("ID", flags->id, "the record's id");
  command.AddFlag("--cascade", flags->cascade, "retract whatever names it too");
  command.AddFlag("--finish", flags->finish,
                  "delete what an earlier redaction could not");
  AddCommonFlags(command, *flags);
  command.Does(session, [flags, &session] { return Redact(*flags, session); });
}

}  // namespace annals::cli_internal
