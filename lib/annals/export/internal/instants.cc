// What formats with coarser or shorter time ask of an instant.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/instants.h"

#include "annals/time/instant_text.h"

namespace annals::export_internal {
namespace {

constexpr int64_t kMicrosecondsPerSecond = 1'000'000;
constexpr int64_t kMicrosecondsPerDay = 86'400 * kMicrosecondsPerSecond;

}  // namespace

bool IsFourDigitYear(Instant instant) {
  return instant.code() >= CodeOfYear(1) && instant.code() < CodeOfYear(10'000);
}

bool IsSameSecond(Instant earliest, Instant latest) {
  const auto between = MicrosecondsBetween(earliest, latest);
  return between.has_value() && *between < kMicrosecondsPerSecond;
}

bool IsMidnight(Instant instant) {
  return instant.Microseconds() % kMicrosecondsPerDay == 0;
}

}  // namespace annals::export_internal
