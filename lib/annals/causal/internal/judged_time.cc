// A JudgedTime is what the court takes an event's date to mean.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/judged_time.h"

#include <optional>

#include "annals/base/status_macros.h"
#include "annals/record/event_time.h"
#include "annals/time/edtf.h"
#include "annals/time/time_set.h"

namespace annals::causal_internal {

absl::StatusOr<JudgedTime> JudgedTimeOf(const When& when) {
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Edtf> date, DateOf(when));
  if (!date.has_value()) return JudgedTime();
  JudgedTime time;
  time.is_dated = true;
  time.is_doubted = !date->Qualifiers().empty();
  if (date->IsFloating() || date->IsSaturated()) {
    ANNALS_ASSIGN_OR_RETURN(const auto members, TimeSetOf(when));
    time.span = members->Hull().Tightened();
  } else {
    ANNALS_ASSIGN_OR_RETURN(const auto span, SpanOf(when));
    time.span = span->Tightened();
  }
  return time;
}

const When& WhenOf(const Event& event, const Voices& voices,
                   const ClaimScope& scope) {
  if (scope.holder.empty()) return event.when();
  for (const Claim* const claim : voices.claims) {
    if (claim->has_when() && !claim->negated() && !HasFallen(*claim)) {
      return claim->when();
    }
  }
  return event.when();
}

}  // namespace annals::causal_internal
