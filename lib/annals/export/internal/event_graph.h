// An EventGraph is a selection as nodes and edges that each have two ends.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_EVENT_GRAPH_H_
#define ANNALS_EXPORT_INTERNAL_EVENT_GRAPH_H_

#include <string>
#include <string_view>
#include <vector>

#include "annals/export/internal/loss_tally.h"
#include "annals/timeline/selection.h"

namespace annals::export_internal {

struct GraphNode {
  enum class Role {
    kEvent,  // it was chosen
    kNamed,  // a link names it, and it was not chosen
    kLink,   // a link with more than two ends, or that is an end itself
  };
  std::string id;
  Role role = Role::kEvent;
  // The event, with its bounds; for kNamed with nothing but its id if the
  // selection does not have it. For kLink without meaning.
  Answer answer;
  // Only for kLink; it lives as long as the selection.
  const CausalLink* link = nullptr;
};

struct GraphEdge {
  // Those of nodes.
  std::string source;
  std::string target;
  // What it is, or is part of. It lives as long as the selection.
  const CausalLink* link = nullptr;
};

// Most graph formats have edges with one source and one target. So a link from
// one event to one other is an edge; any other link is a node, with an edge
// from each cause to it and one from it to each effect, so that whether its
// causes are joint or alternatives can be said of the node. Every end of every
// edge is among the nodes, since most tools refuse a file in which one is not.
struct EventGraph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

EventGraph EventGraphOf(const Selection& selection);

// "event", "named", "link".
std::string_view RoleOf(const GraphNode& node);

// The title, marked, or the kind of a link.
std::string LabelOf(const GraphNode& node);

struct NamedValue {
  std::string_view name;
  std::string value;
};

// What a format with values of one's own says of a node: the fields of
// event_fields.h, joined; of a link its `id`, `kind`, `mark` and `combination`.
// None is empty.
std::vector<NamedValue> ValuesOf(const Selection& selection,
                                 const GraphNode& node, LossTally& losses);

// The names of all those values that there may be.
std::vector<std::string_view> ValueNames();

// How it is meant if nobody asserts it, "forecast"; else nothing.
std::string MarkOfLink(const CausalLink& link);

// "joint" or "alternative"; nothing for a link with one cause.
std::string_view CombinationOf(const CausalLink& link);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_EVENT_GRAPH_H_
