// The log of revisions: read by sequence and by time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/log.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/content.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/revision_row.h"

namespace annals::store_internal {
namespace {

// The last sequence up to `last` at which `column`, which never goes down, is
// at most `value`: the log is its own index. Reads the column alone, so that
// damage elsewhere does not matter; whoever relies on it checks the headers to
// both sides.
absl::StatusOr<int64_t> LastUpTo(Database& database, std::string_view column,
                                 int64_t value, int64_t last) {
  Statement query = database.Prepare(absl::StrCat(
      "SELECT ", AsAbsl(column), " FROM revision WHERE sequence = ?1"));
  int64_t before = 0;
  int64_t after = last + 1;
  while (after - before > 1) {
    const int64_t middle = before + (after - before) / 2;
    query.Reset();
    query.Bind(1, middle);
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return database.Damaged(middle, "missing; want no gaps");
    (query.Int(0) <= value ? before : after) = middle;
  }
  return before;
}

// The revision without its content, which is not read; the rest is checked
// against its hash. Nothing if `sequence` is not from 1 to `last`.
absl::StatusOr<std::optional<Revision>> ReadHeader(Database& database,
                                                   int64_t sequence,
                                                   int64_t last) {
  if (sequence < 1 || sequence > last) return std::optional<Revision>();
  Statement query = database.Prepare(absl::StrCat(
      "SELECT ", kHeaderColumns, " FROM revision WHERE sequence = ?1"));
  query.Bind(1, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return database.Damaged(sequence, "missing; want no gaps");
  return HeaderAt(database, query);
}

// What a search over a column has come to, if a damaged row led it astray, has
// that row to one side.
absl::StatusOr<int64_t> SequenceAtTime(Database& database, int64_t time,
                                       int64_t last) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t found,
                          LastUpTo(database, "commit_time", time, last));
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Revision> at,
                          ReadHeader(database, found, last));
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Revision> next,
                          ReadHeader(database, found + 1, last));
  if ((at.has_value() && at->commit_time() > time) ||
      (next.has_value() && next->commit_time() <= time)) {
    return database.Damaged(found, "commit times go down; want them to rise");
  }
  return found;
}

// The last sequence of the batch that `sequence` is in.
absl::StatusOr<int64_t> EndOfBatch(Database& database, int64_t sequence,
                                   int64_t last) {
  if (sequence == 0 || sequence == last) return sequence;
  ANNALS_ASSIGN_OR_RETURN(const int64_t end,
                          LastUpTo(database, "batch", sequence, last));
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Revision> at,
                          ReadHeader(database, end, last));
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Revision> next,
                          ReadHeader(database, end + 1, last));
  if (end < sequence || at->batch() > sequence ||
      (next.has_value() && next->batch() != end + 1)) {
    return database.Damaged(end,
                            "its batch does not end where the next begins");
  }
  return end;
}

// Content may be gone only because a redaction took it.
absl::Status CheckErasure(Database& database, const Revision& revision) {
  if (revision.operation() != Revision::PUT || !revision.salt().empty()) {
    return absl::OkStatus();
  }
  ANNALS_ASSIGN_OR_RETURN(
      const int64_t redaction,
      FindRedaction(database, revision.record_id(), revision.sequence()));
  if (redaction > 0) return absl::OkStatus();
  return database.Damaged(revision.sequence(),
                          "its content is gone, and no redaction took it");
}

}  // namespace

absl::StatusOr<Revision> ReadUncheckedRevision(Database& database,
                                               int64_t sequence,
                                               Revision spare) {
  static const auto* const sql = new std::string(absl::StrCat(
      "SELECT ", kRevisionColumns, " FROM revision WHERE sequence = ?1"));
  Statement query = database.Prepare(*sql);
  query.Bind(1, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return database.Damaged(sequence, "missing; want no gaps");
  return UncheckedRevisionAt(query, std::move(spare));
}

absl::StatusOr<Revision> ReadRevision(Database& database, int64_t sequence) {
  ANNALS_ASSIGN_OR_RETURN(Revision revision,
                          ReadUncheckedRevision(database, sequence));
  ANNALS_RETURN_IF_ERROR(CheckHashes(database, revision));
  ANNALS_RETURN_IF_ERROR(CheckErasure(database, revision));
  return revision;
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
  if (!revision.salt().empty()) return revision;
  ANNALS_ASSIGN_OR_RETURN(const int64_t redaction,
                          FindRedaction(database, id, head.sequence));
  return IsRedacted(id, redaction);
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

absl::StatusOr<std::optional<Revision>> FindNewestPut(Database& database,
                                                      std::string_view id,
                                                      int64_t sequence_max) {
  int64_t sequence = 0;
  ANNALS_RETURN_IF_ERROR(VisitRevisionsOf(database, id, [&](const Head& head) {
    if (head.is_live && head.sequence <= sequence_max) sequence = head.sequence;
    return sequence == 0;
  }));
  if (sequence == 0) return std::optional<Revision>();
  ANNALS_ASSIGN_OR_RETURN(Revision revision, ReadRevision(database, sequence));
  if (revision.salt().empty()) return std::optional<Revision>();
  return revision;
}

absl::StatusOr<int64_t> FindRedaction(Database& database, std::string_view id,
                                      int64_t sequence) {
  Statement query = database.Prepare(
      "SELECT min(sequence) FROM revision "
      "WHERE record_id = ?1 AND operation = 3 AND sequence > ?2");
  query.Bind(1, id).Bind(2, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  return found ? query.Int(0) : 0;
}

absl::Status IsRedacted(std::string_view id, int64_t redaction) {
  return absl::NotFoundError(absl::StrCat(
      "record ", Quoted(id), ": redacted by revision ", redaction));
}

absl::StatusOr<std::vector<Revision>> ReadHistory(Database& database,
                                                  std::string_view id) {
  std::vector<int64_t> sequences;
  ANNALS_RETURN_IF_ERROR(
      VisitRevisionsOf(database, id, [&sequences](const Head& head) {
        sequences.push_back(head.sequence);
        return true;
      }));
  std::vector<Revision> history;
  for (size_t i = sequences.size(); i-- > 0;) {
    ANNALS_ASSIGN_OR_RETURN(Revision revision,
                            ReadRevision(database, sequences[i]));
    history.push_back(std::move(revision));
  }
  return history;
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
  return EndOfBatch(database, *as_of.sequence, last);
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
