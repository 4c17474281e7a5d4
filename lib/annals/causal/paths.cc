// CausalGraph::Paths: simple paths by depth-first search, strongest first.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/causal/graph.h"
#include "annals/causal/internal/link_collector.h"
#include "annals/record/claims.h"

namespace annals {
namespace {

ClaimStrength StrengthOfLink(const CausalLink& link) {
  const Claim* claim = StrongestClaim(link.claims());
  return claim == nullptr ? StrengthWithoutClaims() : StrengthOf(*claim);
}

}  // namespace

// One search. Its stack is a vector, so that a long chain of causes cannot
// exhaust the program's.
class CausalGraph::PathSearch {
 public:
  PathSearch(const CausalGraph& graph, size_t goal, const PathLimits& limits)
      : graph_(graph),
        goal_(goal),
        limits_(limits),
        on_path_(graph.ids_.size()),
        reaches_goal_(graph.ids_.size()) {
    for (const CausalLink& link : graph.links_) {
      strengths_.push_back(StrengthOfLink(link));
    }
    MarkWhatReachesGoal();
  }

  CausalPaths Run(size_t start) {
    if (reaches_goal_[start]) Enter(start);
    while (!stack_.empty() && !TooManyTries()) Advance();
    return Result();
  }

 private:
  // A node of the path, and which of its arrows to try next.
  struct Frame {
    size_t node;
    size_t next_arrow = 0;
  };
  // A path that was found, as indexes of arrows.
  struct Found {
    std::vector<size_t> arrows;
    ClaimStrength weakest;
  };

  // From the goal backwards: its last arrow may be of any kind, those before
  // it must lead on.
  void MarkWhatReachesGoal() {
    std::vector<size_t> open;
    const auto mark = [&](size_t node) {
      if (reaches_goal_[node]) return;
      reaches_goal_[node] = true;
      open.push_back(node);
    };
    for (size_t arrow : graph_.in_[goal_]) mark(graph_.arrows_[arrow].cause);
    while (!open.empty()) {
      const size_t node = open.back();
      open.pop_back();
      for (size_t index : graph_.in_[node]) {
        const Arrow& arrow = graph_.arrows_[index];
        if (graph_.LeadsOn(arrow)) mark(arrow.cause);
      }
    }
  }

  void Enter(size_t node) {
    on_path_[node] = true;
    stack_.push_back({node});
  }

  void Leave() {
    on_path_[stack_.back().node] = false;
    stack_.pop_back();
    if (!taken_.empty()) taken_.pop_back();
  }

  bool TooManyTries() {
    cut_ = cut_ || tries_ >= limits_.tries_max;
    return tries_ >= limits_.tries_max;
  }

  // Tries the next arrow of the innermost node, or leaves it.
  void Advance() {
    Frame& frame = stack_.back();
    const std::vector<size_t>& arrows = graph_.out_[frame.node];
    if (frame.next_arrow == arrows.size()) return Leave();
    if (static_cast<int>(taken_.size()) >= limits_.length_max) {
      cut_ = true;
      return Leave();
    }
    ++tries_;
    Follow(arrows[frame.next_arrow++]);
  }

  void Follow(size_t index) {
    const Arrow& arrow = graph_.arrows_[index];
    if (arrow.effect == goal_) return Report(index);
    if (on_path_[arrow.effect] || !reaches_goal_[arrow.effect] ||
        !graph_.LeadsOn(arrow)) {
      return;
    }
    taken_.push_back(index);
    Enter(arrow.effect);
  }

  void Report(size_t last) {
    Found found{taken_, {}};
    found.arrows.push_back(last);
    found.weakest = strengths_[graph_.arrows_[last].link];
    for (size_t index : found.arrows) {
      found.weakest =
          std::min(found.weakest, strengths_[graph_.arrows_[index].link]);
    }
    found_.push_back(std::move(found));
    KeepTheBest();
  }

  // found_ is a heap with the least wanted path on top.
  void KeepTheBest() {
    const auto better = [this](const Found& a, const Found& b) {
      return IsBetter(a, b);
    };
    std::push_heap(found_.begin(), found_.end(), better);
    if (static_cast<int>(found_.size()) <= limits_.paths_max) return;
    std::pop_heap(found_.begin(), found_.end(), better);
    found_.pop_back();
    cut_ = true;
  }

  bool IsBetter(const Found& a, const Found& b) const {
    if (!(a.weakest == b.weakest)) return b.weakest < a.weakest;
    if (a.arrows.size() != b.arrows.size()) {
      return a.arrows.size() < b.arrows.size();
    }
    return std::lexicographical_compare(
        a.arrows.begin(), a.arrows.end(), b.arrows.begin(), b.arrows.end(),
        [this](size_t x, size_t y) { return KeyOf(x) < KeyOf(y); });
  }

  std::pair<std::string_view, std::string_view> KeyOf(size_t index) const {
    const Arrow& arrow = graph_.arrows_[index];
    return {graph_.ids_[arrow.effect], graph_.links_[arrow.link].id()};
  }

  CausalPaths Result() {
    std::sort(
        found_.begin(), found_.end(),
        [this](const Found& a, const Found& b) { return IsBetter(a, b); });
    CausalPaths result;
    result.cut = cut_;
    causal_internal::LinkCollector collector(graph_.links_, result.links);
    for (const Found& found : found_) {
      CausalPath path;
      path.weakest = found.weakest;
      for (size_t index : found.arrows) {
        const Arrow& arrow = graph_.arrows_[index];
        path.steps.push_back({graph_.ids_[arrow.cause],
                              graph_.ids_[arrow.effect],
                              collector.IndexOf(arrow.link),
                              static_cast<int>(path.steps.size()) + 1});
      }
      result.paths.push_back(std::move(path));
    }
    return result;
  }

  const CausalGraph& graph_;
  const size_t goal_;
  const PathLimits limits_;
  std::vector<ClaimStrength> strengths_;
  std::vector<bool> on_path_;
  std::vector<bool> reaches_goal_;
  std::vector<Frame> stack_;
  std::vector<size_t> taken_;
  std::vector<Found> found_;
  int tries_ = 0;
  bool cut_ = false;
};

CausalPaths CausalGraph::Paths(std::string_view from, std::string_view to,
                               const PathLimits& limits) const {
  const auto start = nodes_.find(from);
  const auto goal = nodes_.find(to);
  if (start == nodes_.end() || goal == nodes_.end() || start == goal) return {};
  return PathSearch(*this, goal->second, limits).Run(start->second);
}

}  // namespace annals
