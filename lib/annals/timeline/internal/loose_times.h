// LooseTimes remember what dates mean of which four bounds do not tell all.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_LOOSE_TIMES_H_
#define ANNALS_TIMELINE_INTERNAL_LOOSE_TIMES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "annals/store/event_feed.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::timeline_internal {

// A date with holes, several occurrences, a local time without a zone: their
// events are read from the store when first a question depends on it. A put
// says the same for good, so what is remembered is never wrong. Thread-safe.
class LooseTimes {
 public:
  struct Times {
    // As the date is written, by which answers are ordered.
    std::optional<Span> span;
    // All that it may mean; null if there is no date.
    std::shared_ptr<const TimeSet> times;
  };
  using All = absl::flat_hash_map<int64_t, Times>;

  // Of these puts. Errors are those of EventFeed::VisitEvents.
  absl::StatusOr<All> Of(const std::vector<int64_t>& sequences, int64_t point,
                         EventFeed& feed);

 private:
  // Some hundred bytes each; beyond that many, all are forgotten.
  static constexpr size_t kRememberedMax = 1'000'000;

  std::mutex mutex_;
  All remembered_;  // guarded by mutex_
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_LOOSE_TIMES_H_
