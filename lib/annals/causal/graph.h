// The causal graph: causes, effects, paths and cycles among causal links.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_GRAPH_H_
#define ANNALS_CAUSAL_GRAPH_H_

#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annals/record/claims.h"
#include "annals/record/record.h"

namespace annals {

// What a kind of link says about its effects.
enum class CausalSense {
  kPromotes,   // cause, trigger, enable, precondition, motivate, response,
               // contribute, maintain
  kOpposes,    // hinder, end, prevent
  kAims,       // purpose: the effect is intended, not said to have come
  kNotCausal,  // evidence for, despite
};

CausalSense SenseOf(CausalLink::Kind kind);

// One arrow that a walk or a path follows: from one cause of a link to one of
// its effects.
struct CausalStep {
  std::string cause;
  std::string effect;
  // Index into the `links` that the answer carries. The link's other causes
  // are needed too if it is joint.
  size_t link = 0;
  // How many arrows from where the walk began, from 1.
  int depth = 0;
};

// For walks that end only where the links do.
inline constexpr int kDepthUnlimited = std::numeric_limits<int>::max();

// All arrows around a record, nearest first.
struct CausalWalk {
  std::vector<CausalStep> steps;
  // The links that the steps follow.
  std::vector<CausalLink> links;
  // True if the greatest depth kept back arrows further away.
  bool cut = false;
  // Links at the record or along the way that are left out because they are
  // not asserted; filled in by Timeline.
  int unasserted = 0;
};

// One path of arrows.
struct CausalPath {
  std::vector<CausalStep> steps;
  // The strength of its weakest link, by that link's strongest claim.
  ClaimStrength weakest;
};

// How far to look for paths.
struct PathLimits {
  int paths_max = 100;
  // In arrows.
  int length_max = 32;
  // Arrows tried before the search gives up; it never tries one from which the
  // goal cannot be reached.
  int tries_max = 1'000'000;
};

struct CausalPaths {
  // Strongest weakest link first, then shortest, then by the ids.
  std::vector<CausalPath> paths;
  std::vector<CausalLink> links;
  // True if a limit cut the search: there may be more, and stronger, paths.
  bool cut = false;
};

// Arrows between events, and between links where a causal statement is itself
// a cause or an effect. A walk goes on through links that promote their
// effects; links that oppose or only aim at them are reached but not walked
// through (what caused a prevention did not cause what was prevented), and
// links that are not causal are not reached at all.
//
//   CausalGraph graph(links);
//   for (const CausalStep& step : graph.Causes("position").steps) ...
//
// Immutable after construction, so safe to read from any thread.
class CausalGraph {
 public:
  // Time and memory in proportion to the arrows: causes times effects of each
  // link, of which a valid one has at most kLinkEndsMax (record/limits.h).
  explicit CausalGraph(std::vector<CausalLink> links);

  const std::vector<CausalLink>& links() const { return links_; }

  // Each arrow once, breadth first; linear in what is returned.
  CausalWalk Causes(std::string_view id, int depth_max) const;
  CausalWalk Effects(std::string_view id, int depth_max) const;

  // Simple paths: none visits a record twice.
  CausalPaths Paths(std::string_view from, std::string_view to,
                    const PathLimits& limits = {}) const;

  // The groups of records that lead to one another in a circle, through links
  // that promote: the strongly connected components with an arrow inside, each
  // sorted by id, ordered by their first id (Tarjan 1972; linear).
  std::vector<std::vector<std::string>> Cycles() const;

 private:
  class PathSearch;
  class CycleSearch;
  struct Arrow {
    size_t cause;
    size_t effect;
    size_t link;
  };
  enum class Direction { kToCauses, kToEffects };

  size_t NodeOf(const std::string& id);
  CausalWalk Walk(std::string_view id, int depth_max, Direction along) const;
  bool LeadsOn(const Arrow& arrow) const;

  std::vector<CausalLink> links_;
  std::map<std::string, size_t, std::less<>> nodes_;
  std::vector<std::string> ids_;
  std::vector<Arrow> arrows_;
  // Indexes into arrows_, by node: those that start there, those that end.
  std::vector<std::vector<size_t>> out_;
  std::vector<std::vector<size_t>> in_;
};

}  // namespace annals

#endif  // ANNALS_CAUSAL_GRAPH_H_
