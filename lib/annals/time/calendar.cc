// Other calendars, by Howard Hinnant's date library.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/calendar.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/time/civil_time.h"
#include "date/date.h"
#include "date/islamic.h"
#include "date/iso_week.h"
#include "date/julian.h"

namespace annals {
namespace {

constexpr std::array<std::string_view, kCalendarCount> kNames = {
    "gregorian", "julian", "islamic", "iso-week", "ordinal"};

constexpr absl::CivilDay kEpoch(1970, 1, 1);

// The library's years are 16-bit numbers, which wrap without a word. So it
// only ever sees the years and days of one cycle, after which its calendar
// repeats itself to the day; whole cycles are counted here, in 64 bits.
struct Cycle {
  int years;
  int days;
};

constexpr Cycle kJulianCycle{4, 1461};
constexpr Cycle kIslamicCycle{30, 10'631};
constexpr Cycle kIsoWeekCycle{400, 146'097};  // A whole number of weeks.

struct Split {
  int64_t cycles;
  int rest;  // From 0 on.
};

Split SplitBy(int64_t number, int size) {
  int64_t cycles = number / size;
  if (cycles * size > number) --cycles;
  return Split{cycles, static_cast<int>(number - cycles * size)};
}

std::optional<int64_t> DayNumber(const date::sys_days& day, bool exists) {
  if (!exists) return std::nullopt;
  return day.time_since_epoch().count();
}

// Each calendar knows the days of its first cycle, from year 0 on, and days by
// their number from 1970 on, both ways.
struct Julian {
  static constexpr Cycle kCycle = kJulianCycle;

  static std::optional<int64_t> Number(int year, int month, int day) {
    const julian::year_month_day date =
        julian::year(year) / month / static_cast<unsigned>(day);
    return DayNumber(date::sys_days(date), date.ok());
  }
  static CalendarDay Numbered(int number) {
    const julian::year_month_day date(date::sys_days{date::days(number)});
    return CalendarDay{int{date.year()},
                       static_cast<int>(unsigned{date.month()}),
                       static_cast<int>(unsigned{date.day()})};
  }
};

struct Islamic {
  static constexpr Cycle kCycle = kIslamicCycle;

  static std::optional<int64_t> Number(int year, int month, int day) {
    const islamic::year_month_day date =
        islamic::year(year) / month / static_cast<unsigned>(day);
    return DayNumber(date::sys_days(date), date.ok());
  }
  static CalendarDay Numbered(int number) {
    const islamic::year_month_day date(date::sys_days{date::days(number)});
    return CalendarDay{int{date.year()},
                       static_cast<int>(unsigned{date.month()}),
                       static_cast<int>(unsigned{date.day()})};
  }
};

struct IsoWeek {
  static constexpr Cycle kCycle = kIsoWeekCycle;

  static std::optional<int64_t> Number(int year, int week, int day) {
    const iso_week::year_weeknum_weekday date(
        iso_week::year(year), iso_week::weeknum(static_cast<unsigned>(week)),
        iso_week::weekday(static_cast<unsigned>(day)));
    return DayNumber(date::sys_days(date), date.ok());
  }
  static CalendarDay Numbered(int number) {
    const iso_week::year_weeknum_weekday date(
        date::sys_days{date::days(number)});
    return CalendarDay{int{date.year()},
                       static_cast<int>(unsigned{date.weeknum()}),
                       static_cast<int>(unsigned{date.weekday()})};
  }
};

template <typename Kind>
std::optional<absl::CivilDay> ToCivil(const CalendarDay& day) {
  const Split year = SplitBy(day.year, Kind::kCycle.years);
  const std::optional<int64_t> number =
      Kind::Number(year.rest, day.month, day.day);
  if (!number) return std::nullopt;
  return kEpoch + (*number + year.cycles * Kind::kCycle.days);
}

template <typename Kind>
CalendarDay FromCivil(absl::CivilDay civil) {
  const Split number = SplitBy(civil - kEpoch, Kind::kCycle.days);
  CalendarDay day = Kind::Numbered(number.rest);
  day.year += number.cycles * Kind::kCycle.years;
  return day;
}

// The most days that a month of the calendar may have.
int DaysMax(Calendar calendar) {
  if (calendar == Calendar::kIsoWeek) return 7;
  return calendar == Calendar::kOrdinal ? 366 : 31;
}

// False for numbers that the library would cut to eight bits.
bool MayExist(Calendar calendar, const CalendarDay& day) {
  return day.year <= kCalendarYearMax && day.year >= -kCalendarYearMax &&
         day.month >= 1 && day.month <= 53 && day.day >= 1 &&
         day.day <= DaysMax(calendar);
}

std::optional<absl::CivilDay> ToGregorian(const CalendarDay& day) {
  const absl::CivilDay civil(day.year, day.month, day.day);
  if (civil.year() != day.year || civil.month() != day.month) {
    return std::nullopt;  // absl carries what is too much over.
  }
  return civil;
}

std::optional<absl::CivilDay> ToOrdinal(const CalendarDay& day) {
  const absl::CivilDay civil = absl::CivilDay(day.year) + (day.day - 1);
  if (civil.year() != day.year || day.month != 1) return std::nullopt;
  return civil;
}

}  // namespace

std::string_view CalendarName(Calendar calendar) {
  return kNames[static_cast<size_t>(calendar)];
}

std::optional<Calendar> CalendarNamed(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Calendar>(found - kNames.begin());
}

std::optional<absl::CivilDay> ToCivilDay(Calendar calendar,
                                         const CalendarDay& day) {
  if (!MayExist(calendar, day)) return std::nullopt;
  switch (calendar) {
    case Calendar::kGregorian:
      return ToGregorian(day);
    case Calendar::kJulian:
      return ToCivil<Julian>(day);
    case Calendar::kIslamic:
      return ToCivil<Islamic>(day);
    case Calendar::kIsoWeek:
      return ToCivil<IsoWeek>(day);
    case Calendar::kOrdinal:
      return ToOrdinal(day);
  }
  return std::nullopt;
}

std::optional<CalendarDay> FromCivilDay(Calendar calendar, absl::CivilDay day) {
  if (day.year() > kCalendarYearMax || day.year() < -kCalendarYearMax) {
    return std::nullopt;
  }
  switch (calendar) {
    case Calendar::kGregorian:
      return CalendarDay{day.year(), day.month(), day.day()};
    case Calendar::kJulian:
      return FromCivil<Julian>(day);
    case Calendar::kIslamic:
      return FromCivil<Islamic>(day);
    case Calendar::kIsoWeek:
      return FromCivil<IsoWeek>(day);
    case Calendar::kOrdinal:
      return CalendarDay{day.year(), 1, absl::GetYearDay(day)};
  }
  return std::nullopt;
}

int MonthsIn(Calendar calendar, int64_t year) {
  if (calendar == Calendar::kOrdinal) return 1;
  if (calendar != Calendar::kIsoWeek) return 12;
  return ToCivilDay(calendar, {year, 53, 1}) ? 53 : 52;
}

int DaysIn(Calendar calendar, int64_t year, int month) {
  int days = DaysMax(calendar);
  while (days > 0 && !ToCivilDay(calendar, {year, month, days})) --days;
  return days;
}

}  // namespace annals
