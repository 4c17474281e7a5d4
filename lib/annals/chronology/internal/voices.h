// Claims in words: who says that something is so, and how it is meant.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_VOICES_H_
#define ANNALS_CHRONOLOGY_INTERNAL_VOICES_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/record/record.h"

namespace annals::chronology_internal {

// How a record is meant that nobody asserts, in the order of telling.
enum class Stance {
  kForecast,
  kConditional,
  kHabitual,
  kProposed,
  kThreatened,
  kFeared,
  kWished,
  kCalledFor,
  kCounterfactual,
  kDenied,
  kFoundWrong,
};

// That of the strongest claim. Only for records that are not asserted.
Stance StanceOf(const google::protobuf::RepeatedPtrField<Claim>& claims);

// What to call it beside a title ("feared") and above a list ("Fears").
std::string_view MarkOf(Stance stance);
std::string_view HeadingOf(Stance stance);

// The mark of a record with these claims; empty if it is asserted.
std::string MarkOf(const google::protobuf::RepeatedPtrField<Claim>& claims,
                   bool asserted);

// Gives the name of an entity's id, or of a record named in a condition.
using Namer = std::function<std::string(std::string_view)>;

// The claim in words, without its notes and without a full stop:
//
//   According to Samuel Ramani, citing some Russian analysts
//   Feared by Russia, according to Yoko Hirose (possible; confidence 60%)
//
// Passives throughout, because a holder may be one or many. InvalidArgument if
// the claim's own date cannot be read.
absl::StatusOr<std::string> ClaimInWords(const Claim& claim,
                                         const Namer& name_of);

// Who makes it, outermost first: "Samuel Ramani, citing some Russian analysts".
std::string HoldersInWords(const Claim& claim, const Namer& name_of);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_VOICES_H_
