// Instants as absl::Time and std::chrono's system time, and back: exact or
// refused.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_CONVERSIONS_H_
#define ANNALS_TIME_CONVERSIONS_H_

#include <chrono>
#include <limits>
#include <optional>
#include <ratio>
#include <type_traits>

#include "absl/numeric/int128.h"
#include "absl/time/time.h"
#include "annals/time/instant.h"

namespace annals {

// No conversion rounds, clamps or wraps. What the other type cannot hold to
// the last digit is nothing, and the caller decides what to do about it:
//
//   ToAbslTime(instant)                            // always, infinite ends too
//   ToSystemTime<std::chrono::seconds>(instant)    // if it is whole seconds
//   InstantFrom(absl::Now())                       // nothing, most often: a
//                                                  // nanosecond too many
//   InstantFrom(absl::FromUnixMicros(1))           // a microsecond after 1970
//   InstantFrom(std::chrono::floor<std::chrono::microseconds>(
//       std::chrono::system_clock::now()))         // now, rounded on purpose
//
// All take constant time and are safe to call from any thread.

// Nothing for parts of a microsecond, for parts of a second beyond ±146,000
// years, and for what is out of Instant's range. absl's infinite past and
// future are ours.
std::optional<Instant> InstantFrom(absl::Time time);

// Every instant is an absl::Time.
absl::Time ToAbslTime(Instant instant);

// From a to b, negative if b is earlier. Nothing if one of them is infinite, or
// if it is beyond absl::Duration (the ends of the axis are twice as far apart
// as it reaches). MicrosecondsBetween() always has the answer.
std::optional<absl::Duration> DurationBetween(Instant a, Instant b);

// A time of std::chrono's system clock in whole units of any kind: seconds,
// std::chrono::system_clock::duration, days (Hinnant's date::sys_days and
// date::sys_time are of this type). Nothing as for absl::Time. The clock has
// no infinite ends.
template <typename Duration>
std::optional<Instant> InstantFrom(
    std::chrono::time_point<std::chrono::system_clock, Duration> time);

// The same the other way. Nothing if the instant is infinite, is not a whole
// number of such units, or is more of them than the type can count: with
// nanoseconds the years 1678 to 2261 are all there is.
template <typename Duration = std::chrono::system_clock::duration>
std::optional<std::chrono::time_point<std::chrono::system_clock, Duration>>
ToSystemTime(Instant instant);

// Implementation details only from here on.

namespace conversions_internal {

// One unit is numerator / denominator microseconds. Within these limits no
// product of it with any count or instant overflows 128 bits.
template <typename Duration>
struct Unit {
  using Ratio = std::ratio_multiply<typename Duration::period, std::mega>;
  static_assert(std::is_integral_v<typename Duration::rep>,
                "only whole numbers of units are exact");
  static_assert(Ratio::num <= 1'000'000'000'000'000'000 &&
                    Ratio::den <= 1'000'000'000'000,
                "a unit from 10^-18 to 10^12 seconds");
};

}  // namespace conversions_internal

template <typename Duration>
std::optional<Instant> InstantFrom(
    std::chrono::time_point<std::chrono::system_clock, Duration> time) {
  using Ratio = typename conversions_internal::Unit<Duration>::Ratio;
  const absl::int128 scaled =
      absl::int128(time.time_since_epoch().count()) * Ratio::num;
  if (scaled % Ratio::den != 0) return std::nullopt;
  return Instant::FromMicroseconds(scaled / Ratio::den);
}

template <typename Duration>
std::optional<std::chrono::time_point<std::chrono::system_clock, Duration>>
ToSystemTime(Instant instant) {
  using Ratio = typename conversions_internal::Unit<Duration>::Ratio;
  using Rep = typename Duration::rep;
  if (!instant.IsFinite()) return std::nullopt;
  const absl::int128 scaled = instant.Microseconds() * Ratio::den;
  if (scaled % Ratio::num != 0) return std::nullopt;
  const absl::int128 count = scaled / Ratio::num;
  if (count > std::numeric_limits<Rep>::max() ||
      count < std::numeric_limits<Rep>::min()) {
    return std::nullopt;
  }
  return std::chrono::time_point<std::chrono::system_clock, Duration>(
      Duration(static_cast<Rep>(count)));
}

}  // namespace annals

#endif  // ANNALS_TIME_CONVERSIONS_H_
