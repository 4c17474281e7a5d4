// The causal graph: what led to what, by what way, and what hangs on it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/graph.h"

#include <deque>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "annals/causal/internal/buckets.h"
#include "annals/causal/internal/link_collector.h"

namespace annals {

using causal_internal::Buckets;

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
  std::vector<size_t> causes;
  std::vector<size_t> effects;
  for (size_t i = 0; i < links_.size(); ++i) {
    const CausalLink& link = links_[i];
    const CausalSense sense = SenseOf(link.kind());
    if (sense == CausalSense::kNotCausal) continue;
    for (const std::string& cause : link.causes()) {
      for (const std::string& effect : link.effects()) {
        causes.push_back(AddNode(cause));
        effects.push_back(AddNode(effect));
        arrows_.push_back({causes.back(), effects.back(), i,
                           sense == CausalSense::kPromotes});
      }
    }
  }
  out_ = std::make_shared<const Buckets>(ids_.size(), causes);
  in_ = std::make_shared<const Buckets>(ids_.size(), effects);
  for (size_t i = 0; i < links_.size(); ++i) {
    const auto node = nodes_.find(links_[i].id());
    if (node != nodes_.end()) link_of_[node->second] = i;
  }
}

absl::Span<const size_t> CausalGraph::ArrowsFrom(size_t node) const {
  return (*out_)[node];
}

absl::Span<const size_t> CausalGraph::ArrowsTo(size_t node) const {
  return (*in_)[node];
}

size_t CausalGraph::AddNode(const std::string& id) {
  const auto [found, is_new] = nodes_.emplace(id, ids_.size());
  if (is_new) ids_.push_back(id);
  return found->second;
}

std::optional<size_t> CausalGraph::NodeOf(std::string_view id) const {
  const auto found = nodes_.find(std::string(id));
  if (found == nodes_.end()) return std::nullopt;
  return found->second;
}

CausalWalk CausalGraph::Causes(std::string_view id, int depth_max) const {
  return Walk(id, depth_max, Direction::kToCauses);
}

CausalWalk CausalGraph::Effects(std::string_view id, int depth_max) const {
  return Walk(id, depth_max, Direction::kToEffects);
}

CausalWalk CausalGraph::Walk(std::string_view id, int depth_max,
                             Direction along) const {
  const std::optional<size_t> start = NodeOf(id);
  if (!start.has_value()) return {};
  CausalWalk walk;
  causal_internal::LinkCollector collector(links_, walk.links);
  absl::flat_hash_set<size_t> seen = {*start};
  std::deque<Reached> queue = {{*start, 0}};
  while (!queue.empty()) {
    const auto [node, depth] = queue.front();
    queue.pop_front();
    const absl::Span<const size_t> arrows = ArrowsAlong(along, node);
    if (depth >= depth_max) {
      walk.cut = walk.cut || !arrows.empty();
      continue;
    }
    for (const size_t index : arrows) {
      const Arrow& arrow = arrows_[index];
      walk.steps.push_back({ids_[arrow.cause], ids_[arrow.effect],
                            collector.IndexOf(arrow.link), depth + 1});
      const size_t next = NextNode(arrow, along);
      if (arrow.leads_on && seen.insert(next).second) {
        queue.push_back({next, depth + 1});
      }
    }
  }
  return walk;
}

std::vector<CausalGraph::Reached> CausalGraph::Reach(size_t start,
                                                     Direction along) const {
  std::vector<Reached> reached;
  absl::flat_hash_set<size_t> seen;
  const auto go_on_from = [&](const Reached& from) {
    for (const size_t index : ArrowsAlong(along, from.node)) {
      const size_t next = NextNode(arrows_[index], along);
      if (!arrows_[index].leads_on || !seen.insert(next).second) continue;
      reached.push_back({next, from.depth + 1});
    }
  };
  go_on_from({start, 0});
  for (size_t i = 0; i < reached.size(); ++i) {
    const Reached from = reached[i];
    if (from.node != start) go_on_from(from);
  }
  return reached;
}

}  // namespace annals
