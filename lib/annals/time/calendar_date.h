// CalendarDate: a date of another calendar as EDTF, with the original kept.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_CALENDAR_DATE_H_
#define ANNALS_TIME_CALENDAR_DATE_H_

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "annals/time/calendar.h"
#include "annals/time/calendar_change.h"
#include "annals/time/edtf.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

// What all of Annals reckons with is the proleptic Gregorian calendar. This is
// the edge where other dates come in:
//
//   absl::StatusOr<CalendarDate> date =
//       CalendarDate::Read("25 October 1917", Calendar::kJulian);
//   date->date().text();   // "1917-11-07"
//   date->original();      // "25 October 1917"
//
//   CalendarDate::Read("October 1917", Calendar::kJulian)->date().text();
//   // "1917-10-14/1917-11-13", to be read with Extent::kWithin
//
// What it becomes: one EDTF date where there is one for just these days (a day,
// a Gregorian month or year). Any other month, week or year becomes the
// interval from its first day to its last, with the extent kWithin: what
// happened in that month starts and ends somewhere in these days, and may last
// several of them. (A set, [1917-10-14..1917-11-13], would say that it
// happened on one day.)
//
// What it reads:
//   gregorian, julian   1917-10-25, 1917-10, 1917, -0043; and English words:
//                       25 October 1917, March 15, 44 BC, 44 BCE, AD 70, 70 CE,
//                       c. 1500, 1500?. A year below 100 needs its era; 44 BC
//                       is the year -43. O.S. and N.S. choose the calendar.
//                       Gregorian reads every EDTF expression too.
//   1731/32             a day before 25 March, where one year had begun and the
//                       other not yet: by January's reckoning it is in 1732.
//                       Without a month, some day of these weeks.
//   islamic             1437-04-23, 1437-04, 1437, AH 1437; years from 1 on
//   iso-week            2016-W05-3, 2016-W05, 2016 (an ISO year of weeks)
//   ordinal             2016-034
//   A/B                 an interval of two days, open sides too (not in words)
//
// A qualifier (? ~ %) may stand at the end and goes to what it becomes. EDTF
// has days in the years -9999 to 9999 only; ToCivilDay() (calendar.h) has no
// such limit. InvalidArgument names the column, what was found there, and what
// was wanted:
//
//   julian date "1917-13-01": month 13 at column 6; want 01 to 12
//
// An immutable value; safe to call from any thread.
class CalendarDate {
 public:
  static absl::StatusOr<CalendarDate> Read(std::string_view text,
                                           Calendar calendar);

  // As it was dated in that place: by the Julian calendar, or the Gregorian
  // one once it had changed. What the place skipped is refused; a year in
  // which it changed is as short as it was there. Of the calendars that places
  // had before, save the Julian one, nothing is read.
  static absl::StatusOr<CalendarDate> Read(std::string_view text,
                                           const CalendarChange& place);

  // Proleptic Gregorian.
  const Edtf& date() const { return date_; }
  // How `date` is to be read: kWithin for a month or year that became an
  // interval, else kDefault.
  Extent extent() const { return extent_; }
  // As it was read, byte for byte.
  const std::string& original() const { return original_; }
  // The calendar of the original: of its first day, if it changed within.
  Calendar calendar() const { return calendar_; }

  Span Bounds() const { return date_.Bounds(extent_); }
  TimeSet Members() const { return date_.Members(extent_); }

 private:
  friend class CalendarDateReader;

  CalendarDate(Edtf date, Extent extent, std::string original,
               Calendar calendar)
      : date_(std::move(date)),
        extent_(extent),
        original_(std::move(original)),
        calendar_(calendar) {}

  Edtf date_;
  Extent extent_;
  std::string original_;
  Calendar calendar_;
};

}  // namespace annals

#endif  // ANNALS_TIME_CALENDAR_DATE_H_
