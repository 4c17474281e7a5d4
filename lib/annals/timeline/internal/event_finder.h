// An EventFinder finds what one query asks for, at one point, by the bounds
// that it asks for.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_EVENT_FINDER_H_
#define ANNALS_TIMELINE_INTERNAL_EVENT_FINDER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/resident_index.h"
#include "annals/timeline/internal/resident_snapshot.h"
#include "annals/timeline/internal/solved_times.h"
#include "annals/timeline/query.h"
#include "annals/timeline/selection.h"

namespace annals::timeline_internal {

// The stated bounds, which the store knows, or the network's: no caller need
// ask which.
class EventFinder {
 public:
  // Settles the point, and solves if the query asks for it. The store must
  // outlive it. `resident`, which may be null, answers what it can: what is
  // known now, by stated bounds.
  static absl::StatusOr<EventFinder> Make(const Query& query, Store& store,
                                          ResidentIndex* resident);

  const Point& point() const { return point_; }

  // The query as of that point. See CriteriaOf().
  absl::StatusOr<EventCriteria> Criteria(const Query& query) const;

  // As Store::FindEvents().
  absl::StatusOr<FoundEvents> Find(const EventCriteria& criteria) const;

  // When all were that the query asks for, whatever its limit, without reading
  // them. `except` is the revision of an event that is no answer; 0: none.
  struct Times {
    // Without those in `plain`, which are counted.
    FoundEvents found;
    PlainTimes plain;
  };
  absl::StatusOr<Times> FindTimes(const Query& query, int64_t except = 0) const;

  // What was found, as an answer.
  absl::StatusOr<Answer> ToAnswer(FoundEvent found) const;

  // The answers that are these revisions, in this order; nothing was asked of
  // their time.
  absl::StatusOr<std::vector<Answer>> ReadAnswers(
      const std::vector<int64_t>& revisions) const;

 private:
  EventFinder(Store& store, Point point, std::optional<SolvedTimes> solved)
      : store_(&store), point_(point), solved_(std::move(solved)) {}

  absl::StatusOr<FoundEvents> Find(const EventCriteria& criteria,
                                   PlainTimes* plain) const;
  const SolvedTimes* solved() const {
    return solved_.has_value() ? &*solved_ : nullptr;
  }

  Store* store_;
  Point point_;
  std::optional<SolvedTimes> solved_;
  // Null if all is asked of the store.
  std::shared_ptr<const ResidentSnapshot> snapshot_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_EVENT_FINDER_H_
