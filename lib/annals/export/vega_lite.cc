// Vega-Lite: events as points and ranges on an axis of time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/vega_lite.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/javascript_ranges.h"
#include "annals/export/internal/json.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::Count;
using export_internal::DateInWords;
using export_internal::JavascriptRange;
using export_internal::JavascriptRanges;
using export_internal::JavascriptRangesOf;
using export_internal::Json;
using export_internal::JsonText;
using export_internal::MarkedTitle;

constexpr std::string_view kSchema =
    "https://vega.github.io/schema/vega-lite/v6.json";

constexpr std::string_view kPale = "#dfeaf4";
constexpr std::string_view kSolid = "#7fa6c9";
constexpr std::string_view kEdge = "#4f7596";

Json NumberOrNull(const std::optional<int64_t>& number) {
  return number.has_value() ? Json(*number) : Json();
}

// By start, then end; equal ones stay in their order.
std::vector<JavascriptRange> InOrder(std::vector<JavascriptRange> ranges) {
  std::stable_sort(ranges.begin(), ranges.end(),
                   [](const JavascriptRange& a, const JavascriptRange& b) {
                     return std::make_pair(a.start, a.end) <
                            std::make_pair(b.start, b.end);
                   });
  return ranges;
}

// Two events of one title would share a row, so that their ids are added.
class RowNames {
 public:
  explicit RowNames(const std::vector<JavascriptRange>& ranges) {
    for (const JavascriptRange& range : ranges) {
      ++events_[MarkedTitle(range.answer->event)];
    }
  }

  std::string Of(const Event& event) const {
    const std::string title = MarkedTitle(event);
    if (events_.at(title) == 1) return title;
    return absl::StrCat(title, " [", event.id(), "]");
  }

 private:
  std::map<std::string, int> events_;
};

Json RowsOf(const std::vector<JavascriptRange>& ranges) {
  const RowNames names(ranges);
  Json rows = Json::array();
  for (const JavascriptRange& range : ranges) {
    const Event& event = range.answer->event;
    Json row;
    row["id"] = event.id();
    row["title"] = names.Of(event);
    row["date"] = DateInWords(event);
    row["edtf"] = event.when().edtf();
    row["kind"] = EventKindName(event.kind());
    row["asserted"] = range.answer->asserted;
    row["start"] = range.start;
    row["end"] = range.end;
    row["middle"] = range.start + (range.end - range.start) / 2;
    row["certain_from"] = NumberOrNull(range.certain_from);
    row["certain_to"] = NumberOrNull(range.certain_to);
    rows.push_back(std::move(row));
  }
  return rows;
}

// A solid line is what somebody asserts.
Json Dashes() {
  return {{"condition", {{"test", "!datum.asserted"}, {"value", {4, 3}}}},
          {"value", {1, 0}}};
}

Json XOf(std::string_view field) {
  return {{"field", std::string(field)},
          {"type", "temporal"},
          {"scale", {{"type", "utc"}}},
          {"title", nullptr}};
}

Json RangeLayer() {
  return {{"mark",
           {{"type", "bar"},
            {"height", {{"band", 0.7}}},
            {"fill", std::string(kPale)},
            {"stroke", std::string(kEdge)}}},
          {"encoding",
           {{"x", XOf("start")},
            {"x2", {{"field", "end"}}},
            {"strokeDash", Dashes()}}}};
}

Json CertainLayer() {
  return {{"transform", {{{"filter", "datum.certain_from !== null"}}}},
          {"mark",
           {{"type", "bar"},
            {"height", {{"band", 0.7}}},
            {"fill", std::string(kSolid)}}},
          {"encoding",
           {{"x", XOf("certain_from")}, {"x2", {{"field", "certain_to"}}}}}};
}

Json PointLayer() {
  return {{"mark",
           {{"type", "point"},
            {"shape", "diamond"},
            {"size", 50},
            {"opacity", 1},
            {"fill", "#ffffff"},
            {"stroke", std::string(kEdge)}}},
          {"encoding", {{"x", XOf("middle")}}}};
}

// What all layers share: a row an event, and what hovering tells.
Json SharedEncoding() {
  Json tooltip = Json::array();
  for (const char* field : {"title", "date", "edtf", "kind"}) {
    tooltip.push_back({{"field", field}, {"type", "nominal"}});
  }
  return {{"y",
           {{"field", "title"},
            {"type", "nominal"},
            // The order of the data.
            {"sort", nullptr},
            {"title", nullptr},
            {"axis",
             {{"labelLimit", 420},
              {"labelExpr",
               "length(datum.label) > 60 ? slice(datum.label, 0, 59) + '…' : "
               "datum.label"}}}}},
          {"tooltip", std::move(tooltip)}};
}

}  // namespace

absl::StatusOr<ExportResult> ExportVegaLite(const Selection& selection,
                                            const ExportOptions& options) {
  JavascriptRanges drawn = JavascriptRangesOf(selection);
  Json spec;
  spec["$schema"] = std::string(kSchema);
  if (!options.title.empty()) spec["title"] = OneLine(options.title);
  spec["width"] = 640;
  spec["height"] = {{"step", 22}};
  spec["data"]["values"] = RowsOf(InOrder(std::move(drawn.ranges)));
  spec["encoding"] = SharedEncoding();
  spec["layer"] = {RangeLayer(), CertainLayer(), PointLayer()};
  ExportResult result;
  result.bytes = JsonText(spec);
  result.losses = std::move(drawn.losses);
  Count(static_cast<int64_t>(selection.links.size()), "causal link", "left out",
        result.losses);
  return result;
}

}  // namespace annals
