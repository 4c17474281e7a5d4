// An EventGraph is a selection as nodes and edges that each have two ends.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/event_graph.h"

#include <set>
#include <utility>

#include "annals/export/internal/describe.h"
#include "annals/export/internal/drawn_links.h"
#include "annals/export/internal/event_fields.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/record/names.h"

namespace annals::export_internal {
namespace {

// Whatever bears that id, as far as the selection knows it.
Answer NamedAnswer(const Selection& selection, const std::string& id) {
  Answer answer;
  const Event* event = selection.FindEvent(id);
  if (event == nullptr) {
    answer.event.set_id(id);
    answer.event.set_title(selection.NameOf(id));
    return answer;
  }
  answer.event = *event;
  answer.asserted = IsAsserted(*event);
  if (auto resolved = Resolve(event->when());
      resolved.ok() && resolved->has_value()) {
    answer.date = (*resolved)->date;
    answer.span = (*resolved)->span;
  }
  return answer;
}

class GraphBuilder {
 public:
  explicit GraphBuilder(const Selection& selection)
      : selection_(selection), links_(selection) {}

  EventGraph Build() && {
    for (const Answer& answer : selection_.events) {
      Add({answer.event.id(), GraphNode::Role::kEvent, answer, nullptr});
    }
    for (const CausalLink& link : selection_.links) {
      if (!links_.NeedsJunction(link)) continue;
      Add({link.id(), GraphNode::Role::kLink, {}, &link});
    }
    for (const std::string& id : links_.Others()) {
      Add({id, GraphNode::Role::kNamed, NamedAnswer(selection_, id), nullptr});
    }
    for (const CausalLink& link : selection_.links) AddEdges(link);
    return std::move(graph_);
  }

 private:
  void Add(GraphNode node) {
    if (ids_.insert(node.id).second) graph_.nodes.push_back(std::move(node));
  }

  void AddEdges(const CausalLink& link) {
    if (!links_.NeedsJunction(link)) {
      graph_.edges.push_back({link.causes(0), link.effects(0), &link});
      return;
    }
    for (const std::string& cause : link.causes()) {
      graph_.edges.push_back({cause, link.id(), &link});
    }
    for (const std::string& effect : link.effects()) {
      graph_.edges.push_back({link.id(), effect, &link});
    }
  }

  const Selection& selection_;
  const DrawnLinks links_;
  std::set<std::string> ids_;
  EventGraph graph_;
};

}  // namespace

EventGraph EventGraphOf(const Selection& selection) {
  return GraphBuilder(selection).Build();
}

std::string_view RoleOf(const GraphNode& node) {
  switch (node.role) {
    case GraphNode::Role::kEvent:
      return "event";
    case GraphNode::Role::kNamed:
      return "named";
    case GraphNode::Role::kLink:
      return "link";
  }
  return "";
}

std::string LabelOf(const GraphNode& node) {
  return node.role == GraphNode::Role::kLink ? LinkKindName(node.link->kind())
                                             : MarkedTitle(node.answer.event);
}

std::vector<NamedValue> ValuesOf(const Selection& selection,
                                 const GraphNode& node, LossTally& losses) {
  std::vector<NamedValue> values;
  const auto add = [&values](std::string_view name, std::string value) {
    if (!value.empty()) values.push_back({name, std::move(value)});
  };
  if (node.role == GraphNode::Role::kLink) {
    add("combination", std::string(CombinationOf(*node.link)));
    add("id", node.link->id());
    add("kind", LinkKindName(node.link->kind()));
    add("mark", MarkOfLink(*node.link));
    return values;
  }
  for (const EventField& field : EventFields(selection, node.answer)) {
    add(field.name, Joined(field, losses));
  }
  return values;
}

std::vector<std::string_view> ValueNames() {
  std::vector<std::string_view> names = {"combination"};
  names.insert(names.end(), EventFieldNames().begin(), EventFieldNames().end());
  return names;
}

std::string MarkOfLink(const CausalLink& link) {
  return IsAsserted(link) ? "" : MarkOf(link.claims());
}

std::string_view CombinationOf(const CausalLink& link) {
  if (link.causes_size() < 2) return "";
  return link.combination() == CausalLink::ALTERNATIVE ? "alternative"
                                                       : "joint";
}

}  // namespace annals::export_internal
