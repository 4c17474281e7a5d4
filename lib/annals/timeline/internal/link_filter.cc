// A LinkFilter tells whether a causal link belongs to a scope.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/link_filter.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "annals/record/claims.h"

namespace annals::timeline_internal {
namespace {

using Claims = google::protobuf::RepeatedPtrField<Claim>;

template <typename Condition>
void RemoveIf(Claims& claims, const Condition& condition) {
  claims.erase(std::remove_if(claims.begin(), claims.end(), condition),
               claims.end());
}

}  // namespace

LinkFilter::LinkFilter(const CausalScope& scope)
    : all_(scope.all),
      claims_(scope.claims),
      left_out_(scope.left_out.begin(), scope.left_out.end()) {}

LinkFilter::Verdict LinkFilter::Apply(CausalLink& link) const {
  if (!left_out_.empty() && RemoveLeftOut(link)) return Verdict::kLeftOut;
  const bool is_asserted = IsAsserted(link);
  const Verdict unless_chosen =
      is_asserted ? Verdict::kDisregarded : Verdict::kUnasserted;
  if (link.claims().empty()) {
    return claims_.holder.empty() ? Verdict::kCounts : unless_chosen;
  }
  if (!Chooses(claims_)) {
    return all_ || is_asserted ? Verdict::kCounts : Verdict::kUnasserted;
  }
  RemoveIf(*link.mutable_claims(),
           [this](const Claim& claim) { return !IsChosen(claim, claims_); });
  if (link.claims().empty()) return unless_chosen;
  return all_ || IsAsserted(link) ? Verdict::kCounts : Verdict::kUnasserted;
}

// True if nothing says any more that the link is so.
bool LinkFilter::RemoveLeftOut(CausalLink& link) const {
  if (left_out_.count(link.id()) > 0) return true;
  if (link.claims().empty()) return false;
  RemoveIf(*link.mutable_claims(), [&](const Claim& claim) {
    return left_out_.count(absl::StrCat(link.id(), "#", claim.id())) > 0;
  });
  return link.claims().empty();
}

}  // namespace annals::timeline_internal
