// CausalGraph::Redundant and Reduced: what a drawing can do without.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/reduction.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "annals/causal/graph.h"
#include "annals/causal/internal/buckets.h"
#include "annals/causal/internal/components.h"
#include "annals/causal/internal/link_collector.h"

namespace annals {
namespace {

bool NeedsSeveralCauses(const CausalLink& link) {
  return link.causes_size() > 1 &&
         link.combination() != CausalLink::ALTERNATIVE;
}

}  // namespace

// Works on the components of the arrows that each suffice alone. From one
// component its successors are taken in their order: one that was reached
// already, through an earlier successor, is reached by a longer way.
class CausalGraph::ReductionSearch {
 public:
  ReductionSearch(const CausalGraph& graph, int64_t steps_max)
      : graph_(graph), steps_left_(steps_max) {
    causal_internal::Arrows arrows;
    for (size_t i = 0; i < graph.arrows_.size(); ++i) {
      const Arrow& arrow = graph.arrows_[i];
      if (!arrow.leads_on || NeedsSeveralCauses(graph.links_[arrow.link])) {
        continue;
      }
      arrows.Add(arrow.cause, arrow.effect);
      arrows_.push_back(i);
    }
    const auto components =
        causal_internal::ComponentsOf(graph.ids_.size(), arrows);
    for (size_t& node : arrows.from) node = components.of[node];
    for (size_t& node : arrows.to) node = components.of[node];
    to_ = std::move(arrows.to);
    out_ = causal_internal::Buckets(components.count, arrows.from);
    reached_from_.assign(components.count, kNone);
    is_redundant_.resize(arrows_.size());
    for (size_t i = 0; i < components.count && steps_left_ > 0; ++i) {
      LookFrom(i);
    }
  }

  RedundantLinks Result() const {
    // By link, how many of its arrows are needed.
    std::vector<size_t> needed(graph_.links_.size());
    for (const Arrow& arrow : graph_.arrows_) ++needed[arrow.link];
    RedundantLinks redundant;
    for (size_t i = 0; i < arrows_.size(); ++i) {
      const size_t link = graph_.arrows_[arrows_[i]].link;
      if (is_redundant_[i] && --needed[link] == 0) {
        redundant.links.push_back(link);
      }
    }
    std::sort(redundant.links.begin(), redundant.links.end());
    redundant.cut = steps_left_ <= 0;
    return redundant;
  }

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);

  void LookFrom(size_t start) {
    std::vector<size_t> further;
    for (const size_t arrow : out_[start]) {
      if (to_[arrow] != start) further.push_back(arrow);
    }
    if (further.size() < 2) return;
    std::stable_sort(further.begin(), further.end(),
                     [this](size_t a, size_t b) { return to_[a] < to_[b]; });
    const size_t last = to_[further.back()];
    size_t before = kNone;
    for (const size_t arrow : further) {
      const size_t next = to_[arrow];
      if (next != before && reached_from_[next] != start) {
        // Several arrows to the same place do not imply one another.
        before = next;
        MarkReached(next, start, last);
      } else if (next != before) {
        is_redundant_[arrow] = true;
      }
      if (steps_left_ <= 0) return;
    }
  }

  // All that lies between the successor and the last one.
  void MarkReached(size_t successor, size_t start, size_t last) {
    std::vector<size_t> open = {successor};
    reached_from_[successor] = start;
    while (!open.empty() && steps_left_ > 0) {
      const size_t from = open.back();
      open.pop_back();
      for (const size_t arrow : out_[from]) {
        --steps_left_;
        const size_t next = to_[arrow];
        if (next > last || reached_from_[next] == start) continue;
        reached_from_[next] = start;
        open.push_back(next);
      }
    }
  }

  const CausalGraph& graph_;
  int64_t steps_left_;
  // The arrows that suffice alone, as indexes; by their place here the
  // component that each leads to.
  std::vector<size_t> arrows_;
  std::vector<size_t> to_;
  causal_internal::Buckets out_;
  std::vector<bool> is_redundant_;
  // By component, the last one from which it was reached.
  std::vector<size_t> reached_from_;
};

RedundantLinks CausalGraph::Redundant(int64_t steps_max) const {
  return ReductionSearch(*this, steps_max).Result();
}

CausalWalk Reduced(const CausalWalk& walk) {
  std::vector<bool> is_left_out(walk.links.size());
  for (const size_t link : CausalGraph(walk.links).Redundant().links) {
    is_left_out[link] = true;
  }
  CausalWalk reduced = walk;
  reduced.steps.clear();
  reduced.links.clear();
  causal_internal::LinkCollector collector(walk.links, reduced.links);
  for (const CausalStep& step : walk.steps) {
    if (is_left_out[step.link]) continue;
    reduced.steps.push_back(step);
    reduced.steps.back().link = collector.IndexOf(step.link);
  }
  return reduced;
}

}  // namespace annals
