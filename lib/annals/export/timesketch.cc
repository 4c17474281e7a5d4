// Timesketch: events as the lines of a forensic timeline.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/timesketch.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "annals/export/export_pages.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/instants.h"
#include "annals/export/internal/json_fields.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/record/event_time.h"
#include "annals/record/json_writer.h"
#include "annals/time/instant_text.h"

namespace annals {
namespace {

using export_internal::AppendMarkedTitle;
using export_internal::IsFloating;
using export_internal::IsFourDigitYear;
using export_internal::IsSameSecond;
using export_internal::JsonFields;
using export_internal::LossesAfterFloatingDates;
using export_internal::LossTally;

// A point of time that becomes a line.
struct Moment {
  Instant instant;
  std::string_view description;
};

bool HasEndOfItsOwn(const Answer& answer) {
  return !answer.span->earliest_start.IsFinite() ||
         ExtentOf(answer.event.when()) == Extent::kThroughout ||
         (answer.date.has_value() && answer.date->IsInterval());
}

using Moments = absl::InlinedVector<Moment, 2>;

Moments MomentsOf(const Answer& answer) {
  const Span& span = *answer.span;
  Moments moments;
  if (span.earliest_start.IsFinite()) {
    moments.push_back({span.earliest_start,
                       IsSameSecond(span.earliest_start, span.latest_start)
                           ? "Start"
                           : "Earliest start"});
  }
  if (span.latest_end.IsFinite() && HasEndOfItsOwn(answer)) {
    moments.push_back(
        {span.latest_end, IsSameSecond(span.earliest_end, span.latest_end)
                              ? "End"
                              : "Latest end"});
  }
  return moments;
}

// With the offset that Timesketch's reader asks for, in place of the Z.
void AppendDateTime(Instant instant, std::string& out) {
  AppendInstant(instant, out);
  out.pop_back();
  out += "+00:00";
}

class TimesketchWriter : public EventWriter {
 public:
  explicit TimesketchWriter(std::string& out) : out_(out) {}

  void Write(const Selection& page, const Answer& answer) override {
    if (IsFloating(answer)) ++floating_;
    if (!answer.span.has_value()) {
      losses_.Add("event", "without a date left out");
      return;
    }
    int written = 0;
    int far = 0;
    for (const Moment& moment : MomentsOf(answer)) {
      if (!IsFourDigitYear(moment.instant)) {
        ++far;
        continue;
      }
      WriteLine(page, answer, moment);
      ++written;
    }
    if (written == 0) {
      losses_.Add("event", "left out without a bound from the year 1 to 9999");
    } else {
      losses_.Add("bound", "outside the years 1 to 9999 left out", far);
    }
  }

  void End(int64_t links) override {
    losses_.Add("causal link", "left out", links);
  }

  std::vector<Loss> Losses() const override {
    return LossesAfterFloatingDates(floating_, losses_);
  }

 private:
  void WriteLine(const Selection& page, const Answer& answer,
                 const Moment& moment) {
    JsonWriter json(out_);
    json.BeginObject();
    text_.clear();
    AppendMarkedTitle(answer.event, text_);
    json.Member("message", text_);
    text_.clear();
    AppendDateTime(moment.instant, text_);
    json.Member("datetime", text_);
    json.Member("timestamp_desc", moment.description);
    fields_.Write(page, answer, json);
    json.EndObject();
    out_ += '\n';
  }

  std::string& out_;
  JsonFields fields_;
  std::string text_;
  int64_t floating_ = 0;
  LossTally losses_;
};

}  // namespace

std::unique_ptr<EventWriter> MakeTimesketchWriter(const ExportOptions&,
                                                  std::string& out) {
  return std::make_unique<TimesketchWriter>(out);
}

absl::StatusOr<ExportResult> ExportTimesketch(const Selection& selection,
                                              const ExportOptions& options) {
  return ExportWhole(selection, MakeTimesketchWriter, options);
}

}  // namespace annals
