// CausalGraph::Paths: simple paths, the strongest first.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/paths.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <optional>
#include <queue>
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
// space is parted in turn. No path is in two spaces. A space waits there too
// until it is searched, by what its best path is at best: most never are.
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
    FindBestHops();
    FindBestRanks();
  }

  CausalPaths Run() {
    PushSpace({}, {});
    while (!heap_.empty() && !gave_up_) {
      const bool is_full =
          static_cast<int64_t>(found_.size()) >= limits_.paths_max;
      if (is_full && IsMoreKnown()) break;
      Space best = Pop();
      if (!best.is_searched) {
        Search(std::move(best));
      } else {
        found_.push_back(std::move(best));
        PartSpaceOf(found_.back());
      }
    }
    return Result();
  }

 private:
  static constexpr size_t kNone = std::numeric_limits<size_t>::max();

  struct Space {
    // As indexes: the prefix, and when it is searched its best path.
    std::vector<size_t> arrows;
    bool is_searched = false;
    // The rank of the best path's weakest link, and how many arrows it has; at
    // best, until it is searched.
    size_t weakest = 0;
    size_t length = 0;
    // How long the prefix is, and what is not to be taken after it.
    size_t left_at = 0;
    std::vector<size_t> excluded;
  };

  // Whether a path is known to exist besides those that were found.
  bool IsMoreKnown() const {
    return is_longer_ ||
           std::any_of(heap_.begin(), heap_.end(),
                       [](const Space& space) { return space.is_searched; });
  }

  std::pair<std::string_view, std::string_view> KeyOf(size_t index) const {
    const Arrow& arrow = graph_.arrows_[index];
    return {graph_.ids_[arrow.effect], graph_.links_[arrow.link].id()};
  }

  bool IsWorse(const Space& a, const Space& b) const {
    if (a.weakest != b.weakest) return a.weakest > b.weakest;
    if (a.length != b.length) return a.length > b.length;
    if (!a.is_searched || !b.is_searched) return a.is_searched;
    return std::lexicographical_compare(
        b.arrows.begin(), b.arrows.end(), a.arrows.begin(), a.arrows.end(),
        [this](size_t x, size_t y) { return KeyOf(x) < KeyOf(y); });
  }

  // The top of the heap is the best.
  void Push(Space space) {
    heap_.push_back(std::move(space));
    std::push_heap(
        heap_.begin(), heap_.end(),
        [this](const Space& a, const Space& b) { return IsWorse(a, b); });
  }

  Space Pop() {
    std::pop_heap(
        heap_.begin(), heap_.end(),
        [this](const Space& a, const Space& b) { return IsWorse(a, b); });
    Space best = std::move(heap_.back());
    heap_.pop_back();
    return best;
  }

  // Links of equal strength have one rank, the strongest 0.
  void RankLinks() {
    std::vector<std::pair<size_t, ClaimStrength>> of_links;
    std::vector<bool> is_ranked(graph_.links_.size());
    for (size_t node = 0; node < is_reached_.size(); ++node) {
      if (!is_reached_[node]) continue;
      for (const size_t index : graph_.ArrowsFrom(node)) {
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
  void PartSpaceOf(Space& path) {
    std::vector<size_t> excluded = std::move(path.excluded);
    for (size_t i = path.left_at; i < path.arrows.size() && !gave_up_; ++i) {
      excluded.push_back(path.arrows[i]);
      PushSpace({path.arrows.begin(),
                 path.arrows.begin() + static_cast<std::ptrdiff_t>(i)},
                std::exchange(excluded, {}));
    }
  }

  void PushSpace(std::vector<size_t> prefix, std::vector<size_t> excluded) {
    // What is kept of a long path counts as what is tried: it takes memory.
    tries_ += static_cast<int64_t>(prefix.size());
    if (!Look()) return;
    Space space;
    space.left_at = prefix.size();
    space.arrows = std::move(prefix);
    space.excluded = std::move(excluded);
    Block(space);
    size_t rank = kNone;
    size_t hops = kNone;
    for (const size_t index : graph_.ArrowsFrom(spur_)) {
      if (!Look()) return;
      const size_t next = graph_.arrows_[index].effect;
      if (best_hops_[next] == kNone || !MayLeaveBy(index, kNone)) continue;
      rank = std::min(rank, std::max(RankOf(index), best_ranks_[next]));
      hops = std::min(hops, best_hops_[next]);
    }
    if (rank == kNone) return;
    for (const size_t index : space.arrows) {
      rank = std::max(rank, RankOf(index));
    }
    space.weakest = rank;
    space.length = space.left_at + 1 + hops;
    Push(std::move(space));
  }

  // Pushes the space again, with its best path, if it has one.
  void Search(Space space) {
    Block(space);
    const int64_t hops_max =
        limits_.length_max - static_cast<int64_t>(space.left_at);
    const std::optional<size_t> rank = StrongestRank(space.weakest, hops_max);
    if (!rank.has_value() || gave_up_) return;
    Append(*rank, space.arrows);
    space.is_searched = true;
    space.weakest = *rank;
    space.length = space.arrows.size();
    if (!gave_up_) Push(std::move(space));
  }

  // How many arrows lead from each node to the goal at least, not counting
  // whether a path visits a node twice.
  void FindBestHops() {
    best_hops_.assign(is_reached_.size(), kNone);
    best_hops_[goal_] = 0;
    std::deque<size_t> open = {goal_};
    while (!open.empty()) {
      const size_t node = open.front();
      open.pop_front();
      for (const size_t index : graph_.ArrowsTo(node)) {
        const Arrow& arrow = graph_.arrows_[index];
        if (!Look() || !MayBeOnPath(arrow) ||
            best_hops_[arrow.cause] != kNone) {
          continue;
        }
        best_hops_[arrow.cause] = best_hops_[node] + 1;
        open.push_back(arrow.cause);
      }
    }
  }

  // Likewise of what rank the weakest arrow is at least (Dijkstra 1959, with
  // the weakest in place of the sum).
  void FindBestRanks() {
    best_ranks_.assign(is_reached_.size(), kNone);
    best_ranks_[goal_] = 0;
    using Entry = std::pair<size_t, size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    open.emplace(0, goal_);
    while (!open.empty()) {
      const auto [rank, node] = open.top();
      open.pop();
      if (rank != best_ranks_[node]) continue;
      for (const size_t index : graph_.ArrowsTo(node)) {
        const Arrow& arrow = graph_.arrows_[index];
        if (!Look() || !MayBeOnPath(arrow)) continue;
        const size_t through = std::max(rank, RankOf(index));
        if (through >= best_ranks_[arrow.cause]) continue;
        best_ranks_[arrow.cause] = through;
        open.emplace(through, arrow.cause);
      }
    }
  }

  bool MayBeOnPath(const Arrow& arrow) const {
    return (arrow.leads_on || arrow.effect == goal_) &&
           is_reached_[arrow.cause];
  }

  // A path must not come back to what it has visited.
  void Block(const Space& space) {
    ++block_;
    for (const size_t index : space.excluded) excluded_at_[index] = block_;
    spur_ = start_;
    blocked_at_[spur_] = block_;
    for (const size_t index : space.arrows) {
      spur_ = graph_.arrows_[index].effect;
      blocked_at_[spur_] = block_;
    }
  }

  // The lowest rank, from this one on, up to which links lead from the spur to
  // the goal; the levels are then those of its search.
  std::optional<size_t> StrongestRank(size_t low, int64_t hops_max) {
    if (HopsToGoal(low, hops_max).has_value()) return low;
    size_t high = strengths_.size() - 1;
    const std::optional<int64_t> hops =
        HopsToGoal(high, std::numeric_limits<int64_t>::max());
    if (!hops.has_value()) return std::nullopt;
    if (*hops > hops_max) {
      is_longer_ = true;
      return std::nullopt;
    }
    ++low;
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
    for (const size_t index : graph_.ArrowsFrom(spur_)) {
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
        for (const size_t index : graph_.ArrowsTo(node)) {
          if (!Look()) return std::nullopt;
          const Arrow& arrow = graph_.arrows_[index];
          if (!MayComeBy(arrow) || ranks_[arrow.link] > rank) continue;
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
  bool MayComeBy(const Arrow& arrow) const {
    return MayBeOnPath(arrow) && blocked_at_[arrow.cause] != block_ &&
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
    for (const size_t index : graph_.ArrowsFrom(node)) {
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
    for (const Space& found : found_) {
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
  // By node; kNone if nothing leads from there to the goal.
  std::vector<size_t> best_hops_;
  std::vector<size_t> best_ranks_;

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

  std::vector<Space> heap_;
  std::vector<Space> found_;
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
