// Opening the file of a store: for the one that writes, for those that read.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/store_file.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/busy.h"
#include "annals/store/internal/checkpointer.h"
#include "annals/store/internal/file_state.h"
#include "annals/store/internal/migration.h"
#include "annals/store/internal/schema.h"
#include "annals/store/internal/text_index.h"
#include "annals/time/edtf.h"

namespace annals::store_internal {
namespace {

namespace fs = std::filesystem;

// A file that was brought up to date is opened anew, and so is one in whose
// place another was put in between.
constexpr int kOpensMax = 10;

// Looks at names only. To open the file here, and close it again, would drop
// the locks that SQLite holds on it in this process.
absl::Status CheckExisting(std::string_view location, fs::file_type type) {
  if (type == fs::file_type::directory) {
    return absl::InvalidArgumentError(
        absl::StrCat(AsAbsl(location), ": a folder; want a file"));
  }
  if (type != fs::file_type::regular && type != fs::file_type::unknown) {
    return absl::InvalidArgumentError(
        absl::StrCat(AsAbsl(location), ": not a plain file; want a file"));
  }
  return absl::OkStatus();
}

// A folder on the way that may not be entered, a name that is too long.
absl::Status Unreachable(std::string_view location,
                         const std::error_code& error) {
  return absl::Status(
      absl::ErrnoToStatusCode(error.value()),
      absl::StrCat(AsAbsl(location), ": cannot be reached (", error.message(),
                   "); want the path of a file"));
}

absl::Status CheckMissing(std::string_view location, bool create) {
  if (!create) {
    return absl::NotFoundError(
        absl::StrCat(AsAbsl(location), ": no such file; want a store"));
  }
  const fs::path folder = fs::path(location).parent_path();
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) {
    return absl::OkStatus();
  }
  return absl::NotFoundError(absl::StrCat(AsAbsl(location), ": no folder ",
                                          folder.string(), "; make it first"));
}

absl::Status CheckLocation(std::string_view location, bool create) {
  if (location.empty() || location.find('\0') != std::string_view::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("location \"", AsAbsl(location.substr(0, 80)),
                     "\"; want the path of a file, such as korea.annals"));
  }
  std::error_code error;
  const fs::file_type type = fs::status(fs::path(location), error).type();
  if (type == fs::file_type::none) return Unreachable(location, error);
  if (type == fs::file_type::not_found) return CheckMissing(location, create);
  return CheckExisting(location, type);
}

absl::StatusOr<std::string> AbsolutePathOf(std::string_view location) {
  std::error_code error;
  const fs::path path = fs::absolute(fs::path(location), error);
  if (error) return Unreachable(location, error);
  return path.string();
}

// SQLite does not call it an error if it has to leave the mode as it was.
absl::Status SwitchToWriteAheadLog(Database& database) {
  Statement query = database.Prepare("PRAGMA journal_mode = WAL");
  ANNALS_RETURN_IF_ERROR(query.Step().status());
  if (query.Text(0) == "wal") return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      database.location(), ": journal mode ", AsAbsl(query.Text(0)),
      "; want wal, which needs a file system where processes can share memory: "
      "put the store on a local disk"));
}

// The switch needs the file alone for a moment.
absl::Status UseWriteAheadLog(Database& database, const StoreOptions& options) {
  return TryWhileBusy(options.busy_timeout_ms,
                      [&database] { return SwitchToWriteAheadLog(database); });
}

// A sealed file stays so if nothing may be written to it.
absl::Status UnsealForWriting(Database& database, const StoreOptions& options) {
  if (!CheckHasOneName(database.location(), database.path()).ok()) {
    return absl::OkStatus();
  }
  return UseWriteAheadLog(database, options);
}

absl::Status MakeReadyForWriting(Database& database,
                                 const StoreOptions& options) {
  ANNALS_RETURN_IF_ERROR(CheckTextSearch());
  ANNALS_ASSIGN_OR_RETURN(const bool is_blank, IsBlank(database));
  if (is_blank && options.create) {
    ANNALS_RETURN_IF_ERROR(
        CheckHasOneName(database.location(), database.path()));
    ANNALS_RETURN_IF_ERROR(CreateSchema(database));
  }
  ANNALS_RETURN_IF_ERROR(CheckSchema(database));
  ANNALS_RETURN_IF_ERROR(UnsealForWriting(database, options));
  database.CheckpointFrom(JournalLimits().copied_from);
  // 192 MB of cache, if they are needed, keep the indexes of a million
  // revisions in memory and what a large batch has changed. A journal that once
  // grew longer than 64 MB is cut back.
  return database.Execute(
      "PRAGMA cache_size = -196608; PRAGMA journal_size_limit = 67108864");
}

absl::Status NeedsItsJournal(std::string_view location) {
  return absl::PermissionDeniedError(absl::StrCat(
      AsAbsl(location), ": its journal ", AsAbsl(location),
      "-wal cannot be read without write rights; want those for the folder, or "
      "read a sealed copy (annals backup)"));
}

MigrationOptions MigrationOptionsOf(const StoreOptions& options) {
  MigrationOptions migration;
  migration.busy_timeout_ms = options.busy_timeout_ms;
  migration.progress = options.migration_progress;
  return migration;
}

// Nothing if the file was of an older format, or lost its name meanwhile: then
// it is to be opened anew.
absl::StatusOr<std::unique_ptr<Database>> TryForWriting(
    std::string_view location, const DatabaseOptions& database_options,
    const StoreOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(Opened opened,
                          OpenAndLook(location, database_options));
  std::unique_ptr<Database> database = std::move(opened.database);
  const Age age = opened.age;
  if (database == nullptr) return nullptr;
  const MigrationOptions migration = MigrationOptionsOf(options);
  if (age != Age::kCurrent) {
    ANNALS_RETURN_IF_ERROR(
        CheckHasOneName(database->location(), database->path()));
  }
  if (age == Age::kOlderPages) {
    database.reset();
    ANNALS_RETURN_IF_ERROR(Migrate(location, database_options.path, migration));
    return nullptr;
  }
  if (age == Age::kOlderTables) {
    ANNALS_RETURN_IF_ERROR(UseWriteAheadLog(*database, options));
    ANNALS_RETURN_IF_ERROR(UpdateTables(*database, migration));
    return nullptr;
  }
  ANNALS_RETURN_IF_ERROR(MakeReadyForWriting(*database, options));
  if (age == Age::kOlderTimeRules) {
    ANNALS_RETURN_IF_ERROR(ApplyTimeRules(*database, migration));
  }
  return database;
}

// Reads a copy in the place of an older library's file.
absl::Status TurnToCopy(std::string_view location, const FileState& state,
                        const StoreOptions& options, OpenedForReading& opened) {
  opened.original = std::move(opened.database);
  ANNALS_ASSIGN_OR_RETURN(opened.copy,
                          TemporaryCopy::Make(*opened.original, state,
                                              MigrationOptionsOf(options)));
  // Without locks nobody kept writers away.
  if (opened.options.immutable) {
    ANNALS_RETURN_IF_ERROR(opened.copy->CheckIsCurrent());
  }
  opened.options.path = opened.copy->path();
  // It is nobody else's.
  opened.options.immutable = true;
  ANNALS_ASSIGN_OR_RETURN(opened.database,
                          Database::Open(location, opened.options));
  return CheckSchema(*opened.database);
}

// Nothing is opened if the file has lost its name meanwhile.
absl::StatusOr<OpenedForReading> TryForReading(
    std::string_view location, const DatabaseOptions& database_options,
    const StoreOptions& options) {
  OpenedForReading opened;
  opened.options = database_options;
  const FileState state = FileStateOf(database_options.path);
  absl::StatusOr<Opened> looked = OpenAndLook(location, opened.options);
  if (absl::IsPermissionDenied(looked.status())) {
    if (FileStateOf(database_options.path).has_journal) {
      return NeedsItsJournal(location);
    }
    opened.options.immutable = true;
    looked = OpenAndLook(location, opened.options);
  }
  ANNALS_RETURN_IF_ERROR(looked.status());
  if (looked->database == nullptr) return opened;
  opened.database = std::move(looked->database);
  ANNALS_RETURN_IF_ERROR(looked->age == Age::kCurrent
                             ? CheckSchema(*opened.database)
                             : TurnToCopy(location, state, options, opened));
  return opened;
}

absl::Status ReplacedAgainAndAgain(std::string_view location) {
  return absl::UnavailableError(
      absl::StrCat(AsAbsl(location), ": was replaced each of ", kOpensMax,
                   " times that it was opened; want it to stay: try again"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenForWriting(
    std::string_view location, const StoreOptions& options,
    const std::string& vfs) {
  if (vfs.empty()) {
    ANNALS_RETURN_IF_ERROR(CheckLocation(location, options.create));
  }
  DatabaseOptions database_options;
  database_options.vfs = vfs;
  database_options.create = options.create;
  database_options.busy_timeout_ms = options.busy_timeout_ms;
  ANNALS_ASSIGN_OR_RETURN(database_options.path, AbsolutePathOf(location));
  for (int i = 0; i < kOpensMax; ++i) {
    ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                            TryForWriting(location, database_options, options));
    if (database != nullptr) return database;
  }
  return ReplacedAgainAndAgain(location);
}

absl::StatusOr<OpenedForReading> OpenForReading(std::string_view location,
                                                const StoreOptions& options,
                                                const std::string& vfs) {
  if (vfs.empty()) {
    ANNALS_RETURN_IF_ERROR(CheckLocation(location, /*create=*/false));
  }
  DatabaseOptions database_options;
  database_options.vfs = vfs;
  database_options.read_only = true;
  database_options.busy_timeout_ms = options.busy_timeout_ms;
  ANNALS_ASSIGN_OR_RETURN(database_options.path, AbsolutePathOf(location));
  for (int i = 0; i < kOpensMax; ++i) {
    const FileIdentity before = FileStateOf(database_options.path).identity;
    absl::StatusOr<OpenedForReading> opened =
        TryForReading(location, database_options, options);
    const FileIdentity after = FileStateOf(database_options.path).identity;
    const bool has_moved = opened.ok() && opened->database == nullptr;
    if (before == after && !has_moved) return opened;
  }
  return ReplacedAgainAndAgain(location);
}

absl::Status CheckMayWrite(Database& database) {
  if (database.HasMoved()) {
    const FileIdentity found = FileStateOf(database.path()).identity;
    return NotTheOneOpened(database.location(), found == FileIdentity());
  }
  ANNALS_RETURN_IF_ERROR(CheckHasOneName(database.location(), database.path()));
  ANNALS_ASSIGN_OR_RETURN(const Versions found, VersionsOf(database));
  if (found.format == kFormatVersion && found.time_rules == kEdtfRulesVersion) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      database.location(), ": format version ", found.format, ", time rules ",
      found.time_rules, "; want ", kFormatVersion, " and ", kEdtfRulesVersion,
      ": another version of annals took it over since it was opened; open it "
      "again with that"));
}

}  // namespace annals::store_internal
