// Checks of whole messages, one for each that a record is made of.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_VALIDATORS_H_
#define ANNALS_RECORD_INTERNAL_VALIDATORS_H_

#include <string>

#include "annals/record/internal/fault_list.h"
#include "annals/record/record.h"

namespace annals::record_internal {

// Each adds what is wrong with the message, in the order of its fields; `at` is
// where the message stands.
void CheckWhen(FaultList& faults, const Path& at, const When& when);
void CheckCode(FaultList& faults, const Path& at, const Code& code);
void CheckEvent(FaultList& faults, const Path& at, const Event& event);
void CheckLink(FaultList& faults, const Path& at, const CausalLink& link);
void CheckConstraint(FaultList& faults, const Path& at,
                     const Constraint& constraint);
void CheckSource(FaultList& faults, const Path& at, const Source& source);
void CheckEntity(FaultList& faults, const Path& at, const Entity& entity);

// What a claim's check must know of the record that it stands in.
struct ClaimContext {
  // The record's id.
  const std::string& record_id;
  // Whether a claim may give a date of its own, as in events.
  bool may_have_when = false;
};

// All claims of a record, found in its field "claims".
void CheckClaims(FaultList& faults, const Path& record,
                 const google::protobuf::RepeatedPtrField<Claim>& claims,
                 const ClaimContext& context);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_VALIDATORS_H_
