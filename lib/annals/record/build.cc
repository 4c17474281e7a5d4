// Builders: an event or a link in a handful of readable lines.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/build.h"

#include <string>

namespace annals {
namespace {

template <typename WithClaims>
Claim& AddClaimTo(WithClaims& record, std::string_view id,
                  std::initializer_list<std::string_view> holders) {
  Claim& claim = *record.add_claims();
  claim.set_id(std::string(id));
  for (std::string_view holder : holders) {
    claim.add_holders(std::string(holder));
  }
  return claim;
}

When::Calendar NameOf(Calendar calendar) {
  switch (calendar) {
    case Calendar::kJulian:
      return When::JULIAN;
    case Calendar::kIslamic:
      return When::ISLAMIC;
    case Calendar::kIsoWeek:
      return When::ISO_WEEK;
    case Calendar::kGregorian:
    case Calendar::kOrdinal:
      break;
  }
  return When::GREGORIAN;
}

}  // namespace

Event MakeEvent(std::string_view id, std::string_view title,
                std::string_view edtf) {
  Event event;
  event.set_id(std::string(id));
  event.set_title(std::string(title));
  if (!edtf.empty()) event.mutable_when()->set_edtf(std::string(edtf));
  return event;
}

When MakeWhen(const CalendarDate& date) {
  When when;
  when.set_edtf(std::string(date.date().text()));
  when.set_words(date.original());
  when.set_calendar(NameOf(date.calendar()));
  if (date.extent() == Extent::kWithin) when.set_extent(When::WITHIN);
  return when;
}

Participant& AddParticipant(Event& event, std::string_view name,
                            Participant::Role role) {
  Participant& participant = *event.add_participants();
  participant.set_name(std::string(name));
  participant.set_role(role);
  return participant;
}

CausalLink MakeLink(std::string_view id,
                    std::initializer_list<std::string_view> causes,
                    CausalLink::Kind kind,
                    std::initializer_list<std::string_view> effects) {
  CausalLink link;
  link.set_id(std::string(id));
  link.set_kind(kind);
  for (std::string_view cause : causes) link.add_causes(std::string(cause));
  for (std::string_view effect : effects) {
    link.add_effects(std::string(effect));
  }
  return link;
}

Claim& AddClaim(Event& event, std::string_view id,
                std::initializer_list<std::string_view> holders) {
  return AddClaimTo(event, id, holders);
}

Claim& AddClaim(CausalLink& link, std::string_view id,
                std::initializer_list<std::string_view> holders) {
  return AddClaimTo(link, id, holders);
}

Evidence& AddEvidence(Claim& claim, std::string_view source,
                      std::string_view quote) {
  Evidence& evidence = *claim.add_evidence();
  evidence.set_source(std::string(source));
  evidence.set_quote(std::string(quote));
  return evidence;
}

Source MakeSource(std::string_view id, std::string_view title) {
  Source source;
  source.set_id(std::string(id));
  source.set_title(std::string(title));
  return source;
}

Entity MakeEntity(std::string_view id, Entity::Kind kind,
                  std::string_view name) {
  Entity entity;
  entity.set_id(std::string(id));
  entity.set_kind(kind);
  entity.add_names()->set_text(std::string(name));
  return entity;
}

}  // namespace annals
