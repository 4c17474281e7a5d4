// The table `state`: what of each put can be asked without decoding it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_STATE_H_
#define ANNALS_STORE_INTERNAL_STATE_H_

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/event_time.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/store/state_row.h"
#include "annals/time/span.h"

namespace annals::store_internal {

// The length class of what is no event and of events without a date: none that
// a length has.
inline constexpr int64_t kUndatedClass = 65;

// The columns that a query selects, first of all, so that StateAt() can read
// its rows.
inline constexpr char kStateColumns[] =
    "state.sequence, state.until, state.kind, state.event_kind, state.flags, "
    "state.claims, state.class, state.earliest_start, state.latest_start, "
    "state.earliest_end, state.latest_end";

// The same of the index `state_by_time`, which has all of them but the kind,
// since it has events alone: the table need not be read.
inline constexpr char kStateColumnsOfEvents[] =
    "state.sequence, state.until, 1, state.event_kind, state.flags, "
    "state.claims, state.class, state.earliest_start, state.latest_start, "
    "state.earliest_end, state.latest_end";

StateRow StateAt(const Statement& row);

// Pure. An error only if the record is not valid.
absl::StatusOr<StateRow> StateOf(const Record& record);

// The same where the date of an event has been read: `when` is what Resolve()
// makes of it.
StateRow StateOf(const Record& record, const std::optional<ResolvedWhen>& when);

// The number of bits that hold the length: 0 to 64. A span of class k is
// shorter than 2^k.
int64_t LengthClassOf(const Span& span);

// The row of this put; nothing if there is none.
absl::StatusOr<std::optional<StateRow>> ReadState(Database& database,
                                                  int64_t sequence);

// Adds the row of a put, live from now on.
absl::Status InsertState(Database& database, int64_t sequence,
                         const StateRow& row);

// The put `sequence` is no longer live from the revision `until` on.
absl::Status EndState(Database& database, int64_t sequence, int64_t until);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_STATE_H_
