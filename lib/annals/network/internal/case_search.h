// SearchCases() decides relations that are no Horn clauses, if it can.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_CASE_SEARCH_H_
#define ANNALS_NETWORK_INTERNAL_CASE_SEARCH_H_

#include <cstdint>
#include <vector>

#include "annals/network/event_network.h"
#include "annals/network/internal/clause_network.h"

namespace annals::network_internal {

// What came of a search.
enum class Cases { kSomeFits, kNoneFits, kNotDecided };

// Whether `network`, which is settled without a refutation, leaves room for a
// relation of each of these statements. Splits one statement's relations into
// sets that are ORD-Horn, says them one after the other, and goes on with the
// next (van Beek and Manchak, "The design and experimental analysis of
// algorithms for temporal reasoning", JAIR 4, 1996). `work_left` counts
// variables and edges that are looked at; below 0 it gives up.
Cases SearchCases(const ClauseNetwork& network,
                  const std::vector<AllenStatement>& statements,
                  int64_t work_left);

// The relations in a few sets, each of them ORD-Horn.
std::vector<AllenSet> HornParts(AllenSet relations);

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_CASE_SEARCH_H_
