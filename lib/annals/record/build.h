// Builders: an event or a link in a handful of readable lines.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_BUILD_H_
#define ANNALS_RECORD_BUILD_H_

#include <initializer_list>
#include <string_view>

#include "annals/record/record.h"
#include "annals/time/calendar_date.h"

namespace annals {

// An event. `edtf` may be empty: an event without a date is legal. Nothing is
// checked here; Validate() and Timeline::Append() do.
//
//   annals::Event oil = annals::MakeEvent("oil", "China suspends oil", "2013");
//   annals::AddParticipant(oil, "China", annals::Participant::AGENT);
//   oil.add_tags("energy");
Event MakeEvent(std::string_view id, std::string_view title,
                std::string_view edtf = "");

// When, as a date of another calendar has it: `edtf` in the Gregorian calendar,
// the original as `words`, its calendar, and the extent.
//
//   const auto date = annals::CalendarDate::Read("25 October 1917",
//                                                annals::Calendar::kJulian);
//   *event.mutable_when() = annals::MakeWhen(*date);
When MakeWhen(const CalendarDate& date);

// Adds a participant by name; returns it, so that more can be set.
Participant& AddParticipant(
    Event& event, std::string_view name,
    Participant::Role role = Participant::ROLE_UNSPECIFIED);

// A link: MakeLink("l1", {"oil"}, annals::CausalLink::CAUSE, {"position"}).
CausalLink MakeLink(std::string_view id,
                    std::initializer_list<std::string_view> causes,
                    CausalLink::Kind kind,
                    std::initializer_list<std::string_view> effects);

// Adds a claim with this id; `holders` outermost first.
Claim& AddClaim(Event& event, std::string_view id,
                std::initializer_list<std::string_view> holders);
Claim& AddClaim(CausalLink& link, std::string_view id,
                std::initializer_list<std::string_view> holders);

// Adds evidence: the words of a source.
Evidence& AddEvidence(Claim& claim, std::string_view source,
                      std::string_view quote);

// A source and an entity.
Source MakeSource(std::string_view id, std::string_view title);
Entity MakeEntity(std::string_view id, Entity::Kind kind,
                  std::string_view name);

}  // namespace annals

#endif  // ANNALS_RECORD_BUILD_H_
