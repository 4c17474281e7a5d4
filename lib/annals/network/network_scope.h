// A NetworkScope says which statements of the records a network is made of.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_NETWORK_SCOPE_H_
#define ANNALS_NETWORK_NETWORK_SCOPE_H_

#include <string>

#include "annals/record/record.h"

namespace annals {

// By default: the events' own dates and durations, and every constraint that is
// asserted (IsAsserted). What else implies order counts only when asked. A
// plain value.
//
//   NetworkScope scope;
//   scope.part_of = true;
//   scope.holder = "moscow-analysts";  // what do they say?
struct NetworkScope {
  // Only what somebody has judged and accepted (or a forecast that came true).
  // Records without claims count: whoever appended them accepts them.
  bool accepted_only = false;

  // Only what this holder (an entity's id or a plain name, anywhere in the
  // list of holders) asserts. Records without claims do not count. An event for
  // which the holder's claim has a date of its own has that date.
  std::string holder;

  // Only claims in which the analyst has at least this confidence, in percent.
  // Records without claims count; claims without a confidence do not.
  int confidence_min = 0;

  // A part lies within the event that it is a part of.
  bool part_of = false;

  // In a series, an event starts no later than those with a greater ordinal.
  bool series = false;
};

// True if some claim says so and counts, or there is none and that does.
bool Counts(const google::protobuf::RepeatedPtrField<Claim>& claims,
            const NetworkScope& scope);

}  // namespace annals

#endif  // ANNALS_NETWORK_NETWORK_SCOPE_H_
