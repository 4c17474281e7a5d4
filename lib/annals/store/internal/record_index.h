// The index of records: which revisions each has, and which is the newest.
//
// Which revisions a record has is told by an index, which no hash covers; the
// checksums of its pages do. What it says of a record is proved when that is
// read: a put by its content, a retraction by the revision that says so.
// VisitHeads() counts its entries too; `annals verify` compares all of it with
// the log.
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

// A revision of a record, as the index has it.
struct Head {
  int64_t sequence = 0;
  RecordKind kind = RecordKind::kEvent;
  // False if that revision retracted or redacted the record.
  bool is_live = false;
  bool is_redaction = false;
};

// The newest revision of the record up to `sequence_max`; nothing if there is
// none. Takes the same time for any store and any record.
absl::StatusOr<std::optional<Head>> FindHead(Database& database,
                                             std::string_view id,
                                             int64_t sequence_max);

// Calls `visit` with the id and newest revision up to `sequence_max` of every
// record, retracted ones too, in the order of ids. An entry that is missing is
// noticed at the end.
absl::Status VisitHeads(
    Database& database, int64_t sequence_max,
    absl::FunctionRef<absl::Status(std::string_view, const Head&)> visit);

// Calls `visit` with the revisions of the record, newest first, as long as it
// returns true.
absl::Status VisitRevisionsOf(Database& database, std::string_view id,
                              absl::FunctionRef<bool(const Head&)> visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_RECORD_INDEX_H_
