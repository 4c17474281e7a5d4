// The causal graph: causes, effects, paths and cycles among causal links.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/graph.h"

#include <deque>
#include <utility>

#include "annals/causal/internal/link_collector.h"

namespace annals {

CausalSense SenseOf(CausalLink::Kind kind) {
  switch (kind) {
    case CausalLink::HINDER:
    case CausalLink::END:
    case CausalLink::PREVENT:
      return CausalSense::kOpposes;
    case CausalLink::PURPOSE:
      return CausalSense::kAims;
    case CausalLink::EVIDENCE_FOR:
    case CausalLink::DESPITE:
      return CausalSense::kNotCausal;
    default:
      return CausalSense::kPromotes;
  }
}

CausalGraph::CausalGraph(std::vector<CausalLink> links)
    : links_(std::move(links)) {
  for (size_t i = 0; i < links_.size(); ++i) {
    const CausalLink& link = links_[i];
    if (SenseOf(link.kind()) == CausalSense::kNotCausal) continue;
    for (const std::string& cause : link.causes()) {
      for (const std::string& effect : link.effects()) {
        arrows_.push_back({NodeOf(cause), NodeOf(effect), i});
      }
    }
  }
  out_.resize(ids_.size());
  in_.resize(ids_.size());
  for (size_t i = 0; i < arrows_.size(); ++i) {
    out_[arrows_[i].cause].push_back(i);
    in_[arrows_[i].effect].push_back(i);
  }
}

size_t CausalGraph::NodeOf(const std::string& id) {
  const auto [found, is_new] = nodes_.emplace(id, ids_.size());
  if (is_new) ids_.push_back(id);
  return found->second;
}

bool CausalGraph::LeadsOn(const Arrow& arrow) const {
  return SenseOf(links_[arrow.link].kind()) == CausalSense::kPromotes;
}

CausalWalk CausalGraph::Causes(std::string_view id, int depth_max) const {
  return Walk(id, depth_max, Direction::kToCauses);
}

CausalWalk CausalGraph::Effects(std::string_view id, int depth_max) const {
  return Walk(id, depth_max, Direction::kToEffects);
}

CausalWalk CausalGraph::Walk(std::string_view id, int depth_max,
                             Direction along) const {
  const auto start = nodes_.find(id);
  if (start == nodes_.end()) return {};
  const bool backwards = along == Direction::kToCauses;
  CausalWalk walk;
  causal_internal::LinkCollector collector(links_, walk.links);
  std::vector<bool> seen(ids_.size());
  std::deque<std::pair<size_t, int>> queue = {{start->second, 0}};
  seen[start->second] = true;
  while (!queue.empty()) {
    const auto [node, depth] = queue.front();
    queue.pop_front();
    const std::vector<size_t>& arrows = backwards ? in_[node] : out_[node];
    if (depth >= depth_max) {
      walk.cut = walk.cut || !arrows.empty();
      continue;
    }
    for (size_t index : arrows) {
      const Arrow& arrow = arrows_[index];
      walk.steps.push_back({ids_[arrow.cause], ids_[arrow.effect],
                            collector.IndexOf(arrow.link), depth + 1});
      const size_t next = backwards ? arrow.cause : arrow.effect;
      if (seen[next] || !LeadsOn(arrow)) continue;
      seen[next] = true;
      queue.emplace_back(next, depth + 1);
    }
  }
  return walk;
}

}  // namespace annals
