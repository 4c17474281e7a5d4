// Instants as absl::Time, and back.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/conversions.h"

#include <cstdint>
#include <limits>
#include <optional>

#include "absl/numeric/int128.h"
#include "absl/time/time.h"
#include "annals/time/instant.h"

namespace annals {
namespace {

constexpr int64_t kMicrosecondsPerSecond = 1'000'000;

// The exact duration of so many microseconds; nothing if there is none.
std::optional<absl::Duration> DurationOf(absl::int128 microseconds) {
  const absl::int128 seconds = microseconds / kMicrosecondsPerSecond;
  // absl keeps its least and greatest number of seconds near infinity: the
  // last second at either end is not worth the care.
  if (seconds >= std::numeric_limits<int64_t>::max() ||
      seconds <= std::numeric_limits<int64_t>::min()) {
    return std::nullopt;
  }
  const absl::int128 rest = microseconds % kMicrosecondsPerSecond;
  return absl::Seconds(static_cast<int64_t>(seconds)) +
         absl::Microseconds(static_cast<int64_t>(rest));
}

}  // namespace

std::optional<Instant> InstantFrom(absl::Time time) {
  if (time == absl::InfinitePast()) return Instant::InfinitePast();
  if (time == absl::InfiniteFuture()) return Instant::InfiniteFuture();
  absl::Duration rest;
  const int64_t seconds =
      absl::IDivDuration(time - absl::UnixEpoch(), absl::Seconds(1), &rest);
  const int64_t microseconds =
      absl::IDivDuration(rest, absl::Microseconds(1), &rest);
  if (rest != absl::ZeroDuration()) return std::nullopt;
  return Instant::FromMicroseconds(
      absl::int128(seconds) * kMicrosecondsPerSecond + microseconds);
}

absl::Time ToAbslTime(Instant instant) {
  if (instant == Instant::InfinitePast()) return absl::InfinitePast();
  if (instant == Instant::InfiniteFuture()) return absl::InfiniteFuture();
  // All finite instants are within half of what absl's seconds reach.
  return absl::UnixEpoch() + *DurationOf(instant.Microseconds());
}

std::optional<absl::Duration> DurationBetween(Instant a, Instant b) {
  const std::optional<absl::int128> microseconds = MicrosecondsBetween(a, b);
  return microseconds ? DurationOf(*microseconds) : std::nullopt;
}

}  // namespace annals
