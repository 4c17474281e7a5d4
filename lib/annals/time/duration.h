// A Duration is a length of time as people state it: "P49Y", "-P1D", "PT36H".
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_DURATION_H_
#define ANNALS_TIME_DURATION_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"

namespace annals {

// The longest duration that is read, of either sign, in seconds: the whole
// axis of Instant, about 292 thousand million years.
inline constexpr int64_t kDurationSecondsMax =
    std::numeric_limits<int64_t>::max();

// The longest text of one that is read, in bytes.
inline constexpr size_t kDurationBytesMax = 128;

// Calendar years and months have no fixed length, so a duration is a range:
// "P3M" lasts 89 to 92 days, "P1Y" 365 or 366, "P4Y" 1460 or 1461. The range
// is exact: some date of the calendar is followed by each end of it, and none
// by more or less. Days have 24 hours, weeks seven days.
//
// A plain value.
struct Duration {
  absl::int128 microseconds_min = 0;
  absl::int128 microseconds_max = 0;

  // Reads an ISO 8601 duration (PnYnMnWnDTnHnMnS, a fraction in the last
  // part) with an optional sign before it. A fraction of a year is months, and
  // must come to a whole number of them; months have no fractions. What is
  // finer than a microsecond is refused. InvalidArgument says where.
  static absl::StatusOr<Duration> Parse(std::string_view text);
};

// The duration in English: "49 years", "1 day and 12 hours", "minus 2 days",
// "1.5 hours". InvalidArgument as from Parse().
absl::StatusOr<std::string> DurationInWords(std::string_view text);

}  // namespace annals

#endif  // ANNALS_TIME_DURATION_H_
