// GraphML: events and causal links as a graph for yEd, igraph, NetworkX.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/graphml.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/event_graph.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/xml.h"
#include "annals/record/names.h"

namespace annals {
namespace {

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
using export_internal::XmlWriter;

constexpr std::string_view kSchema =
    "http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";

std::string NameToken(const std::string& id) {
  return absl::StrReplaceAll(id, {{"/", "\u00B7"}});
}

class GraphMlWriter {
 public:
  GraphMlWriter(const Selection& selection, const ExportOptions& options)
      : selection_(selection), options_(options) {}

  ExportResult Write() && {
    xml_.Declare();
    xml_.Begin("graphml",
               {{"xmlns", "http://graphml.graphdrawing.org/xmlns"},
                {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                {"xsi:schemaLocation", std::string(kSchema)}});
    WriteKeys();
    xml_.Begin("graph", {{"id", "events"}, {"edgedefault", "directed"}});
    if (!options_.title.empty()) xml_.Leaf("desc", {}, options_.title);
    const EventGraph graph = EventGraphOf(selection_);
    for (const GraphNode& node : graph.nodes) WriteNode(node);
    for (const GraphEdge& edge : graph.edges) WriteEdge(edge);
    xml_.End();
    xml_.End();
    return {std::move(out_), losses_.Losses()};
  }

 private:
  void WriteKeys() {
    WriteKey("node", "label");
    WriteKey("node", "role");
    for (const std::string_view name : ValueNames()) WriteKey("node", name);
    for (const char* name : {"link", "kind", "mark"}) WriteKey("edge", name);
  }

  // A key's id is a name of its own for nodes and edges.
  void WriteKey(std::string_view whose, std::string_view name) {
    xml_.Leaf("key", {{"id", KeyOf(whose, name)},
                      {"for", std::string(whose)},
                      {"attr.name", std::string(name)},
                      {"attr.type", "string"}});
  }

  static std::string KeyOf(std::string_view whose, std::string_view name) {
    return absl::StrCat(AsAbsl(whose), "_", AsAbsl(name));
  }

  void WriteData(std::string_view whose, std::string_view name,
                 std::string_view value) {
    if (value.empty()) return;
    xml_.Leaf("data", {{"key", KeyOf(whose, name)}}, value);
  }

  void WriteNode(const GraphNode& node) {
    xml_.Begin("node", {{"id", NameToken(node.id)}});
    WriteData("node", "role", RoleOf(node));
    WriteData("node", "label", LabelOf(node));
    for (const auto& [name, value] : ValuesOf(selection_, node, losses_)) {
      WriteData("node", name, value);
    }
    xml_.End();
  }

  void WriteEdge(const GraphEdge& edge) {
    xml_.Begin("edge", {{"source", NameToken(edge.source)},
                        {"target", NameToken(edge.target)}});
    WriteData("edge", "link", edge.link->id());
    WriteData("edge", "kind", LinkKindName(edge.link->kind()));
    WriteData("edge", "mark", MarkOfLink(*edge.link));
    xml_.End();
  }

  const Selection& selection_;
  const ExportOptions& options_;
  std::string out_;
  LossTally losses_;
  XmlWriter xml_{out_, losses_};
};

}  // namespace

absl::StatusOr<ExportResult> ExportGraphMl(const Selection& selection,
                                           const ExportOptions& options) {
  return GraphMlWriter(selection, options).Write();
}

}  // namespace annals
