// Which rows of `state` must be looked at, and the cheapest way to them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_EVENT_CANDIDATES_H_
#define ANNALS_STORE_INTERNAL_EVENT_CANDIDATES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/state.h"

namespace annals::store_internal {

// Sequences of puts, ascending; live or not.
using Sequences = std::vector<int64_t>;

// The puts that bear every term that is asked; nothing if none is asked. An
// actor or a place is found by its id, and by any name that an entity of that
// id had then.
absl::StatusOr<std::optional<Sequences>> CandidatesByTerms(
    Database& database, const EventCriteria& criteria);

// All that may be in one of the asked relations, found over the length classes
// (and those without a date, if `with_undated`). Nothing if there are more than
// `max`, or no relation is asked: then another way is cheaper.
absl::StatusOr<std::optional<Sequences>> CandidatesByTime(
    Database& database, const EventCriteria& criteria, bool with_undated,
    size_t max);

// What both hold.
Sequences Intersection(const Sequences& a, const Sequences& b);

using RowVisitor = absl::FunctionRef<absl::Status(int64_t, const StateRow&)>;

// Calls `visit` with the rows of `candidates` that were live after `sequence`.
absl::Status VisitRows(Database& database, const Sequences& candidates,
                       int64_t sequence, RowVisitor visit);

// The same for all that may be in one of the asked relations (and those without
// a date, if `with_undated`), off the index by time alone and in its order. A
// relation must be asked.
absl::Status VisitRowsByTime(Database& database, const EventCriteria& criteria,
                             bool with_undated, RowVisitor visit);

// The same for every event: one pass over the table.
absl::Status VisitAllRows(Database& database, int64_t sequence,
                          RowVisitor visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_EVENT_CANDIDATES_H_
