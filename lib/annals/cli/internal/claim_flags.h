// The flags that say which claims count.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_CLAIM_FLAGS_H_
#define ANNALS_CLI_INTERNAL_CLAIM_FLAGS_H_

#include "annals/cli/internal/command.h"
#include "annals/record/claim_scope.h"

namespace annals::cli_internal {

// --accepted, --holder and --confidence.
void AddClaimFlags(const Command& command, ClaimScope& scope);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_CLAIM_FLAGS_H_
