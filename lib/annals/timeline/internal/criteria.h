// CriteriaOf() makes of a Query what a Store can answer.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_CRITERIA_H_
#define ANNALS_TIMELINE_INTERNAL_CRITERIA_H_

#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/solved_times.h"
#include "annals/timeline/query.h"

namespace annals::timeline_internal {

// The query as of that point, its window resolved: by the bounds of `solved`,
// if it is not null. InvalidArgument if a term is empty, or its `when` is
// neither EDTF nor the id of an event with a date, or with bounds.
absl::StatusOr<EventCriteria> CriteriaOf(const Query& query, Store& store,
                                         const Point& point,
                                         const SolvedTimes* solved = nullptr);

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_CRITERIA_H_
