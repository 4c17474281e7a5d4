// CausalPaths are the ways in which one record led to another.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_PATHS_H_
#define ANNALS_CAUSAL_PATHS_H_

#include <cstdint>
#include <vector>

#include "annals/causal/walk.h"
#include "annals/record/claims.h"
#include "annals/record/record.h"

namespace annals {

// One path of arrows.
struct CausalPath {
  std::vector<CausalStep> steps;
  // The strength of its weakest link, by that link's strongest claim.
  ClaimStrength weakest;
};

// How far to look for paths.
struct PathLimits {
  int paths_max = 100;
  // In arrows.
  int length_max = 32;
  // Arrows looked at, or kept of a path, before the search gives up: tens of
  // millions a second, and at most 8 bytes each.
  int64_t tries_max = 50'000'000;
};

// The paths come in their order, strongest first, so a limit takes away the
// weakest ones alone: no path that is missing is better than one that is there
// (but for those that are too long).
struct CausalPaths {
  // Strongest weakest link first, then shortest, then by the ids.
  std::vector<CausalPath> paths;
  std::vector<CausalLink> links;
  // True if there are more: weaker or as weak ones, longer than allowed, or
  // beyond what the search looked at.
  bool cut = false;
  // True if the search ended at `tries_max`: then there may be more.
  bool gave_up = false;
};

}  // namespace annals

#endif  // ANNALS_CAUSAL_PATHS_H_
