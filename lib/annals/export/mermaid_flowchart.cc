// Mermaid flowchart: events and causal links, inside a Markdown file.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_flowchart.h"

#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/causal/graph.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/drawn_links.h"
#include "annals/export/internal/mermaid_text.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::CheckMermaidLength;
using export_internal::DateInWords;
using export_internal::DrawnLinks;
using export_internal::EscapedForMermaid;
using export_internal::MarkedTitle;

// Mermaid's maxEdges; a diagram cannot raise it.
constexpr int kEdgesMax = 500;

// Between quotation marks Mermaid reads Markdown as well.
std::string LabelText(std::string_view text) {
  return absl::StrReplaceAll(EscapedForMermaid(OneLine(text)),
                             {{"\"", "#quot;"},
                              {"&", "#amp;"},
                              {"\\", "#92;"},
                              {"`", "#96;"},
                              {"*", "#42;"},
                              {"_", "#95;"}});
}

std::string EventLabel(const Event& event) {
  const std::string date = DateInWords(event);
  return absl::StrCat(LabelText(MarkedTitle(event)), date.empty() ? "" : "<br>",
                      LabelText(date));
}

std::string EdgeLabel(const CausalLink& link) {
  std::string label(LinkKindName(link.kind()));
  if (!IsAsserted(link)) {
    absl::StrAppend(&label, " (", MarkOf(link.claims()), ")");
  }
  return LabelText(label);
}

// The line of an edge with its head.
std::string_view ArrowOf(const CausalLink& link) {
  const bool solid = IsAsserted(link);
  switch (SenseOf(link.kind())) {
    case CausalSense::kPromotes:
      return solid ? "-->" : "-.->";
    case CausalSense::kOpposes:
      return solid ? "--x" : "-.-x";
    case CausalSense::kAims:
    case CausalSense::kNotCausal:
      return solid ? "--o" : "-.-o";
  }
  return "-->";
}

class FlowchartWriter {
 public:
  FlowchartWriter(const Selection& selection, const ExportOptions& options)
      : selection_(selection), links_(selection) {
    if (!options.title.empty()) {
      // A title stands in front matter, which is YAML.
      absl::StrAppend(&out_, "---\ntitle: \"", YamlText(options.title),
                      "\"\n---\n");
    }
    out_ += "flowchart LR\n";
  }

  void Write() {
    out_ +=
        "  classDef unasserted stroke-dasharray:5 4,fill:#fff\n"
        "  classDef other fill:#f4f4f4,stroke:#bbb,color:#666\n";
    for (const Answer& answer : selection_.events) {
      WriteEvent(answer.event, answer.asserted ? "" : ":::unasserted");
    }
    for (const std::string& id : links_.Others()) WriteOther(id);
    // Every junction before the first edge, which may end at any of them.
    for (const CausalLink& link : selection_.links) {
      if (links_.NeedsJunction(link)) WriteJunction(link);
    }
    for (const CausalLink& link : selection_.links) WriteLink(link);
  }

  const std::string& text() const { return out_; }
  int edges() const { return edges_; }

 private:
  static std::string YamlText(std::string_view text) {
    return absl::StrReplaceAll(OneLine(text), {{"\\", "\\\\"}, {"\"", "\\\""}});
  }

  // The name of a record in the diagram, made when it is first asked for.
  const std::string& NameOf(const std::string& id) {
    const auto [name, is_new] = names_.try_emplace(id);
    if (is_new) name->second = absl::StrCat("e", names_.size() - 1);
    return name->second;
  }

  void WriteEvent(const Event& event, std::string_view style) {
    absl::StrAppend(&out_, "  ", NameOf(event.id()), "[\"", EventLabel(event),
                    "\"]", AsAbsl(style), "\n");
  }

  // What links name and nobody chose.
  void WriteOther(const std::string& id) {
    const auto named = selection_.named.find(id);
    if (named != selection_.named.end() && named->second.has_event()) {
      WriteEvent(named->second.event(), ":::other");
      return;
    }
    absl::StrAppend(&out_, "  ", NameOf(id), "[\"",
                    LabelText(selection_.NameOf(id)), "\"]:::other\n");
  }

  void WriteJunction(const CausalLink& link) {
    const bool joint = link.combination() != CausalLink::ALTERNATIVE;
    absl::StrAppend(&out_, "  ", NameOf(link.id()), joint ? "(( ))" : "{\" \"}",
                    "\n");
  }

  void WriteLink(const CausalLink& link) {
    const std::string arrow =
        absl::StrCat(AsAbsl(ArrowOf(link)), "|\"", EdgeLabel(link), "\"|");
    if (!links_.NeedsJunction(link)) {
      WriteEdge(link.causes(0), arrow, link.effects(0));
      return;
    }
    const std::string_view line = IsAsserted(link) ? "---" : "-.-";
    for (const std::string& cause : link.causes()) {
      WriteEdge(cause, line, link.id());
    }
    for (const std::string& effect : link.effects()) {
      WriteEdge(link.id(), arrow, effect);
    }
  }

  void WriteEdge(const std::string& from, std::string_view arrow,
                 const std::string& to) {
    ++edges_;
    const std::string start = NameOf(from);
    absl::StrAppend(&out_, "  ", start, " ", AsAbsl(arrow), " ", NameOf(to),
                    "\n");
  }

  const Selection& selection_;
  const DrawnLinks links_;
  std::map<std::string, std::string> names_;
  std::string out_;
  int edges_ = 0;
};

}  // namespace

absl::StatusOr<ExportResult> ExportMermaidFlowchart(
    const Selection& selection, const ExportOptions& options) {
  FlowchartWriter writer(selection, options);
  writer.Write();
  if (writer.edges() > kEdgesMax) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "mermaid-flowchart: ", writer.edges(), " edges; Mermaid draws at most ",
        kEdgesMax, " (choose fewer events)"));
  }
  ANNALS_RETURN_IF_ERROR(CheckMermaidLength("mermaid-flowchart", writer.text(),
                                            selection.events.size()));
  return ExportResult{writer.text(), {}};
}

}  // namespace annals
