// Constraints in words: what is recorded of the order of two events.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_ORDER_WORDS_H_
#define ANNALS_CHRONOLOGY_INTERNAL_ORDER_WORDS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/time/allen.h"

namespace annals::chronology_internal {

// What a constraint says of one of its events.
struct OrderStatement {
  // Id of that event.
  std::string event;
  // What stands before the other event: "Ends before or at the start of",
  // "Starts no earlier than 3 months after the end of". The whole if there is
  // no other: "Starts no earlier than 3 February 2017".
  std::string words;
  // Id of the other event; empty for a fixed instant, and for the other end of
  // the same event.
  std::string other;
};

// The constraint as it is said of each of its events, first of the one that it
// is written of (`a`, `to`); one alone if it names no other. InvalidArgument
// if a duration or an instant cannot be read; the store lets none in.
absl::StatusOr<std::vector<OrderStatement>> StatementsOf(
    const Constraint& constraint);

// "starts before and ends during, with or after": how one event lies to another
// that is named next. Every set that is neither empty nor whole has words of
// its own.
std::string RelationsInWords(AllenSet relations);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_ORDER_WORDS_H_
