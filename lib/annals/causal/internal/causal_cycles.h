// CausalCycles finds records that lead to one another in a circle.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_CAUSAL_CYCLES_H_
#define ANNALS_CAUSAL_INTERNAL_CAUSAL_CYCLES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "annals/causal/internal/digraph.h"
#include "annals/causal/internal/finding_list.h"
#include "annals/causal/internal/id_table.h"
#include "annals/record/record.h"

namespace annals::causal_internal {

// A link of many causes and many effects is one node between them, so that it
// takes as many edges as it has ends and not their product.
class CausalCycles {
 public:
  // A link that promotes its effects.
  void Add(const CausalLink& link, IdTable& ids);

  // As many as the links have ends.
  size_t edges() const { return edges_.size(); }

  // One finding for each component. The ids are those that links were added
  // with.
  void Judge(const IdTable& ids, FindingList& findings) const;

 private:
  // A record's own node, and that of a link between its ends.
  static uint32_t RecordNode(uint32_t id) { return 2 * id; }
  static uint32_t BetweenNode(uint32_t id) { return 2 * id + 1; }

  void Tell(const Digraph& graph, const std::vector<uint32_t>& nodes,
            const std::vector<uint32_t>& components, const IdTable& ids,
            FindingList& findings) const;

  std::vector<Edge> edges_;
};

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_CAUSAL_CYCLES_H_
