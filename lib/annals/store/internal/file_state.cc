// FileStateOf() says what can be seen of a store's file from outside.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/file_state.h"

#include <sys/stat.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace annals::store_internal {

namespace fs = std::filesystem;

namespace {

FileIdentity IdentityOf(const std::string& path) {
  FileIdentity identity;
  struct stat found = {};
  if (stat(path.c_str(), &found) == 0) {
    identity.device = static_cast<uint64_t>(found.st_dev);
    identity.inode = static_cast<uint64_t>(found.st_ino);
  }
  return identity;
}

}  // namespace

FileState FileStateOf(const std::string& path) {
  std::error_code error;
  FileState state;
  state.identity = IdentityOf(path);
  state.bytes = static_cast<int64_t>(fs::file_size(path, error));
  state.modified = static_cast<int64_t>(
      fs::last_write_time(path, error).time_since_epoch().count());
  const auto journal_bytes = fs::file_size(path + "-wal", error);
  state.has_journal = !error && journal_bytes > 0;
  return state;
}

absl::Status CheckIdentity(const std::string& location, const std::string& path,
                           const FileIdentity& opened_as) {
  const FileIdentity found = IdentityOf(path);
  if (found == opened_as) return absl::OkStatus();
  return NotTheOneOpened(location, found == FileIdentity());
}

absl::Status NotTheOneOpened(const std::string& location, bool is_gone) {
  return absl::FailedPreconditionError(absl::StrCat(
      location, is_gone ? ": gone" : ": another file",
      "; want the one that was opened, which was moved or deleted since: open "
      "it again"));
}

absl::Status CheckHasOneName(const std::string& location,
                             const std::string& path) {
  struct stat found = {};
  if (stat(path.c_str(), &found) != 0 || found.st_nlink <= 1) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      location, ": has ", static_cast<int64_t>(found.st_nlink),
      " names (hard links); want one to write to, since each would have a "
      "journal of its own: keep the one that a journal (-wal) lies beside, and "
      "remove the others; or write to an annals backup of that one"));
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
