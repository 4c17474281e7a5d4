// The flags that say which claims count.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/claim_flags.h"

#include "CLI/Validators.hpp"

namespace annals::cli_internal {

void AddClaimFlags(CLI::App& command, ClaimScope& scope) {
  command.add_flag("--accepted", scope.accepted_only,
                   "only claims that were accepted (or came true)");
  command.add_option("--holder", scope.holder,
                     "only what this one says: an entity's id or a name");
  command
      .add_option("--confidence", scope.confidence_min,
                  "only claims of at least this confidence, in percent")
      ->check(CLI::Range(0, 100));
}

}  // namespace annals::cli_internal
