// Mermaid flowchart: events and causal links, inside a Markdown file.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_flowchart.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"
#include "annals/causal/graph.h"
#include "annals/export/internal/causation.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/drawn_links.h"
#include "annals/export/internal/mermaid_parts.h"
#include "annals/export/internal/mermaid_text.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::Causation;
using export_internal::DateInWords;
using export_internal::DrawnInParts;
using export_internal::DrawnLinks;
using export_internal::EscapedForMermaid;
using export_internal::MarkedTitle;
using export_internal::MermaidDiagram;
using export_internal::MermaidPiece;

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

std::string YamlText(std::string_view text) {
  return absl::StrReplaceAll(OneLine(text), {{"\\", "\\\\"}, {"\"", "\\\""}});
}

// Events that links tie together, whichever way they point, or a single one.
struct Island {
  // Whoever comes first in it.
  std::string first;
  // Its lines among all nodes and all edges, ascending.
  std::vector<size_t> nodes;
  std::vector<size_t> edges;
};

// The lines of all nodes and edges, by the island that they are on.
class Islands {
 public:
  explicit Islands(const Selection& selection)
      : selection_(selection), links_(selection), causation_(selection) {
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

  // What stays together in a diagram.
  std::vector<MermaidPiece> Pieces() const {
    std::vector<MermaidPiece> pieces;
    for (const Island& island : islands_) {
      const size_t nodes = island.nodes.size();
      pieces.push_back(
          {static_cast<int64_t>(nodes + island.edges.size()), std::nullopt,
           nodes == 1 ? absl::StrCat("event \"", island.first, "\"")
                      : absl::StrCat(nodes, " nodes that links tie to \"",
                                     island.first, "\"")});
    }
    return pieces;
  }

  // The islands from `begin` to before `end`.
  MermaidDiagram Draw(size_t begin, size_t end,
                      const std::string& title) const {
    std::vector<size_t> nodes;
    std::vector<size_t> edges;
    for (size_t i = begin; i < end; ++i) {
      const Island& island = islands_[i];
      nodes.insert(nodes.end(), island.nodes.begin(), island.nodes.end());
      edges.insert(edges.end(), island.edges.begin(), island.edges.end());
    }
    MermaidDiagram diagram = {Head(title), static_cast<int>(edges.size())};
    AppendLines(nodes_, std::move(nodes), diagram.text);
    AppendLines(edges_, std::move(edges), diagram.text);
    return diagram;
  }

 private:
  static std::string Head(const std::string& title) {
    // A title stands in front matter, which is YAML.
    return absl::StrCat(
        title.empty()
            ? ""
            : absl::StrCat("---\ntitle: \"", YamlText(title), "\"\n---\n"),
        "flowchart LR\n"
        "  classDef unasserted stroke-dasharray:5 4,fill:#fff\n"
        "  classDef other fill:#f4f4f4,stroke:#bbb,color:#666\n");
  }

  // In the order in which they were written, whatever island they are on.
  static void AppendLines(const std::vector<std::string>& lines,
                          std::vector<size_t> which, std::string& out) {
    std::sort(which.begin(), which.end());
    for (const size_t i : which) out += lines[i];
  }

  Island& IslandOf(const std::string& id) {
    const std::string group = causation_.GroupOf(id);
    const auto [at, is_new] =
        by_group_.try_emplace(group.empty() ? id : group, islands_.size());
    if (is_new) islands_.push_back({id, {}, {}});
    return islands_[at->second];
  }

  // The name of a record in the diagram, made when it is first asked for.
  const std::string& NameOf(const std::string& id) {
    const auto [name, is_new] = names_.try_emplace(id);
    if (is_new) name->second = absl::StrCat("e", names_.size() - 1);
    return name->second;
  }

  void WriteNode(const std::string& id, std::string_view shape) {
    IslandOf(id).nodes.push_back(nodes_.size());
    nodes_.push_back(absl::StrCat("  ", NameOf(id), AsAbsl(shape), "\n"));
  }

  void WriteEvent(const Event& event, std::string_view style) {
    WriteNode(event.id(),
              absl::StrCat("[\"", EventLabel(event), "\"]", AsAbsl(style)));
  }

  // What links name and nobody chose.
  void WriteOther(const std::string& id) {
    const auto named = selection_.named.find(id);
    if (named != selection_.named.end() && named->second.has_event()) {
      WriteEvent(named->second.event(), ":::other");
      return;
    }
    WriteNode(id, absl::StrCat("[\"", LabelText(selection_.NameOf(id)),
                               "\"]:::other"));
  }

  void WriteJunction(const CausalLink& link) {
    const bool joint = link.combination() != CausalLink::ALTERNATIVE;
    WriteNode(link.id(), joint ? "(( ))" : "{\" \"}");
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
    IslandOf(from).edges.push_back(edges_.size());
    const std::string start = NameOf(from);
    edges_.push_back(
        absl::StrCat("  ", start, " ", AsAbsl(arrow), " ", NameOf(to), "\n"));
  }

  const Selection& selection_;
  const DrawnLinks links_;
  const Causation causation_;
  std::map<std::string, std::string> names_;
  // Where in `islands_` a group of events is, or a single one.
  std::map<std::string, size_t> by_group_;
  std::vector<Island> islands_;
  std::vector<std::string> nodes_;
  std::vector<std::string> edges_;
};

}  // namespace

absl::StatusOr<ExportResult> ExportMermaidFlowchart(
    const Selection& selection, const ExportOptions& options) {
  const Islands islands(selection);
  return DrawnInParts(
      {"mermaid-flowchart", islands.Pieces(),
       [&islands](size_t begin, size_t end, const std::string& title) {
         return islands.Draw(begin, end, title);
       }},
      options);
}

}  // namespace annals
