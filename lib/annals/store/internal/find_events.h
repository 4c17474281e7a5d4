// FindEvents() answers a question about events from the derived tables.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_FIND_EVENTS_H_
#define ANNALS_STORE_INTERNAL_FIND_EVENTS_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// See Store::FindEvents. In a read transaction.
absl::StatusOr<FoundEvents> FindEvents(Database& database,
                                       const EventCriteria& criteria);

// See EventFeed::VisitFound. In a read transaction.
absl::Status VisitFound(
    Database& database, const EventCriteria& criteria, int64_t events_at_once,
    absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_FIND_EVENTS_H_
