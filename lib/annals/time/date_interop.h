// Instants as the types of Howard Hinnant's date library, and back.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_DATE_INTEROP_H_
#define ANNALS_TIME_DATE_INTEROP_H_

#include <chrono>
#include <optional>

#include "absl/time/civil_time.h"
#include "annals/time/conversions.h"
#include "annals/time/instant.h"
#include "date/date.h"

namespace annals {

// For programs that use that library (github.com/HowardHinnant/date) anyway:
// nothing else of ours includes this header, and linking annals does not bring
// the library along. Have <date/date.h> on your include path; nothing of it
// needs to be linked.
//
//   InstantFrom(date::sys_days(date::year(2013) / 1 / 31))
//   InstantFrom(date::year(2013) / 1 / 31)             // the same, checked
//   ToSysDays(instant)                                 // if it is a midnight
//   ToSystemTime<std::chrono::microseconds>(instant)   // a date::sys_time
//
// date::sys_time<D> is a std::chrono::time_point of the system clock, so that
// conversions.h has it already; here is what knows days and calendar dates.
//
// date::year is a 16-bit number that wraps without a word: date::year{40000}
// is the year -25536. What was wrapped before it gets here cannot be told, but
// nothing wraps here: outside the years -32767 to 32767 there is no
// year_month_day. A day that does not exist (2013-02-30) is refused as well.
//
// All take constant time and are safe to call from any thread.

// The first instant of that day in UTC. Nothing if there is no such day.
std::optional<Instant> InstantFrom(const date::year_month_day& day);

// The day that begins at the instant. Nothing if none does, or if its number
// does not fit.
std::optional<date::sys_days> ToSysDays(Instant instant);
std::optional<date::year_month_day> ToYearMonthDay(Instant instant);

// The day that holds the instant, whatever the time of day. Nothing if it is
// infinite or the year does not fit.
std::optional<date::year_month_day> YearMonthDayOf(Instant instant);

// Implementation details only from here on.

inline std::optional<Instant> InstantFrom(const date::year_month_day& day) {
  if (!day.ok()) return std::nullopt;
  return InstantFrom(date::sys_days(day));
}

inline std::optional<date::sys_days> ToSysDays(Instant instant) {
  return ToSystemTime<date::days>(instant);
}

inline std::optional<date::year_month_day> YearMonthDayOf(Instant instant) {
  if (!instant.IsFinite()) return std::nullopt;
  const absl::CivilDay day(instant.Civil());
  if (day.year() < static_cast<int>(date::year::min()) ||
      day.year() > static_cast<int>(date::year::max())) {
    return std::nullopt;
  }
  return date::year(static_cast<int>(day.year())) /
         static_cast<unsigned>(day.month()) / static_cast<unsigned>(day.day());
}

inline std::optional<date::year_month_day> ToYearMonthDay(Instant instant) {
  if (!ToSysDays(instant)) return std::nullopt;
  return YearMonthDayOf(instant);
}

}  // namespace annals

#endif  // ANNALS_TIME_DATE_INTEROP_H_
