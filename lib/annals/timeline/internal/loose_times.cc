// LooseTimes remember what dates mean of which four bounds do not tell all.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/loose_times.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/record/event_time.h"
#include "annals/record/record.h"
#include "annals/store/event_feed.h"

namespace annals::timeline_internal {

absl::StatusOr<LooseTimes::All> LooseTimes::Of(
    const std::vector<int64_t>& sequences, int64_t point, EventFeed& feed) {
  All all;
  std::vector<int64_t> unknown;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const int64_t sequence : sequences) {
      const auto found = remembered_.find(sequence);
      if (found != remembered_.end()) {
        all.insert(*found);
      } else {
        unknown.push_back(sequence);
      }
    }
  }
  if (unknown.empty()) return all;
  All read;
  const auto visit = [&](int64_t sequence, const Event& event) -> absl::Status {
    ANNALS_ASSIGN_OR_RETURN(std::optional<ResolvedWhen> resolved,
                            Resolve(event.when()));
    Times& times = read[sequence];
    if (resolved.has_value()) {
      times.span = resolved->span;
      times.times = std::make_shared<const TimeSet>(std::move(resolved->times));
    }
    return absl::OkStatus();
  };
  ANNALS_RETURN_IF_ERROR(feed.VisitEvents(point, unknown, visit));
  all.insert(read.begin(), read.end());
  const std::lock_guard<std::mutex> lock(mutex_);
  if (remembered_.size() + read.size() > kRememberedMax) remembered_.clear();
  if (read.size() <= kRememberedMax) {
    remembered_.insert(read.begin(), read.end());
  }
  return all;
}

}  // namespace annals::timeline_internal
