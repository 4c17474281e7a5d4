// The flags that say which links a causal question follows.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/causal_flags.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/claim_flags.h"
#include "annals/cli/internal/flags.h"

namespace annals::cli_internal {

void AddCausalFlags(const Command& command, CausalFlags& flags) {
  command.AddFlag("--all", flags.scope.all,
                  "links that are not asserted too: forecasts, hypotheses");
  AddClaimFlags(command, flags.scope.claims);
  command
      .AddOption("--links-max", flags.scope.links_max,
                 "give up beyond so many links; by default 200000")
      .AtLeast(1);
  AddAsOfFlag(command, flags.as_of);
}

void AddWithoutFlag(const Command& command, CausalFlags& flags) {
  command.AddRepeated(
      "--without", flags.scope.left_out,
      "what if this link, or claim (LINK#CLAIM), were not accepted");
}

absl::StatusOr<CausalScope> ToCausalScope(const CausalFlags& flags) {
  CausalScope scope = flags.scope;
  ANNALS_ASSIGN_OR_RETURN(scope.as_of, ParseAsOf(flags.as_of));
  return scope;
}

absl::Status CheckWithout(const CausalScope& scope, const Timeline& timeline) {
  for (const std::string& name : scope.left_out) {
    const size_t hash = std::min(name.find('#'), name.size());
    const absl::StatusOr<StoredRecord> stored =
        timeline.store().Get(name.substr(0, hash), scope.as_of);
    if (!stored.ok() && !absl::IsNotFound(stored.status())) {
      return stored.status();
    }
    const auto fault = [&name](const char* found) {
      return absl::NotFoundError(
          absl::StrCat("--without ", name, ": ", found,
                       "; want the id of a causal link, or LINK#CLAIM"));
    };
    if (!stored.ok()) return fault("no such record");
    if (!stored->record.has_causal_link()) return fault("no causal link");
    if (hash == name.size()) continue;
    const auto& claims = stored->record.causal_link().claims();
    const std::string claim = name.substr(hash + 1);
    if (std::none_of(claims.begin(), claims.end(),
                     [&](const Claim& one) { return one.id() == claim; })) {
      return fault("no such claim of the link");
    }
  }
  return absl::OkStatus();
}

}  // namespace annals::cli_internal
