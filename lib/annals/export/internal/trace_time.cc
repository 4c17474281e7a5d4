// Trace time: instants as nanoseconds from a beginning, in 63 bits.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/trace_time.h"

#include <algorithm>
#include <limits>

namespace annals::export_internal {
namespace {

constexpr int64_t kNanosecondsPerMicrosecond = 1000;

}  // namespace

bool TraceTime::Holds(Instant instant) {
  if (!instant.IsFinite()) return false;
  const absl::int128 microseconds = instant.Microseconds();
  return microseconds > -Instant::kFineLimit &&
         microseconds < Instant::kFineLimit;
}

void TraceTime::Include(Instant instant) {
  const auto microsecond = static_cast<int64_t>(instant.Microseconds());
  first_microsecond_ =
      is_empty_ ? microsecond : std::min(first_microsecond_, microsecond);
  last_microsecond_ =
      is_empty_ ? microsecond : std::max(last_microsecond_, microsecond);
  is_empty_ = false;
}

int64_t TraceTime::scale() const {
  constexpr int64_t kLongest =
      std::numeric_limits<int64_t>::max() / kNanosecondsPerMicrosecond;
  return last_microsecond_ - first_microsecond_ <= kLongest
             ? 1
             : kNanosecondsPerMicrosecond;
}

uint64_t TraceTime::Of(Instant instant) const {
  const int64_t from_first =
      static_cast<int64_t>(instant.Microseconds()) - first_microsecond_;
  return static_cast<uint64_t>(from_first) *
         static_cast<uint64_t>(kNanosecondsPerMicrosecond / scale());
}

}  // namespace annals::export_internal
