// The log of revisions: read by sequence, by record and by time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/content.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/revision_row.h"

namespace annals::store_internal {
namespace {

Statement SelectRevisions(Database& database, std::string_view rest) {
  return database.Prepare(
      absl::StrCat("SELECT ", kRevisionColumns, " ", AsAbsl(rest)));
}

bool IsRecordKind(int64_t number) {
  return number >= static_cast<int64_t>(RecordKind::kEvent) &&
         number <= static_cast<int64_t>(RecordKind::kEntity);
}

absl::StatusOr<Head> HeadAt(const Database& database, const Statement& row) {
  Head head;
  head.sequence = row.Int(0);
  head.is_live = row.Int(1) == Revision::PUT;
  if (!IsRecordKind(row.Int(2))) {
    return database.Damaged(head.sequence,
                            absl::StrCat("kind ", row.Int(2), "; want 1-5"));
  }
  head.kind = static_cast<RecordKind>(row.Int(2));
  return head;
}

// The last sequence up to `last` that was committed at or before `time`.
// Commit times never go down, so the log is its own index.
absl::StatusOr<int64_t> SequenceAtTime(Database& database, int64_t time,
                                       int64_t last) {
  int64_t before = 0;
  int64_t after = last + 1;
  while (after - before > 1) {
    const int64_t middle = before + (after - before) / 2;
    ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                            ReadRevision(database, middle));
    (revision.commit_time() <= time ? before : after) = middle;
  }
  return before;
}

}  // namespace

absl::StatusOr<std::optional<Head>> FindHead(Database& database,
                                             std::string_view id,
                                             int64_t sequence_max) {
  Statement query = database.Prepare(
      "SELECT sequence, operation, kind FROM revision "
      "INDEXED BY revision_by_record WHERE record_id = ?1 AND sequence <= ?2 "
      "ORDER BY sequence DESC LIMIT 1");
  query.Bind(1, id).Bind(2, sequence_max);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return std::optional<Head>();
  return HeadAt(database, query);
}

// SQLite promises that columns beside a max() come from the row that has it.
absl::Status VisitHeads(
    Database& database, int64_t sequence_max,
    absl::FunctionRef<absl::Status(std::string_view, const Head&)> visit) {
  Statement query = database.Prepare(
      "SELECT max(sequence), operation, kind, record_id FROM revision "
      "INDEXED BY revision_by_record WHERE sequence <= ?1 GROUP BY record_id");
  query.Bind(1, sequence_max);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return absl::OkStatus();
    ANNALS_ASSIGN_OR_RETURN(const Head head, HeadAt(database, query));
    ANNALS_RETURN_IF_ERROR(visit(query.Text(3), head));
  }
}

absl::StatusOr<Revision> ReadRevision(Database& database, int64_t sequence) {
  Statement query =
      SelectRevisions(database, "FROM revision WHERE sequence = ?1");
  query.Bind(1, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return database.Damaged(sequence, "missing; want no gaps");
  return RevisionAt(database, query);
}

absl::StatusOr<Revision> ReadLiveRevision(Database& database,
                                          std::string_view id,
                                          const Head& head) {
  ANNALS_ASSIGN_OR_RETURN(Revision revision,
                          ReadRevision(database, head.sequence));
  if (revision.record_id() != id || revision.operation() != Revision::PUT) {
    return database.Damaged(
        head.sequence,
        absl::StrCat(Revision::Operation_Name(revision.operation()), " of ",
                     Quoted(revision.record_id()),
                     "; the index wants a PUT of ", Quoted(id)));
  }
  return revision;
}

absl::StatusOr<StoredRecord> ReadLive(Database& database, std::string_view id,
                                      const Head& head) {
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadLiveRevision(database, id, head));
  absl::StatusOr<Record> record = Decode(revision.content());
  if (!record.ok()) {
    return database.Damaged(head.sequence,
                            std::string(record.status().message()));
  }
  if (IdOf(*record) != id || KindOf(*record) != head.kind) {
    return database.Damaged(
        head.sequence,
        absl::StrCat("holds ", Quoted(IdOf(*record)), "; want ",
                     AsAbsl(RecordKindName(head.kind)), " ", Quoted(id)));
  }
  return StoredRecord{*std::move(record), head.sequence,
                      revision.commit_time()};
}

absl::StatusOr<std::vector<Revision>> ReadHistory(Database& database,
                                                  std::string_view id) {
  Statement query = SelectRevisions(
      database,
      "FROM revision INDEXED BY revision_by_record WHERE record_id = ?1 "
      "ORDER BY sequence");
  query.Bind(1, id);
  std::vector<Revision> history;
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return history;
    ANNALS_ASSIGN_OR_RETURN(Revision revision, RevisionAt(database, query));
    history.push_back(std::move(revision));
  }
}

absl::StatusOr<int64_t> LastSequence(Database& database) {
  return database.SelectInt("SELECT max(sequence) FROM revision");
}

absl::StatusOr<Tip> ReadTip(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  if (last == 0) return Tip{0, 0, ZeroHash()};
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadRevision(database, last));
  return Tip{last, revision.commit_time(), revision.hash()};
}

absl::StatusOr<int64_t> SequenceOf(Database& database, const AsOf& as_of) {
  if (!as_of.sequence.has_value() && !as_of.time.has_value()) return kNow;
  if (as_of.sequence.has_value() && as_of.time.has_value()) {
    return absl::InvalidArgumentError(
        "as of a sequence and a time; want at most one of them");
  }
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  if (as_of.time.has_value()) {
    return SequenceAtTime(database, *as_of.time, last);
  }
  if (*as_of.sequence < 0 || *as_of.sequence > last) {
    return absl::InvalidArgumentError(
        absl::StrCat("as of revision ", *as_of.sequence, "; ",
                     database.location(), " has 0-", last));
  }
  return *as_of.sequence;
}

absl::StatusOr<Point> Resolve(Database& database, const AsOf& as_of) {
  ANNALS_ASSIGN_OR_RETURN(int64_t sequence, SequenceOf(database, as_of));
  if (sequence == kNow) {
    ANNALS_ASSIGN_OR_RETURN(sequence, LastSequence(database));
  }
  if (sequence == 0) return Point{};
  // The row is not checked against its hash: damage in it concerns only those
  // who read its record.
  ANNALS_ASSIGN_OR_RETURN(
      const int64_t commit_time,
      database.SelectInt(absl::StrCat(
          "SELECT commit_time FROM revision WHERE sequence = ", sequence)));
  return Point{sequence, commit_time};
}

}  // namespace annals::store_internal
