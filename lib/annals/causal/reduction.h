// A reduction leaves out of a drawing the links that others imply.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_REDUCTION_H_
#define ANNALS_CAUSAL_REDUCTION_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "annals/causal/walk.h"

namespace annals {

// What to leave out.
struct RedundantLinks {
  // Indexes into the graph's links(), ascending.
  std::vector<size_t> links;
  // True if the search gave up; then some of them may be missing.
  bool cut = false;
};

// Arrows looked at, by default: about a second.
inline constexpr int64_t kReductionStepsMax = 100'000'000;

// The walk without the links that a chain of its other links says too, for
// drawing it: see CausalGraph::Redundant. Every record of it stays, and so does
// each step's depth, which counts along all links.
CausalWalk Reduced(const CausalWalk& walk);

}  // namespace annals

#endif  // ANNALS_CAUSAL_REDUCTION_H_
