// A NetworkScope says which statements of the records a network is made of.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_NETWORK_SCOPE_H_
#define ANNALS_NETWORK_NETWORK_SCOPE_H_

#include "annals/record/claim_scope.h"
#include "annals/record/record.h"

namespace annals {

// By default: the events' own dates and durations, and every constraint that is
// asserted (IsAsserted). The claim scope says whose statements count; an event
// to which a chosen claim of the holder gives a date of its own has that date,
// unless the claim is a denial or has been rejected or superseded. What else
// implies order counts only when asked. A plain value.
//
//   NetworkScope scope;
//   scope.part_of = true;
//   scope.holder = "moscow-analysts";  // what do they say?
struct NetworkScope : ClaimScope {
  // A part lies within the event that it is a part of.
  bool part_of = false;

  // In a series, an event starts no later than those with a greater ordinal.
  bool series = false;

  // Dates bound as widely as queries take them: a date-time without a zone may
  // be that of any zone, and what lies beyond the axis anywhere near its end
  // (Edtf::Members). Else their four bounds count.
  bool widened_dates = false;

  // Dates with ? ~ % bound nothing; else they are taken for what they say.
  bool unqualified_only = false;
};

// The event's date that counts: its own, or that of the holder's first chosen
// claim that gives one and stands, if the scope asks for a holder. It lives as
// long as the event.
const When& WhenThatCounts(const Event& event, const ClaimScope& scope);

}  // namespace annals

#endif  // ANNALS_NETWORK_NETWORK_SCOPE_H_
