// SolvedTimes: when all records together leave the events of a store.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_SOLVED_TIMES_H_
#define ANNALS_TIMELINE_INTERNAL_SOLVED_TIMES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/network/event_network.h"
#include "annals/network/solved_events.h"
#include "annals/store/event_criteria.h"
#include "annals/store/store.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "annals/timeline/query.h"

namespace annals::timeline_internal {

// Answers in the place of Store::FindEvents(), by the bounds of the network in
// place of the stated ones. An event is where its own date (all that it means,
// holes and all) and the network's bounds both allow. Immutable.
class SolvedTimes {
 public:
  // For one query and its point. `query.solved()` has a value. Errors:
  // Query::Solved().
  static absl::StatusOr<SolvedTimes> Solve(const Query& query, Store& store,
                                           const Point& point);

  // As Store::FindEvents(criteria), of the same store and point.
  absl::StatusOr<FoundEvents> Find(const EventCriteria& criteria,
                                   Store& store) const;

  // When this event may be, whose revision is `stored`. InvalidArgument if
  // nothing bounds it, or it was left out.
  absl::StatusOr<TimeSet> TimesOf(const StoredRecord& stored) const;

  // The bounds of the event that is this revision, if Find() found it; and
  // whether they are tighter than its own date's.
  Span SpanOf(int64_t sequence) const;
  bool IsTightened(int64_t sequence) const;
  // False if it has no date that counts and nothing bounds it.
  bool HasBounds(int64_t sequence) const;

 private:
  // By place in ids_.
  struct Entry {
    Span span;
    bool is_dated = false;
    bool is_tightened = false;
    // The date means several occurrences.
    bool is_each = false;
    // The date does not count, or another does in its place: then `times`, if
    // that means more than `span`.
    bool is_date_replaced = false;
    std::shared_ptr<const TimeSet> times;
  };
  class Search;

  SolvedTimes() = default;

  static absl::StatusOr<Entry> EntryOf(const Event& event,
                                       const NetworkScope& scope);
  void TakeBounds(const SolvedEvents& solved);
  const Entry* EntryAt(int64_t sequence) const;
  // What is left of a date's members.
  absl::StatusOr<std::shared_ptr<const TimeSet>> Left(
      size_t place, std::shared_ptr<const TimeSet> stated) const;

  std::vector<std::string> ids_;
  std::vector<Entry> entries_;
  absl::flat_hash_map<int64_t, size_t> places_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_SOLVED_TIMES_H_
