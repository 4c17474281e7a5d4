// EventTimes are when the events were that a query found, without the events.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_EVENT_TIMES_H_
#define ANNALS_TIMELINE_INTERNAL_EVENT_TIMES_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/uncertain_index.h"
#include "annals/index/uncertain_snapshot.h"
#include "annals/store/event_criteria.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/timeline/internal/resident_snapshot.h"
#include "annals/timeline/summaries.h"

namespace annals::timeline_internal {

// Its bounds, which are all of time if it has no date.
Span BoundsOf(const FoundTime& time);

// An index of them, whose ids are their places. Those that have more times than
// their bounds are loose.
absl::StatusOr<UncertainIndex> IndexOf(const std::vector<FoundTime>& times);

// Summaries of times, which outlive the call, and of `plain`, whose bounds tell
// all, together. An event without a date may be anywhere.
absl::StatusOr<std::vector<HistogramBucket>> BucketsOf(
    const std::vector<FoundTime>& times, const UncertainSnapshot& plain,
    absl::Span<const Instant> edges);

absl::StatusOr<std::vector<CoverageStretch>> CoverageOf(
    const std::vector<FoundTime>& times, const UncertainSnapshot& plain,
    const Interval& window);

std::vector<Gap> GapsOf(const std::vector<CoverageStretch>& coverage);

// The revisions of the first that must be over at `instant`, and of the first
// that must not start before it: as Neighbours says, at most `count_max`.
struct Sides {
  std::vector<int64_t> before;
  std::vector<int64_t> after;
  int64_t others = 0;
};
Sides SidesOf(const std::vector<FoundTime>& times, const PlainTimes& plain,
              const Interval& moment, int64_t count_max);

// From the earliest to the latest instant that is known of any of them; not
// valid if none is. See UncertainSnapshot::FiniteExtent().
Interval ExtentOf(const std::vector<FoundTime>& times,
                  const UncertainSnapshot& plain);

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_EVENT_TIMES_H_
