// CirclesOf() names the records that lead to one another in a circle.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_CIRCLES_H_
#define ANNALS_CAUSAL_INTERNAL_CIRCLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "annals/causal/internal/digraph.h"
#include "annals/causal/internal/id_table.h"

namespace annals::causal_internal {

// For each component of several nodes a shortest circle through the one with
// the least id, which is its first; in the order of those. Nodes are numbered
// as the ids are.
std::vector<std::vector<std::string>> CirclesOf(
    const Digraph& graph, const std::vector<uint32_t>& components,
    const IdTable& ids);

// The components that have several nodes, each with its nodes in ascending
// order.
std::vector<std::vector<uint32_t>> ComponentsOfSeveral(
    const std::vector<uint32_t>& components);

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_CIRCLES_H_
