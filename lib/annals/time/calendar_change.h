// When places went over from the Julian to the Gregorian calendar.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_CALENDAR_CHANGE_H_
#define ANNALS_TIME_CALENDAR_CHANGE_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "annals/time/calendar.h"

namespace annals {

// "5 September 1752" is a day in Rome and none in London: there the day after
// 2 September was called the 14th. What a date of those centuries means depends
// on where it was written.
//
//   absl::StatusOr<CalendarChange> britain = CalendarChangeOf("Britain");
//   ToCivilDay(*britain, {1649, 1, 30});   // 1649-02-09 (Gregorian)
//   ToCivilDay(*britain, {1752, 9, 5});    // nothing: there was no such day
//   ToCivilDay(*britain, {1753, 1, 1});    // 1753-01-01
//
// The days are the civil ones, those of the state's own papers; churches often
// kept the Julian calendar for longer, and people wrote both.
//
// A plain value, whose views live for ever. All functions here are safe to call
// from any thread and take time in proportion to the number of places at most.
struct CalendarChange {
  // The name, and others for it with commas between them.
  std::string_view place;
  std::string_view also;
  // The last day by the Julian calendar, in its own numbers, and the Gregorian
  // day that came next. For places whose calendar before was another one (as
  // Japan's, a lunisolar one) `last_julian` is nothing, and earlier dates have
  // no day here.
  std::optional<CalendarDay> last_julian;
  CalendarDay first_gregorian;
  // Sweden alone: from 1700-03-01 to 1712-02-30 its own calendar, one day ahead
  // of the Julian one, after a leap day had been left out and before two were
  // put in.
  bool is_swedish = false;
  // Where this is written.
  std::string_view source;
};

// All places that are known, by name.
const std::vector<CalendarChange>& CalendarChanges();

// The change of that place, by any of its names, in capitals or not. NotFound
// lists the places.
absl::StatusOr<CalendarChange> CalendarChangeOf(std::string_view place);

// The Gregorian day of what the place called by these numbers; nothing if it
// had no such day.
std::optional<absl::CivilDay> ToCivilDay(const CalendarChange& change,
                                         const CalendarDay& day);

// What the place called that day; nothing if its calendar then is not known
// here.
std::optional<CalendarDay> FromCivilDay(const CalendarChange& change,
                                        absl::CivilDay day);

// The calendar of the place on that day. Sweden's own one counts as Julian.
Calendar CalendarOn(const CalendarChange& change, absl::CivilDay day);

}  // namespace annals

#endif  // ANNALS_TIME_CALENDAR_CHANGE_H_
