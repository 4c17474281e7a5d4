// OrderImpliedBy() says what a causal link tells of order in time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_IMPLIED_ORDER_H_
#define ANNALS_CAUSAL_IMPLIED_ORDER_H_

#include <optional>
#include <vector>

#include "annals/record/record.h"

namespace annals {

// The end of the effect that the cause's start does not come after, if a link
// of this kind holds; nothing if the kind says nothing of order.
std::optional<Endpoint::Side> SideNotBeforeCause(CausalLink::Kind kind);

// Distances between the ends of the link's causes and effects, which hold if
// the link does. (Some of its ends may be links, and have no time.)
//
//   cause, trigger, enable, precondition,    the cause starts no later than
//   motivate, response                       the effect does
//   contribute, hinder, maintain, end        the cause starts no later than
//                                            the effect ends
//   prevent, purpose, evidence for, despite  nothing
//
// What was prevented need not have come at all, a purpose may come or not, and
// grounds for belief are found whenever they are found. Of several alternative
// causes nobody knows which one it was: they imply nothing. A lag runs from
// start to start.
//
// Pure, and so safe in any thread. Takes time in proportion to causes times
// effects.
std::vector<Distance> OrderImpliedBy(const CausalLink& link);

// True if some claim of the link lets it add order: one that is open or
// accepted, realis and not negated (a disputed one does not); or it has none.
bool AddsOrder(const CausalLink& link);

}  // namespace annals

#endif  // ANNALS_CAUSAL_IMPLIED_ORDER_H_
