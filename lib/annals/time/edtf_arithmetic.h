// Arithmetic with EDTF expressions: moving them, their hull, what they share.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_EDTF_ARITHMETIC_H_
#define ANNALS_TIME_EDTF_ARITHMETIC_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "annals/time/edtf.h"
#include "annals/time/time_set.h"

namespace annals {

// How far to move a date: years and months first, as one count of months, then
// days. Each is from -kCalendarPeriodMax to kCalendarPeriodMax.
//
//   CalendarPeriod period;
//   period.months = 1;
struct CalendarPeriod {
  int64_t years = 0;
  int64_t months = 0;
  int64_t days = 0;
};

inline constexpr int64_t kCalendarPeriodMax = 1'000'000'000'000;

// The expression, moved: the same precision, the same qualifiers, the same
// kind of sides and members; in canonical form.
//
//   Moved(1985, 10 years)           1995
//   Moved(2004-06~, 7 months)       2005-01~
//   Moved(2004-01-31, 1 month)      2004-02-29
//   Moved(2001-24, 3 months)        2002-21, the spring after that winter
//   Moved(2012~/.., 1 year)         2013~/..
//   Moved(198X, 10 years)           199X
//
// A day that the new month lacks becomes its last one, as in java.time and in
// Temporal ("constrain"). So moving back does not always undo: one month after
// 31 January, one month before, is 29 January. Days have 24 hours; a date-time
// keeps its clock and its zone.
//
// Refused, with InvalidArgument: what the precision cannot express (a year
// moves by whole years, a quarter by quarters, a month by months, only days by
// days); X or S if the moved dates are not what one expression means (198X by
// one year is 1981 to 1990; 2003-02-XX by one year would gain a 29th); a range
// of days that months would tear apart; a year over 9999 for anything finer
// than years; and a number that the tree does not hold. Nothing is rounded.
//
// Safe to call from any thread. Takes time for each date that X, or a range of
// days moved by months, may mean: at most 40,000, more are refused.
absl::StatusOr<Edtf> Moved(const Edtf& date, const CalendarPeriod& period);

// The whole stretch from the first instant that either may mean to the last,
// as a date or an interval of dates that are written in the two, with their
// qualifiers:
//
//   ConvexHull(1985, 1990-03)             1985/1990-03
//   ConvexHull([1667,1670..1672], 1668)   1667/1672
//   ConvexHull(198X, 1985~)               1980/1989
//   ConvexHull(1985/.., 1960)             1960/..
//
// Read it THROUGHOUT, for the time that they cover together, or WITHIN, for a
// thing that either holds; as a SPAN it would say that the thing started in
// the first date. Of two dates that begin (or end) at the same instant the
// coarser is taken. A side is open if it is open in either, else unknown if it
// is unknown in either; what is unknown on both sides is "../..". A date-time
// becomes its day in UTC, since intervals have no times of day. InvalidArgument
// if that day's year is over 9999, or if a number is too large for the tree.
//
// Safe to call from any thread; takes time linear in the written dates and, for
// a range of seasons, in the seasons of its first and last years.
absl::StatusOr<Edtf> ConvexHull(const Edtf& a, const Edtf& b);

// What two dates of one thing leave possible together: every choice of a start
// and an end that both allow, and no other. Nothing if they contradict one
// another, which is an answer and no error.
//
//   auto both = Intersection(Edtf::Parse("1985-1X")->Members(),
//                            Edtf::Parse("1985-11/..")->Members());
//   (*both)->members.size();          // 1: within November 1985
//
// A set of several occurrences ({..}) is taken for what any one of them may
// be. The members of the result are sorted and each stands once; there may be
// more than kTimeSetMembersMax of them.
//
// Safe to call from any thread. Takes n log n time for n members, and m for m
// pairs that overlap; ResourceExhausted beyond ten million pairs, half a
// million members of the result, or half a million of either side.
absl::StatusOr<std::optional<TimeSet>> Intersection(const TimeSet& a,
                                                    const TimeSet& b);

}  // namespace annals

#endif  // ANNALS_TIME_EDTF_ARITHMETIC_H_
