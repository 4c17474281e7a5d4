// What the commands share that put one record: its claim, and the append.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_ONE_RECORD_H_
#define ANNALS_CLI_INTERNAL_ONE_RECORD_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/cli/internal/command.h"
#include "annals/cli/internal/session.h"
#include "annals/record/record.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {

// Who says so, and who writes it down.
struct ClaimFlags {
  std::vector<std::string> holders;
  std::string modality;
  std::string source;
  std::string quote;
  std::string author;
  std::string reason;
};

void AddClaimFlags(const Command& command, ClaimFlags& flags);

// --author and --reason, for the history.
void AddHistoryFlags(const Command& command, std::string& author,
                     std::string& reason);

// Adds the claim that the flags describe, if they describe one.
absl::Status ApplyClaim(const ClaimFlags& flags, Event& record);
absl::Status ApplyClaim(const ClaimFlags& flags, CausalLink& record);
absl::Status ApplyClaim(const ClaimFlags& flags, Constraint& record);

// Appends, and says what came of it.
absl::StatusOr<int> AppendOne(Timeline& timeline, const Batch& batch,
                              const Session& session);
absl::StatusOr<int> PutOne(Timeline& timeline, Record record,
                           const ClaimFlags& flags, const Session& session);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_ONE_RECORD_H_
