// Mermaid timeline: events under their dates, inside a Markdown file.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_timeline.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/mermaid_parts.h"
#include "annals/export/internal/mermaid_text.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::Count;
using export_internal::DateInWords;
using export_internal::DrawnInParts;
using export_internal::EscapedForMermaid;
using export_internal::Lines;
using export_internal::MarkedTitle;
using export_internal::MermaidDiagram;
using export_internal::MermaidPieces;
using export_internal::PieceOf;

// About the width of one of its boxes.
constexpr int kWordColumnsMax = 18;

// Mermaid wraps at spaces alone: longer words get breaks, and so does East
// Asian text, which has no spaces.
std::string Broken(std::string_view word) {
  return absl::StrJoin(Lines(word, kWordColumnsMax), "<br>",
                       [](std::string* out, const std::string& line) {
                         out->append(EscapedForMermaid(line));
                       });
}

std::string Text(std::string_view text) {
  return absl::StrJoin(absl::StrSplit(AsAbsl(text), ' ', absl::SkipEmpty()),
                       " ", [](std::string* out, absl::string_view word) {
                         out->append(Broken(AsStd(word)));
                       });
}

// Those with a date, by earliest start, latest end and id.
std::vector<const Answer*> Dated(const Selection& selection) {
  std::vector<const Answer*> dated;
  for (const Answer& answer : selection.events) {
    if (answer.span.has_value()) dated.push_back(&answer);
  }
  const auto key = [](const Answer* answer) {
    return std::make_tuple(answer->span->earliest_start,
                           answer->span->latest_end,
                           std::string_view(answer->event.id()));
  };
  std::stable_sort(
      dated.begin(), dated.end(),
      [key](const Answer* a, const Answer* b) { return key(a) < key(b); });
  return dated;
}

using Events = std::vector<const Answer*>;

std::string Diagram(Events::const_iterator begin, Events::const_iterator end,
                    const std::string& title) {
  std::string text = "timeline\n";
  if (!title.empty()) {
    absl::StrAppend(&text, "  title ", Text(OneLine(title)), "\n");
  }
  std::string period;
  for (; begin != end; ++begin) {
    const std::string date = DateInWords((*begin)->event);
    if (date != period) {
      absl::StrAppend(&text, "  ", EscapedForMermaid(date), "\n");
    }
    period = date;
    absl::StrAppend(&text, "    : ", Text(MarkedTitle((*begin)->event)), "\n");
  }
  return text;
}

}  // namespace

absl::StatusOr<ExportResult> ExportMermaidTimeline(
    const Selection& selection, const ExportOptions& options) {
  const Events dated = Dated(selection);
  MermaidPieces pieces;
  pieces.format = "mermaid-timeline";
  for (const Answer* answer : dated) {
    pieces.pieces.push_back(PieceOf(*answer));
  }
  pieces.draw = [&dated](size_t begin, size_t end, const std::string& title) {
    return MermaidDiagram{
        Diagram(dated.begin() + begin, dated.begin() + end, title)};
  };
  ANNALS_ASSIGN_OR_RETURN(ExportResult result, DrawnInParts(pieces, options));
  Count(static_cast<int64_t>(selection.events.size() - dated.size()), "event",
        "without a date left out", result.losses);
  Count(static_cast<int64_t>(selection.links.size()), "causal link", "left out",
        result.losses);
  return result;
}

}  // namespace annals
