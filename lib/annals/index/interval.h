// An Interval is a stretch of time with two known ends.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERVAL_H_
#define ANNALS_INDEX_INTERVAL_H_

#include "annals/time/instant.h"

namespace annals {

// What an index holds and what it is asked for: all instants from `start` up
// to, and without, `end`. The end is at least one tick later than the start,
// so that of two intervals exactly one of Allen's thirteen relations holds.
//
//   Interval year{*Instant::FromCivil(absl::CivilSecond(2013, 1, 1)),
//                 *Instant::FromCivil(absl::CivilSecond(2014, 1, 1))};
//   Interval moment = Interval::At(launch);
//
// Two intervals *touch*, or intersect, if an instant belongs to both. One that
// ends where the other starts meets it and does not touch it. A start of -inf
// and an end of +inf are legal: what never ended, or is not known to have. Two
// endless ends are equal to one another.
//
// An Interval is not a Span: a Span's ends may be uncertain, and both of its
// ends are bounds. See UncertainIndex for rows of that kind.
//
// A plain value.
struct Interval {
  Instant start;
  Instant end;

  // A point in time. It has a length, that of one tick, since what has none
  // would touch nothing. Only for finite instants.
  static constexpr Interval At(Instant instant) {
    return Interval{instant, Instant::FromCode(instant.code() + 1)};
  }

  // All of time.
  static constexpr Interval Always() {
    return Interval{Instant::InfinitePast(), Instant::InfiniteFuture()};
  }

  // False if it is reversed or empty; then it touches nothing.
  constexpr bool IsValid() const { return start < end; }

  friend constexpr bool operator==(const Interval& a, const Interval& b) {
    return a.start == b.start && a.end == b.end;
  }
  friend constexpr bool operator!=(const Interval& a, const Interval& b) {
    return !(a == b);
  }
};

}  // namespace annals

#endif  // ANNALS_INDEX_INTERVAL_H_
