// Timesketch: events as the lines of a forensic timeline.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/timesketch.h"

#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/instants.h"
#include "annals/export/internal/json.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/record/event_time.h"

namespace annals {
namespace {

using export_internal::CountFloatingDates;
using export_internal::EventJson;
using export_internal::IsFourDigitYear;
using export_internal::IsSameSecond;
using export_internal::Json;
using export_internal::JsonLine;
using export_internal::LossTally;
using export_internal::MarkedTitle;

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

std::vector<Moment> MomentsOf(const Answer& answer) {
  const Span& span = *answer.span;
  std::vector<Moment> moments;
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

std::string DateTime(Instant instant) {
  return absl::StrReplaceAll(instant.ToString(), {{"Z", "+00:00"}});
}

Json Line(const Selection& selection, const Answer& answer,
          const Moment& moment) {
  Json line;
  line["message"] = MarkedTitle(answer.event);
  line["datetime"] = DateTime(moment.instant);
  line["timestamp_desc"] = std::string(moment.description);
  line.update(EventJson(selection, answer));
  return line;
}

void AppendEvent(const Selection& selection, const Answer& answer,
                 LossTally& losses, std::string& out) {
  if (!answer.span.has_value()) {
    losses.Add("event", "without a date left out");
    return;
  }
  int written = 0;
  int far = 0;
  for (const Moment& moment : MomentsOf(answer)) {
    if (!IsFourDigitYear(moment.instant)) {
      ++far;
      continue;
    }
    absl::StrAppend(&out, JsonLine(Line(selection, answer, moment)), "\n");
    ++written;
  }
  if (written == 0) {
    losses.Add("event", "left out without a bound from the year 1 to 9999");
  } else {
    losses.Add("bound", "outside the years 1 to 9999 left out", far);
  }
}

}  // namespace

absl::StatusOr<ExportResult> ExportTimesketch(const Selection& selection,
                                              const ExportOptions&) {
  LossTally losses;
  std::string bytes;
  CountFloatingDates(selection, losses);
  for (const Answer& answer : selection.events) {
    AppendEvent(selection, answer, losses, bytes);
  }
  losses.Add("causal link", "left out",
             static_cast<int64_t>(selection.links.size()));
  return ExportResult{std::move(bytes), losses.Losses()};
}

}  // namespace annals
