// Compose(): what two of Allen's relations say of the outer two intervals.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_COMPOSITION_H_
#define ANNALS_TIME_COMPOSITION_H_

#include "annals/time/allen.h"

namespace annals {

// The relations that a may have to c, if `ab` is that of a to b and `bc` that
// of b to c: the table of Allen, "Maintaining knowledge about temporal
// intervals" (CACM 26, 1983), figure 4.
//
//   Compose(AllenRelation::kMeets, AllenRelation::kDuring).ToString();
//   // "overlaps,starts,during"
//
// The table is not typed in: the compiler makes it from all orders that the
// six endpoints of three intervals can have. Constant time; safe to call from
// any thread.
AllenSet Compose(AllenRelation ab, AllenRelation bc);

// The union over the relations of both: what is known of a and c if no more is
// known than that one of `ab` and one of `bc` holds. Nothing if either is
// empty. Takes time for each pair of relations, at most 169.
//
// With Converse() and Complement() this is a relation algebra: it is
// associative, "equals" leaves a set as it is, and Converse(Compose(x, y)) is
// Compose(Converse(y), Converse(x)). It never leaves out what may be. Where an
// interval is only a few ticks long, less may be possible than it says: nothing
// lies inside a single tick.
AllenSet Compose(AllenSet ab, AllenSet bc);

}  // namespace annals

#endif  // ANNALS_TIME_COMPOSITION_H_
