// Voices are the claims of one record that a scope chooses.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/voices.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"

namespace annals::causal_internal {

bool Voices::IsAsserted() const {
  return is_appenders ||
         std::any_of(claims.begin(), claims.end(), [](const Claim* claim) {
           return annals::IsAsserted(*claim);
         });
}

bool Voices::IsSupposed() const {
  return is_appenders ||
         std::any_of(claims.begin(), claims.end(), [](const Claim* claim) {
           return !claim->negated() && !HasFallen(*claim);
         });
}

Voices VoicesOf(const Claims& claims, const ClaimScope& scope) {
  Voices voices;
  voices.is_appenders = claims.empty() && scope.holder.empty();
  for (const Claim& claim : claims) {
    if (IsChosen(claim, scope)) voices.claims.push_back(&claim);
  }
  return voices;
}

bool HasFallen(const Claim& claim) {
  return claim.status() == Claim::REJECTED ||
         claim.status() == Claim::SUPERSEDED ||
         claim.status() == Claim::DID_NOT_COME_TRUE;
}

bool IsDenial(const Claim& claim) {
  const bool is_of_this_world =
      claim.modality() == Claim::MODALITY_UNSPECIFIED ||
      claim.modality() == Claim::REALIS;
  return claim.negated() && is_of_this_world && !HasFallen(claim);
}

std::string ClaimName(std::string_view record, std::string_view name) {
  if (name.find('#') != std::string_view::npos) return std::string(name);
  return absl::StrCat(AsAbsl(record), "#", AsAbsl(name));
}

std::vector<std::string> ClaimNames(std::string_view record,
                                    const std::vector<const Claim*>& claims) {
  std::vector<std::string> names;
  for (const Claim* const claim : claims) {
    names.push_back(ClaimName(record, claim->id()));
  }
  return names;
}

}  // namespace annals::causal_internal
