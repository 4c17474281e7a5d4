// The flags that say which claims count.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/claim_flags.h"

namespace annals::cli_internal {

void AddClaimFlags(const Command& command, ClaimScope& scope) {
  command.AddFlag("--accepted", scope.accepted_only,
                  "only claims that were accepted (or came true)");
  command.AddOption("--holder", scope.holder,
                    "only what this one says: an entity's id or a name");
  command
      .AddOption("--confidence", scope.confidence_min,
                 "only claims of at least this confidence, in percent")
      .Between(0, 100);
}

}  // namespace annals::cli_internal
