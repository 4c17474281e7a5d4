// CalendarEdges(): where days, months, years, decades and centuries begin.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "annals/index/interval.h"
#include "annals/time/instant.h"
#include "annals/timeline/summaries.h"

namespace annals {
namespace {

// The year that starts the stretch of `years` years that holds this one.
int64_t FirstOf(int64_t year, int64_t years) {
  const int64_t rest = year % years;
  return year - (rest < 0 ? rest + years : rest);
}

absl::CivilDay FirstDay(CalendarStep step, absl::CivilDay day) {
  switch (step) {
    case CalendarStep::kDay:
      return day;
    case CalendarStep::kMonth:
      return absl::CivilDay(absl::CivilMonth(day));
    case CalendarStep::kYear:
      return absl::CivilDay(day.year());
    case CalendarStep::kDecade:
      return absl::CivilDay(FirstOf(day.year(), 10));
    case CalendarStep::kCentury:
      return absl::CivilDay(FirstOf(day.year(), 100));
  }
  return day;
}

absl::CivilDay NextDay(CalendarStep step, absl::CivilDay first) {
  switch (step) {
    case CalendarStep::kDay:
      return first + 1;
    case CalendarStep::kMonth:
      return absl::CivilDay(absl::CivilMonth(first) + 1);
    case CalendarStep::kYear:
      return absl::CivilDay(first.year() + 1);
    case CalendarStep::kDecade:
      return absl::CivilDay(first.year() + 10);
    case CalendarStep::kCentury:
      return absl::CivilDay(first.year() + 100);
  }
  return first + 1;
}

absl::Status BadWindow(const Interval& window, std::string_view wanted) {
  return absl::InvalidArgumentError(
      absl::StrCat("histogram from ", window.start.ToString(), " to ",
                   window.end.ToString(), "; want ", std::string(wanted)));
}

}  // namespace

std::optional<CalendarStep> CalendarStepNamed(std::string_view name) {
  if (name == "day") return CalendarStep::kDay;
  if (name == "month") return CalendarStep::kMonth;
  if (name == "year") return CalendarStep::kYear;
  if (name == "decade") return CalendarStep::kDecade;
  if (name == "century") return CalendarStep::kCentury;
  return std::nullopt;
}

absl::StatusOr<std::vector<Instant>> CalendarEdges(CalendarStep step,
                                                   const Interval& window) {
  if (!window.IsValid() || !window.start.IsFinite() || !window.end.IsFinite()) {
    return BadWindow(window, "a start and a later end, both known");
  }
  absl::CivilDay day = FirstDay(step, absl::CivilDay(window.start.Civil()));
  std::vector<Instant> edges;
  while (true) {
    const std::optional<Instant> edge =
        Instant::FromCivil(absl::CivilSecond(day));
    if (!edge.has_value())
      return BadWindow(window, "edges within the calendar");
    edges.push_back(*edge);
    if (*edge >= window.end) return edges;
    if (edges.size() > kBucketsMax) {
      return BadWindow(window, absl::StrCat("at most ", kBucketsMax,
                                            " buckets, or a greater step"));
    }
    day = NextDay(step, day);
  }
}

}  // namespace annals
