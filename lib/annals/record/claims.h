// What the claims of a record amount to: asserted or not, and by whom.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_CLAIMS_H_
#define ANNALS_RECORD_CLAIMS_H_

#include <string>
#include <tuple>

#include "annals/record/record.h"

namespace annals {

// True if the claim says that the record *is* so: realis, not negated, neither
// rejected nor superseded, and not a forecast that failed. A forecast that came
// true is asserted too.
bool IsAsserted(const Claim& claim);

// True if the record has no claim at all (whoever appended it asserts it) or
// at least one asserted claim.
bool IsAsserted(const Record& record);
bool IsAsserted(const Event& event);
bool IsAsserted(const CausalLink& link);

// How much a claim carries, for ordering only: compare, do not add. First what
// was judged of it, then in which world it is, then how sure its holder is,
// then the analyst's confidence.
struct ClaimStrength {
  int standing = 0;
  int world = 0;
  int certainty = 0;
  int confidence = 0;

  friend bool operator<(const ClaimStrength& a, const ClaimStrength& b) {
    return std::tie(a.standing, a.world, a.certainty, a.confidence) <
           std::tie(b.standing, b.world, b.certainty, b.confidence);
  }
  friend bool operator==(const ClaimStrength& a, const ClaimStrength& b) {
    return !(a < b) && !(b < a);
  }
};

ClaimStrength StrengthOf(const Claim& claim);

// The strength of a record without claims: below one that somebody accepted,
// as strong as any other.
ClaimStrength StrengthWithoutClaims();

// The strongest claim, the first of equals; null if there is none. It lives as
// long as `claims`.
const Claim* StrongestClaim(
    const google::protobuf::RepeatedPtrField<Claim>& claims);

// How the strongest claim means what nobody asserts, in a word to put before a
// title: "forecast", "feared", "denied", "rejected". Empty if it is asserted.
std::string MarkOf(const google::protobuf::RepeatedPtrField<Claim>& claims);

}  // namespace annals

#endif  // ANNALS_RECORD_CLAIMS_H_
