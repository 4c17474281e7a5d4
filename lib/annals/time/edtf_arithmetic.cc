// Moved(): each date by its units, each expression by its dates.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/edtf_arithmetic.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_form.h"
#include "annals/time/internal/edtf_numbers.h"
#include "annals/time/internal/edtf_units.h"

namespace annals {
namespace {

using edtf_internal::Unit;

constexpr int64_t kMonthsPerYear = 12;

// More dates than this are not held against one another.
constexpr int64_t kMovedUnitsMax = 40'000;

constexpr int kFirstSeason = 21;
constexpr int kLastSeason = 41;

absl::Status Refused(const EdtfDate& date, std::string_view found,
                     std::string_view wanted) {
  return absl::InvalidArgumentError(
      absl::StrCat("edtf \"", edtf_internal::DateText(date),
                   "\": ", AsAbsl(found), "; want ", AsAbsl(wanted)));
}

int64_t MonthsOf(const CalendarPeriod& period) {
  return period.years * kMonthsPerYear + period.months;
}

// A month of all time: months since January of the year 0.
struct Month {
  explicit Month(int64_t count)
      : year(count / kMonthsPerYear), number(count % kMonthsPerYear + 1) {
    if (number > 0) return;
    --year;
    number += kMonthsPerYear;
  }
  static int64_t Count(int64_t year, int64_t number) {
    return year * kMonthsPerYear + number - 1;
  }

  int64_t year;
  int64_t number;
};

// How many months a season lasts, and in which one it begins.
int MonthsInSeason(int season) {
  constexpr int kFirstQuadrimester = 37;
  constexpr int kFirstSemestral = 40;
  return season < kFirstQuadrimester ? 3 : season < kFirstSemestral ? 4 : 6;
}

int FirstMonthOfSeason(int season) {
  const Unit unit{2000, season, 0};
  return edtf_internal::GranuleOf(unit).first.Civil().month();
}

// The season of the same kind that begins in a month.
Unit SeasonFrom(const Month& month, int kind) {
  for (int season = kind; season <= kLastSeason; ++season) {
    if (FirstMonthOfSeason(season) == month.number) {
      return Unit{month.year, season, 0};
    }
  }
  return Unit{month.year, kind, 0};
}

// Moves one unit by a period that its precision can express.
Unit MovedUnit(const Unit& unit, const CalendarPeriod& period) {
  const int64_t months = MonthsOf(period);
  if (unit.month == 0) return Unit{unit.year + months / kMonthsPerYear, 0, 0};
  if (unit.month >= kFirstSeason) {
    const Month first(Month::Count(unit.year, FirstMonthOfSeason(unit.month)) +
                      months);
    return SeasonFrom(first, edtf_internal::FirstSeasonOfKind(unit.month));
  }
  const Month month(Month::Count(unit.year, unit.month) + months);
  const auto number = static_cast<int>(month.number);
  if (unit.day == 0) return Unit{month.year, number, 0};
  const int day =
      std::min(unit.day, edtf_internal::DaysInMonth(month.year, number));
  const absl::CivilDay moved =
      absl::CivilDay(month.year, number, day) + period.days;
  return Unit{moved.year(), moved.month(), moved.day()};
}

bool IsSame(const Unit& a, const Unit& b) {
  return std::tie(a.year, a.month, a.day) == std::tie(b.year, b.month, b.day);
}

std::vector<Unit> UnitsOf(const EdtfDate& date) {
  std::vector<Unit> units;
  edtf_internal::VisitUnits(date, edtf_internal::Order::kAscending,
                            [&units](const Unit& unit) {
                              units.push_back(unit);
                              return true;
                            });
  return units;
}

// Moving keeps the order of time, so that what has become equal is adjacent.
std::vector<Unit> MovedUnits(std::vector<Unit> units,
                             const CalendarPeriod& period) {
  for (Unit& unit : units) unit = MovedUnit(unit, period);
  units.erase(std::unique(units.begin(), units.end(), IsSame), units.end());
  return units;
}

absl::Status CheckPrecision(const EdtfDate& date,
                            const CalendarPeriod& period) {
  const int64_t months = MonthsOf(period);
  const bool is_fine = date.precision >= EdtfPrecision::kDay;
  if (period.days != 0 && !is_fine) {
    return Refused(date, "moved by days", "a date with a day");
  }
  if (date.precision == EdtfPrecision::kYear && months % kMonthsPerYear != 0) {
    return Refused(date, "a year moved by months", "whole years");
  }
  if (date.precision == EdtfPrecision::kSeason) {
    const int length = MonthsInSeason(static_cast<int>(date.month.value));
    if (months % length != 0) {
      return Refused(date,
                     absl::StrCat("a season moved by ", months, " months"),
                     absl::StrCat("a multiple of ", length));
    }
  }
  return absl::OkStatus();
}

bool IsFourDigits(int64_t year) { return year >= -9999 && year <= 9999; }

// The date with these numbers; where it has X they are those of its pattern.
absl::StatusOr<EdtfDate> WithNumbers(EdtfDate date, const Unit& unit) {
  const bool is_long = !IsFourDigits(unit.year);
  if (is_long && date.precision != EdtfPrecision::kYear) {
    return Refused(date, absl::StrCat("moved to the year ", unit.year),
                   "a year of four digits, as only they have months");
  }
  if (is_long && date.year.unspecified != 0) {
    return Refused(date, absl::StrCat("moved to the year ", unit.year),
                   "a year of four digits, as only they have X");
  }
  date.year.value = unit.year;
  date.mantissa = unit.year;
  date.is_negative = unit.year < 0;
  date.year_form = is_long ? EdtfYearForm::kLong : EdtfYearForm::kFourDigits;
  date.month.value = unit.month;
  date.day.value = unit.day;
  return date;
}

// The clock is folded first: 24:00:00 is the next day's start.
absl::StatusOr<EdtfDate> MovedDateTime(const EdtfDate& date,
                                       const CalendarPeriod& period) {
  const absl::CivilSecond civil(date.year.value, date.month.value,
                                date.day.value, date.time.hour,
                                date.time.minute, date.time.second);
  const Unit moved =
      MovedUnit(Unit{civil.year(), civil.month(), civil.day()}, period);
  ANNALS_ASSIGN_OR_RETURN(EdtfDate result, WithNumbers(date, moved));
  result.time.hour = static_cast<int8_t>(civil.hour());
  result.time.minute = static_cast<int8_t>(civil.minute());
  result.time.second = static_cast<int8_t>(civil.second());
  return result;
}

absl::Status NotOneExpression(const EdtfDate& date) {
  return Refused(date, "dates that are no longer one expression when moved",
                 "a move that X, or S, can follow");
}

// The one pattern that could be the moved one; whether it is must be seen.
absl::StatusOr<EdtfDate> MovedPattern(const EdtfDate& date,
                                      const CalendarPeriod& period) {
  const bool has_month = date.precision != EdtfPrecision::kYear;
  const bool is_fixed = has_month && date.month.unspecified == 0;
  const int64_t months = MonthsOf(period);
  if (period.days != 0 || (!is_fixed && months % kMonthsPerYear != 0)) {
    return NotOneExpression(date);
  }
  const Unit pattern{date.year.value, static_cast<int>(date.month.value), 0};
  Unit moved =
      is_fixed ? MovedUnit(pattern, period)
               : Unit{pattern.year + months / kMonthsPerYear, pattern.month, 0};
  moved.day = static_cast<int>(date.day.value);
  int64_t step = 1;
  for (uint8_t rest = date.year.unspecified; rest != 0; rest >>= 1) step *= 10;
  if ((moved.year - pattern.year) % step != 0) return NotOneExpression(date);
  return WithNumbers(date, moved);
}

absl::StatusOr<EdtfDate> MovedWithX(const EdtfDate& date,
                                    const CalendarPeriod& period) {
  if (edtf_internal::UnitCountEstimate(date) > kMovedUnitsMax) {
    return Refused(date, "too many dates to move", "at most 40,000");
  }
  ANNALS_ASSIGN_OR_RETURN(EdtfDate moved, MovedPattern(date, period));
  const std::vector<Unit> wanted = MovedUnits(UnitsOf(date), period);
  const std::vector<Unit> units = UnitsOf(moved);
  if (!std::equal(wanted.begin(), wanted.end(), units.begin(), units.end(),
                  IsSame)) {
    return NotOneExpression(date);
  }
  return moved;
}

absl::StatusOr<EdtfDate> MovedEstimate(const EdtfDate& date,
                                       const CalendarPeriod& period) {
  const int64_t years = MonthsOf(period) / kMonthsPerYear;
  ANNALS_ASSIGN_OR_RETURN(
      EdtfDate moved, WithNumbers(date, Unit{date.year.value + years, 0, 0}));
  const edtf_internal::Years before = edtf_internal::YearsOf(date);
  const edtf_internal::Years after = edtf_internal::YearsOf(moved);
  if (after.low != before.low + years || after.high != before.high + years) {
    return NotOneExpression(date);
  }
  return moved;
}

absl::StatusOr<EdtfDate> MovedDate(const EdtfDate& date,
                                   const CalendarPeriod& period) {
  ANNALS_RETURN_IF_ERROR(CheckPrecision(date, period));
  if (date.precision == EdtfPrecision::kSecond) {
    return MovedDateTime(date, period);
  }
  if (date.significant_digits > 0) return MovedEstimate(date, period);
  const bool has_x = (date.year.unspecified | date.month.unspecified |
                      date.day.unspecified) != 0;
  if (has_x) return MovedWithX(date, period);
  return WithNumbers(
      date, MovedUnit(Unit{date.year.value, static_cast<int>(date.month.value),
                           static_cast<int>(date.day.value)},
                      period));
}

absl::StatusOr<EdtfSide> MovedSide(const EdtfSide& side,
                                   const CalendarPeriod& period) {
  EdtfSide moved = side;
  if (side.kind != EdtfSide::Kind::kDate) return moved;
  ANNALS_ASSIGN_OR_RETURN(moved.date, MovedDate(side.date, period));
  return moved;
}

// Whether each day of the moved range is a moved day of the range: months
// that end earlier leave none out, those that end later do.
absl::Status CheckDaysOfRange(const EdtfMember& range,
                              const CalendarPeriod& period) {
  const Unit last = edtf_internal::LastUnit(range.last.date);
  Unit unit = edtf_internal::FirstUnit(range.first.date);
  Unit moved = MovedUnit(unit, period);
  for (int64_t i = 0; !IsSame(unit, last); ++i) {
    if (i == kMovedUnitsMax) {
      return Refused(range.first.date, "a range too long to move by months",
                     "at most 40,000 days");
    }
    unit = edtf_internal::NextUnit(unit);
    const Unit next = MovedUnit(unit, period);
    if (!IsSame(next, moved) && !IsSame(next, edtf_internal::NextUnit(moved))) {
      return Refused(range.first.date, "a range of days torn apart by months",
                     "a move by days");
    }
    moved = next;
  }
  return absl::OkStatus();
}

absl::StatusOr<EdtfMember> MovedMember(const EdtfMember& member,
                                       const CalendarPeriod& period) {
  EdtfMember moved = member;
  ANNALS_ASSIGN_OR_RETURN(moved.first, MovedSide(member.first, period));
  if (!member.is_range) return moved;
  ANNALS_ASSIGN_OR_RETURN(moved.last, MovedSide(member.last, period));
  const bool is_closed = member.first.kind == EdtfSide::Kind::kDate &&
                         member.last.kind == EdtfSide::Kind::kDate;
  if (is_closed && member.first.date.precision == EdtfPrecision::kDay &&
      MonthsOf(period) != 0) {
    ANNALS_RETURN_IF_ERROR(CheckDaysOfRange(member, period));
  }
  return moved;
}

absl::Status CheckPeriod(const CalendarPeriod& period) {
  for (int64_t part : {period.years, period.months, period.days}) {
    if (part > kCalendarPeriodMax || part < -kCalendarPeriodMax) {
      return absl::InvalidArgumentError(
          absl::StrCat("calendar period: ", part, "; want at most ",
                       kCalendarPeriodMax, " years, months or days"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Edtf> Moved(const Edtf& date, const CalendarPeriod& period) {
  ANNALS_RETURN_IF_ERROR(CheckPeriod(period));
  EdtfExpression moved = date.expression();
  ANNALS_RETURN_IF_ERROR(edtf_internal::CheckNumbers(date));
  const bool is_interval = date.IsInterval();
  if (is_interval || moved.kind == EdtfExpression::Kind::kDate) {
    ANNALS_ASSIGN_OR_RETURN(moved.start, MovedSide(moved.start, period));
  }
  if (is_interval) {
    ANNALS_ASSIGN_OR_RETURN(moved.end, MovedSide(moved.end, period));
  }
  for (EdtfMember& member : moved.members) {
    ANNALS_ASSIGN_OR_RETURN(member, MovedMember(member, period));
  }
  return Edtf::Parse(edtf_internal::CanonicalText(moved));
}

}  // namespace annals
