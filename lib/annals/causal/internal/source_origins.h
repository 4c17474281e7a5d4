// SourceOrigins tells whether two sources go back to one original.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_SOURCE_ORIGINS_H_
#define ANNALS_CAUSAL_INTERNAL_SOURCE_ORIGINS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/causal/internal/digraph.h"
#include "annals/causal/internal/finding_list.h"
#include "annals/causal/internal/id_table.h"
#include "annals/record/record.h"

namespace annals::causal_internal {

// Originals of one source that are told apart.
inline constexpr size_t kOriginsMax = 64;

// Two sources share an original exactly if they share one that derives from
// nothing further (or a circle of such): those are the origins kept for each.
class SourceOrigins {
 public:
  void Add(const Source& source);

  // How many derivations there are.
  size_t edges() const { return derivations_.size(); }

  // After all sources and before AreIndependent(). Tells their circles.
  void Finish(FindingList& findings);

  // False if they are the same, or go back to one original. A source that was
  // not added stands for itself.
  bool AreIndependent(std::string_view a, std::string_view b) const;

 private:
  struct Component {
    // Numbers of components, ascending; too many are left out.
    std::vector<uint32_t> origins;
    bool is_cut = false;
    // Components have the same if sources connect them, whichever way.
    uint32_t family = 0;
  };

  static void TakeOrigins(const Component& from, Component& to);
  void FindOrigins(const Digraph& graph);
  void FindFamilies();

  IdTable ids_;
  std::vector<Edge> derivations_;
  std::vector<uint32_t> component_of_;
  std::vector<Component> components_;
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_SOURCE_ORIGINS_H_
