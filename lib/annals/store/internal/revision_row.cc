// A revision as a row of the log's table: written, read, checked.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/revision_row.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/store/internal/hash_chain.h"

namespace annals::store_internal {
namespace {

// Most envelopes are empty, and a field that is set to nothing would take
// memory all the same.
void Assign(std::string_view bytes, Revision& revision,
            std::string* (Revision::*field)()) {
  if (!bytes.empty()) (revision.*field)()->assign(bytes);
}

Revision UncheckedHeaderAt(const Statement& row, Revision revision = {}) {
  revision.Clear();
  revision.set_sequence(row.Int(0));
  Assign(row.Text(1), revision, &Revision::mutable_record_id);
  revision.set_operation(static_cast<Revision::Operation>(row.Int(2)));
  revision.set_commit_time(row.Int(3));
  revision.set_batch(row.Int(4));
  Assign(row.Text(5), revision, &Revision::mutable_author);
  Assign(row.Text(6), revision, &Revision::mutable_reason);
  Assign(row.Text(7), revision, &Revision::mutable_idempotency_key);
  Assign(row.Text(8), revision, &Revision::mutable_correlation_id);
  Assign(row.Text(9), revision, &Revision::mutable_causation_id);
  Assign(row.Blob(10), revision, &Revision::mutable_previous_hash);
  Assign(row.Blob(11), revision, &Revision::mutable_hash);
  Assign(row.Blob(12), revision, &Revision::mutable_content_hash);
  return revision;
}

void BindSpan(Statement& insert, int first, const std::optional<Span>& span) {
  if (!span.has_value()) {
    for (int i = 0; i < 4; ++i) insert.BindNull(first + i);
    return;
  }
  insert.Bind(first, span->earliest_start.code());
  insert.Bind(first + 1, span->latest_start.code());
  insert.Bind(first + 2, span->earliest_end.code());
  insert.Bind(first + 3, span->latest_end.code());
}

// The revision must outlive the statement.
void BindRevision(Statement& insert, const Revision& revision) {
  insert.Bind(1, revision.sequence())
      .BindBorrowed(2, revision.record_id())
      .Bind(3, int64_t{revision.operation()})
      .Bind(4, revision.commit_time())
      .Bind(5, revision.batch())
      .BindBorrowed(6, revision.author())
      .BindBorrowed(7, revision.reason())
      .BindBorrowed(8, revision.idempotency_key())
      .BindBorrowed(9, revision.correlation_id())
      .BindBorrowed(10, revision.causation_id())
      .BindBorrowedBlob(11, revision.previous_hash())
      .BindBorrowedBlob(12, revision.hash())
      .BindBorrowedBlob(13, revision.content_hash());
  // One that was redacted, as when a log is copied.
  if (revision.salt().empty()) {
    insert.BindNull(14).BindNull(15);
  } else {
    insert.BindBorrowedBlob(14, revision.salt());
    insert.BindBorrowedBlob(15, revision.content());
  }
}

}  // namespace

Revision UncheckedRevisionAt(const Statement& row, Revision spare) {
  Revision revision = UncheckedHeaderAt(row, std::move(spare));
  Assign(row.Blob(13), revision, &Revision::mutable_salt);
  Assign(row.Blob(14), revision, &Revision::mutable_content);
  return revision;
}

absl::Status CheckHashes(const Database& database, const Revision& revision) {
  // An enum of protobuf holds any number, and only one byte of it is hashed.
  if (!Revision::Operation_IsValid(revision.operation())) {
    return database.Damaged(
        revision.sequence(),
        absl::StrCat("operation ", revision.operation(), "; want 1-3"));
  }
  const std::string fault = HashFault(revision);
  if (fault.empty()) return absl::OkStatus();
  return database.Damaged(revision.sequence(), fault);
}

absl::StatusOr<Revision> RevisionAt(const Database& database,
                                    const Statement& row) {
  Revision revision = UncheckedRevisionAt(row);
  ANNALS_RETURN_IF_ERROR(CheckHashes(database, revision));
  return revision;
}

// Without salt and content it is judged as a redacted one is: by its chain
// hash.
absl::StatusOr<Revision> HeaderAt(const Database& database,
                                  const Statement& row) {
  Revision revision = UncheckedHeaderAt(row);
  ANNALS_RETURN_IF_ERROR(CheckHashes(database, revision));
  return revision;
}

absl::Status InsertRevision(Database& database, const Revision& revision,
                            const ReadableColumns& columns) {
  // What speaks against one revision ends the transaction, so that SQLite need
  // not keep every page as it was before the statement. See the trigger.
  static const auto* const sql = new std::string(absl::StrCat(
      "INSERT OR ROLLBACK INTO revision (", kRevisionColumns,
      ", kind, title, earliest_start, latest_start, earliest_end, latest_end) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
      "?15, ?16, ?17, ?18, ?19, ?20, ?21)"));
  Statement insert = database.Prepare(*sql);
  BindRevision(insert, revision);
  insert.Bind(16, static_cast<int64_t>(columns.kind));
  if (columns.title.empty()) insert.BindNull(17);
  if (!columns.title.empty()) insert.BindBorrowed(17, columns.title);
  BindSpan(insert, 18, columns.span);
  return insert.Run();
}

absl::Status UpdateBounds(Database& database, int64_t sequence,
                          const std::optional<Span>& span) {
  Statement update = database.Prepare(
      "UPDATE revision SET earliest_start = ?2, latest_start = ?3, "
      "earliest_end = ?4, latest_end = ?5 WHERE sequence = ?1 AND "
      "(earliest_start, latest_start, earliest_end, latest_end) IS NOT "
      "(?2, ?3, ?4, ?5)");
  update.Bind(1, sequence);
  BindSpan(update, 2, span);
  return update.Run();
}

}  // namespace annals::store_internal
