// A Propagation makes one label smaller, and those that hang on it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_PROPAGATION_H_
#define ANNALS_NETWORK_INTERNAL_PROPAGATION_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/numeric/int128.h"
#include "annals/network/internal/arc_index.h"
#include "annals/network/internal/relaxation.h"
#include "annals/network/temporal_network.h"

namespace annals::network_internal {

// Works on labels that are as small as the arcs allow. Against such labels no
// arc is shorter than nothing, so Dijkstra's order settles each changed
// variable once (Cotton and Maler, "Fast and flexible difference constraint
// propagation for DPLL(T)", SAT 2006). Takes n log n time for the n arcs at
// variables that change, however large the network.
//
// Borrows all that it is given.
class Propagation {
 public:
  Propagation(const ArcIndex& arcs, const std::vector<TemporalEdge>& edges,
              Labels& labels)
      : arcs_(arcs), edges_(edges), labels_(labels) {}

  // Sets the label, if that is smaller, and all that follow from it. False if
  // that reaches `source`, from which the label came: then there is a negative
  // cycle, and the labels' edges lead round it.
  bool Decrease(TimeVariable variable, absl::int128 distance, int32_t edge,
                TimeVariable source);

  // Puts every label back.
  void Undo();

  // The variables that changed, with what they were.
  struct Label {
    absl::int128 distance;
    int32_t edge;
  };
  const absl::flat_hash_map<TimeVariable, Label>& changed() const {
    return before_;
  }

 private:
  struct Entry {
    // How much smaller it became, negative.
    absl::int128 change;
    TimeVariable variable;
  };

  bool Improve(TimeVariable variable, absl::int128 distance, int32_t edge);
  bool PassOn(TimeVariable variable, TimeVariable source);

  const ArcIndex& arcs_;
  const std::vector<TemporalEdge>& edges_;
  Labels& labels_;
  absl::flat_hash_map<TimeVariable, Label> before_;
  std::vector<Entry> heap_;
};

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_PROPAGATION_H_
