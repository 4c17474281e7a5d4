// TimelineJS: the same timeline as a spreadsheet.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/timelinejs_csv.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/export/internal/csv.h"
#include "annals/export/internal/timelinejs_slides.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::AppendCsvRow;
using export_internal::TimelineJsDate;
using export_internal::TimelineJsHtml;
using export_internal::TimelineJsSlide;
using export_internal::TimelineJsSlides;
using export_internal::TimelineJsSlidesOf;
using Precision = TimelineJsDate::Precision;

constexpr std::string_view kHead =
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,"
    "Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,"
    "Group,Background\r\n";

// The columns that we fill; the others stay empty.
enum Column {
  kStart = 0,
  kEnd = 4,
  kDisplayDate = 8,
  kHeadline = 9,
  kText = 10,
  kType = 15,
  kGroup = 16,
  kColumns = 18,
};
using Row = std::array<std::string, kColumns>;

std::string TimeOf(const TimelineJsDate& date) {
  return absl::StrFormat("%02d:%02d:%02d", date.hour, date.minute, date.second);
}

// Into the four columns from `first` on.
void Fill(const TimelineJsDate& date, int first, Row& row) {
  row[first] = absl::StrCat(date.year);
  if (date.precision >= Precision::kMonth) {
    row[first + 1] = absl::StrCat(date.month);
  }
  if (date.precision >= Precision::kDay) {
    row[first + 2] = absl::StrCat(date.day);
  }
  if (date.precision == Precision::kTime) row[first + 3] = TimeOf(date);
}

Row RowOf(const TimelineJsSlide& slide) {
  Row row;
  Fill(slide.start, kStart, row);
  if (slide.end.has_value()) Fill(*slide.end, kEnd, row);
  row[kDisplayDate] = slide.display_date;
  row[kHeadline] = slide.headline;
  row[kText] = slide.text;
  row[kGroup] = EventKindName(slide.answer->event.kind());
  return row;
}

}  // namespace

absl::StatusOr<ExportResult> ExportTimelineJsCsv(const Selection& selection,
                                                 const ExportOptions& options) {
  TimelineJsSlides all = TimelineJsSlidesOf(selection);
  ExportResult result;
  result.bytes = std::string(kHead);
  if (!options.title.empty()) {
    Row row;
    row[kHeadline] = TimelineJsHtml(OneLine(options.title));
    row[kType] = "title";
    AppendCsvRow({row.begin(), row.end()}, result.bytes);
  }
  for (const TimelineJsSlide& slide : all.slides) {
    const Row row = RowOf(slide);
    AppendCsvRow({row.begin(), row.end()}, result.bytes);
  }
  result.losses = std::move(all.losses);
  return result;
}

}  // namespace annals
