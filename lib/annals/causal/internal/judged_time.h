// A JudgedTime is what the court takes an event's date to mean.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_JUDGED_TIME_H_
#define ANNALS_CAUSAL_INTERNAL_JUDGED_TIME_H_

#include "absl/status/statusor.h"
#include "annals/causal/internal/voices.h"
#include "annals/record/record.h"
#include "annals/time/span.h"

namespace annals::causal_internal {

struct JudgedTime {
  // As tight as its bounds make one another, and as wide as any zone makes it.
  Span span;
  bool is_dated = false;
  // It has one of ? ~ %.
  bool is_doubted = false;
};

// InvalidArgument if the date cannot be read.
absl::StatusOr<JudgedTime> JudgedTimeOf(const When& when);

// The event's own date, or the chosen holder's if the scope asks for one who
// gives one. It lives as long as the event.
const When& WhenOf(const Event& event, const Voices& voices,
                   const ClaimScope& scope);

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_JUDGED_TIME_H_
