// A revision as a row of the log's table: written, read, checked.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_REVISION_ROW_H_
#define ANNALS_STORE_INTERNAL_REVISION_ROW_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/time/span.h"

namespace annals::store_internal {

// What a revision's readable columns say besides the revision itself. They
// can be computed again from the content.
struct ReadableColumns {
  RecordKind kind = RecordKind::kEvent;
  std::string title;
  // The four bounds; nothing for what has no date.
  std::optional<Span> span;
};

// The columns that a query selects, first of all, so that RevisionAt() can read
// its rows.
inline constexpr char kRevisionColumns[] =
    "sequence, record_id, operation, commit_time, batch, author, reason, "
    "idempotency_key, correlation_id, causation_id, previous_hash, hash, "
    "content_hash, salt, content";

// The revision in the row that `row` has come to. Its hashes are checked: what
// comes back are the bytes that were written, or DataLoss.
absl::StatusOr<Revision> RevisionAt(const Database& database,
                                    const Statement& row);

// The two steps of RevisionAt(). The first reads the row and believes it; the
// second is safe in any thread. `spare` is a revision that is done with: its
// memory is used again.
Revision UncheckedRevisionAt(const Statement& row, Revision spare = {});
absl::Status CheckHashes(const Database& database, const Revision& revision);

// The same columns without salt and content, for HeaderAt().
inline constexpr char kHeaderColumns[] =
    "sequence, record_id, operation, commit_time, batch, author, reason, "
    "idempotency_key, correlation_id, causation_id, previous_hash, hash, "
    "content_hash";

// The revision in the row without its content. All but that is checked, or
// DataLoss.
absl::StatusOr<Revision> HeaderAt(const Database& database,
                                  const Statement& row);

// Adds a complete revision; its sequence follows the last one.
absl::Status InsertRevision(Database& database, const Revision& revision,
                            const ReadableColumns& columns);

// Puts other bounds into the columns of a revision.
absl::Status UpdateBounds(Database& database, int64_t sequence,
                          const std::optional<Span>& span);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_REVISION_ROW_H_
