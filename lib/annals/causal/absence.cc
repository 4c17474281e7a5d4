// CausalGraph::Without: what an absence leaves unexplained.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/absence.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "annals/causal/graph.h"
#include "annals/causal/internal/explanations.h"
#include "annals/causal/internal/link_collector.h"

namespace annals {

using causal_internal::Explanation;
using causal_internal::Explanations;

// Only what the absent records lead to can be touched: their cone. All else
// stands, and so does, before the absence, the cone itself.
class CausalGraph::AbsenceSearch {
 public:
  AbsenceSearch(const CausalGraph& graph, absl::Span<const std::string> ids)
      : graph_(graph) {
    for (const std::string& id : ids) AddAbsent(id);
    absent_ = cone_.size();
    for (size_t i = 0; i < cone_.size(); ++i) Spread(i);
    for (size_t i = 0; i < cone_.size(); ++i) AddExplanationsOf(i);
  }

  CausalAbsence Run() {
    Explanations explanations(cone_.size(), std::move(found_));
    explanations.Remove(absent_);
    CausalAbsence absence;
    for (size_t i = 0; i < absent_; ++i) absence.absent.push_back(cone_[i].id);
    causal_internal::LinkCollector collector(graph_.links_, absence.links);
    for (size_t i = absent_; i < cone_.size(); ++i) {
      TouchedRecord touched;
      touched.id = cone_[i].id;
      touched.is_explained = explanations.Stands(i);
      touched.depth = cone_[i].depth;
      for (const size_t each : explanations.Of(i)) {
        (explanations.Holds(each) ? touched.standing : touched.fallen)
            .push_back(collector.IndexOf(links_[each]));
      }
      if (!touched.fallen.empty()) {
        absence.touched.push_back(std::move(touched));
      }
    }
    return absence;
  }

 private:
  // A record of the cone. A link that no link names has no node of its own.
  struct Member {
    std::string id;
    std::optional<size_t> node;
    std::optional<size_t> link;
    int depth = 0;
  };

  void AddAbsent(const std::string& id) {
    if (!numbers_.emplace(id, cone_.size()).second) return;
    const std::optional<size_t> node = graph_.NodeOf(id);
    cone_.push_back(
        {id, node, node.has_value() ? LinkOf(*node) : FindLink(id), 0});
  }

  std::optional<size_t> LinkOf(size_t node) const {
    const auto found = graph_.link_of_.find(node);
    if (found == graph_.link_of_.end()) return std::nullopt;
    return found->second;
  }

  // One that no other names is looked for among all.
  std::optional<size_t> FindLink(const std::string& id) const {
    for (size_t i = 0; i < graph_.links_.size(); ++i) {
      if (graph_.links_[i].id() == id) return i;
    }
    return std::nullopt;
  }

  bool Promotes(size_t link) const {
    return SenseOf(graph_.links_[link].kind()) == CausalSense::kPromotes;
  }

  // Adds what hangs on the member: the effects of its links, and its own if it
  // is one.
  void Spread(size_t number) {
    const Member member = cone_[number];
    if (member.node.has_value()) {
      for (const size_t index : graph_.ArrowsFrom(*member.node)) {
        const Arrow& arrow = graph_.arrows_[index];
        if (arrow.leads_on) AddEffect(arrow.effect, member.depth + 1);
      }
    }
    if (!member.link.has_value() || !Promotes(*member.link)) return;
    for (const std::string& id : graph_.links_[*member.link].effects()) {
      const std::optional<size_t> node = graph_.NodeOf(id);
      if (node.has_value()) AddEffect(*node, member.depth + 1);
    }
  }

  void AddEffect(size_t node, int depth) {
    const std::string& id = graph_.ids_[node];
    if (!numbers_.emplace(id, cone_.size()).second) return;
    cone_.push_back({id, node, LinkOf(node), depth});
  }

  // One for each link that leads to the member, or to others of the cone too.
  void AddExplanationsOf(size_t number) {
    if (!cone_[number].node.has_value()) return;
    for (const size_t index : graph_.ArrowsTo(*cone_[number].node)) {
      const Arrow& arrow = graph_.arrows_[index];
      if (!arrow.leads_on || !seen_.insert(arrow.link).second) continue;
      links_.push_back(arrow.link);
      found_.push_back(ExplanationBy(graph_.links_[arrow.link]));
    }
  }

  Explanation ExplanationBy(const CausalLink& link) const {
    Explanation explanation;
    const std::vector<size_t> causes = InCone(link.causes());
    // Of the causes outside the cone all stand.
    const bool stands_outside = CountDistinct(link.causes()) > causes.size();
    if (link.combination() != CausalLink::ALTERNATIVE) {
      explanation.all_of = causes;
    } else if (!stands_outside) {
      explanation.one_of = causes;
    }
    const auto self = numbers_.find(link.id());
    if (self != numbers_.end()) explanation.all_of.push_back(self->second);
    explanation.effects = InCone(link.effects());
    return explanation;
  }

  using Ids = google::protobuf::RepeatedPtrField<std::string>;

  static size_t CountDistinct(const Ids& ids) {
    return absl::flat_hash_set<std::string>(ids.begin(), ids.end()).size();
  }

  // The numbers of those in the cone, each once.
  std::vector<size_t> InCone(const Ids& ids) const {
    std::vector<size_t> numbers;
    for (const std::string& id : ids) {
      const auto found = numbers_.find(id);
      if (found != numbers_.end()) numbers.push_back(found->second);
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
  }

  const CausalGraph& graph_;
  // The absent records first, then nearest first.
  std::vector<Member> cone_;
  size_t absent_ = 0;
  absl::flat_hash_map<std::string, size_t> numbers_;
  // By explanation, its link.
  std::vector<size_t> links_;
  absl::flat_hash_set<size_t> seen_;
  std::vector<Explanation> found_;
};

CausalAbsence CausalGraph::Without(absl::Span<const std::string> ids) const {
  return AbsenceSearch(*this, ids).Run();
}

}  // namespace annals
