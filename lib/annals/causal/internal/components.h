// ComponentsOf() finds which nodes of a graph lead to one another.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_COMPONENTS_H_
#define ANNALS_CAUSAL_INTERNAL_COMPONENTS_H_

#include <cstddef>
#include <vector>

namespace annals::causal_internal {

// Arrows from[i] -> to[i] between nodes that are numbered from 0.
struct Arrows {
  std::vector<size_t> from;
  std::vector<size_t> to;

  void Add(size_t start, size_t end) {
    from.push_back(start);
    to.push_back(end);
  }
};

// The strongly connected components. They are numbered so that no arrow leads
// from a higher number to a lower one.
struct Components {
  // By node, the number of its component.
  std::vector<size_t> of;
  size_t count = 0;

  // By component, its nodes.
  std::vector<std::vector<size_t>> Members() const;
};

// Linear; see Digraph::Components. There are fewer than 2^32 of each.
Components ComponentsOf(size_t nodes, const Arrows& arrows);

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_COMPONENTS_H_
