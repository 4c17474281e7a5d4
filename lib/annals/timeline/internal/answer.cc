// ToAnswer(): what the record says of its time and its claims.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/answer.h"

#include <utility>

#include "annals/base/status_macros.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"

namespace annals::timeline_internal {

absl::StatusOr<Answer> ToAnswer(FoundEvent found) {
  Answer answer;
  answer.sequence = found.sequence;
  answer.certainty = found.certainty;
  answer.asserted = IsAsserted(found.event);
  ANNALS_ASSIGN_OR_RETURN(answer.date, DateOf(found.event.when()));
  ANNALS_ASSIGN_OR_RETURN(answer.span, SpanOf(found.event.when()));
  answer.event = std::move(found.event);
  return answer;
}

}  // namespace annals::timeline_internal
