// The causal graph: what led to what, by what way, and what hangs on it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_GRAPH_H_
#define ANNALS_CAUSAL_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "annals/causal/absence.h"
#include "annals/causal/origins.h"
#include "annals/causal/paths.h"
#include "annals/causal/reduction.h"
#include "annals/causal/walk.h"
#include "annals/record/record.h"

namespace annals {

namespace causal_internal {
class Buckets;
}  // namespace causal_internal

// What a kind of link says about its effects.
enum class CausalSense {
  kPromotes,   // cause, trigger, enable, precondition, motivate, response,
               // contribute, maintain
  kOpposes,    // hinder, end, prevent
  kAims,       // purpose: the effect is intended, not said to have come
  kNotCausal,  // evidence for, despite
};

CausalSense SenseOf(CausalLink::Kind kind);

// Arrows between events, and between links where a causal statement is itself
// a cause or an effect. A walk goes on through links that promote their
// effects; links that oppose or only aim at them are reached but not walked
// through (what caused a prevention did not cause what was prevented), and
// links that are not causal are not reached at all.
//
//   CausalGraph graph(links);
//   graph.Causes("position", kDepthUnlimited).steps;  // what led to it
//   graph.Paths("oil", "position").paths;             // by what way
//   graph.Roots("position").roots;                    // where that began
//   graph.Without({"oil"}).touched;                   // what hangs on it
//
// Immutable after construction, so safe to read from any thread.
class CausalGraph {
 public:
  // Time and memory in proportion to the arrows: causes times effects of each
  // link, of which a valid one has at most kLinkEndsMax (record/limits.h).
  explicit CausalGraph(std::vector<CausalLink> links);

  const std::vector<CausalLink>& links() const { return links_; }

  // Each arrow once, breadth first. Time and memory in proportion to what is
  // returned, however large the graph.
  CausalWalk Causes(std::string_view id, int depth_max) const;
  CausalWalk Effects(std::string_view id, int depth_max) const;

  // Simple paths (none visits a record twice), the strongest first: for each
  // that is returned, as many searches as it has arrows. (Lawler 1972, after
  // Yen 1971, with the weakest link in place of the sum.)
  CausalPaths Paths(std::string_view from, std::string_view to,
                    const PathLimits& limits = {}) const;

  // Where what led to the record begins, through links that promote. None if
  // nothing led to it. Linear in its causes.
  RootCauses Roots(std::string_view id) const;

  // What led to every one of the records, or what they all led to, through
  // links that promote. A record does not lead to itself, save by a circle.
  // Linear in the causes (effects) of each.
  CommonRecords CommonCauses(absl::Span<const std::string> ids) const;
  CommonRecords CommonEffects(absl::Span<const std::string> ids) const;

  // What would be left unexplained if these events and links were not. Linear
  // in their effects and the links to those; a link that no other link names is
  // looked for among all.
  CausalAbsence Without(absl::Span<const std::string> ids) const;

  // The groups of records that lead to one another in a circle, through links
  // that promote: the strongly connected components with an arrow inside, each
  // sorted by id, ordered by their first id. Linear.
  std::vector<std::vector<std::string>> Cycles() const;

  // The links that a drawing can do without: the transitive reduction, of links
  // that promote their effects. A link is redundant if each of its arrows is
  // implied by a longer way of arrows, all of them of links that have one cause
  // or alternative ones. So a joint link of several causes is never left out
  // (it says that all are needed), never stands in for another, and no link is
  // left out in part; nor is one between records of a circle; and of parallel
  // links none implies another. Without the redundant links the same records
  // lead to the same ones. (Aho, Garey and Ullman 1972, on the components.) At
  // worst records times arrows, up to `steps_max`.
  RedundantLinks Redundant(int64_t steps_max = kReductionStepsMax) const;

 private:
  class PathSearch;
  class AbsenceSearch;
  class ReductionSearch;
  struct Arrow {
    size_t cause;
    size_t effect;
    size_t link;
    // Whether the link promotes its effect.
    bool leads_on;
  };
  enum class Direction { kToCauses, kToEffects };
  struct Reached {
    size_t node;
    int depth;
  };
  // Some nodes and the promoting arrows among them, numbered anew.
  struct Part;

  size_t AddNode(const std::string& id);
  std::optional<size_t> NodeOf(std::string_view id) const;
  // Indexes into arrows_: those that start at the node, those that end there.
  absl::Span<const size_t> ArrowsFrom(size_t node) const;
  absl::Span<const size_t> ArrowsTo(size_t node) const;
  absl::Span<const size_t> ArrowsAlong(Direction along, size_t node) const {
    return along == Direction::kToCauses ? ArrowsTo(node) : ArrowsFrom(node);
  }
  size_t NextNode(const Arrow& arrow, Direction along) const {
    return along == Direction::kToCauses ? arrow.cause : arrow.effect;
  }
  CausalWalk Walk(std::string_view id, int depth_max, Direction along) const;
  // What promoting arrows lead to, nearest first; the start only if they lead
  // back to it.
  std::vector<Reached> Reach(size_t start, Direction along) const;
  Part PartOf(absl::Span<const size_t> nodes, Direction along) const;
  CommonRecords Common(absl::Span<const std::string> ids,
                       Direction along) const;

  std::vector<CausalLink> links_;
  absl::flat_hash_map<std::string, size_t> nodes_;
  std::vector<std::string> ids_;
  std::vector<Arrow> arrows_;
  // By node, what ArrowsFrom() and ArrowsTo() return; a copy shares them.
  std::shared_ptr<const causal_internal::Buckets> out_;
  std::shared_ptr<const causal_internal::Buckets> in_;
  // By node that is a causal link itself, its index.
  absl::flat_hash_map<size_t, size_t> link_of_;
};

}  // namespace annals

#endif  // ANNALS_CAUSAL_GRAPH_H_
