// TimelineJS: a timeline of slides for a web page, as JSON.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/timelinejs.h"

#include <utility>

#include "annals/export/internal/json.h"
#include "annals/export/internal/timelinejs_slides.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::Json;
using export_internal::JsonText;
using export_internal::TimelineJsDate;
using export_internal::TimelineJsHtml;
using export_internal::TimelineJsSlide;
using export_internal::TimelineJsSlides;
using export_internal::TimelineJsSlidesOf;
using Precision = TimelineJsDate::Precision;

Json DateJson(const TimelineJsDate& date) {
  Json json;
  json["year"] = date.year;
  if (date.precision >= Precision::kMonth) json["month"] = date.month;
  if (date.precision >= Precision::kDay) json["day"] = date.day;
  if (date.precision == Precision::kTime) {
    json["hour"] = date.hour;
    json["minute"] = date.minute;
    json["second"] = date.second;
  }
  return json;
}

Json SlideJson(const TimelineJsSlide& slide) {
  const Event& event = slide.answer->event;
  Json json;
  json["unique_id"] = event.id();
  json["group"] = EventKindName(event.kind());
  json["start_date"] = DateJson(slide.start);
  if (slide.end.has_value()) json["end_date"] = DateJson(*slide.end);
  json["display_date"] = slide.display_date;
  json["text"] = {{"headline", slide.headline}, {"text", slide.text}};
  return json;
}

}  // namespace

absl::StatusOr<ExportResult> ExportTimelineJs(const Selection& selection,
                                              const ExportOptions& options) {
  TimelineJsSlides all = TimelineJsSlidesOf(selection);
  Json data;
  if (!options.title.empty()) {
    data["title"]["text"]["headline"] = TimelineJsHtml(OneLine(options.title));
  }
  data["events"] = Json::array();
  for (const TimelineJsSlide& slide : all.slides) {
    data["events"].push_back(SlideJson(slide));
  }
  return ExportResult{JsonText(data), std::move(all.losses)};
}

}  // namespace annals
