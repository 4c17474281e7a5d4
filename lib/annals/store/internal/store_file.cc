// Opening the file of a store: for the one that writes, for those that read.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/store_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/schema.h"
#include "annals/store/internal/text_index.h"

namespace annals::store_internal {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kJournalModeRetry = absl::Milliseconds(10);

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

// The switch needs the file alone for a moment, and SQLite does not wait for
// that by itself.
absl::Status UseWriteAheadLog(Database& database, int busy_timeout_ms) {
  const absl::Time deadline = absl::Now() + absl::Milliseconds(busy_timeout_ms);
  while (true) {
    absl::Status status = SwitchToWriteAheadLog(database);
    if (!absl::IsUnavailable(status) || absl::Now() >= deadline) {
      return status;
    }
    absl::SleepFor(kJournalModeRetry);
  }
}

absl::Status MakeReadyForWriting(Database& database,
                                 const StoreOptions& options) {
  ANNALS_RETURN_IF_ERROR(CheckTextSearch());
  ANNALS_ASSIGN_OR_RETURN(const bool is_blank, IsBlank(database));
  if (is_blank && options.create) {
    ANNALS_RETURN_IF_ERROR(CreateSchema(database));
  }
  ANNALS_RETURN_IF_ERROR(CheckSchema(database));
  ANNALS_RETURN_IF_ERROR(UseWriteAheadLog(database, options.busy_timeout_ms));
  // 192 MB of cache, if they are needed, keep the indexes of a million
  // revisions in memory and what a large batch has changed. A journal of 32 MB
  // before it is written back: in a bulk load most batches touch the same pages
  // of the indexes, which are then written once for several batches. One that
  // once grew longer is cut back.
  return database.Execute(
      "PRAGMA cache_size = -196608; PRAGMA wal_autocheckpoint = 8192;"
      "PRAGMA journal_size_limit = 67108864");
}

absl::StatusOr<std::unique_ptr<Database>> OpenAndCheck(
    std::string_view location, const DatabaseOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                          Database::Open(location, options));
  ANNALS_RETURN_IF_ERROR(CheckSchema(*database));
  return database;
}

absl::Status NeedsItsJournal(std::string_view location) {
  return absl::PermissionDeniedError(absl::StrCat(
      AsAbsl(location), ": its journal ", AsAbsl(location),
      "-wal cannot be read without write rights; want those for the folder, or "
      "read a sealed copy (annals backup)"));
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
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                          Database::Open(location, database_options));
  ANNALS_RETURN_IF_ERROR(MakeReadyForWriting(*database, options));
  return database;
}

absl::StatusOr<OpenedForReading> OpenForReading(std::string_view location,
                                                const StoreOptions& options,
                                                const std::string& vfs) {
  if (vfs.empty()) {
    ANNALS_RETURN_IF_ERROR(CheckLocation(location, /*create=*/false));
  }
  OpenedForReading opened;
  opened.options.vfs = vfs;
  opened.options.read_only = true;
  opened.options.busy_timeout_ms = options.busy_timeout_ms;
  ANNALS_ASSIGN_OR_RETURN(opened.options.path, AbsolutePathOf(location));
  absl::StatusOr<std::unique_ptr<Database>> database =
      OpenAndCheck(location, opened.options);
  if (absl::IsPermissionDenied(database.status())) {
    if (FileStateOf(opened.options.path).has_journal) {
      return NeedsItsJournal(location);
    }
    opened.options.immutable = true;
    database = OpenAndCheck(location, opened.options);
  }
  ANNALS_ASSIGN_OR_RETURN(opened.database, std::move(database));
  return opened;
}

FileState FileStateOf(const std::string& path) {
  std::error_code error;
  FileState state;
  struct stat found = {};
  if (stat(path.c_str(), &found) == 0) {
    state.identity.device = static_cast<uint64_t>(found.st_dev);
    state.identity.inode = static_cast<uint64_t>(found.st_ino);
  }
  state.bytes = static_cast<int64_t>(fs::file_size(path, error));
  state.modified = static_cast<int64_t>(
      fs::last_write_time(path, error).time_since_epoch().count());
  const auto journal_bytes = fs::file_size(path + "-wal", error);
  state.has_journal = !error && journal_bytes > 0;
  return state;
}

absl::Status CheckIdentity(const std::string& location, const std::string& path,
                           const FileIdentity& opened_as) {
  const FileIdentity found = FileStateOf(path).identity;
  if (found == opened_as) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      location, found == FileIdentity() ? ": gone" : ": another file",
      "; want the one that was opened, which was moved or deleted since: open "
      "it again"));
}

int64_t BytesOnDisk(const std::string& path) {
  int64_t bytes = 0;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::error_code error;
    const auto size = fs::file_size(path + suffix, error);
    if (!error) bytes += static_cast<int64_t>(size);
  }
  return bytes;
}

}  // namespace annals::store_internal
