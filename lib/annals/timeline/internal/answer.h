// What a store found, as a timeline answers it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_ANSWER_H_
#define ANNALS_TIMELINE_INTERNAL_ANSWER_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"
#include "annals/store/store.h"
#include "annals/timeline/selection.h"

namespace annals::timeline_internal {

// An event with what its record says of its time and its claims.
absl::StatusOr<Answer> ToAnswer(FoundEvent found);

// Gives each the bounds of its own date, whatever a network says: what is told
// and drawn has the dates that were stated.
absl::Status TakeStatedSpans(std::vector<Answer>& answers);

// The events that are these revisions, in this order, as of `sequence`. An
// error if one is not there.
absl::StatusOr<std::vector<FoundEvent>> ReadEvents(
    const std::vector<int64_t>& revisions, int64_t sequence, Store& store);

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_ANSWER_H_
