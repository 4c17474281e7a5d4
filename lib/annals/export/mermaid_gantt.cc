// Mermaid gantt: events as bars to scale, inside a Markdown file.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/mermaid_gantt.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/javascript_ranges.h"
#include "annals/export/internal/mermaid_parts.h"
#include "annals/export/internal/mermaid_text.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::Count;
using export_internal::DateInWords;
using export_internal::DrawnInParts;
using export_internal::EscapedForMermaid;
using export_internal::InstantAt;
using export_internal::JavascriptRange;
using export_internal::JavascriptRanges;
using export_internal::JavascriptRangesOf;
using export_internal::kMillisecondsPerDay;
using export_internal::MarkedTitle;
using export_internal::MermaidDiagram;
using export_internal::MermaidPieces;
using export_internal::PieceOf;

constexpr int64_t kMillisecondsPerYear = 365 * kMillisecondsPerDay;

// Of a hundred parts of the whole, a bar shorter than one is hardly seen.
constexpr int64_t kPartsVisible = 100;

// A line that begins with one of these is a statement of Mermaid's.
constexpr std::array<std::string_view, 18> kStatements = {
    "accdescr",     "acctitle", "axisformat",   "click", "dateformat",
    "excludes",     "gantt",    "href",         "call",  "includes",
    "inclusiveend", "section",  "tickinterval", "title", "todaymarker",
    "topaxis",      "weekday",  "weekend"};

// How the dates of one diagram are written.
enum class Unit { kDays, kSeconds, kMilliseconds };

// Whether the first letter must be hidden: Mermaid also takes four digits and
// a hyphen for a date of its own.
bool ReadsAsStatement(std::string_view text) {
  if (!text.empty() && absl::ascii_isdigit(text[0])) return true;
  return std::any_of(
      kStatements.begin(), kStatements.end(), [text](std::string_view word) {
        return absl::StartsWithIgnoreCase(AsAbsl(text), AsAbsl(word));
      });
}

std::string TaskText(std::string_view text) {
  if (!ReadsAsStatement(text)) return EscapedForMermaid(text);
  return absl::StrCat("#", static_cast<int>(text[0]), ";",
                      EscapedForMermaid(text.substr(1)));
}

bool IsCommonYear(int64_t milliseconds) {
  const int64_t year = InstantAt(milliseconds).Civil().year();
  return year >= 1000 && year <= 9999;
}

Unit UnitOf(const JavascriptRanges& drawn) {
  Unit unit = Unit::kDays;
  for (const JavascriptRange& range : drawn.ranges) {
    for (const int64_t bound : {range.start, range.end}) {
      if (!IsCommonYear(bound) || bound % 1000 != 0) {
        return Unit::kMilliseconds;
      }
      if (bound % kMillisecondsPerDay != 0) unit = Unit::kSeconds;
    }
  }
  return unit;
}

std::string DateOf(int64_t milliseconds, Unit unit) {
  if (unit == Unit::kMilliseconds) return absl::StrCat(milliseconds);
  const absl::CivilSecond civil = InstantAt(milliseconds).Civil();
  const std::string day = absl::StrFormat("%04d-%02d-%02d", civil.year(),
                                          civil.month(), civil.day());
  if (unit == Unit::kDays) return day;
  return absl::StrFormat("%sT%02d:%02d:%02d", day, civil.hour(), civil.minute(),
                         civil.second());
}

std::string_view DateFormat(Unit unit) {
  switch (unit) {
    case Unit::kDays:
      return "YYYY-MM-DD";
    case Unit::kSeconds:
      return "YYYY-MM-DDTHH:mm:ss";
    case Unit::kMilliseconds:
      return "x";
  }
  return "";
}

// Fine enough that no two ticks bear one text.
std::string_view AxisFormat(int64_t length) {
  if (length > 10 * kMillisecondsPerYear) return "%Y";
  if (length > kMillisecondsPerYear) return "%b %Y";
  if (length > 3 * kMillisecondsPerDay) return "%e %b %Y";
  return "%e %b %H:%M";
}

class GanttWriter {
 public:
  explicit GanttWriter(const JavascriptRanges& drawn)
      : drawn_(drawn), unit_(UnitOf(drawn)) {}

  std::string Write(std::string_view title) const {
    std::string text = "gantt\n";
    if (!title.empty()) {
      absl::StrAppend(&text, "  title ", EscapedForMermaid(OneLine(title)),
                      "\n");
    }
    absl::StrAppend(&text, "  dateFormat ", AsAbsl(DateFormat(unit_)),
                    "\n  axisFormat ",
                    AsAbsl(AxisFormat(drawn_.latest - drawn_.earliest)),
                    "\n  todayMarker off\n");
    for (const auto& [kind, ranges] : ByKind()) {
      absl::StrAppend(&text, "  section ",
                      EventKindName(static_cast<Event::Kind>(kind)), "\n");
      for (const JavascriptRange* range : ranges) {
        absl::StrAppend(&text, "    ", TaskOf(*range), "\n");
      }
    }
    return text;
  }

 private:
  // Each kind's events, by their start.
  std::map<int, std::vector<const JavascriptRange*>> ByKind() const {
    std::map<int, std::vector<const JavascriptRange*>> kinds;
    for (const JavascriptRange& range : drawn_.ranges) {
      const int kind = range.answer->event.kind();
      kinds[kind == Event::KIND_UNSPECIFIED ? Event::OCCURRENCE : kind]
          .push_back(&range);
    }
    for (auto& [kind, ranges] : kinds) {
      std::stable_sort(ranges.begin(), ranges.end(),
                       [](const JavascriptRange* a, const JavascriptRange* b) {
                         return std::make_pair(a->start, a->end) <
                                std::make_pair(b->start, b->end);
                       });
    }
    return kinds;
  }

  std::string TaskOf(const JavascriptRange& range) const {
    const Event& event = range.answer->event;
    const bool is_short = range.end - range.start <
                          (drawn_.latest - drawn_.earliest) / kPartsVisible;
    return absl::StrCat(TaskText(MarkedTitle(event)), " (",
                        EscapedForMermaid(DateInWords(event)),
                        ") :", range.answer->asserted ? "" : "done, ",
                        is_short ? "milestone, " : "",
                        DateOf(range.start, unit_), ", ",
                        DateOf(range.end, unit_));
  }

  const JavascriptRanges& drawn_;
  const Unit unit_;
};

using Events = std::vector<const Answer*>;

// By their start.
Events InOrder(const JavascriptRanges& drawn) {
  std::vector<JavascriptRange> ranges = drawn.ranges;
  std::stable_sort(ranges.begin(), ranges.end(),
                   [](const JavascriptRange& a, const JavascriptRange& b) {
                     return a.start < b.start;
                   });
  Events events;
  for (const JavascriptRange& range : ranges) events.push_back(range.answer);
  return events;
}

}  // namespace

absl::StatusOr<ExportResult> ExportMermaidGantt(const Selection& selection,
                                                const ExportOptions& options) {
  JavascriptRanges drawn = JavascriptRangesOf(selection);
  const Events events = InOrder(drawn);
  MermaidPieces pieces;
  pieces.format = "mermaid-gantt";
  for (const Answer* answer : events) pieces.pieces.push_back(PieceOf(*answer));
  // Of several diagrams each has its own unit, scale and edges.
  pieces.draw = [&events](size_t begin, size_t end, const std::string& title) {
    const JavascriptRanges part = JavascriptRangesOf(
        Events(events.begin() + begin, events.begin() + end));
    return MermaidDiagram{GanttWriter(part).Write(title)};
  };
  ANNALS_ASSIGN_OR_RETURN(ExportResult result, DrawnInParts(pieces, options));
  result.losses.insert(result.losses.end(), drawn.losses.begin(),
                       drawn.losses.end());
  Count(static_cast<int64_t>(selection.links.size()), "causal link", "left out",
        result.losses);
  return result;
}

}  // namespace annals
