// Digraph: a directed graph of numbered nodes, its components and circles.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_DIGRAPH_H_
#define ANNALS_CAUSAL_INTERNAL_DIGRAPH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace annals::causal_internal {

struct Edge {
  uint32_t from;
  uint32_t to;
};

// Immutable after construction. 4 bytes a node and 4 an edge, while it is made
// 8 an edge more.
class Digraph {
 public:
  // Nodes are 0 to `nodes` - 1.
  Digraph(size_t nodes, const std::vector<Edge>& edges);

  size_t size() const { return begins_.size() - 1; }
  absl::Span<const uint32_t> Successors(uint32_t node) const {
    return absl::MakeConstSpan(successors_)
        .subspan(begins_[node], begins_[node + 1] - begins_[node]);
  }

  // For every node the number of its strongly connected component. Numbers run
  // from 0 against the edges: no edge leads to a component with a greater
  // number (Tarjan 1972; linear, with a stack of its own).
  std::vector<uint32_t> Components() const;

  // A shortest circle through the node, which is its first; its component must
  // have others. Takes time in proportion to the component.
  std::vector<uint32_t> ShortestCircle(
      uint32_t node, const std::vector<uint32_t>& components) const;

 private:
  class ComponentSearch;

  // Where the successors of each node begin, and where the last end.
  std::vector<uint32_t> begins_;
  std::vector<uint32_t> successors_;
};

// The nodes of each component, in ascending order.
std::vector<std::vector<uint32_t>> NodesByComponent(
    const std::vector<uint32_t>& components);

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_DIGRAPH_H_
