// Units: calendar arithmetic for EDTF dates.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_units.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <tuple>

#include "absl/time/civil_time.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"

namespace annals::edtf_internal {
namespace {

constexpr int kFirstSeason = 21;
constexpr int64_t kSecondsPerDay = 86'400;

// Years beyond these have no instants; the seconds of those within can be
// counted in 64 bits.
constexpr int64_t kYearMax = 200'000'000'000;

// When a season begins, and how many months it lasts. One that begins in
// December runs into the next year.
struct Months {
  int first;
  int count;
};
constexpr std::array<Months, 21> kSeasons = {{
    {3, 3}, {6, 3},  {9, 3}, {12, 3},  // 21-24 spring to winter
    {3, 3}, {6, 3},  {9, 3}, {12, 3},  // 25-28 the same, northern
    {9, 3}, {12, 3}, {3, 3}, {6, 3},   // 29-32 the same, southern
    {1, 3}, {4, 3},  {7, 3}, {10, 3},  // 33-36 quarters
    {1, 4}, {5, 4},  {9, 4},           // 37-39 quadrimesters
    {1, 6}, {7, 6},                    // 40-41 semestrals
}};

// The numbers with which a kind of season begins, and the end.
constexpr std::array<int, 7> kSeasonKinds = {21, 25, 29, 33, 37, 40, 42};

Instant Endless(bool is_future) {
  return is_future ? Instant::InfiniteFuture() : Instant::InfinitePast();
}

Instant AtSecond(int64_t seconds) {
  return Instant::FromSeconds(seconds).value_or(Endless(seconds > 0));
}

// Days from 1970-01-01 to the first day of a month, or before it if negative.
// A month beyond December is one of the next year. Years are counted from
// March, so that a leap day ends one, in eras of 400 years of the same length
// (Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
int64_t DaysBefore(int64_t year, int month) {
  constexpr int64_t kDaysPerEra = 146'097;
  constexpr int64_t kDaysFromYear0To1970 = 719'468;
  const int from_march = month + 9;  // from March of the year before
  year += from_march / 12 - 1;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto year_of_era = static_cast<int>(year - era * 400);
  const int day_of_year = (153 * (from_march % 12) + 2) / 5;
  const int day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kDaysFromYear0To1970;
}

// The start of the day so many days after the first of that month.
Instant StartOf(int64_t year, int month, int days_after = 0) {
  const int64_t days = DaysBefore(year, month) + days_after;
  return AtSecond(days * kSecondsPerDay);
}

// The numbers, from the lowest to the highest, among which are all that match
// a month or a day. With no X in it that is one.
struct Numbers {
  int low;
  int high;
};
Numbers NumbersOf(const EdtfComponent& component, int last) {
  const auto low = static_cast<int>(component.value);
  const int open = component.unspecified;
  const int high = low + 9 * (open & 1) + 90 * (open >> 1 & 1);
  return Numbers{std::max(low, 1), std::min(high, last)};
}

int64_t PowerOfTen(int64_t exponent) {
  int64_t power = 1;
  for (int64_t i = 0; i < exponent; ++i) power *= 10;
  return power;
}

int DigitCount(int64_t value) {
  int count = 0;
  for (; value != 0; value /= 10) ++count;
  return count;
}

bool IsSingleYear(const EdtfDate& date) {
  return date.year.unspecified == 0 && date.significant_digits == 0;
}

// The magnitudes of the years between which the true one lies.
Years Magnitudes(const EdtfDate& date) {
  const int64_t value = std::abs(date.year.value);
  if (IsSingleYear(date)) return Years{value, value};
  if (date.significant_digits > 0) {
    const int64_t loose = DigitCount(value) - date.significant_digits;
    const int64_t width = loose > 0 ? PowerOfTen(loose) : 1;
    const int64_t low = value / width * width;
    return Years{low, std::min(low + width - 1, kEdtfYearMax)};
  }
  int64_t high = value;
  for (int i = 0; i < 4; ++i) {
    if ((date.year.unspecified >> i & 1) != 0) high += 9 * PowerOfTen(i);
  }
  return Years{value, high};
}

using Visitor = absl::FunctionRef<bool(const Unit&)>;

// Visits the days of one month; false once the visitor has had enough.
bool VisitDays(const EdtfDate& date, Unit unit, Order order, Visitor visit) {
  const Numbers days = NumbersOf(date.day, DaysInMonth(unit.year, unit.month));
  for (int i = 0; i <= days.high - days.low; ++i) {
    unit.day = order == Order::kAscending ? days.low + i : days.high - i;
    if (Matches(date.day, unit.day) && !visit(unit)) return false;
  }
  return true;
}

bool VisitMonths(const EdtfDate& date, Unit unit, Order order, Visitor visit) {
  const Numbers months = NumbersOf(date.month, 12);
  for (int i = 0; i <= months.high - months.low; ++i) {
    unit.month = order == Order::kAscending ? months.low + i : months.high - i;
    if (!Matches(date.month, unit.month)) continue;
    const bool goes_on = date.precision == EdtfPrecision::kMonth
                             ? visit(unit)
                             : VisitDays(date, unit, order, visit);
    if (!goes_on) return false;
  }
  return true;
}

bool VisitYear(const EdtfDate& date, Unit unit, Order order, Visitor visit) {
  if (date.precision == EdtfPrecision::kYear) return visit(unit);
  if (date.precision != EdtfPrecision::kSeason) {
    return VisitMonths(date, unit, order, visit);
  }
  unit.month = static_cast<int>(date.month.value);
  return visit(unit);
}

int64_t CountMatches(const EdtfComponent& component, int last) {
  int64_t count = 0;
  for (int i = 1; i <= last; ++i) count += Matches(component, i) ? 1 : 0;
  return count;
}

// True if X stands for the last digits only, or for none.
bool IsTrailing(uint8_t unspecified) {
  return (unspecified & (unspecified + 1)) == 0;
}

}  // namespace

int64_t UnitCountEstimate(const EdtfDate& date) {
  const Years years = YearsOf(date);
  int64_t count = years.high - years.low + 1;
  for (int i = 0; i < 4; ++i) {
    // Of these years, a tenth has the right digit here.
    const bool is_above = date.year.unspecified >> (i + 1) != 0;
    const bool is_fixed = (date.year.unspecified >> i & 1) == 0;
    if (is_above && is_fixed) count = count / 10 + 1;
  }
  if (date.precision == EdtfPrecision::kMonth ||
      date.precision == EdtfPrecision::kDay) {
    count *= CountMatches(date.month, 12);
  }
  if (date.precision == EdtfPrecision::kDay) {
    count *= CountMatches(date.day, 31);
  }
  return count;
}

bool IsContiguous(const EdtfDate& date) {
  const bool has_month = date.precision == EdtfPrecision::kMonth ||
                         date.precision == EdtfPrecision::kDay;
  const bool has_day = date.precision == EdtfPrecision::kDay;
  const uint8_t month = date.month.unspecified;
  const uint8_t day = date.day.unspecified;
  if (date.year.unspecified != 0 || date.significant_digits > 0) {
    return IsTrailing(date.year.unspecified) &&
           date.precision != EdtfPrecision::kSeason &&
           (!has_month || month == 0b11) && (!has_day || day == 0b11);
  }
  if (has_month && month != 0) {
    return IsTrailing(month) && (!has_day || day == 0b11);
  }
  return IsTrailing(day);
}

void VisitUnits(const EdtfDate& date, const Years& years, Order order,
                Visitor visit) {
  for (int64_t i = 0; i <= years.high - years.low; ++i) {
    Unit unit;
    unit.year = order == Order::kAscending ? years.low + i : years.high - i;
    if (date.year.unspecified != 0 && !Matches(date.year, unit.year)) continue;
    if (!VisitYear(date, unit, order, visit)) return;
  }
}

Granule GranuleOf(const Unit& unit) {
  if (std::abs(unit.year) > kYearMax) {
    const Instant beyond = Endless(unit.year > 0);
    return Granule{beyond, beyond};
  }
  if (unit.month == 0) {
    return Granule{StartOf(unit.year, 1), StartOf(unit.year + 1, 1)};
  }
  if (unit.month >= kFirstSeason) {
    const Months season =
        kSeasons[static_cast<size_t>(unit.month - kFirstSeason)];
    return Granule{StartOf(unit.year, season.first),
                   StartOf(unit.year, season.first + season.count)};
  }
  if (unit.day == 0) {
    return Granule{StartOf(unit.year, unit.month),
                   StartOf(unit.year, unit.month + 1)};
  }
  return Granule{StartOf(unit.year, unit.month, unit.day - 1),
                 StartOf(unit.year, unit.month, unit.day)};
}

Granule GranuleOf(const EdtfDate& date_time) {
  const EdtfTime& time = date_time.time;
  const int64_t days = DaysBefore(date_time.year.value,
                                  static_cast<int>(date_time.month.value)) +
                       date_time.day.value - 1;
  const int64_t minutes =
      (days * 24 + time.hour) * 60 + time.minute - time.shift_minutes;
  const int64_t seconds = minutes * 60 + time.second;
  return Granule{AtSecond(seconds), AtSecond(seconds + 1)};
}

Unit NextUnit(const Unit& unit) {
  if (unit.month == 0) return Unit{unit.year + 1, 0, 0};
  if (unit.month >= kFirstSeason) {
    const int first = FirstSeasonOfKind(unit.month);
    return FirstSeasonOfKind(unit.month + 1) == first
               ? Unit{unit.year, unit.month + 1, 0}
               : Unit{unit.year + 1, first, 0};
  }
  if (unit.day == 0) {
    const absl::CivilMonth next = absl::CivilMonth(unit.year, unit.month) + 1;
    return Unit{next.year(), next.month(), 0};
  }
  const absl::CivilDay next =
      absl::CivilDay(unit.year, unit.month, unit.day) + 1;
  return Unit{next.year(), next.month(), next.day()};
}

bool operator<=(const Unit& a, const Unit& b) {
  return std::tie(a.year, a.month, a.day) <= std::tie(b.year, b.month, b.day);
}

int FirstSeasonOfKind(int season) {
  return *(std::upper_bound(kSeasonKinds.begin(), kSeasonKinds.end(), season) -
           1);
}

int DaysInMonth(int64_t year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && is_leap ? 29 : kDays[static_cast<size_t>(month - 1)];
}

Years YearsOf(const EdtfDate& date) {
  const Years magnitudes = Magnitudes(date);
  if (!date.is_negative) return magnitudes;
  return Years{-magnitudes.high, std::min<int64_t>(-magnitudes.low, -1)};
}

bool Matches(const EdtfComponent& component, int64_t value) {
  if (component.unspecified == 0) return component.value == value;
  int64_t want = std::abs(component.value);
  int64_t have = std::abs(value);
  for (int i = 0; i < 4; ++i, want /= 10, have /= 10) {
    const bool is_open = (component.unspecified >> i & 1) != 0;
    if (!is_open && want % 10 != have % 10) return false;
  }
  return true;
}

Unit FirstUnit(const EdtfDate& date) {
  Unit first;
  VisitUnits(date, Order::kAscending, [&first](const Unit& unit) {
    first = unit;
    return false;
  });
  return first;
}

Unit LastUnit(const EdtfDate& date) {
  Unit last;
  VisitUnits(date, Order::kDescending, [&last](const Unit& unit) {
    last = unit;
    return false;
  });
  return last;
}

bool Exists(const EdtfDate& date) {
  bool exists = false;
  VisitUnits(date, Order::kAscending, [&exists](const Unit&) {
    exists = true;
    return false;
  });
  return exists;
}

}  // namespace annals::edtf_internal
