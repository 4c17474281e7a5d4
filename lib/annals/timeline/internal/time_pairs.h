// TimePairs() holds the times of two questions' answers against each other.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_TIME_PAIRS_H_
#define ANNALS_TIMELINE_INTERNAL_TIME_PAIRS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"
#include "annals/time/allen.h"
#include "annals/timeline/event_join.h"
#include "annals/timeline/internal/event_finder.h"

namespace annals::timeline_internal {

struct TimePair {
  // The revisions.
  int64_t first = 0;
  int64_t second = 0;
  Certainty certainty = Certainty::kCertain;
};

struct TimePairList {
  std::vector<TimePair> pairs;
  bool is_whole = true;
};

// The pairs of which the first may, or must, be in one of the relations to the
// second; no event with itself. An event without a date may be anywhere. One
// look-up in indexes of the second for each of the first, in their order, until
// there are enough; `plain` of both excepts none.
absl::StatusOr<TimePairList> TimePairsOf(EventFinder::Times first,
                                         EventFinder::Times second,
                                         AllenSet relations,
                                         const JoinOptions& options);

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_TIME_PAIRS_H_
