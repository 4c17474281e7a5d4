// TimelineJS: the same timeline as a spreadsheet.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/timelinejs_csv.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/export/export_pages.h"
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
  return row;
}

class TimelineJsCsvWriter : public EventWriter {
 public:
  TimelineJsCsvWriter(const ExportOptions& options, std::string& out)
      : title_(TimelineJsHtml(OneLine(options.title))), out_(out) {}

  bool WantsNames() const override { return false; }

  void Begin() override {
    out_ += kHead;
    if (title_.empty()) return;
    Row row;
    row[kHeadline] = title_;
    row[kType] = "title";
    WriteRow(row);
  }

  void Write(const Selection&, const Answer& answer) override {
    const std::optional<TimelineJsSlide> slide = slides_.Make(answer);
    if (!slide.has_value()) return;
    Row row = RowOf(*slide);
    row[kGroup] = EventKindName(answer.event.kind());
    WriteRow(row);
  }

  void End(int64_t links) override { links_ = links; }

  std::vector<Loss> Losses() const override { return slides_.Losses(links_); }

 private:
  void WriteRow(const Row& row) {
    AppendCsvRow({row.begin(), row.end()}, out_);
  }

  const std::string title_;
  std::string& out_;
  TimelineJsSlides slides_;
  int64_t links_ = 0;
};

}  // namespace

std::unique_ptr<EventWriter> MakeTimelineJsCsvWriter(
    const ExportOptions& options, std::string& out) {
  return std::make_unique<TimelineJsCsvWriter>(options, out);
}

absl::StatusOr<ExportResult> ExportTimelineJsCsv(const Selection& selection,
                                                 const ExportOptions& options) {
  return ExportWhole(selection, MakeTimelineJsCsvWriter, options);
}

}  // namespace annals
