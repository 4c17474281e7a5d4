// The flags that say which links a causal question follows.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_CAUSAL_FLAGS_H_
#define ANNALS_CLI_INTERNAL_CAUSAL_FLAGS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/cli/internal/command.h"
#include "annals/timeline/causal_scope.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {

struct CausalFlags {
  CausalScope scope;
  std::string as_of;
};

// --all, --accepted, --holder, --confidence, --links-max, --as-of.
void AddCausalFlags(const Command& command, CausalFlags& flags);

// --without, for questions that are not that question themselves.
void AddWithoutFlag(const Command& command, CausalFlags& flags);

// InvalidArgument says what is wrong with --as-of.
absl::StatusOr<CausalScope> ToCausalScope(const CausalFlags& flags);

// NotFound if --without names what is no causal link, or no claim of one, as of
// the scope's point: that would change nothing in silence.
absl::Status CheckWithout(const CausalScope& scope, const Timeline& timeline);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_CAUSAL_FLAGS_H_
