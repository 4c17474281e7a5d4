// Migration: a store that an older library wrote is brought up to date.
//
// The log is the same in all formats; what has been added is derived from it.
// But the pages of a file of format 1 have no room for checksums, and cannot be
// given any in place: what SQLite puts back after a crash would have none. So a
// new file is made beside the old one, from its log, and takes its name when it
// is complete. Whoever is killed on the way leaves the old store or the new
// one, whole, and the next begins anew.
//
// From format 2 on the pages have that room: what a newer format has beside the
// log is made in the file itself, in one transaction. So are the bounds and the
// derived tables, where only the rules have changed by which dates become
// bounds.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_MIGRATION_H_
#define ANNALS_STORE_INTERNAL_MIGRATION_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/file_state.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// How far a store is behind this library.
enum class Age {
  kCurrent,
  kOlderTimeRules,
  // Beside the log it lacks something that can be made in the file ...
  kOlderTables,
  // ... or its pages have no room for checksums.
  kOlderPages,
};

// A file that was opened, and how old it is. Another program's and one of a
// newer library are kCurrent here, for CheckSchema() to refuse.
struct Opened {
  // Nothing if it lost its name meanwhile.
  std::unique_ptr<Database> database;
  Age age = Age::kCurrent;
};

// Opens a file that may be older. It is waited for whoever has it alone, but
// not with the file open: another may be put in its place.
absl::StatusOr<Opened> OpenAndLook(std::string_view location,
                                   const DatabaseOptions& options);

struct MigrationOptions {
  // How long to wait for others to close the file.
  int busy_timeout_ms = 0;
  std::function<void(const MigrationProgress&)> progress;
  // Called after each step, in words; its error ends the migration. For tests.
  std::function<absl::Status(std::string_view step)> after_step;
};

// Puts a file of this library's format in the place of one whose pages have no
// room for checksums.
// Nobody else may have it open: they are waited for, and then it is
// Unavailable. Whoever comes meanwhile waits. OK, too, if another process was
// faster.
//
// Owner, group and mode stay; tables that others put into the file do not.
// FailedPrecondition if the file has several names (hard links), since the
// others would be left with the old store; PermissionDenied if it belongs to
// somebody else, who would lose it. Needs room for the new file beside the old.
absl::Status Migrate(std::string_view location, const std::string& path,
                     const MigrationOptions& options);

// Makes in the file what this library's format has beside the log and that one
// of an older format lacks. Others may read meanwhile. OK, too, if another
// process was faster.
absl::Status UpdateTables(Database& database, const MigrationOptions& options);

// Makes anew what older time rules made of dates. Others may read meanwhile.
absl::Status ApplyTimeRules(Database& database,
                            const MigrationOptions& options);

// A store of this library's format in a temporary folder, made of one that is
// older and may not be written. The folder goes with it.
class TemporaryCopy {
 public:
  // As `old` is now, which is the file that was in this state before it was
  // opened. Needs room in the folder for temporary files (TMPDIR).
  static absl::StatusOr<std::unique_ptr<TemporaryCopy>> Make(
      Database& old, const FileState& state, const MigrationOptions& options);
  ~TemporaryCopy();
  TemporaryCopy(const TemporaryCopy&) = delete;
  TemporaryCopy& operator=(const TemporaryCopy&) = delete;

  std::string path() const { return folder_ + "/copy.annals"; }

  // Unavailable if somebody has written the original since.
  absl::Status CheckIsCurrent() const;

 private:
  TemporaryCopy(const Database& old, const FileState& state)
      : location_(old.location()), original_(old.path()), state_(state) {}

  const std::string location_;
  const std::string original_;
  const FileState state_;
  std::string folder_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_MIGRATION_H_
