// A ClaimScope says which claims count, of all that holders say of a record.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_CLAIM_SCOPE_H_
#define ANNALS_RECORD_CLAIM_SCOPE_H_

#include <string>

#include "annals/record/record.h"

namespace annals {

// By default every claim. A plain value.
//
//   ClaimScope scope;
//   scope.holder = "moscow-analysts";  // what do they say?
//   if (Counts(link.claims(), scope)) ...
struct ClaimScope {
  // Only what somebody has judged and accepted (or a forecast that came true).
  // Records without claims count: whoever appended them accepts them.
  bool accepted_only = false;

  // Only what this holder (an entity's id or a plain name, anywhere in the
  // list of holders) says. Records without claims do not count.
  std::string holder;

  // Only claims in which the analyst has at least this confidence, in percent.
  // Records without claims count; claims without a confidence do not.
  int confidence_min = 0;
};

// True if the scope leaves out any claim at all.
bool Chooses(const ClaimScope& scope);

// True if the claim is one that the scope chooses, whatever it says: a denial
// and a forecast may be chosen too.
bool IsChosen(const Claim& claim, const ClaimScope& scope);

// True if some claim is asserted (IsAsserted) and chosen, or there is none and
// that counts.
bool Counts(const google::protobuf::RepeatedPtrField<Claim>& claims,
            const ClaimScope& scope);

}  // namespace annals

#endif  // ANNALS_RECORD_CLAIM_SCOPE_H_
