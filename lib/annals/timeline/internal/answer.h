// ToAnswer() makes of what a store found what a timeline answers.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_ANSWER_H_
#define ANNALS_TIMELINE_INTERNAL_ANSWER_H_

#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"
#include "annals/timeline/selection.h"

namespace annals::timeline_internal {

// An event with what its record says of its time and its claims.
absl::StatusOr<Answer> ToAnswer(FoundEvent found);

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_ANSWER_H_
