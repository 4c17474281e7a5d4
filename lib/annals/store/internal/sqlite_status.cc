// SqliteStatus() puts SQLite's result codes into our words.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/sqlite_status.h"

#include <sqlite3.h>

#include <cerrno>

#include "absl/strings/str_cat.h"

namespace annals::store_internal {
namespace {

// SQLite calls only ENOSPC a full disk. A quota and a limit on the size of
// files are the same thing to who must make room.
bool IsLackOfRoom(const SqliteFailure& failure) {
  if ((failure.code & 0xff) == SQLITE_FULL) return true;
  return (failure.code & 0xff) == SQLITE_IOERR &&
         (failure.system_errno == ENOSPC || failure.system_errno == EDQUOT ||
          failure.system_errno == EFBIG);
}

}  // namespace

absl::Status IsBusy(const std::string& location, const std::string& lock_holder,
                    int busy_timeout_ms) {
  return absl::UnavailableError(
      absl::StrCat(location, ": ", lock_holder,
                   " holds the lock for writing, and has not let go within ",
                   busy_timeout_ms, " ms; try again, or wait longer"));
}

absl::Status SqliteStatus(const std::string& location,
                          const SqliteFailure& failure, int busy_timeout_ms) {
  if (IsLackOfRoom(failure)) {
    return absl::ResourceExhaustedError(absl::StrCat(
        location,
        ": no room left on the disk; the store is as it was; make room and "
        "try again"));
  }
  switch (failure.code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return IsBusy(location, failure.lock_holder, busy_timeout_ms);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return absl::PermissionDeniedError(
          absl::StrCat(location, ": ", failure.words,
                       "; want the right to write the file, its folder, and "
                       "what there is beside it (-wal and -shm)"));
    case SQLITE_NOTADB:
      return absl::InvalidArgumentError(absl::StrCat(
          location, ": not a SQLite file; want a store made by annals"));
    case SQLITE_CORRUPT:
      return absl::DataLossError(
          absl::StrCat(location, ": ", failure.words, " (SQLite ", failure.code,
                       "); want a sound SQLite file: restore a backup"));
    default:
      return absl::InternalError(
          absl::StrCat(location, ": ", failure.words, " (SQLite ", failure.code,
                       ", errno ", failure.system_errno, ")"));
  }
}

}  // namespace annals::store_internal
