// Searches for terms and texts, and counts, wherever they are: in the tables or
// the tail.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_SEARCH_H_
#define ANNALS_STORE_INTERNAL_SEARCH_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/tally.h"
#include "annals/store/internal/term.h"
#include "annals/store/text_query.h"

namespace annals::store_internal {

// All in a transaction. What they answer does not depend on how much of the log
// is its tail (tail.h). Puts are live or not: that is for `state` to say.
// DataLoss if a table or a revision of the tail is damaged.

// The puts up to `sequence_max` that bear the term, ascending.
absl::StatusOr<std::vector<int64_t>> PutsBearing(Database& database,
                                                 const Term& term,
                                                 int64_t sequence_max);

// Calls `visit` with each term and puts that bear it, ascending. A term may
// come twice, then with later puts.
absl::Status VisitBearers(
    Database& database,
    absl::FunctionRef<absl::Status(const Term& term,
                                   absl::Span<const int64_t> sequences)>
        visit);

// The puts up to `sequence_max` that hold what is asked, ascending.
absl::StatusOr<std::vector<int64_t>> PutsHolding(Database& database,
                                                 const TextQuery& query,
                                                 int64_t sequence_max);

// How well each of these puts, which hold what is asked, answers it: the less,
// the better. See TextRanker.
absl::StatusOr<absl::flat_hash_map<int64_t, int64_t>> RanksOf(
    Database& database, const TextQuery& query,
    const std::vector<int64_t>& sequences);

// The counts as they are after the newest revision.
absl::StatusOr<Tally> ReadCounts(Database& database);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_SEARCH_H_
