// GEXF: events and causal links as a graph that changes in time, for Gephi.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/gexf.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/event_graph.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/xml.h"
#include "annals/export/internal/xsd_date.h"
#include "annals/record/names.h"

namespace annals {
namespace {

using export_internal::CountFloatingDates;
using export_internal::EventGraph;
using export_internal::EventGraphOf;
using export_internal::GraphEdge;
using export_internal::GraphNode;
using export_internal::LabelOf;
using export_internal::LossTally;
using export_internal::MarkOfLink;
using export_internal::RoleOf;
using export_internal::ValueNames;
using export_internal::ValuesOf;
using export_internal::XmlAttribute;
using export_internal::XmlWriter;
using export_internal::XsdDateTime;
using export_internal::YearZero;

// `start` and `end`; an infinite bound has none.
void AddInterval(const Span& span, std::vector<XmlAttribute>& attributes) {
  if (span.earliest_start.IsFinite()) {
    attributes.push_back(
        {"start", XsdDateTime(span.earliest_start, YearZero::kIsNone)});
  }
  if (span.latest_end.IsFinite()) {
    attributes.push_back(
        {"end", XsdDateTime(span.latest_end, YearZero::kIsNone)});
  }
}

class GexfWriter {
 public:
  GexfWriter(const Selection& selection, const ExportOptions& options)
      : selection_(selection), options_(options) {}

  ExportResult Write() && {
    xml_.Declare();
    xml_.Begin("gexf", {{"xmlns", "http://gexf.net/1.3"}, {"version", "1.3"}});
    xml_.Begin("meta");
    xml_.Leaf("creator", {}, "Annals");
    if (!options_.title.empty()) xml_.Leaf("description", {}, options_.title);
    xml_.End();
    xml_.Begin("graph", {{"mode", "dynamic"},
                         {"defaultedgetype", "directed"},
                         {"timeformat", "dateTime"},
                         {"timerepresentation", "interval"},
                         {"timezone", "UTC"}});
    WriteAttributes();
    const EventGraph graph = EventGraphOf(selection_);
    WriteNodes(graph);
    WriteEdges(graph);
    xml_.End();
    xml_.End();
    return {std::move(out_), losses_.Losses()};
  }

 private:
  void WriteAttributes() {
    xml_.Begin("attributes", {{"class", "node"}, {"mode", "static"}});
    WriteAttribute("role");
    for (const std::string_view name : ValueNames()) WriteAttribute(name);
    xml_.End();
    xml_.Begin("attributes", {{"class", "edge"}, {"mode", "static"}});
    WriteAttribute("link");
    WriteAttribute("mark");
    xml_.End();
  }

  void WriteAttribute(std::string_view name) {
    xml_.Leaf("attribute", {{"id", std::string(name)},
                            {"title", std::string(name)},
                            {"type", "string"}});
  }

  void WriteValue(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    xml_.Leaf("attvalue",
              {{"for", std::string(name)}, {"value", std::string(value)}});
  }

  void WriteNodes(const EventGraph& graph) {
    CountFloatingDates(selection_, losses_);
    xml_.Begin("nodes", {{"count", absl::StrCat(graph.nodes.size())}});
    for (const GraphNode& node : graph.nodes) WriteNode(node);
    xml_.End();
  }

  void WriteNode(const GraphNode& node) {
    std::vector<XmlAttribute> attributes = {{"id", node.id},
                                            {"label", LabelOf(node)}};
    if (node.answer.span.has_value()) {
      AddInterval(*node.answer.span, attributes);
    } else if (node.role != GraphNode::Role::kLink) {
      losses_.Add("event", "without a date, at all times");
    }
    xml_.Begin("node", attributes);
    xml_.Begin("attvalues");
    WriteValue("role", RoleOf(node));
    for (const auto& [name, value] : ValuesOf(selection_, node, losses_)) {
      WriteValue(name, value);
    }
    xml_.End();
    xml_.End();
  }

  void WriteEdges(const EventGraph& graph) {
    xml_.Begin("edges", {{"count", absl::StrCat(graph.edges.size())}});
    int number = 0;
    for (const GraphEdge& edge : graph.edges) {
      const std::string kind = LinkKindName(edge.link->kind());
      xml_.Begin("edge", {{"id", absl::StrCat(number++)},
                          {"source", edge.source},
                          {"target", edge.target},
                          {"kind", kind},
                          {"label", kind}});
      xml_.Begin("attvalues");
      WriteValue("link", edge.link->id());
      WriteValue("mark", MarkOfLink(*edge.link));
      xml_.End();
      xml_.End();
    }
    xml_.End();
  }

  const Selection& selection_;
  const ExportOptions& options_;
  std::string out_;
  LossTally losses_;
  XmlWriter xml_{out_, losses_};
};

}  // namespace

absl::StatusOr<ExportResult> ExportGexf(const Selection& selection,
                                        const ExportOptions& options) {
  return GexfWriter(selection, options).Write();
}

}  // namespace annals
