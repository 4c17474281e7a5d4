// Units: the years, seasons, months, days and seconds that an EDTF date names.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_UNITS_H_
#define ANNALS_TIME_INTERNAL_EDTF_UNITS_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"

namespace annals::edtf_internal {

// One year (month and day are 0), one month or season (day is 0), or one day.
struct Unit {
  int64_t year = 0;
  int month = 0;
  int day = 0;
};

// The time that a unit fills: from `first` to before `next`. An instant out of
// range is infinite here, which nothing else is.
struct Granule {
  Instant first;
  Instant next;
};

Granule GranuleOf(const Unit& unit);

// The granule of a date-time: one second.
Granule GranuleOf(const EdtfDate& date_time);

// The unit after this one: the next year, the next season of the same kind,
// the next month or day.
Unit NextUnit(const Unit& unit);

bool operator<=(const Unit& a, const Unit& b);

// The number of the first season of the same kind (21, 25, 29, 33, 37, 40).
int FirstSeasonOfKind(int season);

// The month is one of 1 to 12.
int DaysInMonth(int64_t year, int month);

// The years that a date may mean: every one from `low` to `high` whose digits
// match. Neither is beyond kEdtfYearMax.
struct Years {
  int64_t low;
  int64_t high;
};
Years YearsOf(const EdtfDate& date);

// Whether the digits of `value` are those of the component, where it has any.
bool Matches(const EdtfComponent& component, int64_t value);

enum class Order { kAscending, kDescending };

// Calls `visit` with each unit in these years that the date may mean, in the
// order of time, until `visit` returns false. Not for date-times. Visits
// nothing if no such day exists, as for "1985-02-3X".
void VisitUnits(const EdtfDate& date, const Years& years, Order order,
                absl::FunctionRef<bool(const Unit&)> visit);

// The same in all years of the date.
inline void VisitUnits(const EdtfDate& date, Order order,
                       absl::FunctionRef<bool(const Unit&)> visit) {
  VisitUnits(date, YearsOf(date), order, visit);
}

// At least as many units as the date may mean, and not many more.
int64_t UnitCountEstimate(const EdtfDate& date);

// True if the units that the date may mean follow one another without a hole.
bool IsContiguous(const EdtfDate& date);

// The first and the last unit that the date may mean; at least one exists.
Unit FirstUnit(const EdtfDate& date);
Unit LastUnit(const EdtfDate& date);

// Whether any day, month or year exists that the date may mean.
bool Exists(const EdtfDate& date);

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_UNITS_H_
