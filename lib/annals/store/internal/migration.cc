// Migration: a store that an older library wrote is brought up to date.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/migration.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/content.h"
#include "annals/record/event_time.h"
#include "annals/store/internal/busy.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/lock_holder.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/log_copy.h"
#include "annals/store/internal/new_file.h"
#include "annals/store/internal/revision_row.h"
#include "annals/store/internal/schema.h"
#include "annals/store/internal/sqlite_status.h"
#include "annals/store/internal/tally.h"
#include "annals/time/edtf.h"

namespace annals::store_internal {
namespace {

namespace fs = std::filesystem;

// What a file is called while it is made.
constexpr char kUnfinished[] = ".migrating";

constexpr int64_t kRevisionsPerProgress = 10'000;

// Tells how far it is. Each revision is two steps of the way: its row, and what
// is derived from it.
class Teller {
 public:
  Teller(const MigrationOptions& options, int64_t from_format, bool is_copy)
      : options_(options) {
    progress_.from_format = from_format;
    progress_.to_format = kFormatVersion;
    progress_.is_copy = is_copy;
  }

  void Begin(int64_t revisions) {
    progress_.of = 2 * revisions;
    Tell();
  }
  void TellRow(int64_t sequence) { TellNowAndThen(sequence); }
  void TellDerived(int64_t sequence) {
    TellNowAndThen(progress_.of / 2 + sequence);
  }
  void Finish() {
    progress_.done = progress_.of;
    progress_.is_finished = true;
    Tell();
  }

  absl::Status AfterStep(std::string_view step) const {
    return options_.after_step == nullptr ? absl::OkStatus()
                                          : options_.after_step(step);
  }

 private:
  void TellNowAndThen(int64_t done) {
    progress_.done = done;
    if (done % kRevisionsPerProgress == 0) Tell();
  }
  void Tell() const {
    if (options_.progress != nullptr) options_.progress(progress_);
  }

  const MigrationOptions& options_;
  MigrationProgress progress_;
};

absl::Status CheckGoesOn(const Database& old, const Revision& revision,
                         const std::string& previous_hash) {
  if (revision.previous_hash() == previous_hash) return absl::OkStatus();
  return old.Damaged(revision.sequence(),
                     "does not go on from the one before it; want the chain "
                     "unbroken");
}

absl::Status CopyRevisions(Database& old, Database& fresh, Teller& teller) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(old));
  teller.Begin(last);
  std::string previous_hash = ZeroHash();
  for (int64_t sequence = 1; sequence <= last; ++sequence) {
    ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                            ReadRevision(old, sequence));
    ANNALS_RETURN_IF_ERROR(CheckGoesOn(old, revision, previous_hash));
    ANNALS_ASSIGN_OR_RETURN(const int64_t kind, KindInRow(old, sequence));
    ANNALS_RETURN_IF_ERROR(CopyRevision(fresh, revision, kind));
    previous_hash = revision.hash();
    teller.TellRow(sequence);
  }
  return absl::OkStatus();
}

absl::Status CopyKeyedBatches(Database& old, Database& fresh) {
  Statement query = old.Prepare(
      "SELECT idempotency_key, salt, request_hash, sequence_before, "
      "sequence_after FROM keyed_batch");
  Statement insert =
      fresh.Prepare("INSERT INTO keyed_batch VALUES (?1, ?2, ?3, ?4, ?5)");
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return absl::OkStatus();
    insert.Bind(1, query.Text(0)).BindBlob(2, query.Blob(1));
    insert.BindBlob(3, query.Blob(2));
    insert.Bind(4, query.Int(3)).Bind(5, query.Int(4));
    ANNALS_RETURN_IF_ERROR(insert.Run());
    insert.Reset();
  }
}

absl::Status CopyLog(Database& old, Database& fresh, Teller& teller) {
  ANNALS_RETURN_IF_ERROR(CopyRevisions(old, fresh, teller));
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the log was copied"));
  return CopyKeyedBatches(old, fresh);
}

absl::Status SetJournalMode(Database& database, std::string_view mode) {
  Statement query =
      database.Prepare(absl::StrCat("PRAGMA journal_mode = ", AsAbsl(mode)));
  ANNALS_RETURN_IF_ERROR(query.Step().status());
  if (query.Text(0) == mode) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat(database.location(), ": journal mode ",
                   AsAbsl(query.Text(0)), "; want ", AsAbsl(mode)));
}

// Half of it is of no use to anybody, so nothing is put on the disk before all
// is.
absl::Status WriteStore(Database& old, Database& fresh,
                        std::string_view journal_mode, Teller& teller) {
  ANNALS_RETURN_IF_ERROR(
      fresh.Execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
                    "PRAGMA cache_size = -65536"));
  ANNALS_RETURN_IF_ERROR(CreateSchema(fresh));
  Transaction transaction(fresh, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_RETURN_IF_ERROR(CopyLog(old, fresh, teller));
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the keys were copied"));
  ANNALS_RETURN_IF_ERROR(RebuildDerived(
      fresh, [&teller](int64_t sequence) { teller.TellDerived(sequence); }));
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the tables were derived"));
  ANNALS_RETURN_IF_ERROR(transaction.Commit());
  return SetJournalMode(fresh, journal_mode);
}

// Makes a store at `path`, where there is an empty file or none, of the log of
// `old`, which is in a transaction or has its file alone.
absl::Status WriteUpToDate(Database& old, const std::string& name,
                           const std::string& path,
                           std::string_view journal_mode, Teller& teller) {
  ANNALS_RETURN_IF_ERROR(CheckLogTables(old));
  DatabaseOptions options;
  options.create = true;
  options.path = path;
  ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<Database> fresh,
                          Database::Open(name, options));
  return WriteStore(old, *fresh, journal_mode, teller);
}

// SQLite resolves links, so that a journal lies beside the file itself; so must
// what takes its place.
absl::StatusOr<std::string> Resolved(std::string_view location,
                                     const std::string& path) {
  std::error_code error;
  const fs::path resolved = fs::canonical(path, error);
  if (!error) return resolved.string();
  return absl::Status(absl::ErrnoToStatusCode(error.value()),
                      absl::StrCat(AsAbsl(location), ": cannot be reached (",
                                   error.message(), ")"));
}

// With such a lock SQLite keeps the index of a write-ahead log in its own
// memory, and gets it only if no other connection has the file open.
absl::StatusOr<std::unique_ptr<Database>> OpenAlone(std::string_view location,
                                                    const std::string& path) {
  DatabaseOptions options;
  options.path = path;
  options.is_exclusive = true;
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                          Database::Open(location, options));
  ANNALS_RETURN_IF_ERROR(database->Execute("BEGIN EXCLUSIVE; COMMIT"));
  return database;
}

// What it says of itself; another program's file and one of a newer library are
// kCurrent here, for CheckSchema() to refuse.
absl::StatusOr<Age> AgeOf(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t application_id,
                          database.SelectInt("PRAGMA application_id"));
  ANNALS_ASSIGN_OR_RETURN(const int64_t format,
                          database.SelectInt("PRAGMA user_version"));
  const bool is_known = format >= 1 && format <= kFormatVersion;
  if (application_id != kApplicationId || !is_known) return Age::kCurrent;
  if (format < kFirstFormatWithChecksums) return Age::kOlderPages;
  if (format < kFormatVersion) return Age::kOlderTables;
  const absl::StatusOr<Versions> versions = VersionsOf(database);
  // A table is missing.
  if (absl::IsInternal(versions.status())) return Age::kCurrent;
  ANNALS_RETURN_IF_ERROR(versions.status());
  return versions->time_rules < kEdtfRulesVersion ? Age::kOlderTimeRules
                                                  : Age::kCurrent;
}

// Within a process nobody looks at a file of a name (shared) while another is
// put in its place. SQLite finds journals by name: a connection to a file that
// has lost its name would open those of the file that has it now; and a process
// that has a file open twice loses its locks on it when it closes one (POSIX).
std::shared_mutex& FileNames() {
  static auto* const mutex = new std::shared_mutex;
  return *mutex;
}

// Does not wait for a file that somebody has alone: that may be one who puts
// another in its place.
absl::StatusOr<Opened> LookAt(std::string_view location,
                              DatabaseOptions options) {
  const std::shared_lock<std::shared_mutex> lock(FileNames());
  options.busy_timeout_ms = 0;
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                          Database::Open(location, options));
  const absl::StatusOr<Age> age = AgeOf(*database);
  if (database->HasMoved()) return Opened();
  ANNALS_RETURN_IF_ERROR(age.status());
  return Opened{std::move(database), *age};
}

// The old file, for nobody else to use until this is closed; nothing if there
// is none any more. In between tries nobody else is kept from having it alone:
// of two who try, each would wait for the other.
absl::StatusOr<std::unique_ptr<Database>> LockOld(std::string_view location,
                                                  const std::string& path) {
  DatabaseOptions options;
  options.path = path;
  ANNALS_ASSIGN_OR_RETURN(Opened opened, LookAt(location, options));
  if (opened.database == nullptr || opened.age != Age::kOlderPages) {
    return nullptr;
  }
  opened.database.reset();
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> alone,
                          OpenAlone(location, path));
  if (alone->HasMoved()) return nullptr;
  ANNALS_ASSIGN_OR_RETURN(const Age age, AgeOf(*alone));
  if (age != Age::kOlderPages) return nullptr;
  return alone;
}

absl::StatusOr<std::unique_ptr<Database>> LockOldInTime(
    std::string_view location, const std::string& path, int busy_timeout_ms) {
  absl::StatusOr<std::unique_ptr<Database>> locked;
  const absl::Status status = TryWhileBusy(busy_timeout_ms, [&] {
    locked = LockOld(location, path);
    return locked.status();
  });
  if (!absl::IsUnavailable(status)) return locked;
  return absl::UnavailableError(absl::StrCat(
      AsAbsl(location),
      ": was written by an older annals, and somebody has it open; want to be "
      "alone with it to bring it up to date: close it there and try again"));
}

// What lies beside the old file would be taken for the new one's. First all of
// it is brought into the old file.
absl::Status LeaveJournals(Database& old) {
  ANNALS_RETURN_IF_ERROR(SetJournalMode(old, "delete"));
  // So that the last write, when the file has no name, needs none either.
  ANNALS_RETURN_IF_ERROR(SetJournalMode(old, "memory"));
  for (const char* suffix : {"-shm", "-journal"}) {
    std::remove((old.path() + suffix).c_str());
  }
  return SyncFolderOf(old.path());
}

// Whoever could read or write the old file can do so with the new.
absl::Status KeepRights(const Database& old, const struct stat& found,
                        const std::string& path) {
  struct stat fresh = {};
  const bool is_kept =
      stat(path.c_str(), &fresh) == 0 &&
      ((fresh.st_uid == found.st_uid && fresh.st_gid == found.st_gid) ||
       chown(path.c_str(), found.st_uid, found.st_gid) == 0) &&
      chmod(path.c_str(), found.st_mode & 07777) == 0;
  if (is_kept) return absl::OkStatus();
  return absl::PermissionDeniedError(absl::StrCat(
      old.location(),
      ": belongs to another user or group, who would lose it; "
      "want its owner to bring it to format ",
      kFormatVersion, ", by opening it: until then open it read-only"));
}

// Whoever opened the old file meanwhile must not write to it: it has no name
// any more. That it is too new tells a library which does not look.
void Disown(Database& old) {
  if (!old.HasMoved()) return;
  old.Execute(absl::StrCat("PRAGMA user_version = ", kFormatVersion))
      .IgnoreError();
}

// The old file is closed when it has lost its name.
absl::Status PutInPlace(NewFile file, std::unique_ptr<Database> old) {
  const std::unique_lock<std::shared_mutex> lock(FileNames());
  absl::Status finished = file.Finish();
  Disown(*old);
  old.reset();
  return finished;
}

// With the old file alone, and its journals gone. The new one is in WAL mode
// before it gets its name: to change that later would need a journal, which
// somebody who still waits for the old file could take for that one's.
absl::Status Replace(std::unique_ptr<Database> old, Teller& teller) {
  struct stat found = {};
  if (stat(old->path().c_str(), &found) != 0) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(CheckHasOneName(old->location(), old->path()));
  ANNALS_ASSIGN_OR_RETURN(NewFile file,
                          NewFile::BeginAgain(old->path(), kUnfinished));
  ANNALS_RETURN_IF_ERROR(KeepRights(*old, found, file.path()));
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the new file was begun"));
  ANNALS_RETURN_IF_ERROR(
      WriteUpToDate(*old, old->location(), file.path(), "wal", teller));
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the new file was written"));
  ANNALS_RETURN_IF_ERROR(PutInPlace(std::move(file), std::move(old)));
  return teller.AfterStep("the new file took the place of the old");
}

absl::StatusOr<std::string> MakeTemporaryFolder() {
  std::error_code error;
  std::string folder =
      (fs::temp_directory_path(error) / "annals-XXXXXX").string();
  if (!error && mkdtemp(folder.data()) != nullptr) return folder;
  return absl::PermissionDeniedError(
      "the folder for temporary files cannot be written; want one that can, "
      "named by TMPDIR");
}

absl::Status ApplyTimeRulesTo(Database& database, int64_t sequence) {
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadRevision(database, sequence));
  if (revision.content().empty()) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const Record record, Decode(revision.content()));
  if (!record.has_event()) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Span> span,
                          SpanOf(record.event()));
  return UpdateBounds(database, sequence, span);
}

}  // namespace

absl::StatusOr<Opened> OpenAndLook(std::string_view location,
                                   const DatabaseOptions& options) {
  absl::StatusOr<Opened> opened;
  const absl::Status status = TryWhileBusy(options.busy_timeout_ms, [&] {
    opened = LookAt(location, options);
    return opened.status();
  });
  if (absl::IsUnavailable(status)) {
    return IsBusy(std::string(location), LockHolder(options.path),
                  options.busy_timeout_ms);
  }
  if (opened.ok() && opened->database != nullptr) {
    opened->database->SetBusyTimeout(options.busy_timeout_ms);
  }
  return opened;
}

absl::Status Migrate(std::string_view location, const std::string& path,
                     const MigrationOptions& options) {
  static auto* const one_at_a_time = new std::mutex;
  const std::lock_guard<std::mutex> lock(*one_at_a_time);
  ANNALS_ASSIGN_OR_RETURN(const std::string resolved, Resolved(location, path));
  ANNALS_ASSIGN_OR_RETURN(
      std::unique_ptr<Database> old,
      LockOldInTime(location, resolved, options.busy_timeout_ms));
  if (old == nullptr) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const int64_t format,
                          old->SelectInt("PRAGMA user_version"));
  Teller teller(options, format, /*is_copy=*/false);
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the old file was locked"));
  ANNALS_RETURN_IF_ERROR(LeaveJournals(*old));
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the journals were left"));
  ANNALS_RETURN_IF_ERROR(Replace(std::move(old), teller));
  teller.Finish();
  return absl::OkStatus();
}

absl::Status UpdateTables(Database& database, const MigrationOptions& options) {
  Transaction transaction(database, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_ASSIGN_OR_RETURN(const Age age, AgeOf(database));
  // Another was faster.
  if (age != Age::kOlderTables) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(CheckLogTables(database));
  ANNALS_ASSIGN_OR_RETURN(const int64_t format,
                          database.SelectInt("PRAGMA user_version"));
  Teller teller(options, format, /*is_copy=*/false);
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  teller.Begin(last);
  ANNALS_RETURN_IF_ERROR(UpdateSchema(database));
  // An older library sorts all in.
  Tally change;
  change.sorted_in = last;
  ANNALS_RETURN_IF_ERROR(AddToTally(database, change));
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the tables were made"));
  // Of a damaged one nothing is kept.
  ANNALS_RETURN_IF_ERROR(CheckSchema(database));
  ANNALS_RETURN_IF_ERROR(transaction.Commit());
  teller.Finish();
  return teller.AfterStep("the tables were committed");
}

absl::Status ApplyTimeRules(Database& database,
                            const MigrationOptions& options) {
  Transaction transaction(database, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_ASSIGN_OR_RETURN(const Age age, AgeOf(database));
  // Another was faster.
  if (age != Age::kOlderTimeRules) return absl::OkStatus();
  Teller teller(options, kFormatVersion, /*is_copy=*/false);
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  teller.Begin(last);
  for (int64_t sequence = 1; sequence <= last; ++sequence) {
    ANNALS_RETURN_IF_ERROR(ApplyTimeRulesTo(database, sequence));
    teller.TellRow(sequence);
  }
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the bounds were computed"));
  ANNALS_RETURN_IF_ERROR(RebuildDerived(
      database, [&teller](int64_t sequence) { teller.TellDerived(sequence); }));
  ANNALS_RETURN_IF_ERROR(SetTimeRules(database));
  ANNALS_RETURN_IF_ERROR(teller.AfterStep("the tables were derived"));
  ANNALS_RETURN_IF_ERROR(transaction.Commit());
  teller.Finish();
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<TemporaryCopy>> TemporaryCopy::Make(
    Database& old, const FileState& state, const MigrationOptions& options) {
  std::unique_ptr<TemporaryCopy> copy(new TemporaryCopy(old, state));
  ANNALS_ASSIGN_OR_RETURN(copy->folder_, MakeTemporaryFolder());
  Transaction transaction(old, Transaction::Kind::kRead);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_ASSIGN_OR_RETURN(const int64_t format,
                          old.SelectInt("PRAGMA user_version"));
  Teller teller(options, format, /*is_copy=*/true);
  ANNALS_RETURN_IF_ERROR(WriteUpToDate(
      old, absl::StrCat(copy->path(), ", a copy of ", old.location()),
      copy->path(), "delete", teller));
  teller.Finish();
  return copy;
}

TemporaryCopy::~TemporaryCopy() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

absl::Status TemporaryCopy::CheckIsCurrent() const {
  if (FileStateOf(original_) == state_) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat(location_,
                   ": somebody has written it since it was copied to be read; "
                   "open it again"));
}

}  // namespace annals::store_internal
