// A NetworkScope says which statements of the records a network is made of.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/network_scope.h"

#include <algorithm>

namespace annals {

const When& WhenThatCounts(const Event& event, const ClaimScope& scope) {
  if (scope.holder.empty()) return event.when();
  for (const Claim& claim : event.claims()) {
    const auto& holders = claim.holders();
    if (claim.has_when() && std::find(holders.begin(), holders.end(),
                                      scope.holder) != holders.end()) {
      return claim.when();
    }
  }
  return event.when();
}

}  // namespace annals
