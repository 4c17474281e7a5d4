// Causation: the one event that led to another, and the events tied together.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/causation.h"

#include <algorithm>

#include "annals/causal/graph.h"
#include "annals/record/claims.h"

namespace annals::export_internal {

Causation::Causation(const Selection& selection) {
  for (const CausalLink& link : selection.links) Add(link);
}

void Causation::Add(const CausalLink& link) {
  for (const std::string& cause : link.causes()) Tie(link.id(), cause);
  for (const std::string& effect : link.effects()) Tie(link.id(), effect);
  if (!IsAsserted(link) || SenseOf(link.kind()) != CausalSense::kPromotes) {
    return;
  }
  for (const std::string& effect : link.effects()) {
    causes_[effect].insert(link.causes().begin(), link.causes().end());
  }
}

const std::set<std::string>& Causation::CausesOf(const std::string& id) const {
  static const auto* const none = new std::set<std::string>;
  const auto found = causes_.find(id);
  return found == causes_.end() ? *none : found->second;
}

std::string Causation::GroupOf(const std::string& id) const {
  return parent_.count(id) > 0 ? RootOf(id) : "";
}

void Causation::Tie(const std::string& a, const std::string& b) {
  parent_.emplace(a, a);
  parent_.emplace(b, b);
  const std::string root_a = RootOf(a);
  const std::string root_b = RootOf(b);
  parent_[std::max(root_a, root_b)] = std::min(root_a, root_b);
}

std::string Causation::RootOf(const std::string& id) const {
  std::string root = id;
  while (parent_.at(root) != root) {
    // Halving the path keeps later walks short.
    parent_[root] = parent_.at(parent_.at(root));
    root = parent_.at(root);
  }
  return root;
}

}  // namespace annals::export_internal
