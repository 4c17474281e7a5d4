// Instants: codes, civil time and text.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/instant.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace annals {
namespace {

constexpr int64_t kMicrosecondsPerSecond = 1'000'000;

// The whole seconds in the fine range. The first coarse code is one second
// further, so that codes keep the order of time across the seam.
constexpr int64_t kFineSeconds = Instant::kFineLimit / kMicrosecondsPerSecond;

// The seconds that the first and the last finite code stand for.
constexpr int64_t kSecondsMin =
    Instant::LeastFinite().code() + Instant::kFineLimit - kFineSeconds;
constexpr int64_t kSecondsMax =
    Instant::GreatestFinite().code() - Instant::kFineLimit + kFineSeconds;

// No instant lies in a year beyond these; absl's seconds do not overflow
// within them.
constexpr int64_t kYearMax = 200'000'000'000;

constexpr absl::CivilSecond kEpoch(1970, 1, 1);

int64_t FloorSeconds(absl::int128 microseconds) {
  absl::int128 seconds = microseconds / kMicrosecondsPerSecond;
  if (seconds * kMicrosecondsPerSecond > microseconds) --seconds;
  return static_cast<int64_t>(seconds);
}

std::string YearText(int64_t year) {
  if (year >= 0 && year <= 9999) return absl::StrFormat("%04d", year);
  return absl::StrFormat("%+07d", year);
}

}  // namespace

std::optional<Instant> Instant::FromSeconds(absl::int128 seconds) {
  if (seconds > kSecondsMax || seconds < kSecondsMin) return std::nullopt;
  const auto whole = static_cast<int64_t>(seconds);
  if (whole > kFineSeconds) return Instant(whole - kFineSeconds + kFineLimit);
  if (whole < -kFineSeconds) return Instant(whole + kFineSeconds - kFineLimit);
  return Instant(whole * kMicrosecondsPerSecond);
}

std::optional<Instant> Instant::FromMicroseconds(absl::int128 microseconds) {
  if (microseconds >= -kFineLimit && microseconds <= kFineLimit) {
    return Instant(static_cast<int64_t>(microseconds));
  }
  if (microseconds % kMicrosecondsPerSecond != 0) return std::nullopt;
  return FromSeconds(microseconds / kMicrosecondsPerSecond);
}

std::optional<Instant> Instant::FromCivil(absl::CivilSecond civil,
                                          int32_t microseconds) {
  if (civil.year() > kYearMax || civil.year() < -kYearMax) return std::nullopt;
  const int64_t seconds = civil - kEpoch;
  if (microseconds == 0) return FromSeconds(seconds);
  return FromMicroseconds(absl::int128(seconds) * kMicrosecondsPerSecond +
                          microseconds);
}

absl::int128 Instant::Microseconds() const {
  if (code_ > kFineLimit) {
    return absl::int128(code_ - kFineLimit + kFineSeconds) *
           kMicrosecondsPerSecond;
  }
  if (code_ < -kFineLimit) {
    return absl::int128(code_ + kFineLimit - kFineSeconds) *
           kMicrosecondsPerSecond;
  }
  return code_;
}

absl::CivilSecond Instant::Civil() const {
  return kEpoch + FloorSeconds(Microseconds());
}

std::optional<absl::int128> MicrosecondsBetween(Instant a, Instant b) {
  if (!a.IsFinite() || !b.IsFinite()) return std::nullopt;
  return b.Microseconds() - a.Microseconds();
}

std::string Instant::ToString() const {
  if (*this == InfinitePast()) return "-inf";
  if (*this == InfiniteFuture()) return "+inf";
  const absl::CivilSecond civil = Civil();
  const absl::int128 microseconds = Microseconds();
  const auto fraction = static_cast<int64_t>(
      microseconds -
      absl::int128(FloorSeconds(microseconds)) * kMicrosecondsPerSecond);
  return YearText(civil.year()) +
         absl::StrFormat("-%02d-%02dT%02d:%02d:%02d", civil.month(),
                         civil.day(), civil.hour(), civil.minute(),
                         civil.second()) +
         (fraction == 0 ? "Z" : absl::StrFormat(".%06dZ", fraction));
}

}  // namespace annals
