// The index of records: which revisions each has, and which is the newest.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/record_index.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/store/internal/log.h"

namespace annals::store_internal {
namespace {

bool IsRecordKind(int64_t number) {
  return number >= static_cast<int64_t>(RecordKind::kEvent) &&
         number <= static_cast<int64_t>(RecordKind::kEntity);
}

absl::Status IndexIsWrong(const Database& database, int64_t sequence) {
  return database.Damaged(
      sequence,
      "the index revision_by_record and the log disagree; want them to agree: "
      "check the log, then REINDEX it or restore a backup");
}

// The revision in the row, of which `first` is the column of the sequence;
// operation and kind follow.
absl::StatusOr<Head> HeadAt(const Database& database, const Statement& row,
                            int first) {
  Head head;
  head.sequence = row.Int(first);
  head.is_live = row.Int(first + 1) == Revision::PUT;
  head.is_redaction = row.Int(first + 1) == Revision::REDACT;
  const int64_t kind = row.Int(first + 2);
  if (!IsRecordKind(kind)) {
    return database.Damaged(head.sequence,
                            absl::StrCat("kind ", kind, "; want 1-5"));
  }
  head.kind = static_cast<RecordKind>(kind);
  return head;
}

// Only a revision that says so, and is as it was written, makes a record gone.
absl::Status CheckRetraction(Database& database, std::string_view id,
                             const Head& head) {
  if (head.is_live) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadRevision(database, head.sequence));
  if (revision.record_id() == id && revision.operation() != Revision::PUT) {
    return absl::OkStatus();
  }
  return IndexIsWrong(database, head.sequence);
}

// A record with its newest revision so far.
struct Newest {
  std::string id;
  std::optional<Head> head;
};

absl::Status VisitNewest(
    Database& database, const Newest& newest,
    absl::FunctionRef<absl::Status(std::string_view, const Head&)> visit) {
  if (!newest.head.has_value()) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(CheckRetraction(database, newest.id, *newest.head));
  return visit(newest.id, *newest.head);
}

}  // namespace

absl::Status VisitRevisionsOf(Database& database, std::string_view id,
                              absl::FunctionRef<bool(const Head&)> visit) {
  Statement query = database.Prepare(
      "SELECT sequence, operation, kind "
      "FROM revision INDEXED BY revision_by_record "
      "WHERE record_id = ?1 ORDER BY sequence DESC");
  query.Bind(1, id);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return absl::OkStatus();
    ANNALS_ASSIGN_OR_RETURN(const Head head, HeadAt(database, query, 0));
    if (!visit(head)) return absl::OkStatus();
  }
}

absl::StatusOr<std::optional<Head>> FindHead(Database& database,
                                             std::string_view id,
                                             int64_t sequence_max) {
  Statement query = database.Prepare(
      "SELECT sequence, operation, kind "
      "FROM revision INDEXED BY revision_by_record "
      "WHERE record_id = ?1 AND sequence <= ?2 ORDER BY sequence DESC LIMIT 1");
  query.Bind(1, id).Bind(2, sequence_max);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return std::optional<Head>();
  ANNALS_ASSIGN_OR_RETURN(const Head head, HeadAt(database, query, 0));
  ANNALS_RETURN_IF_ERROR(CheckRetraction(database, id, head));
  return head;
}

// The index alone: the rows that it speaks of are not read.
absl::Status VisitHeads(
    Database& database, int64_t sequence_max,
    absl::FunctionRef<absl::Status(std::string_view, const Head&)> visit) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  Statement query = database.Prepare(
      "SELECT record_id, sequence, operation, kind "
      "FROM revision INDEXED BY revision_by_record "
      "ORDER BY record_id, sequence");
  Newest newest;
  for (int64_t count = 0;; ++count) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found && count != last) return IndexIsWrong(database, last);
    if (!found) return VisitNewest(database, newest, visit);
    if (query.Text(0) != newest.id) {
      ANNALS_RETURN_IF_ERROR(VisitNewest(database, newest, visit));
      newest = {std::string(query.Text(0)), std::nullopt};
    }
    ANNALS_ASSIGN_OR_RETURN(const Head head, HeadAt(database, query, 1));
    if (head.sequence <= sequence_max) newest.head = head;
  }
}

}  // namespace annals::store_internal
