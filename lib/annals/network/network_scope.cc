// A NetworkScope says which statements of the records a network is made of.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/network_scope.h"

#include <algorithm>

#include "annals/record/claims.h"

namespace annals {
namespace {

bool Counts(const Claim& claim, const NetworkScope& scope) {
  if (!IsAsserted(claim)) return false;
  if (scope.accepted_only && claim.status() != Claim::ACCEPTED &&
      claim.status() != Claim::CAME_TRUE) {
    return false;
  }
  if (!scope.holder.empty() &&
      std::find(claim.holders().begin(), claim.holders().end(), scope.holder) ==
          claim.holders().end()) {
    return false;
  }
  return scope.confidence_min == 0 ||
         (claim.has_confidence() && claim.confidence() >= scope.confidence_min);
}

}  // namespace

bool Counts(const google::protobuf::RepeatedPtrField<Claim>& claims,
            const NetworkScope& scope) {
  if (claims.empty()) return scope.holder.empty();
  return std::any_of(claims.begin(), claims.end(),
                     [&](const Claim& claim) { return Counts(claim, scope); });
}

}  // namespace annals
