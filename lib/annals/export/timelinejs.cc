// TimelineJS: a timeline of slides for a web page, as JSON.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/timelinejs.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "annals/export/export_pages.h"
#include "annals/export/internal/timelinejs_slides.h"
#include "annals/record/json_writer.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals {
namespace {

using export_internal::TimelineJsDate;
using export_internal::TimelineJsHtml;
using export_internal::TimelineJsSlide;
using export_internal::TimelineJsSlides;
using Precision = TimelineJsDate::Precision;

constexpr int kIndent = 1;

class TimelineJsWriter : public EventWriter {
 public:
  TimelineJsWriter(const ExportOptions& options, std::string& out)
      : title_(TimelineJsHtml(OneLine(options.title))),
        out_(out),
        json_(out, kIndent) {}

  bool WantsNames() const override { return false; }

  void Begin() override {
    json_.BeginObject();
    if (!title_.empty()) WriteTitle();
    json_.Key("events");
    json_.BeginArray();
  }

  void Write(const Selection&, const Answer& answer) override {
    const std::optional<TimelineJsSlide> slide = slides_.Make(answer);
    if (slide.has_value()) WriteSlide(answer.event, *slide);
  }

  void End(int64_t links) override {
    json_.EndArray();
    json_.EndObject();
    out_ += '\n';
    links_ = links;
  }

  std::vector<Loss> Losses() const override { return slides_.Losses(links_); }

 private:
  void WriteTitle() {
    json_.Key("title");
    json_.BeginObject();
    json_.Key("text");
    json_.BeginObject();
    json_.Member("headline", title_);
    json_.EndObject();
    json_.EndObject();
  }

  void WriteSlide(const Event& event, const TimelineJsSlide& slide) {
    json_.BeginObject();
    json_.Member("unique_id", event.id());
    json_.Member("group", EventKindName(event.kind()));
    WriteDate("start_date", slide.start);
    if (slide.end.has_value()) WriteDate("end_date", *slide.end);
    json_.Member("display_date", slide.display_date);
    json_.Key("text");
    json_.BeginObject();
    json_.Member("headline", slide.headline);
    json_.Member("text", slide.text);
    json_.EndObject();
    json_.EndObject();
  }

  void WriteDate(std::string_view key, const TimelineJsDate& date) {
    json_.Key(key);
    json_.BeginObject();
    WriteNumber("year", date.year);
    if (date.precision >= Precision::kMonth) WriteNumber("month", date.month);
    if (date.precision >= Precision::kDay) WriteNumber("day", date.day);
    if (date.precision == Precision::kTime) {
      WriteNumber("hour", date.hour);
      WriteNumber("minute", date.minute);
      WriteNumber("second", date.second);
    }
    json_.EndObject();
  }

  void WriteNumber(std::string_view key, int64_t number) {
    json_.Key(key);
    json_.Int(number);
  }

  const std::string title_;
  std::string& out_;
  JsonWriter json_;
  TimelineJsSlides slides_;
  int64_t links_ = 0;
};

}  // namespace

std::unique_ptr<EventWriter> MakeTimelineJsWriter(const ExportOptions& options,
                                                  std::string& out) {
  return std::make_unique<TimelineJsWriter>(options, out);
}

absl::StatusOr<ExportResult> ExportTimelineJs(const Selection& selection,
                                              const ExportOptions& options) {
  return ExportWhole(selection, MakeTimelineJsWriter, options);
}

}  // namespace annals
