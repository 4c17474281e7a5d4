// A ClaimScope says which claims count, of all that holders say of a record.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/claim_scope.h"

#include <algorithm>

#include "annals/record/claims.h"

namespace annals {

bool Chooses(const ClaimScope& scope) {
  return scope.accepted_only || !scope.holder.empty() ||
         scope.confidence_min > 0;
}

bool IsChosen(const Claim& claim, const ClaimScope& scope) {
  if (scope.accepted_only && claim.status() != Claim::ACCEPTED &&
      claim.status() != Claim::CAME_TRUE) {
    return false;
  }
  if (!scope.holder.empty() &&
      std::find(claim.holders().begin(), claim.holders().end(), scope.holder) ==
          claim.holders().end()) {
    return false;
  }
  return scope.confidence_min <= 0 ||
         (claim.has_confidence() && claim.confidence() >= scope.confidence_min);
}

bool Counts(const google::protobuf::RepeatedPtrField<Claim>& claims,
            const ClaimScope& scope) {
  if (claims.empty()) return scope.holder.empty();
  return std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
    return IsAsserted(claim) && IsChosen(claim, scope);
  });
}

}  // namespace annals
