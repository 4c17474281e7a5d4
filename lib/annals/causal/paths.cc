// CausalGraph::Paths: simple paths, the strongest first.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/paths.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
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

// All paths from the start are one space. Its best path is found by a search;
// the others are parted into spaces by where they first leave it: they share
// its arrows up to there (the prefix) and do not take the next one. The best of
// each waits in a heap, and the one on top is the next best path of all, whose
// space is parted in turn. No path is in two spaces.
//
// The best of a space is found backwards from the goal, a level of the breadth
// first search at a time, through arrows that are strong enough; how strong
// they can be is found by bisection, since few strengths differ.
class CausalGraph::PathSearch {
 public:
  PathSearch(const CausalGraph& graph, size_t start, size_t goal,
             const PathLimits& limits)
      : graph_(graph),
        start_(start),
        goal_(goal),
        limits_(limits),
        is_reached_(graph.ids_.size()),
        excluded_at_(graph.arrows_.size()),
        blocked_at_(graph.ids_.size()),
        wanted_at_(graph.ids_.size()),
        leveled_at_(graph.ids_.size()),
        levels_(graph.ids_.size()) {
    is_reached_[start] = true;
    for (const Reached& reached : graph.Reach(start, Direction::kToEffects)) {
      is_reached_[reached.node] = true;
    }
    RankLinks();
  }

  CausalPaths Run() {
    PushBestOf({}, {});
    while (!heap_.empty() && !gave_up_ &&
           static_cast<int64_t>(found_.size()) < limits_.paths_max) {
      found_.push_back(Pop());
      PartSpaceOf(found_.back());
    }
    return Result();
  }

 private:
  // The best path of a space.
  struct Found {
    // As indexes.
    std::vector<size_t> arrows;
    // The rank of the weakest.
    size_t weakest = 0;
    // Where it leaves the path by which its space was parted off, and what is
    // not to be taken there.
    size_t left_at = 0;
    std::vector<size_t> excluded;
  };

  std::pair<std::string_view, std::string_view> KeyOf(size_t index) const {
    const Arrow& arrow = graph_.arrows_[index];
    return {graph_.ids_[arrow.effect], graph_.links_[arrow.link].id()};
  }

  bool IsWorse(const Found& a, const Found& b) const {
    if (a.weakest != b.weakest) return a.weakest > b.weakest;
    if (a.arrows.size() != b.arrows.size()) {
      return a.arrows.size() > b.arrows.size();
    }
    return std::lexicographical_compare(
        b.arrows.begin(), b.arrows.end(), a.arrows.begin(), a.arrows.end(),
        [this](size_t x, size_t y) { return KeyOf(x) < KeyOf(y); });
  }

  // The top of the heap is the best.
  void Push(Found found) {
    heap_.push_back(std::move(found));
    std::push_heap(
        heap_.begin(), heap_.end(),
        [this](const Found& a, const Found& b) { return IsWorse(a, b); });
  }

  Found Pop() {
    std::pop_heap(
        heap_.begin(), heap_.end(),
        [this](const Found& a, const Found& b) { return IsWorse(a, b); });
    Found best = std::move(heap_.back());
    heap_.pop_back();
    return best;
  }

  // Links of equal strength have one rank, the strongest 0.
  void RankLinks() {
    std::vector<std::pair<size_t, ClaimStrength>> of_links;
    std::vector<bool> is_ranked(graph_.links_.size());
    for (size_t node = 0; node < is_reached_.size(); ++node) {
      if (!is_reached_[node]) continue;
      for (const size_t index : graph_.out_[node]) {
        const size_t link = graph_.arrows_[index].link;
        if (is_ranked[link]) continue;
        is_ranked[link] = true;
        of_links.emplace_back(link, StrengthOfLink(graph_.links_[link]));
        strengths_.push_back(of_links.back().second);
      }
    }
    const auto stronger = [](const ClaimStrength& a, const ClaimStrength& b) {
      return b < a;
    };
    std::sort(strengths_.begin(), strengths_.end(), stronger);
    strengths_.erase(std::unique(strengths_.begin(), strengths_.end()),
                     strengths_.end());
    ranks_.resize(graph_.links_.size());
    for (const auto& [link, strength] : of_links) {
      ranks_[link] = static_cast<size_t>(std::lower_bound(strengths_.begin(),
                                                          strengths_.end(),
                                                          strength, stronger) -
                                         strengths_.begin());
    }
  }

  size_t RankOf(size_t index) const {
    return ranks_[graph_.arrows_[index].link];
  }

  // Parts what is left of the path's space.
  void PartSpaceOf(Found& path) {
    std::vector<size_t> excluded = std::move(path.excluded);
    for (size_t i = path.left_at; i < path.arrows.size() && !gave_up_; ++i) {
      excluded.push_back(path.arrows[i]);
      PushBestOf({path.arrows.begin(),
                  path.arrows.begin() + static_cast<std::ptrdiff_t>(i)},
                 std::exchange(excluded, {}));
    }
  }

  void PushBestOf(std::vector<size_t> prefix, std::vector<size_t> excluded) {
    BlockPrefix(prefix);
    for (const size_t index : excluded) excluded_at_[index] = block_;
    const int64_t hops_max =
        limits_.length_max - static_cast<int64_t>(prefix.size());
    size_t strongest = 0;
    for (const size_t index : prefix) {
      strongest = std::max(strongest, RankOf(index));
    }
    const std::optional<size_t> rank = StrongestRank(strongest, hops_max);
    if (!rank.has_value() || gave_up_) return;
    Found found{std::move(prefix), *rank, 0, {}};
    found.left_at = found.arrows.size();
    Append(*rank, found.arrows);
    found.excluded = std::move(excluded);
    if (gave_up_) return;
    Push(std::move(found));
  }

  // A path must not come back to what it has visited.
  void BlockPrefix(const std::vector<size_t>& prefix) {
    ++block_;
    spur_ = start_;
    blocked_at_[spur_] = block_;
    for (const size_t index : prefix) {
      spur_ = graph_.arrows_[index].effect;
      blocked_at_[spur_] = block_;
    }
  }

  // The lowest rank, from this one on, up to which links lead from the spur to
  // the goal; the levels are then those of its search.
  std::optional<size_t> StrongestRank(size_t low, int64_t hops_max) {
    if (strengths_.empty()) return std::nullopt;
    size_t high = strengths_.size() - 1;
    const std::optional<int64_t> hops =
        HopsToGoal(high, std::numeric_limits<int64_t>::max());
    if (!hops.has_value()) return std::nullopt;
    if (*hops > hops_max) {
      is_longer_ = true;
      return std::nullopt;
    }
    size_t searched = high;
    while (low < high && !gave_up_) {
      const size_t middle = low + (high - low) / 2;
      searched = middle;
      if (HopsToGoal(middle, hops_max).has_value()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    if (searched != low) HopsToGoal(low, hops_max);
    return low;
  }

  // Whether the arrow may be the first one from the spur.
  bool MayLeaveBy(size_t index, size_t rank) const {
    const Arrow& arrow = graph_.arrows_[index];
    if (RankOf(index) > rank || excluded_at_[index] == block_) return false;
    if (arrow.effect == goal_) return true;
    return arrow.leads_on && blocked_at_[arrow.effect] != block_;
  }

  bool Look() {
    gave_up_ = gave_up_ || ++tries_ > limits_.tries_max;
    return !gave_up_;
  }

  // The nodes at which a path may be after its first arrow from the spur.
  void WantWhereSpurLeads(size_t rank) {
    for (const size_t index : graph_.out_[spur_]) {
      if (!Look()) return;
      if (MayLeaveBy(index, rank)) {
        wanted_at_[graph_.arrows_[index].effect] = search_;
      }
    }
  }

  // How many arrows, none of a rank above `rank`, lead at least from the spur
  // to the goal; nullopt if more than `hops_max`. Each node has as level how
  // many lead on from there, up to where the answer is found.
  std::optional<int64_t> HopsToGoal(size_t rank, int64_t hops_max) {
    ++search_;
    WantWhereSpurLeads(rank);
    std::vector<size_t> level = {goal_};
    leveled_at_[goal_] = search_;
    levels_[goal_] = 0;
    bool is_found = wanted_at_[goal_] == search_;
    int64_t hops = 1;
    for (; !is_found && !level.empty() && hops < hops_max; ++hops) {
      std::vector<size_t> next;
      for (const size_t node : level) {
        for (const size_t index : graph_.in_[node]) {
          if (!Look()) return std::nullopt;
          const Arrow& arrow = graph_.arrows_[index];
          if (!MayComeBy(arrow, node) || ranks_[arrow.link] > rank) continue;
          leveled_at_[arrow.cause] = search_;
          levels_[arrow.cause] = hops;
          next.push_back(arrow.cause);
          is_found = is_found || wanted_at_[arrow.cause] == search_;
        }
      }
      level = std::move(next);
    }
    if (!is_found) return std::nullopt;
    return hops;
  }

  // Whether the search goes on to the arrow's cause.
  bool MayComeBy(const Arrow& arrow, size_t node) const {
    return (arrow.leads_on || node == goal_) && is_reached_[arrow.cause] &&
           blocked_at_[arrow.cause] != block_ &&
           leveled_at_[arrow.cause] != search_;
  }

  // From the spur down the levels, by the least ids.
  void Append(size_t rank, std::vector<size_t>& arrows) {
    size_t node = spur_;
    int64_t below = std::numeric_limits<int64_t>::max();
    do {
      const size_t step = Next(node, rank, below);
      if (gave_up_) return;
      arrows.push_back(step);
      node = graph_.arrows_[step].effect;
      below = levels_[node];
    } while (node != goal_);
  }

  // The arrow from the node to the lowest level, which is below this one.
  size_t Next(size_t node, size_t rank, int64_t below) {
    size_t best = 0;
    int64_t level = below;
    for (const size_t index : graph_.out_[node]) {
      if (!Look()) return best;
      const Arrow& arrow = graph_.arrows_[index];
      if (leveled_at_[arrow.effect] != search_ || RankOf(index) > rank ||
          (!arrow.leads_on && arrow.effect != goal_) ||
          (node == spur_ && excluded_at_[index] == block_) ||
          levels_[arrow.effect] > level) {
        continue;
      }
      const bool is_lower = levels_[arrow.effect] < level;
      if (!is_lower && (level == below || KeyOf(best) <= KeyOf(index))) {
        continue;
      }
      best = index;
      level = levels_[arrow.effect];
    }
    return best;
  }

  CausalPaths Result() const {
    CausalPaths result;
    result.gave_up = gave_up_;
    result.cut = gave_up_ || is_longer_ || !heap_.empty();
    causal_internal::LinkCollector collector(graph_.links_, result.links);
    for (const Found& found : found_) {
      CausalPath path;
      path.weakest = strengths_[found.weakest];
      for (const size_t index : found.arrows) {
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
  const size_t start_;
  const size_t goal_;
  const PathLimits limits_;
  // By node, whether the start leads there.
  std::vector<bool> is_reached_;
  // Distinct, strongest first; and by link, its place among them.
  std::vector<ClaimStrength> strengths_;
  std::vector<size_t> ranks_;

  // The space that is searched, and marks by node that hold if they are the
  // current number, so that none has to be wiped off.
  size_t spur_ = 0;
  int64_t block_ = 0;
  int64_t search_ = 0;
  std::vector<int64_t> excluded_at_;  // by arrow
  std::vector<int64_t> blocked_at_;
  std::vector<int64_t> wanted_at_;
  std::vector<int64_t> leveled_at_;
  std::vector<int64_t> levels_;

  std::vector<Found> heap_;
  std::vector<Found> found_;
  int64_t tries_ = 0;
  bool is_longer_ = false;
  bool gave_up_ = false;
};

CausalPaths CausalGraph::Paths(std::string_view from, std::string_view to,
                               const PathLimits& limits) const {
  const std::optional<size_t> start = NodeOf(from);
  const std::optional<size_t> goal = NodeOf(to);
  if (!start.has_value() || !goal.has_value() || start == goal) return {};
  return PathSearch(*this, *start, *goal, limits).Run();
}

}  // namespace annals
