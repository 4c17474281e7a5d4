// vis-timeline: a timeline to scale, for a web page.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/vis.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/html.h"
#include "annals/export/internal/javascript_ranges.h"
#include "annals/export/internal/json.h"
#include "annals/export/internal/vis_style.h"
#include "annals/record/names.h"

namespace annals {
namespace {

using export_internal::Count;
using export_internal::DateInWords;
using export_internal::EscapedHtml;
using export_internal::InstantAt;
using export_internal::JavascriptRange;
using export_internal::JavascriptRanges;
using export_internal::JavascriptRangesOf;
using export_internal::Json;
using export_internal::JsonText;
using export_internal::kMillisecondsMax;
using export_internal::MarkedTitle;
using export_internal::VisStyle;

// vis-timeline shows at most 10,000 years at once unless told otherwise.
constexpr int64_t kZoomMax = 315'360'000'000'000;

// ISO 8601 where every tool reads it alike, else the number.
Json DateOf(int64_t milliseconds) {
  const Instant instant = InstantAt(milliseconds);
  const int64_t year = instant.Civil().year();
  if (year < 1000 || year > 9999) return milliseconds;
  return instant.ToString();
}

std::string ClassesOf(const JavascriptRange& range) {
  const Answer& answer = *range.answer;
  std::string classes = range.IsExact()                  ? "exact"
                        : range.certain_from.has_value() ? "partly"
                                                         : "uncertain";
  if (range.open_start) classes += " open-start";
  if (range.open_end) classes += " open-end";
  const std::string qualifiers =
      answer.date.has_value() ? answer.date->Qualifiers() : "";
  const bool both = qualifiers == "%";
  if (both || qualifiers == "~") classes += " approximate";
  if (both || qualifiers == "?") classes += " questioned";
  if (!answer.asserted) classes += " unasserted";
  return classes;
}

Json ItemOf(const JavascriptRange& range) {
  const Event& event = range.answer->event;
  Json json;
  json["id"] = event.id();
  json["group"] = EventKindName(event.kind());
  json["content"] = EscapedHtml(MarkedTitle(event));
  json["title"] =
      EscapedHtml(absl::StrCat(DateInWords(event), ": ", MarkedTitle(event)));
  json["start"] = DateOf(range.start);
  json["end"] = DateOf(range.end);
  json["type"] = "range";
  json["className"] = ClassesOf(range);
  if (range.certain_from.has_value()) {
    const double length = static_cast<double>(range.end - range.start);
    const double from = static_cast<double>(*range.certain_from - range.start);
    const double to = static_cast<double>(*range.certain_to - range.start);
    json["style"] = absl::StrFormat("--from: %.2f%%; --to: %.2f%%",
                                    100 * from / length, 100 * to / length);
  }
  return json;
}

// The kinds that occur, in the schema's order.
Json GroupsOf(const JavascriptRanges& drawn) {
  std::set<int> kinds;
  for (const JavascriptRange& range : drawn.ranges) {
    const int kind = range.answer->event.kind();
    kinds.insert(kind == Event::KIND_UNSPECIFIED ? Event::OCCURRENCE : kind);
  }
  Json groups = Json::array();
  for (int kind : kinds) {
    const std::string name(EventKindName(static_cast<Event::Kind>(kind)));
    groups.push_back({{"id", name}, {"content", name}, {"order", kind}});
  }
  return groups;
}

Json OptionsOf(const JavascriptRanges& drawn) {
  Json options;
  if (!drawn.ranges.empty()) {
    const int64_t length = drawn.latest - drawn.earliest;
    options["start"] = DateOf(drawn.earliest);
    // Labels run on beyond the last events.
    options["end"] =
        DateOf(std::min(drawn.latest + length / 6, kMillisecondsMax));
    options["zoomMax"] = std::max(2 * length, kZoomMax);
  }
  options["groupOrder"] = "order";
  options["showCurrentTime"] = false;
  options["orientation"] = "top";
  options["tooltip"] = {{"followMouse", true}, {"overflowMethod", "flip"}};
  return options;
}

}  // namespace

absl::StatusOr<ExportResult> ExportVis(const Selection& selection,
                                       const ExportOptions&) {
  JavascriptRanges drawn = JavascriptRangesOf(selection);
  Json data;
  data["items"] = Json::array();
  for (const JavascriptRange& range : drawn.ranges) {
    data["items"].push_back(ItemOf(range));
  }
  data["groups"] = GroupsOf(drawn);
  data["options"] = OptionsOf(drawn);
  data["css"] = std::string(VisStyle());
  ExportResult result;
  result.bytes = JsonText(data);
  result.losses = std::move(drawn.losses);
  Count(static_cast<int64_t>(selection.links.size()), "causal link", "left out",
        result.losses);
  return result;
}

}  // namespace annals
