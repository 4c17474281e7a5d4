// The index of records: which revisions each has, and which is the newest.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/record_index.h"

#include <string>
#include <tuple>
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

// An entry of the index beside the row that it speaks of. Entries come in their
// physical order, and none may be left out by a WHERE: what is out of place
// is what we look for.
constexpr char kEntries[] =
    "SELECT i.record_id, i.sequence, i.operation, i.kind, "
    "i.record_id IS r.record_id AND i.operation IS r.operation "
    "AND i.kind IS r.kind "
    "FROM revision AS i INDEXED BY revision_by_record "
    "LEFT JOIN revision AS r ON r.sequence = i.sequence ";

// How many entries are looked at to each side of those that are used. With a
// damaged entry a search goes astray only there, so that it ends beside it; one
// that is a copy of another is out of order with the next but one.
constexpr int kNeighbours = 2;

struct Entry {
  std::string id;
  Head head;
};

absl::Status IndexIsWrong(const Database& database, int64_t sequence) {
  return database.Damaged(
      sequence,
      "the index revision_by_record and the log disagree; want them to agree: "
      "check the log, then REINDEX it or restore a backup");
}

absl::StatusOr<Entry> EntryAt(const Database& database, const Statement& row) {
  Entry entry;
  entry.id = std::string(row.Text(0));
  Head& head = entry.head;
  head.sequence = row.Int(1);
  head.is_live = row.Int(2) == Revision::PUT;
  if (row.Int(4) != 1) return IndexIsWrong(database, head.sequence);
  if (!IsRecordKind(row.Int(3))) {
    return database.Damaged(head.sequence,
                            absl::StrCat("kind ", row.Int(3), "; want 1-5"));
  }
  head.kind = static_cast<RecordKind>(row.Int(3));
  return entry;
}

bool IsBefore(const Entry& a, const Entry& b) {
  return std::tie(a.id, a.head.sequence) < std::tie(b.id, b.head.sequence);
}

// The next entry, which must stand before `above` if there is one; nothing at
// the end.
absl::StatusOr<std::optional<Entry>> NextDown(
    const Database& database, Statement& query,
    const std::optional<Entry>& above) {
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return std::optional<Entry>();
  ANNALS_ASSIGN_OR_RETURN(Entry entry, EntryAt(database, query));
  if (above.has_value() && !IsBefore(entry, *above)) {
    return IndexIsWrong(database, entry.head.sequence);
  }
  return entry;
}

// The same upwards.
absl::StatusOr<std::optional<Entry>> NextUp(const Database& database,
                                            Statement& query,
                                            const std::optional<Entry>& below) {
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return std::optional<Entry>();
  ANNALS_ASSIGN_OR_RETURN(Entry entry, EntryAt(database, query));
  if (below.has_value() && !IsBefore(*below, entry)) {
    return IndexIsWrong(database, entry.head.sequence);
  }
  return entry;
}

absl::Status CheckEntriesAfter(Database& database, std::string_view id) {
  static const auto* const sql = new std::string(
      absl::StrCat(kEntries,
                   "WHERE i.record_id > ?1 ORDER BY i.record_id, i.sequence "
                   "LIMIT ",
                   kNeighbours));
  Statement query = database.Prepare(*sql);
  query.Bind(1, id);
  std::optional<Entry> below = Entry{std::string(id), Head{kNow}};
  while (below.has_value()) {
    ANNALS_ASSIGN_OR_RETURN(below, NextUp(database, query, below));
  }
  return absl::OkStatus();
}

// A page of the index that lost its end shows to nobody who looks at single
// entries. SQLite counts without reading them, so this takes time in proportion
// to the index's pages, once a connection.
absl::Status CountIndex(Database& database) {
  if (database.index_is_counted()) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  ANNALS_ASSIGN_OR_RETURN(const int64_t entries,
                          database.SelectInt("SELECT count(*) FROM revision "
                                             "INDEXED BY revision_by_record"));
  if (entries != last) return IndexIsWrong(database, last);
  database.set_index_is_counted();
  return absl::OkStatus();
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

absl::Status VisitHead(
    Database& database, const std::optional<Entry>& entry,
    absl::FunctionRef<absl::Status(std::string_view, const Head&)> visit) {
  if (!entry.has_value()) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(CheckRetraction(database, entry->id, entry->head));
  return visit(entry->id, entry->head);
}

}  // namespace

absl::Status VisitRevisionsOf(Database& database, std::string_view id,
                              absl::FunctionRef<bool(const Head&)> visit) {
  ANNALS_RETURN_IF_ERROR(CountIndex(database));
  ANNALS_RETURN_IF_ERROR(CheckEntriesAfter(database, id));
  static const auto* const sql = new std::string(absl::StrCat(
      kEntries,
      "WHERE i.record_id <= ?1 ORDER BY i.record_id DESC, i.sequence DESC"));
  Statement query = database.Prepare(*sql);
  query.Bind(1, id);
  std::optional<Entry> entry;
  bool goes_on = true;
  for (int neighbours = 0; neighbours < kNeighbours;) {
    ANNALS_ASSIGN_OR_RETURN(entry, NextDown(database, query, entry));
    if (!entry.has_value()) return absl::OkStatus();
    if (goes_on && entry->id == id) {
      goes_on = visit(entry->head);
    } else {
      ++neighbours;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Head>> FindHead(Database& database,
                                             std::string_view id,
                                             int64_t sequence_max) {
  std::optional<Head> newest;
  ANNALS_RETURN_IF_ERROR(VisitRevisionsOf(database, id, [&](const Head& head) {
    if (head.sequence <= sequence_max) newest = head;
    return !newest.has_value();
  }));
  if (newest.has_value()) {
    ANNALS_RETURN_IF_ERROR(CheckRetraction(database, id, *newest));
  }
  return newest;
}

// An index that is in order, agrees with the log in every entry, and has as
// many entries as the log has rows, is the log's.
absl::Status VisitHeads(
    Database& database, int64_t sequence_max,
    absl::FunctionRef<absl::Status(std::string_view, const Head&)> visit) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  static const auto* const sql = new std::string(
      absl::StrCat(kEntries, "ORDER BY i.record_id, i.sequence"));
  Statement query = database.Prepare(*sql);
  std::optional<Entry> below;
  std::optional<Entry> newest;
  for (int64_t count = 0;; ++count) {
    ANNALS_ASSIGN_OR_RETURN(std::optional<Entry> entry,
                            NextUp(database, query, below));
    const bool is_end = !entry.has_value();
    if (is_end && count != last) return IndexIsWrong(database, last);
    if (newest.has_value() && (is_end || entry->id != newest->id)) {
      ANNALS_RETURN_IF_ERROR(VisitHead(database, newest, visit));
      newest.reset();
    }
    if (is_end) return absl::OkStatus();
    if (entry->head.sequence <= sequence_max) newest = entry;
    below = std::move(entry);
  }
}

}  // namespace annals::store_internal
