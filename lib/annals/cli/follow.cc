// annals follow: the revisions of a store, as they come.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "absl/strings/escaping.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/interrupt.h"
#include "annals/cli/internal/output.h"
#include "annals/record/write.h"

namespace annals::cli_internal {
namespace {

struct FollowFlags {
  std::string store;
  int64_t from = 1;
  bool until_now = false;
};

Json ToJson(const Followed& followed) {
  const Revision& revision = followed.revision;
  Json object;
  object["sequence"] = revision.sequence();
  object["batch"] = revision.batch();
  object["ends_batch"] = followed.ends_batch;
  object["commit_time"] = CommitTimeText(revision.commit_time());
  object["operation"] = Revision::Operation_Name(revision.operation());
  object["id"] = revision.record_id();
  object["author"] = revision.author();
  object["reason"] = revision.reason();
  object["idempotency_key"] = revision.idempotency_key();
  object["correlation_id"] = revision.correlation_id();
  object["causation_id"] = revision.causation_id();
  object["hash"] = absl::BytesToHexString(revision.hash());
  Record record;
  const bool has_content =
      !revision.content().empty() && record.ParseFromString(revision.content());
  object["record"] =
      has_content ? Json::parse(WriteJson(record)) : Json(nullptr);
  return object;
}

absl::StatusOr<int> RunFollow(const FollowFlags& flags,
                              const Session& session) {
  const InterruptGuard guard;
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  std::ostream& out = session.console.out;
  FollowOptions options;
  options.from = flags.from;
  options.until_now = flags.until_now;
  options.stop = [&out] {
    return InterruptGuard::IsInterrupted() || !out.good() || IsOutputClosed();
  };
  ANNALS_RETURN_IF_ERROR(
      timeline.store().Follow(options, [&](const Followed& followed) {
        PrintJson(out, ToJson(followed));
        // Whoever reads this acts on whole batches, and at once.
        if (followed.ends_batch) out.flush();
        return absl::OkStatus();
      }));
  return kDone;
}

}  // namespace

void AddFollowCommand(Program& program, Session& session) {
  const Command command =
      program.Add("follow", "prints every revision as it comes, as JSON Lines");
  auto flags = std::make_shared<FollowFlags>();
  AddStoreArgument(command, flags->store);
  command
      .AddOption("--from", flags->from,
                 "the first revision to print; by default 1")
      .AtLeast(1);
  command.AddFlag("--until-now", flags->until_now,
                  "print what there is, and do not wait for more");
  command.Does(session,
               [flags, &session] { return RunFollow(*flags, session); });
}

}  // namespace annals::cli_internal
