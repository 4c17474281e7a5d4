// The page of the answers: put in order, cut, and only then read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_EVENT_PAGE_H_
#define ANNALS_STORE_INTERNAL_EVENT_PAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/event_time.h"
#include "annals/record/record.h"
#include "annals/store/event_criteria.h"
#include "annals/store/event_feed.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/state.h"

namespace annals::store_internal {

using Match = EventMatch;

// The id of the record that a revision is of.
absl::StatusOr<std::string> ReadId(Database& database, int64_t sequence);

// The event that a put says, checked against its hash and against its row.
absl::StatusOr<Event> ReadEvent(Database& database, int64_t sequence,
                                const StateRow& row);

// An event, and what its date means: nothing if it has none.
struct DecodedEvent {
  Event event;
  std::optional<ResolvedWhen> when;
};

// The event of a put that has been read and checked against its hash; checked
// here against its row. Safe in any thread.
absl::StatusOr<DecodedEvent> DecodeChecked(const Database& database,
                                           const Revision& revision,
                                           const StateRow& row);

// The answers of the page that the criteria want. Ids are read only where they
// decide who is on the page; events only if they are on it.
absl::StatusOr<std::vector<FoundEvent>> ReadPage(Database& database,
                                                 const EventCriteria& criteria,
                                                 std::vector<Match> matches);

// `found` are the events of the matches, all that there are; puts them in the
// order that the criteria want.
absl::StatusOr<std::vector<FoundEvent>> Sort(Database& database,
                                             const EventCriteria& criteria,
                                             std::vector<Match> matches,
                                             std::vector<FoundEvent> found);

// The same, so many at a time.
absl::Status VisitPage(
    Database& database, const EventCriteria& criteria,
    std::vector<Match> matches, int64_t events_at_once,
    absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_EVENT_PAGE_H_
