// Mermaid timeline: events under their dates, inside a Markdown file.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_timeline.h"

#include <algorithm>
#include <tuple>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/describe.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::Count;
using export_internal::DateInWords;
using export_internal::Lines;
using export_internal::MarkedTitle;

// Mermaid's maxTextSize, in UTF-16 units.
constexpr int kLengthMax = 50'000;

// About the width of one of its boxes.
constexpr int kWordColumnsMax = 18;

// Mermaid reads these as its own, wherever they stand: separator, entity or
// comment, end of an entity, line break, comment or directive.
constexpr std::string_view kSpecial = ":#;<>%";

// Mermaid measures an entity by its letters and wraps early, so only what must
// be escaped is.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (char c : text) {
    if (kSpecial.find(c) == std::string_view::npos) {
      escaped.push_back(c);
    } else if (c == ':') {
      escaped += "#colon;";
    } else {
      absl::StrAppend(&escaped, "#", static_cast<int>(c), ";");
    }
  }
  return escaped;
}

// Mermaid wraps at spaces alone: longer words get breaks, and so does East
// Asian text, which has no spaces.
std::string Broken(std::string_view word) {
  return absl::StrJoin(Lines(word, kWordColumnsMax), "<br>",
                       [](std::string* out, const std::string& line) {
                         out->append(Escaped(line));
                       });
}

std::string Text(std::string_view text) {
  return absl::StrJoin(absl::StrSplit(AsAbsl(text), ' ', absl::SkipEmpty()),
                       " ", [](std::string* out, absl::string_view word) {
                         out->append(Broken(AsStd(word)));
                       });
}

// Characters beyond the basic plane are two units of UTF-16.
int Utf16LengthOf(std::string_view text) {
  int length = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    length += (byte & 0xC0) == 0x80 ? 0 : byte < 0xF0 ? 1 : 2;
  }
  return length;
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
    if (date != period) absl::StrAppend(&text, "  ", Escaped(date), "\n");
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
  const int length = Utf16LengthOf(result.bytes);
  if (length > kLengthMax) {
    return absl::ResourceExhaustedError(
        absl::StrCat("mermaid-timeline: ", length, " characters for ",
                     dated.size(), " events; Mermaid draws at most ",
                     kLengthMax, " (choose fewer events)"));
  }
  Count(static_cast<int64_t>(selection.events.size() - dated.size()), "event",
        "without a date left out", result.losses);
  Count(static_cast<int64_t>(selection.links.size()), "causal link", "left out",
        result.losses);
  return result;
}

}  // namespace annals
