// Voices are the claims of one record that a scope chooses.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_VOICES_H_
#define ANNALS_CAUSAL_INTERNAL_VOICES_H_

#include <string>
#include <string_view>
#include <vector>

#include "annals/record/claim_scope.h"
#include "annals/record/record.h"

namespace annals::causal_internal {

using Claims = google::protobuf::RepeatedPtrField<Claim>;

// The claims must outlive it.
struct Voices {
  std::vector<const Claim*> claims;
  // There is no claim at all: whoever appended the record asserts it.
  bool is_appenders = false;

  // False if the record has claims, and the scope chooses none of them.
  bool IsHeard() const { return is_appenders || !claims.empty(); }
  bool IsAsserted() const;
  // Asserted, or somebody still supposes it: not only denied or fallen.
  bool IsSupposed() const;
};

Voices VoicesOf(const Claims& claims, const ClaimScope& scope);

// Rejected, superseded, or it did not come true.
bool HasFallen(const Claim& claim);

// It says that the record is not so, and stands.
bool IsDenial(const Claim& claim);

// RECORD#CLAIM; `name` may be that already.
std::string ClaimName(std::string_view record, std::string_view name);

std::vector<std::string> ClaimNames(std::string_view record,
                                    const std::vector<const Claim*>& claims);

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_VOICES_H_
