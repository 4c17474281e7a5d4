// A Solution holds both searches from the origin, and what they went by.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_SOLUTION_H_
#define ANNALS_NETWORK_INTERNAL_SOLUTION_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "annals/network/internal/arc_index.h"
#include "annals/network/internal/components.h"
#include "annals/network/internal/propagation.h"
#include "annals/network/internal/relaxation.h"
#include "annals/network/temporal_network.h"

namespace annals::network_internal {

// One edge of a path or cycle; kAxisEdge has ends too.
struct Step {
  int32_t edge = kAxisEdge;
  TimeVariable from = kOrigin;
  TimeVariable to = kOrigin;
  absl::int128 most = kForever;
};

std::vector<int32_t> EdgesOf(const std::vector<Step>& steps);

// Every variable lies from -kForever to kForever, which is what an unbounded
// one is here: so both searches reach every variable, and a negative cycle is
// found wherever it is.
class Solution {
 public:
  // Solves; then `contradiction` tells whether it could.
  explicit Solution(TemporalNetwork network_to_solve);

  // See SolvedNetwork.
  bool Add(TimeVariable from, TimeVariable to, absl::int128 most,
           int32_t reason);
  TimeVariable AddVariable();

  // The path that a label stands for, in the order of its edges: from `end` to
  // the variable along the edges, or from the variable to `end`.
  std::vector<Step> Path(TimeVariable variable, Along direction,
                         const Labels& labels,
                         TimeVariable end = kOrigin) const;

  // Greatest distances from a variable. Where such a path comes to the origin,
  // it came there from the variable by the path of `to_origin`.
  Labels LabelsFrom(TimeVariable from) const;

  TemporalNetwork network;
  // Greatest distances from the origin, and to it.
  Labels from_origin;
  Labels to_origin;
  std::vector<int32_t> contradiction;

 private:
  // Both directions, for Add(), which makes them when it is first called.
  struct ArcIndexes {
    ArcIndex along;
    ArcIndex against;
  };

  ArcIndexes& Indexes();
  void TakeEdgesAtOrigin();
  void Solve();
  std::optional<int32_t> RelaxAll(const ComponentOrder& order, Along direction,
                                  Labels& labels) const;
  bool TellCrossedBounds(TimeVariable variable);
  void TellCycleThrough(TimeVariable variable);
  bool Tighten(const TemporalEdge& edge, int32_t index);
  bool TellCrossedAmong(const Propagation& propagation);
  Step StepInto(TimeVariable variable, Along direction,
                const Labels& labels) const;

  std::optional<ArcIndexes> indexes_;
};

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_SOLUTION_H_
