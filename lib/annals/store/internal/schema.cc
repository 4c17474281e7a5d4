// The tables of a store's file: made, recognised, and checked when opened.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/schema.h"

#include <cstddef>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/text_index.h"
#include "annals/time/edtf.h"

namespace annals::store_internal {
namespace {

// One thing of the schema. SQLite keeps the text as it was given, so that a
// file can be compared with what we would have made.
struct Object {
  std::string_view name;
  std::string_view sql;
  // The first format that has it, and has it so. UpdateSchema() makes what came
  // after the file's; what was there in another form must be dropped before.
  int64_t since = 1;
};

// The log comes first: all of it is truth, and the same in format 1. The small
// columns stand before the content, so that reading them does not fetch the
// pages of a long one.
constexpr size_t kLogTables = 3;
constexpr Object kObjects[] = {
    {"meta",
     R"(CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID)"},

    {"revision",
     R"(CREATE TABLE revision (
  sequence INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  operation INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  commit_time INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  causation_id TEXT NOT NULL,
  title TEXT,
  earliest_start INTEGER,
  latest_start INTEGER,
  earliest_end INTEGER,
  latest_end INTEGER,
  previous_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  salt BLOB,
  content BLOB
))"},

    // Who asked with which key; a batch that changed nothing is here alone.
    {"keyed_batch",
     R"(CREATE TABLE keyed_batch (
  idempotency_key TEXT PRIMARY KEY,
  salt BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  sequence_before INTEGER NOT NULL,
  sequence_after INTEGER NOT NULL
) WITHOUT ROWID)"},

    // It takes the whole transaction back: a trigger that aborts a statement
    // alone would make SQLite copy every page that an insert touches.
    {"revision_is_appended",
     R"(CREATE TRIGGER revision_is_appended BEFORE INSERT ON revision
WHEN NEW.sequence <> 1 + ifnull((SELECT max(sequence) FROM revision), 0)
BEGIN SELECT raise(ROLLBACK, 'revisions are appended, without gaps'); END)"},

    // A redaction that stands in the log takes salt and content away from the
    // puts before it, and nothing else.
    {"revision_is_not_changed",
     R"(CREATE TRIGGER revision_is_not_changed BEFORE UPDATE OF
  sequence, record_id, operation, kind, commit_time, batch, author, reason,
  idempotency_key, correlation_id, causation_id, previous_hash, hash,
  content_hash, salt, content ON revision
WHEN NOT (NEW.salt IS NULL AND NEW.content IS NULL AND OLD.operation = 1
  AND EXISTS (SELECT 1 FROM revision AS later WHERE later.operation = 3
    AND later.record_id = OLD.record_id AND later.sequence > OLD.sequence)
  AND (NEW.sequence, NEW.record_id, NEW.operation, NEW.kind, NEW.commit_time,
    NEW.batch, NEW.author, NEW.reason, NEW.idempotency_key,
    NEW.correlation_id, NEW.causation_id, NEW.previous_hash, NEW.hash,
    NEW.content_hash)
  IS (OLD.sequence, OLD.record_id, OLD.operation, OLD.kind, OLD.commit_time,
    OLD.batch, OLD.author, OLD.reason, OLD.idempotency_key,
    OLD.correlation_id, OLD.causation_id, OLD.previous_hash, OLD.hash,
    OLD.content_hash))
BEGIN SELECT raise(ABORT, 'revisions are never changed'); END)"},

    {"revision_is_not_deleted",
     R"(CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'revisions are never deleted'); END)"},

    // What follows is derived, and can be made again from the log.
    {"revision_by_record",
     R"(CREATE INDEX revision_by_record
ON revision (record_id, sequence, operation, kind))"},

    {"naming",
     R"(CREATE TABLE naming (
  named_id TEXT NOT NULL,
  claim TEXT NOT NULL,
  by_id TEXT NOT NULL,
  PRIMARY KEY (named_id, claim, by_id)
) WITHOUT ROWID)"},

    // A row for each put: when it was live, and what can be asked of it.
    {"state",
     R"(CREATE TABLE state (
  sequence INTEGER PRIMARY KEY,
  until INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  event_kind INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  class INTEGER,
  earliest_start INTEGER,
  latest_start INTEGER,
  earliest_end INTEGER,
  latest_end INTEGER
))"},

    // Events by the length of their time, then by where it lies. The other
    // columns are all that is asked of an event: rows in the order of the index
    // lie strewn over the table, and would cost a page each.
    {"state_by_time",
     R"(CREATE INDEX state_by_time
ON state (class, earliest_start, latest_end, until, latest_start, earliest_end,
  event_kind, flags, claims) WHERE class IS NOT NULL)",
     3},

    {"term",
     R"(CREATE TABLE term (
  number INTEGER PRIMARY KEY,
  field INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (field, text)
))"},

    // Which puts bear a term, many to a row.
    {"posting",
     R"(CREATE TABLE posting (
  term INTEGER NOT NULL,
  first INTEGER NOT NULL,
  steps BLOB NOT NULL,
  PRIMARY KEY (term, first)
) WITHOUT ROWID)"},

    {"tally",
     R"(CREATE TABLE tally (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID)"},

    // Which revisions of causal links join a record to what, and in which role.
    {"link_end",
     R"(CREATE TABLE link_end (
  named_id TEXT NOT NULL,
  role INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (named_id, role, sequence)
) WITHOUT ROWID)"},

    // Which puts hold a word; without a copy of the text. Marks are letters, so
    // that a word of an Indic script is not cut at each of its vowels.
    {"text",
     R"(CREATE VIRTUAL TABLE text USING fts5(
  title, description, quotes, content = '',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"
))"},

    {"live",
     R"(CREATE VIEW live AS SELECT * FROM revision
WHERE operation = 1 AND sequence = (
  SELECT max(sequence) FROM revision AS newer
  WHERE newer.record_id = revision.record_id))"},
};

absl::Status NotAStore(const Database& database, const std::string& found) {
  return absl::InvalidArgumentError(
      absl::StrCat(database.location(), ": ", found,
                   "; want a store, a SQLite file made by annals"));
}

absl::Status TooNew(const Database& database, std::string_view what,
                    int64_t found, int64_t known) {
  return absl::FailedPreconditionError(absl::StrCat(
      database.location(), ": ", AsAbsl(what), " ", found, "; want at most ",
      known, ": it was written by a newer annals"));
}

absl::Status InsertMeta(Database& database, std::string_view name,
                        int64_t value) {
  Statement insert =
      database.Prepare("INSERT INTO meta (name, value) VALUES (?1, ?2)");
  return insert.Bind(1, name).Bind(2, absl::StrCat(value)).Run();
}

absl::Status SetFormat(Database& database) {
  return database.Execute(
      absl::StrCat("PRAGMA user_version = ", kFormatVersion));
}

absl::Status MakeObjectsAfter(Database& database, int64_t format) {
  for (const Object& object : kObjects) {
    if (object.since <= format) continue;
    ANNALS_RETURN_IF_ERROR(database.Execute(std::string(object.sql)));
  }
  return absl::OkStatus();
}

absl::Status CreateObjects(Database& database) {
  ANNALS_RETURN_IF_ERROR(MakeObjectsAfter(database, 0));
  ANNALS_RETURN_IF_ERROR(ClearText(database));
  ANNALS_RETURN_IF_ERROR(
      InsertMeta(database, "format_version", kFormatVersion));
  ANNALS_RETURN_IF_ERROR(
      InsertMeta(database, "time_rules_version", kEdtfRulesVersion));
  ANNALS_RETURN_IF_ERROR(database.Execute(
      absl::StrCat("PRAGMA application_id = ", kApplicationId)));
  return SetFormat(database);
}

absl::Status CheckObject(Database& database, const Object& object) {
  Statement query =
      database.Prepare("SELECT sql FROM sqlite_master WHERE name = ?1");
  query.Bind(1, object.name);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (found && query.Text(0) == object.sql) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat(database.location(), ": ", AsAbsl(object.name), " is ",
                   found ? "not as docs/format.md has it" : "missing",
                   "; want a store as it was made: restore a backup"));
}

}  // namespace

absl::StatusOr<Versions> VersionsOf(Database& database) {
  Versions versions;
  ANNALS_ASSIGN_OR_RETURN(versions.format,
                          database.SelectInt("PRAGMA user_version"));
  ANNALS_ASSIGN_OR_RETURN(
      versions.time_rules,
      database.SelectInt(
          "SELECT value FROM meta WHERE name = 'time_rules_version'"));
  return versions;
}

absl::StatusOr<bool> IsBlank(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t application_id,
                          database.SelectInt("PRAGMA application_id"));
  ANNALS_ASSIGN_OR_RETURN(
      const int64_t objects,
      database.SelectInt("SELECT count(*) FROM sqlite_master"));
  return application_id == 0 && objects == 0;
}

absl::Status CreateSchema(Database& database) {
  Transaction transaction(database, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_ASSIGN_OR_RETURN(const bool is_blank, IsBlank(database));
  if (!is_blank) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(CreateObjects(database));
  return transaction.Commit();
}

absl::Status CreateTextTable(Database& database) {
  for (const Object& object : kObjects) {
    if (object.name != "text") continue;
    ANNALS_RETURN_IF_ERROR(database.Execute(std::string(object.sql)));
  }
  return ClearText(database);
}

absl::Status CheckSchema(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t application_id,
                          database.SelectInt("PRAGMA application_id"));
  if (application_id != kApplicationId) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_blank, IsBlank(database));
    if (is_blank) return NotAStore(database, "nothing in it");
    return NotAStore(database,
                     absl::StrCat("SQLite application_id ", application_id,
                                  ", want ", kApplicationId));
  }
  ANNALS_ASSIGN_OR_RETURN(const int64_t format,
                          database.SelectInt("PRAGMA user_version"));
  if (format > kFormatVersion) {
    return TooNew(database, "format version", format, kFormatVersion);
  }
  if (format < kFormatVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat(database.location(), ": format version ", format,
                     "; want ", kFormatVersion));
  }
  for (const Object& object : kObjects) {
    ANNALS_RETURN_IF_ERROR(CheckObject(database, object));
  }
  ANNALS_ASSIGN_OR_RETURN(
      const int64_t time_rules,
      database.SelectInt(
          "SELECT value FROM meta WHERE name = 'time_rules_version'"));
  if (time_rules > kEdtfRulesVersion) {
    return TooNew(database, "version of the time rules", time_rules,
                  kEdtfRulesVersion);
  }
  return absl::OkStatus();
}

absl::Status CheckLogTables(Database& database) {
  for (size_t i = 0; i < kLogTables; ++i) {
    ANNALS_RETURN_IF_ERROR(CheckObject(database, kObjects[i]));
  }
  return absl::OkStatus();
}

absl::Status UpdateSchema(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t format,
                          database.SelectInt("PRAGMA user_version"));
  if (format < 3) {
    ANNALS_RETURN_IF_ERROR(
        database.Execute("DROP INDEX IF EXISTS state_by_time"));
  }
  ANNALS_RETURN_IF_ERROR(MakeObjectsAfter(database, format));
  Statement update = database.Prepare(
      "UPDATE meta SET value = ?1 WHERE name = 'format_version'");
  ANNALS_RETURN_IF_ERROR(update.Bind(1, absl::StrCat(kFormatVersion)).Run());
  return SetFormat(database);
}

absl::Status SetTimeRules(Database& database) {
  Statement update = database.Prepare(
      "UPDATE meta SET value = ?1 WHERE name = 'time_rules_version'");
  return update.Bind(1, absl::StrCat(kEdtfRulesVersion)).Run();
}

}  // namespace annals::store_internal
