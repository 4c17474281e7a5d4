// CheckIntervals() refuses what is no interval, before an index is built of it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_CHECK_INTERVALS_H_
#define ANNALS_INDEX_INTERNAL_CHECK_INTERVALS_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"

namespace annals::index_internal {

// InvalidArgument, with its place, for the first that is not valid.
inline absl::Status CheckIntervals(absl::Span<const Interval> intervals) {
  for (size_t i = 0; i < intervals.size(); ++i) {
    if (intervals[i].IsValid()) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "index: interval ", i, " runs from ", intervals[i].start.ToString(),
        " to ", intervals[i].end.ToString(),
        "; want an end that is later than the start"));
  }
  return absl::OkStatus();
}

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_CHECK_INTERVALS_H_
