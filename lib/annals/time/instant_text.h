// AppendInstant() adds an instant's text to a buffer.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INSTANT_TEXT_H_
#define ANNALS_TIME_INSTANT_TEXT_H_

#include <cstdint>
#include <string>

#include "annals/time/instant.h"

namespace annals {

// Adds what instant.ToString() returns. For what is written a million times
// over: the years 0 to 9999 need no calendar's arithmetic beyond a few
// multiplications, and no memory of their own. Pure but for `out`.
//
//   AppendInstant(span.earliest_start, row);   // 2013-01-01T00:00:00Z
void AppendInstant(Instant instant, std::string& out);

// The code of the first instant of that year; only for the years 0 to 10000.
// Whether an instant lies in some of them is then a comparison.
//
//   instant.code() >= CodeOfYear(1) && instant.code() < CodeOfYear(10'000)
constexpr int64_t CodeOfYear(int year) {
  // Years and leap days since the first day of the year 1.
  const int64_t years = int64_t{year} - 1;
  const int64_t leaps = year == 0 ? -1 : years / 4 - years / 100 + years / 400;
  constexpr int64_t kDaysTo1970 = 719'162;
  constexpr int64_t kMicrosecondsPerDay = 86'400'000'000;
  return (years * 365 + leaps - kDaysTo1970) * kMicrosecondsPerDay;
}

}  // namespace annals

#endif  // ANNALS_TIME_INSTANT_TEXT_H_
