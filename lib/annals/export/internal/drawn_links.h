// Causal links as a graph is drawn: which need a node, what else they name.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_DRAWN_LINKS_H_
#define ANNALS_EXPORT_INTERNAL_DRAWN_LINKS_H_

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annals/timeline/selection.h"

namespace annals::export_internal {

// The links of a selection as the edges of a graph whose nodes are the events.
// `selection` must outlive it.
class DrawnLinks {
 public:
  explicit DrawnLinks(const Selection& selection);

  // Whether the link is drawn through a node of its own: it is a cause or an
  // effect itself, or it has more ends than an edge has.
  bool NeedsJunction(const CausalLink& link) const;

  // Whether the record is a cause or an effect.
  bool IsEnd(std::string_view id) const { return ends_.count(id) > 0; }

  // The causes and effects that are neither chosen events nor links of the
  // selection; sorted.
  std::vector<std::string> Others() const;

 private:
  const Selection& selection_;
  std::set<std::string, std::less<>> ends_;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_DRAWN_LINKS_H_
