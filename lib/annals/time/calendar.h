// Days of other calendars, by number, and as days of the Gregorian one.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_CALENDAR_H_
#define ANNALS_TIME_CALENDAR_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/time/civil_time.h"

namespace annals {

// How the days are counted.
enum class Calendar : uint8_t {
  // Proleptic: its rule holds for all time. Year 0 is 1 BCE.
  kGregorian,
  // A leap day each fourth year; proleptic too, year 0 is 1 BCE.
  kJulian,
  // The civil (tabular) Islamic calendar: 30-year cycles of 10,631 days, whose
  // years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 have a leap day. 1
  // Muharram 1 is Friday, 16 July 622 (Julian). Where months began when the
  // new moon was seen, a true date may lie a day or two beside it.
  kIslamic,
  // ISO 8601: weeks from Monday; week 1 has the year's first Thursday.
  kIsoWeek,
  // ISO 8601: the days of a Gregorian year from 1 on.
  kOrdinal,
};

inline constexpr int kCalendarCount = 5;

// "gregorian", "julian", "islamic", "iso-week", "ordinal".
std::string_view CalendarName(Calendar calendar);

// The calendar of that name; nothing if there is none.
std::optional<Calendar> CalendarNamed(std::string_view name);

// No year beyond these has a day here. No Instant lies in one.
inline constexpr int64_t kCalendarYearMax = 200'000'000'000;

// A day as its calendar numbers it: {1917, 10, 25} in the Julian calendar;
// {2016, 5, 3} for Wednesday of week 5 of 2016; {2016, 1, 34} for the 34th day
// of 2016, whose `month` is always 1.
struct CalendarDay {
  int64_t year = 0;
  int month = 1;  // or the week
  int day = 1;

  friend bool operator==(const CalendarDay& a, const CalendarDay& b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
  }
  friend bool operator!=(const CalendarDay& a, const CalendarDay& b) {
    return !(a == b);
  }
};

// The Gregorian day that this is; nothing if the calendar has no such day.
//
//   ToCivilDay(Calendar::kJulian, {1917, 10, 25});   // 1917-11-07
//   ToCivilDay(Calendar::kJulian, {1917, 2, 29});    // nothing
//   FromCivilDay(Calendar::kIslamic, absl::CivilDay(2015, 10, 14));
//                                                    // {1436, 12, 30}
//
// Exact over all years to kCalendarYearMax, constant time, any thread.
std::optional<absl::CivilDay> ToCivilDay(Calendar calendar,
                                         const CalendarDay& day);

// The other way; nothing beyond kCalendarYearMax.
std::optional<CalendarDay> FromCivilDay(Calendar calendar, absl::CivilDay day);

// How many months (or weeks) the year has, and days such a month (0 if it does
// not exist).
int MonthsIn(Calendar calendar, int64_t year);
int DaysIn(Calendar calendar, int64_t year, int month);

}  // namespace annals

#endif  // ANNALS_TIME_CALENDAR_H_
