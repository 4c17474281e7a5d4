// vis-timeline: a timeline to scale, for a web page.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/vis.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/export/export_pages.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/javascript_ranges.h"
#include "annals/export/internal/vis_style.h"
#include "annals/record/json_writer.h"
#include "annals/record/markup.h"
#include "annals/record/names.h"
#include "annals/time/instant_text.h"

namespace annals {
namespace {

using export_internal::AppendDateInWords;
using export_internal::AppendMarkedTitle;
using export_internal::Count;
using export_internal::InstantAt;
using export_internal::JavascriptEdges;
using export_internal::JavascriptRange;
using export_internal::kMillisecondsMax;
using export_internal::OpenRangeOf;
using export_internal::VisStyle;

// vis-timeline shows at most 10,000 years at once unless told otherwise.
constexpr int64_t kZoomMax = 315'360'000'000'000;

constexpr int kIndent = 1;

// ISO 8601 where every tool reads it alike, else the number.
void WriteDate(int64_t milliseconds, JsonWriter& json) {
  const Instant instant = InstantAt(milliseconds);
  if (instant.code() < CodeOfYear(1000) ||
      instant.code() >= CodeOfYear(10'000)) {
    return json.Int(milliseconds);
  }
  std::string text;
  AppendInstant(instant, text);
  json.String(text);
}

void AppendClasses(const JavascriptRange& range, std::string& out) {
  const Answer& answer = *range.answer;
  out += range.IsExact()                  ? "exact"
         : range.certain_from.has_value() ? "partly"
                                          : "uncertain";
  if (range.open_start) out += " open-start";
  if (range.open_end) out += " open-end";
  const std::string qualifiers =
      answer.date.has_value() ? answer.date->Qualifiers() : "";
  const bool both = qualifiers == "%";
  if (both || qualifiers == "~") out += " approximate";
  if (both || qualifiers == "?") out += " questioned";
  if (!answer.asserted) out += " unasserted";
}

// From 0 to 100, with two digits of a fraction, as printf's "%.2f" rounds.
void AppendPercentage(double value, std::string& out) {
  const double hundredths = value * 100;
  const double rest = hundredths - std::floor(hundredths);
  // Where the product may have been rounded over the middle, only printf
  // knows.
  if (std::abs(rest - 0.5) < 1e-6) {
    absl::StrAppendFormat(&out, "%.2f", value);
    return;
  }
  const auto whole = static_cast<int>(std::lround(hundredths));
  absl::StrAppend(&out, whole / 100, ".", whole / 10 % 10, whole % 10);
}

// What of the range is certain.
void AppendStyle(const JavascriptRange& range, std::string& out) {
  const double length = static_cast<double>(range.end - range.start);
  const double from = static_cast<double>(*range.certain_from - range.start);
  const double to = static_cast<double>(*range.certain_to - range.start);
  out += "--from: ";
  AppendPercentage(100 * from / length, out);
  out += "%; --to: ";
  AppendPercentage(100 * to / length, out);
  out += '%';
}

class VisWriter : public EventWriter {
 public:
  explicit VisWriter(std::string& out) : out_(out), json_(out, kIndent) {}

  // An open end is closed at the edge of all the data.
  bool LooksAhead() const override { return true; }
  void LookAhead(const Answer& answer) override { edges_.Note(answer); }
  bool WantsNames() const override { return false; }

  void Begin() override {
    json_.BeginObject();
    json_.Key("items");
    json_.BeginArray();
  }

  void Write(const Selection&, const Answer& answer) override {
    std::optional<JavascriptRange> range = OpenRangeOf(answer);
    if (!range.has_value()) return;
    edges_.Close(*range);
    const Event::Kind kind = answer.event.kind();
    kinds_.insert(kind == Event::KIND_UNSPECIFIED ? Event::OCCURRENCE : kind);
    WriteItem(*range);
  }

  void End(int64_t links) override {
    json_.EndArray();
    json_.Key("groups");
    WriteGroups();
    json_.Key("options");
    WriteOptions();
    json_.Member("css", VisStyle());
    json_.EndObject();
    out_ += '\n';
    links_ = links;
  }

  std::vector<Loss> Losses() const override {
    std::vector<Loss> losses = edges_.Losses();
    Count(links_, "causal link", "left out", losses);
    return losses;
  }

 private:
  void WriteItem(const JavascriptRange& range) {
    const Event& event = range.answer->event;
    json_.BeginObject();
    json_.Member("id", event.id());
    json_.Member("group", EventKindName(event.kind()));
    title_.clear();
    AppendMarkedTitle(event, title_);
    text_.clear();
    AppendEscapedMarkup(title_, text_);
    json_.Member("content", text_);
    WriteTitle(*range.answer);
    json_.Key("start");
    WriteDate(range.start, json_);
    json_.Key("end");
    WriteDate(range.end, json_);
    json_.Member("type", "range");
    text_.clear();
    AppendClasses(range, text_);
    json_.Member("className", text_);
    if (range.certain_from.has_value()) {
      text_.clear();
      AppendStyle(range, text_);
      json_.Member("style", text_);
    }
    json_.EndObject();
  }

  // Its content, which is in text_, after its date.
  void WriteTitle(const Answer& answer) {
    title_.clear();
    AppendDateInWords(answer, title_);
    title_ += ": ";
    const size_t words = title_.size();
    title_ += text_;
    text_.clear();
    AppendEscapedMarkup(std::string_view(title_).substr(0, words), text_);
    text_.append(title_, words);
    json_.Member("title", text_);
  }

  // The kinds that occur, in the schema's order.
  void WriteGroups() {
    json_.BeginArray();
    for (const int kind : kinds_) {
      const std::string name = EventKindName(static_cast<Event::Kind>(kind));
      json_.BeginObject();
      json_.Member("id", name);
      json_.Member("content", name);
      json_.Key("order");
      json_.Int(kind);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void WriteOptions() {
    json_.BeginObject();
    if (!edges_.IsEmpty()) {
      const int64_t length = edges_.latest() - edges_.earliest();
      json_.Key("start");
      WriteDate(edges_.earliest(), json_);
      // Labels run on beyond the last events: room for those of fifty letters,
      // where the timeline is a thousand pixels wide.
      json_.Key("end");
      WriteDate(std::min(edges_.latest() + length * 2 / 5, kMillisecondsMax),
                json_);
      json_.Key("zoomMax");
      json_.Int(std::max(2 * length, kZoomMax));
    }
    json_.Member("groupOrder", "order");
    json_.Key("showCurrentTime");
    json_.Bool(false);
    json_.Member("orientation", "top");
    json_.Key("tooltip");
    json_.BeginObject();
    json_.Key("followMouse");
    json_.Bool(true);
    json_.Member("overflowMethod", "flip");
    json_.EndObject();
    json_.EndObject();
  }

  std::string& out_;
  JsonWriter json_;
  JavascriptEdges edges_;
  std::set<int> kinds_;
  int64_t links_ = 0;
  // Texts in the making.
  std::string title_;
  std::string text_;
};

}  // namespace

std::unique_ptr<EventWriter> MakeVisWriter(const ExportOptions&,
                                           std::string& out) {
  return std::make_unique<VisWriter>(out);
}

absl::StatusOr<ExportResult> ExportVis(const Selection& selection,
                                       const ExportOptions& options) {
  return ExportWhole(selection, MakeVisWriter, options);
}

}  // namespace annals
