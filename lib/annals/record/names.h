// Names of the schema's enumerations in words, and back.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_NAMES_H_
#define ANNALS_RECORD_NAMES_H_

#include <optional>
#include <string>
#include <string_view>

#include "annals/record/record.h"

namespace annals {

// The value in lower-case words, for people: "realis", "did not come true",
// "evidence for". An unspecified value has the name of what it stands for
// ("realis", "open", "cause", "occurrence"), or "" where that is nothing.
std::string ModalityName(Claim::Modality modality);
std::string StatusName(Claim::Status status);
std::string ClaimCertaintyName(Claim::Certainty certainty);
std::string LinkKindName(CausalLink::Kind kind);
std::string EventKindName(Event::Kind kind);
std::string EntityKindName(Entity::Kind kind);
std::string RoleName(Participant::Role role);

// The value of that name, in any case, words joined by "_", "-" or a space;
// nothing if there is none.
std::optional<Claim::Modality> ModalityNamed(std::string_view name);
std::optional<Claim::Status> StatusNamed(std::string_view name);
std::optional<CausalLink::Kind> LinkKindNamed(std::string_view name);
std::optional<Event::Kind> EventKindNamed(std::string_view name);
std::optional<Participant::Role> RoleNamed(std::string_view name);

}  // namespace annals

#endif  // ANNALS_RECORD_NAMES_H_
