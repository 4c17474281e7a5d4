// Trace time: instants as nanoseconds from a beginning, in 63 bits.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_TRACE_TIME_H_
#define ANNALS_EXPORT_INTERNAL_TRACE_TIME_H_

#include <cstdint>

#include "annals/time/instant.h"

namespace annals::export_internal {

// How the instants of a selection become the nanoseconds of a trace. From the
// least to the greatest possible one it is at most 2^63 microseconds, so that a
// scale of 1:1000 always does.
class TraceTime {
 public:
  // True for an instant that is finite and counted in microseconds, to about
  // 146,000 years from 1970: others have no place in a trace.
  static bool Holds(Instant instant);

  // Takes in one more instant that Holds(). All come before the first Of().
  void Include(Instant instant);

  // 1 if a nanosecond of the trace is one, 1000 if it is a microsecond.
  int64_t scale() const;

  // The instant in nanoseconds of the trace, the first of all being 0. Only for
  // those that were taken in.
  uint64_t Of(Instant instant) const;

 private:
  bool is_empty_ = true;
  int64_t first_microsecond_ = 0;
  int64_t last_microsecond_ = 0;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_TRACE_TIME_H_
