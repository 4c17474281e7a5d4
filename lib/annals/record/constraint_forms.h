// Constraints in the forms in which historians and archaeologists state them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_CONSTRAINT_FORMS_H_
#define ANNALS_RECORD_CONSTRAINT_FORMS_H_

#include <string_view>

#include "annals/record/record.h"
#include "annals/time/allen.h"

namespace annals {

// What is said of order and distance, a line each:
//
//   MakeSequence("c1", "mound", "cairn");              // then the cairn
//   MakeSequence("c2", "war", "treaty", "P1M", "P3M"); // a gap between them
//   MakeContemporary("c3", "plague", "reign");         // they share time
//   MakeStartsDuring("c4", "visit", "siege");
//   MakeTerminusPostQuem("c5", "hoard", "0348");       // not before 348
//   MakeTerminusAnteQuem("c6", "wall", "0410");        // over by 410
//   MakeLength("c7", "reign", "P10Y", "P20Y");
//
// Durations are ISO 8601 (Duration::Parse); empty is no bound. An empty id is
// derived from the content on the way into a store. Nothing is checked here;
// Validate() and Timeline::Append() do. Pure.
//
// Source for the forms: Levy, Geeraerts and others, "Chronological networks in
// archaeology", Journal of Archaeological Science 127, 2021.

// b starts when a is over or later: with `min` and `max`, so long after.
Constraint MakeSequence(std::string_view id, std::string_view a,
                        std::string_view b, std::string_view min = "",
                        std::string_view max = "");

// The two share an instant.
Constraint MakeContemporary(std::string_view id, std::string_view a,
                            std::string_view b);

// a starts, or ends, while b lasts: not before b starts, and before it is over;
// or after b starts, and not after it is over.
Constraint MakeStartsDuring(std::string_view id, std::string_view a,
                            std::string_view b);
Constraint MakeEndsDuring(std::string_view id, std::string_view a,
                          std::string_view b);

// a lies within b, to the ends of it.
Constraint MakeWithin(std::string_view id, std::string_view a,
                      std::string_view b);

// The event starts no earlier than an instant, or is over by it: a plain date,
// which means its first instant, or a date-time with its zone (FixedInstantOf).
Constraint MakeTerminusPostQuem(std::string_view id, std::string_view event,
                                std::string_view instant);
Constraint MakeTerminusAnteQuem(std::string_view id, std::string_view event,
                                std::string_view instant);

// How long the event lasts.
Constraint MakeLength(std::string_view id, std::string_view event,
                      std::string_view min, std::string_view max);

// What the others are made of: a's relation to b is one of these; `to` is at
// least `min` and at most `max` later than `from`.
Constraint MakeRelation(std::string_view id, std::string_view a,
                        AllenSet relations, std::string_view b);
Constraint MakeDistance(std::string_view id, const Endpoint& from,
                        const Endpoint& to, std::string_view min,
                        std::string_view max);
Endpoint StartOf(std::string_view event);
Endpoint EndOf(std::string_view event);
Endpoint AtInstant(std::string_view instant);

}  // namespace annals

#endif  // ANNALS_RECORD_CONSTRAINT_FORMS_H_
