// What an index of events in memory is told by the tables and the log.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_EVENT_FEED_H_
#define ANNALS_STORE_INTERNAL_EVENT_FEED_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/record/record.h"
#include "annals/store/event_feed.h"
#include "annals/store/internal/database.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// See EventFeed; each in a read transaction.
absl::StatusOr<Point> FeedAll(Database& database,
                              EventFeed::Receiver& receiver);
absl::StatusOr<EventFeed::News> FeedSince(Database& database, int64_t sequence,
                                          EventFeed::Receiver& receiver);
absl::Status VisitEvents(
    Database& database, int64_t point, absl::Span<const int64_t> sequences,
    absl::FunctionRef<absl::Status(int64_t, const Event&)> visit);
absl::StatusOr<std::string> KeyOf(Database& database, int64_t sequence);

// Aborted if anything was redacted after the revision `sequence`.
absl::Status CheckNothingRedacted(Database& database, int64_t sequence);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_EVENT_FEED_H_
