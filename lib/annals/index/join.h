// Join() finds the pairs of two indexes' rows that are in a relation.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_JOIN_H_
#define ANNALS_INDEX_JOIN_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "annals/index/interval_index.h"
#include "annals/time/allen.h"

namespace annals {

// Calls pair(a_row, b_row) for each row of `a` and row of `b` of which the
// first is in one of `relations` to the second, once, in no promised order:
//
//   Join(reigns, wars, {AllenRelation::kContains},
//        [&](uint32_t reign, uint32_t war) {
//          Use(reigns.id(reign), wars.id(war));
//        });
//
// Pairs that share an instant come from one sweep over both, in order of start
// (a forward scan: Brinkhoff, Kriegel and Seeger, SIGMOD 1993; Bouros and
// Mamoulis, PVLDB 10(11), 2017); it takes as many steps as there are such pairs
// and rows, whichever relations are asked for. Those that do not are found by
// asking `b` about each row of `a`. Needs four bytes a row. `a` and `b` may be
// the same index; then each row is a pair with itself as well. Safe to call
// from any thread, as an index does not change.
void Join(const IntervalIndex& a, const IntervalIndex& b, AllenSet relations,
          absl::FunctionRef<void(uint32_t a_row, uint32_t b_row)> pair);

}  // namespace annals

#endif  // ANNALS_INDEX_JOIN_H_
