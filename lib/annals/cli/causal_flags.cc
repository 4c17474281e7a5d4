// The flags that say which links a causal question follows.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/causal_flags.h"

#include "annals/base/status_macros.h"
#include "annals/cli/internal/claim_flags.h"
#include "annals/cli/internal/flags.h"

namespace annals::cli_internal {

void AddCausalFlags(CLI::App& command, CausalFlags& flags) {
  command.add_flag("--all", flags.scope.all,
                   "links that are not asserted too: forecasts, hypotheses");
  AddClaimFlags(command, flags.scope.claims);
  command
      .add_option("--links-max", flags.scope.links_max,
                  "give up beyond so many links; by default 200000")
      ->check(AtLeast(1));
  AddAsOfFlag(command, flags.as_of);
}

void AddWithoutFlag(CLI::App& command, CausalFlags& flags) {
  AddRepeatedFlag(
      command, "--without", flags.scope.left_out,
      "what if this link, or claim (LINK#CLAIM), were not accepted");
}

absl::StatusOr<CausalScope> ToCausalScope(const CausalFlags& flags) {
  CausalScope scope = flags.scope;
  ANNALS_ASSIGN_OR_RETURN(scope.as_of, ParseAsOf(flags.as_of));
  return scope;
}

}  // namespace annals::cli_internal
