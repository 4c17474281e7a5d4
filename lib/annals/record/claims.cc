// What the claims of a record amount to: asserted or not, and by whom.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/claims.h"

#include <string>

#include "annals/record/names.h"

namespace annals {
namespace {

using Claims = google::protobuf::RepeatedPtrField<Claim>;

// 2: somebody found it true; 1: nobody judged it; 0: it stands in dispute;
// below: it is held to be wrong.
int StandingOf(const Claim& claim) {
  switch (claim.status()) {
    case Claim::ACCEPTED:
    case Claim::CAME_TRUE:
      return 2;
    case Claim::DISPUTED:
      return 0;
    case Claim::SUPERSEDED:
      return -1;
    case Claim::REJECTED:
    case Claim::DID_NOT_COME_TRUE:
      return -2;
    default:
      return 1;
  }
}

// From what is, over what may come, to what is only imagined; a denial is the
// weakest support of all.
int WorldOf(const Claim& claim) {
  if (claim.negated()) return -1;
  switch (claim.modality()) {
    case Claim::MODALITY_UNSPECIFIED:
    case Claim::REALIS:
      return 4;
    case Claim::HABITUAL:
      return 3;
    case Claim::FUTURE:
    case Claim::CONDITIONAL:
      return 2;
    case Claim::PROPOSED:
    case Claim::THREATENED:
      return 1;
    default:
      return 0;
  }
}

int CertaintyRank(Claim::Certainty certainty) {
  switch (certainty) {
    case Claim::PROBABLE:
      return 2;
    case Claim::POSSIBLE:
      return 1;
    case Claim::UNCOMMITTED:
      return 0;
    default:
      return 3;
  }
}

bool AnyAsserted(const Claims& claims) {
  if (claims.empty()) return true;
  for (const Claim& claim : claims) {
    if (IsAsserted(claim)) return true;
  }
  return false;
}

}  // namespace

bool IsAsserted(const Claim& claim) {
  if (claim.negated()) return false;
  if (claim.status() == Claim::CAME_TRUE) return true;
  return WorldOf(claim) == 4 && StandingOf(claim) >= 0;
}

bool IsAsserted(const Event& event) { return AnyAsserted(event.claims()); }
bool IsAsserted(const CausalLink& link) { return AnyAsserted(link.claims()); }
bool IsAsserted(const Record& record) { return AnyAsserted(ClaimsOf(record)); }

ClaimStrength StrengthOf(const Claim& claim) {
  // A confidence that nobody gave is neither great nor small.
  const int confidence = claim.has_confidence() ? claim.confidence() : 50;
  return {StandingOf(claim), WorldOf(claim), CertaintyRank(claim.certainty()),
          confidence};
}

ClaimStrength StrengthWithoutClaims() { return StrengthOf(Claim()); }

const Claim* StrongestClaim(const Claims& claims) {
  const Claim* strongest = nullptr;
  for (const Claim& claim : claims) {
    if (strongest == nullptr || StrengthOf(*strongest) < StrengthOf(claim)) {
      strongest = &claim;
    }
  }
  return strongest;
}

std::string MarkOf(const Claims& claims) {
  const Claim* claim = StrongestClaim(claims);
  if (claim == nullptr || AnyAsserted(claims)) return "";
  if (StandingOf(*claim) < 0) return StatusName(claim->status());
  if (claim->negated()) return "denied";
  if (claim->modality() == Claim::FUTURE) return "forecast";
  return ModalityName(claim->modality());
}

}  // namespace annals
