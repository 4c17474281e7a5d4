// Names of the schema's enumerations in words, and back.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/names.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace annals {
namespace {

// "DID_NOT_COME_TRUE" becomes "did not come true".
std::string InWords(std::string name) {
  absl::AsciiStrToLower(&name);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

// "did-not-come-true" becomes "DID_NOT_COME_TRUE".
std::string InSchema(std::string_view name) {
  std::string schema(name);
  absl::AsciiStrToUpper(&schema);
  for (char& c : schema) {
    if (c == ' ' || c == '-') c = '_';
  }
  return schema;
}

// The value of that name, leaving out the one that means unspecified.
template <typename Enum, typename Parse>
std::optional<Enum> Named(std::string_view name, const Parse& parse) {
  Enum value;
  if (!parse(InSchema(name), &value) || value == Enum(0)) return std::nullopt;
  return value;
}

}  // namespace

std::string ModalityName(Claim::Modality modality) {
  if (modality == Claim::MODALITY_UNSPECIFIED) modality = Claim::REALIS;
  return InWords(Claim::Modality_Name(modality));
}

std::string StatusName(Claim::Status status) {
  if (status == Claim::STATUS_UNSPECIFIED) status = Claim::OPEN;
  return InWords(Claim::Status_Name(status));
}

std::string ClaimCertaintyName(Claim::Certainty certainty) {
  if (certainty == Claim::CERTAINTY_UNSPECIFIED) return "";
  return InWords(Claim::Certainty_Name(certainty));
}

std::string LinkKindName(CausalLink::Kind kind) {
  if (kind == CausalLink::KIND_UNSPECIFIED) kind = CausalLink::CAUSE;
  return InWords(CausalLink::Kind_Name(kind));
}

std::string EventKindName(Event::Kind kind) {
  if (kind == Event::KIND_UNSPECIFIED) kind = Event::OCCURRENCE;
  return InWords(Event::Kind_Name(kind));
}

std::string EntityKindName(Entity::Kind kind) {
  if (kind == Entity::KIND_UNSPECIFIED) return "";
  return InWords(Entity::Kind_Name(kind));
}

std::string RoleName(Participant::Role role) {
  if (role == Participant::ROLE_UNSPECIFIED) return "";
  return InWords(Participant::Role_Name(role));
}

std::optional<Claim::Modality> ModalityNamed(std::string_view name) {
  return Named<Claim::Modality>(name, Claim::Modality_Parse);
}

std::optional<Claim::Status> StatusNamed(std::string_view name) {
  return Named<Claim::Status>(name, Claim::Status_Parse);
}

std::optional<CausalLink::Kind> LinkKindNamed(std::string_view name) {
  return Named<CausalLink::Kind>(name, CausalLink::Kind_Parse);
}

std::optional<Event::Kind> EventKindNamed(std::string_view name) {
  return Named<Event::Kind>(name, Event::Kind_Parse);
}

std::optional<Participant::Role> RoleNamed(std::string_view name) {
  return Named<Participant::Role>(name, Participant::Role_Parse);
}

}  // namespace annals
