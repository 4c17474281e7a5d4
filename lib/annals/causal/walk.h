// A CausalWalk holds the arrows that lead to a record, or away from it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_WALK_H_
#define ANNALS_CAUSAL_WALK_H_

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "annals/record/record.h"

namespace annals {

// One arrow that a walk or a path follows: from one cause of a link to one of
// its effects.
struct CausalStep {
  std::string cause;
  std::string effect;
  // Index into the `links` that the answer carries. The link's other causes
  // are needed too if it is joint.
  size_t link = 0;
  // How many arrows from where the walk began, from 1.
  int depth = 0;
};

// For walks that end only where the links do.
inline constexpr int kDepthUnlimited = std::numeric_limits<int>::max();

// Links that a question met and did not follow; filled in by Timeline.
struct LinksLeftOut {
  // Nobody asserts them, or nobody whose claims the scope chooses.
  int unasserted = 0;
  // They are asserted, but by nobody whose claims the scope chooses.
  int disregarded = 0;
};

// All arrows around a record, nearest first.
struct CausalWalk : LinksLeftOut {
  std::vector<CausalStep> steps;
  // The links that the steps follow.
  std::vector<CausalLink> links;
  // True if the greatest depth kept back arrows further away.
  bool cut = false;
};

}  // namespace annals

#endif  // ANNALS_CAUSAL_WALK_H_
