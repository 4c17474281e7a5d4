// Causal links as a graph is drawn: which need a node, what else they name.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/drawn_links.h"

namespace annals::export_internal {

DrawnLinks::DrawnLinks(const Selection& selection) : selection_(selection) {
  for (const CausalLink& link : selection.links) {
    ends_.insert(link.causes().begin(), link.causes().end());
    ends_.insert(link.effects().begin(), link.effects().end());
  }
}

bool DrawnLinks::NeedsJunction(const CausalLink& link) const {
  return link.causes_size() + link.effects_size() > 2 || IsEnd(link.id());
}

std::vector<std::string> DrawnLinks::Others() const {
  std::set<std::string> others(ends_.begin(), ends_.end());
  for (const Answer& answer : selection_.events) {
    others.erase(answer.event.id());
  }
  for (const CausalLink& link : selection_.links) others.erase(link.id());
  return {others.begin(), others.end()};
}

}  // namespace annals::export_internal
