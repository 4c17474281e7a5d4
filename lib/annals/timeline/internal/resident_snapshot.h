// A ResidentSnapshot is a store's events in memory, as of one revision.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_RESIDENT_SNAPSHOT_H_
#define ANNALS_TIMELINE_INTERNAL_RESIDENT_SNAPSHOT_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "annals/index/row_set.h"
#include "annals/index/uncertain_snapshot.h"
#include "annals/store/event_criteria.h"
#include "annals/store/event_feed.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/loose_times.h"
#include "annals/timeline/internal/plain_rows.h"
#include "annals/timeline/internal/resident_rows.h"
#include "annals/timeline/internal/resident_terms.h"

namespace annals::timeline_internal {

// Owns all that answers: nothing of it changes, so that bounds, terms and
// claims are those of one moment. The id of a row is the sequence number of the
// put.
struct ResidentSnapshot {
  Point point;
  ResidentRows::View rows;
  ResidentTerms::View terms;
  // Events that have bounds: those that most questions are about, of which a
  // count need not look at the rows (see IsPlain), and the others.
  UncertainSnapshot plain;
  UncertainSnapshot others;
  // Those that are in `plain`, by revision, so that how many of them bear a
  // term is counted by words of bits.
  PlainRows plain_rows;
  // Events without a date.
  RowSet dateless;
  std::shared_ptr<LooseTimes> loose_times;
};

// When many events were of which the bounds tell all.
struct PlainTimes {
  // By revision.
  UncertainSnapshot spans;
  // Those of the snapshot that they are from, which has to outlive this; null
  // if there are none.
  const ResidentRows::View* rows = nullptr;
  // One of these that is no answer; 0: none.
  int64_t except = 0;
};

// Asserted, and its bounds say all of its time.
bool IsPlain(const StateRow& row);

// Whether this can be answered from memory: what was known at another time, and
// what is asked of texts, of ranks, and of modality and status together, only
// the store can tell.
bool IsAnswerable(const EventCriteria& criteria,
                  const ResidentSnapshot& snapshot);

// As Store::FindEvents; the page is read from the store. Aborted if something
// was redacted since. If `plain` is not null and the times of all plain events
// are asked for, these are put there and not into FoundEvents::times; they are
// counted in any case.
absl::StatusOr<FoundEvents> FindResident(const ResidentSnapshot& snapshot,
                                         const EventCriteria& criteria,
                                         EventFeed& feed,
                                         PlainTimes* plain = nullptr);

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_RESIDENT_SNAPSHOT_H_
