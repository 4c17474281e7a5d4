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
#include "annals/export/internal/mermaid_text.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::CheckMermaidLength;
using export_internal::Count;
using export_internal::DateInWords;
using export_internal::EscapedForMermaid;
using export_internal::Lines;
using export_internal::MarkedTitle;

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

std::string Diagram(const std::vector<const Answer*>& dated,
                    const ExportOptions& options) {
  std::string text = "timeline\n";
  if (!options.title.empty()) {
    absl::StrAppend(&text, "  title ", Text(OneLine(options.title)), "\n");
  }
  std::string period;
  for (const Answer* answer : dated) {
    const std::string date = DateInWords(answer->event);
    if (date != period)
      absl::StrAppend(&text, "  ", EscapedForMermaid(date), "\n");
    period = date;
    absl::StrAppend(&text, "    : ", Text(MarkedTitle(answer->event)), "\n");
  }
  return text;
}

}  // namespace

absl::StatusOr<ExportResult> ExportMermaidTimeline(
    const Selection& selection, const ExportOptions& options) {
  const std::vector<const Answer*> dated = Dated(selection);
  ExportResult result{Diagram(dated, options), {}};
  ANNALS_RETURN_IF_ERROR(
      CheckMermaidLength("mermaid-timeline", result.bytes, dated.size()));
  Count(static_cast<int64_t>(selection.events.size() - dated.size()), "event",
        "without a date left out", result.losses);
  Count(static_cast<int64_t>(selection.links.size()), "causal link", "left out",
        result.losses);
  return result;
}

}  // namespace annals
