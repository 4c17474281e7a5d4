// The index of records: which revisions each has, and which is the newest.
//
// Which revisions a record has is told by an index, which no hash covers. It is
// therefore never believed alone: each entry that is used, and those to both
// sides of it, must be in order and agree with their rows, and who is said to
// be retracted is so by a revision that is read and checked. Else DataLoss.
// VisitHeads() checks all of the index, so nothing escapes it. FindHead() looks
// at a few entries and counts the rest: it would miss a page in the place of
// another with as many entries.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_RECORD_INDEX_H_
#define ANNALS_STORE_INTERNAL_RECORD_INDEX_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// As the last sequence to look at: whatever there is.
inline constexpr int64_t kNow = std::numeric_limits<int64_t>::max();

// A revision of a record, as the index and its row agree on it.
struct Head {
  int64_t sequence = 0;
  RecordKind kind = RecordKind::kEvent;
  // False if that revision retracted the record.
  bool is_live = false;
};

// The newest revision of the record up to `sequence_max`; nothing if there is
// none. Takes time in proportion to the record's revisions after that.
absl::StatusOr<std::optional<Head>> FindHead(Database& database,
                                             std::string_view id,
                                             int64_t sequence_max);

// Calls `visit` with the id and newest revision up to `sequence_max` of every
// record, retracted ones too, in the order of ids. All of the index is checked
// on the way, and an entry that is missing is noticed at the end.
absl::Status VisitHeads(
    Database& database, int64_t sequence_max,
    absl::FunctionRef<absl::Status(std::string_view, const Head&)> visit);

// Calls `visit` with the revisions of the record, newest first, as long as it
// returns true.
absl::Status VisitRevisionsOf(Database& database, std::string_view id,
                              absl::FunctionRef<bool(const Head&)> visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_RECORD_INDEX_H_
