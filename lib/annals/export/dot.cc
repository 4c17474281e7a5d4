// DOT: events and causal links as a graph that Graphviz draws.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/dot.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/causal/graph.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/drawn_links.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::DateInWords;
using export_internal::DrawnLinks;
using export_internal::Lines;
using export_internal::MarkedTitle;

constexpr int kLabelColumns = 30;

// How many events without date and links stand beside each other.
constexpr size_t kRowLength = 6;

// In an id only the quotation mark needs care. A backslash is doubled so that
// none can stand before the closing mark.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (char c : OneLine(text)) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted + "\"";
}

// In a label, Graphviz also reads HTML entities.
std::string LabelText(std::string_view text) {
  std::string escaped;
  for (char c : OneLine(text)) {
    if (c == '"' || c == '\\') escaped.push_back('\\');
    escaped += c == '&' ? "&amp;" : std::string(1, c);
  }
  return escaped;
}

// The lines of a label, each with the escape that ends and aligns it, in
// quotation marks: \n centres, \l aligns left.
std::string Label(const std::vector<std::string>& lines,
                  const char* line_end = "\\n") {
  std::vector<std::string> escaped;
  for (const std::string& line : lines) escaped.push_back(LabelText(line));
  std::string label = absl::StrJoin(escaped, line_end);
  if (line_end == std::string_view("\\l")) label += line_end;
  return absl::StrCat("\"", label, "\"");
}

std::string EventLabel(const Event& event) {
  std::vector<std::string> lines = Lines(MarkedTitle(event), kLabelColumns);
  const std::string date = DateInWords(event);
  if (!date.empty()) {
    for (std::string& line : Lines(date, kLabelColumns)) {
      lines.push_back(std::move(line));
    }
  }
  return Label(lines);
}

std::string EdgeLabel(const CausalLink& link) {
  std::vector<std::string> lines = {std::string(LinkKindName(link.kind()))};
  if (!IsAsserted(link)) {
    lines.push_back(absl::StrCat("(", MarkOf(link.claims()), ")"));
  }
  return Label(lines);
}

// What the sense of a link does to its edge.
std::string_view ArrowOf(const CausalLink& link) {
  switch (SenseOf(link.kind())) {
    case CausalSense::kPromotes:
      return "color=\"#1f4e79\", fontcolor=\"#1f4e79\"";
    case CausalSense::kOpposes:
      return "arrowhead=tee, arrowsize=1.1, color=\"#a3271b\", "
             "fontcolor=\"#a3271b\"";
    case CausalSense::kAims:
      return "arrowhead=empty, color=\"#2f6b3a\", fontcolor=\"#2f6b3a\"";
    case CausalSense::kNotCausal:
      return "arrowhead=odot, color=\"#666666\", fontcolor=\"#555555\"";
  }
  return "";
}

class DotWriter {
 public:
  DotWriter(const Selection& selection, const ExportOptions& options)
      : selection_(selection), options_(options), links_(selection) {}

  std::string Write() && {
    WriteHeader();
    WriteYears();
    for (const Answer& answer : selection_.events) WriteEvent(answer.event, "");
    WriteRows();
    WriteOthers();
    for (const CausalLink& link : selection_.links) WriteLink(link);
    out_ += "}\n";
    return std::move(out_);
  }

 private:
  // The title, and what of the notation occurs and needs a word.
  std::vector<std::string> HeadLines() const {
    std::vector<std::string> lines;
    if (!options_.title.empty()) lines.push_back(options_.title);
    bool dashed = false;
    bool tee = false;
    for (const CausalLink& link : selection_.links) {
      dashed = dashed || !IsAsserted(link);
      tee = tee || SenseOf(link.kind()) == CausalSense::kOpposes;
    }
    for (const Answer& answer : selection_.events) {
      dashed = dashed || !IsAsserted(answer.event);
    }
    if (dashed) lines.emplace_back("Dashed: nobody says that it is so.");
    if (tee)
      lines.emplace_back("Bar for an arrowhead: hinders, prevents, ends.");
    return lines;
  }

  void WriteHeader() {
    const std::vector<std::string> lines = HeadLines();
    absl::StrAppend(
        &out_, "digraph annals {\n",
        "  graph [rankdir=LR, nodesep=0.25, ranksep=0.6, fontname=Helvetica",
        lines.empty() ? ""
                      : absl::StrCat(", labelloc=t, labeljust=l, fontsize=16, "
                                     "label=",
                                     Label(lines, "\\l")),
        "]\n",
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f3f0e8\", "
        "color=\"#555555\", fontname=Helvetica, fontsize=11]\n",
        "  edge [fontname=Helvetica, fontsize=9, arrowsize=0.7]\n\n");
  }

  // Events that start in one year share a rank, and the years follow one
  // another. Their anchors are not drawn: events without a date stand on the
  // same ranks, and a year over them would be a lie.
  void WriteYears() {
    std::map<int64_t, std::vector<std::string>> years;
    for (const Answer& answer : selection_.events) {
      if (!answer.span.has_value()) continue;
      const Instant start = answer.span->earliest_start;
      if (start.IsFinite()) {
        years[start.Civil().year()].push_back(Quoted(answer.event.id()));
      }
    }
    if (years.size() < 2) return;
    std::vector<std::string> anchors;
    for (const auto& [year, ids] : years) {
      anchors.push_back(Quoted(absl::StrCat("year ", year)));
      absl::StrAppend(&out_, "  { rank=same; ", anchors.back(),
                      " [style=invis, shape=point, width=0]; ",
                      absl::StrJoin(ids, "; "), " }\n");
    }
    absl::StrAppend(&out_, "  ", absl::StrJoin(anchors, " -> "),
                    " [style=invis]\n\n");
  }

  void WriteEvent(const Event& event, std::string_view extra) {
    absl::StrAppend(
        &out_, "  ", Quoted(event.id()), " [label=", EventLabel(event),
        IsAsserted(event)
            ? ""
            : ", style=\"rounded,filled,dashed\", fillcolor=\"#ffffff\"",
        AsAbsl(extra), "]\n");
  }

  // Events without date and links, in rows instead of one long column.
  void WriteRows() {
    std::vector<std::string> loose;
    for (const Answer& answer : selection_.events) {
      if (!answer.span.has_value() && !links_.IsEnd(answer.event.id())) {
        loose.push_back(Quoted(answer.event.id()));
      }
    }
    for (size_t i = 0; i + 1 < loose.size(); i += kRowLength) {
      const size_t end = std::min(loose.size(), i + kRowLength);
      absl::StrAppend(
          &out_, "  ",
          absl::StrJoin(loose.begin() + i, loose.begin() + end, " -> "),
          " [style=invis]\n");
    }
  }

  // What links name and nobody chose.
  void WriteOthers() {
    for (const std::string& id : links_.Others()) {
      const auto named = selection_.named.find(id);
      if (named != selection_.named.end() && named->second.has_event()) {
        WriteEvent(named->second.event(),
                   ", color=\"#bbbbbb\", fontcolor=\"#666666\"");
      } else {
        absl::StrAppend(&out_, "  ", Quoted(id), " [label=",
                        Label(Lines(selection_.NameOf(id), kLabelColumns)),
                        ", color=\"#bbbbbb\", fontcolor=\"#666666\"]\n");
      }
    }
    out_ += "\n";
  }

  void WriteLink(const CausalLink& link) {
    const std::string style = absl::StrCat(
        AsAbsl(ArrowOf(link)), IsAsserted(link) ? "" : ", style=dashed");
    const std::string label = absl::StrCat("label=", EdgeLabel(link));
    if (!links_.NeedsJunction(link)) {
      WriteEdge(link.causes(0), link.effects(0),
                absl::StrCat(label, ", ", style));
      return;
    }
    const bool joint = link.combination() != CausalLink::ALTERNATIVE;
    absl::StrAppend(&out_, "  ", Quoted(link.id()), " [label=\"\", ",
                    joint
                        ? "shape=point, width=0.07, height=0.07"
                        : "shape=diamond, style=\"\", width=0.15, height=0.15",
                    ", color=\"#555555\", fillcolor=\"#555555\", tooltip=",
                    Label({std::string(LinkKindName(link.kind()))}), "]\n");
    for (const std::string& cause : link.causes()) {
      WriteEdge(cause, link.id(), absl::StrCat(style, ", arrowhead=none"));
    }
    for (const std::string& effect : link.effects()) {
      WriteEdge(link.id(), effect, absl::StrCat(label, ", ", style));
    }
  }

  void WriteEdge(std::string_view from, std::string_view to,
                 const std::string& attributes) {
    absl::StrAppend(&out_, "  ", Quoted(from), " -> ", Quoted(to), " [",
                    attributes, "]\n");
  }

  const Selection& selection_;
  const ExportOptions& options_;
  const DrawnLinks links_;
  std::string out_;
};

}  // namespace

absl::StatusOr<ExportResult> ExportDot(const Selection& selection,
                                       const ExportOptions& options) {
  return ExportResult{DotWriter(selection, options).Write(), {}};
}

}  // namespace annals
