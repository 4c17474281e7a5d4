// Cytoscape: events and causal links as a graph, for a web page.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/cytoscape.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/causal/graph.h"
#include "annals/export/internal/cytoscape_style.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/drawn_links.h"
#include "annals/export/internal/json.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::CytoscapeStyle;
using export_internal::DateInWords;
using export_internal::DrawnLinks;
using export_internal::Json;
using export_internal::JsonText;
using export_internal::MarkedTitle;

std::string_view ClassOf(CausalSense sense) {
  switch (sense) {
    case CausalSense::kPromotes:
      return "promotes";
    case CausalSense::kOpposes:
      return "opposes";
    case CausalSense::kAims:
      return "aims";
    case CausalSense::kNotCausal:
      return "not-causal";
  }
  return "";
}

std::string ClassesOf(const CausalLink& link) {
  return absl::StrCat(AsAbsl(ClassOf(SenseOf(link.kind()))),
                      IsAsserted(link) ? "" : " unasserted");
}

Json EventData(const Event& event) {
  Json data;
  data["id"] = event.id();
  const std::string title = MarkedTitle(event);
  const std::string words = DateInWords(event);
  data["label"] = absl::StrCat(title, words.empty() ? "" : "\n", words);
  data["title"] = title;
  data["kind"] = EventKindName(event.kind());
  data["asserted"] = IsAsserted(event);
  if (!event.when().edtf().empty()) data["edtf"] = event.when().edtf();
  if (!words.empty()) data["date"] = words;
  const auto span = SpanOf(event);
  if (span.ok() && span->has_value()) {
    data["earliest_start"] = (*span)->earliest_start.ToString();
    data["latest_start"] = (*span)->latest_start.ToString();
    data["earliest_end"] = (*span)->earliest_end.ToString();
    data["latest_end"] = (*span)->latest_end.ToString();
  }
  return data;
}

Json LinkData(const CausalLink& link, std::string id) {
  Json data;
  data["id"] = std::move(id);
  data["link"] = link.id();
  data["label"] = LinkKindName(link.kind());
  data["asserted"] = IsAsserted(link);
  if (!IsAsserted(link)) {
    absl::StrAppend(data["label"].get_ptr<std::string*>(), " (",
                    MarkOf(link.claims()), ")");
  }
  return data;
}

class GraphWriter {
 public:
  explicit GraphWriter(const Selection& selection)
      : selection_(selection), links_(selection) {}

  // The nodes and edges: {"nodes", "edges"}.
  Json Write() {
    for (const Answer& answer : selection_.events) {
      AddNode(EventData(answer.event),
              answer.asserted ? "event" : "event unasserted");
    }
    for (const std::string& id : links_.Others()) AddOther(id);
    for (const CausalLink& link : selection_.links) AddLink(link);
    return {{"nodes", std::move(nodes_)}, {"edges", std::move(edges_)}};
  }

 private:
  void AddNode(Json data, std::string_view classes) {
    nodes_.push_back(
        {{"data", std::move(data)}, {"classes", std::string(classes)}});
  }

  // What links name and nobody chose.
  void AddOther(const std::string& id) {
    const auto named = selection_.named.find(id);
    if (named != selection_.named.end() && named->second.has_event()) {
      AddNode(EventData(named->second.event()), "event other");
    } else {
      AddNode({{"id", id}, {"label", OneLine(selection_.NameOf(id))}}, "other");
    }
  }

  void AddLink(const CausalLink& link) {
    if (!links_.NeedsJunction(link)) {
      AddEdge(LinkData(link, link.id()), link.causes(0), link.effects(0),
              ClassesOf(link));
      return;
    }
    const bool joint = link.combination() != CausalLink::ALTERNATIVE;
    AddNode(LinkData(link, link.id()), joint ? "joint" : "alternative");
    // The head of the arrow is at the effects.
    for (int i = 0; i < link.causes_size(); ++i) {
      AddEdge(LinkData(link, absl::StrCat(link.id(), "#cause", i)),
              link.causes(i), link.id(), ClassesOf(link) + " to-junction");
    }
    for (int i = 0; i < link.effects_size(); ++i) {
      AddEdge(LinkData(link, absl::StrCat(link.id(), "#effect", i)), link.id(),
              link.effects(i), ClassesOf(link));
    }
  }

  void AddEdge(Json data, const std::string& from, const std::string& to,
               const std::string& classes) {
    data["source"] = from;
    data["target"] = to;
    edges_.push_back({{"data", std::move(data)}, {"classes", classes}});
  }

  const Selection& selection_;
  const DrawnLinks links_;
  Json nodes_ = Json::array();
  Json edges_ = Json::array();
};

}  // namespace

absl::StatusOr<ExportResult> ExportCytoscape(const Selection& selection,
                                             const ExportOptions& options) {
  Json graph;
  if (!options.title.empty()) graph["data"]["name"] = OneLine(options.title);
  graph["elements"] = GraphWriter(selection).Write();
  graph["style"] = Json::parse(CytoscapeStyle());
  graph["layout"] = {{"name", "breadthfirst"},
                     {"directed", true},
                     {"direction", "rightward"},
                     {"spacingFactor", 1.2},
                     {"avoidOverlap", true}};
  return ExportResult{JsonText(graph), {}};
}

}  // namespace annals
