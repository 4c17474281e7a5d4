// A NetworkScope says which statements of the records a network is made of.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/network_scope.h"

#include "annals/record/claims.h"

namespace annals {

const When& WhenThatCounts(const Event& event, const ClaimScope& scope) {
  if (scope.holder.empty()) return event.when();
  for (const Claim& claim : event.claims()) {
    const bool stands = !claim.negated() && StrengthOf(claim).standing >= 0;
    if (claim.has_when() && stands && IsChosen(claim, scope)) {
      return claim.when();
    }
  }
  return event.when();
}

}  // namespace annals
