// A Span is a stretch of time whose ends may be known only within bounds.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_SPAN_H_
#define ANNALS_TIME_SPAN_H_

#include "annals/time/instant.h"

namespace annals {

// Four bounds, all of them closed: the start is some instant from
// earliest_start to latest_start, the end some instant from earliest_end to
// latest_end, and the end is at least one tick after the start.
//
//   // "2013", a thing that happened some time in that year:
//   //        2013                          2014
//   // start: [---------------------------]        to the last tick of 2013
//   // end:    [---------------------------]       to the first of 2014
//
// An end is the first instant that is over: what ends with 2013 ends at
// 2014-01-01T00:00:00Z and *meets* what starts there. Bounds may be infinite.
// People mistake a Span for the interval [earliest_start, latest_end): that is
// only where the thing may be, and says nothing of where it must be.
//
// A plain value.
struct Span {
  Instant earliest_start = Instant::InfinitePast();
  Instant latest_start = Instant::InfiniteFuture();
  Instant earliest_end = Instant::InfinitePast();
  Instant latest_end = Instant::InfiniteFuture();

  // Nothing is known.
  static Span Unbounded();

  // Certainly from `start` to `end`; `end` is later than `start`.
  static Span Exactly(Instant start, Instant end);

  // Somewhere from `first` to `last`, ends included; `last` is later than
  // `first`.
  static Span Within(Instant first, Instant last);

  // The loosest span that covers both.
  static Span Hull(const Span& a, const Span& b);

  // True if at least one choice of start and end fits the bounds.
  bool IsSatisfiable() const;

  // The same choices, with every bound as tight as the others make it: a
  // start before the latest end, an end after the earliest start. Only for
  // satisfiable spans.
  Span Tightened() const;

  friend bool operator==(const Span& a, const Span& b) {
    return a.earliest_start == b.earliest_start &&
           a.latest_start == b.latest_start &&
           a.earliest_end == b.earliest_end && a.latest_end == b.latest_end;
  }
  friend bool operator!=(const Span& a, const Span& b) { return !(a == b); }
};

}  // namespace annals

#endif  // ANNALS_TIME_SPAN_H_
