// Opening the file of a store: for the one that writes, for those that read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_STORE_FILE_H_
#define ANNALS_STORE_INTERNAL_STORE_FILE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// The connection of a writer. Makes the file if the options say so, and checks
// that it is a store. `vfs` as in DatabaseOptions.
absl::StatusOr<std::unique_ptr<Database>> OpenForWriting(
    std::string_view location, const StoreOptions& options,
    const std::string& vfs = "");

// The first connection of a store that is only read; it tells how to open
// more.
struct OpenedForReading {
  std::unique_ptr<Database> database;
  DatabaseOptions options;
};

// Opens without writing anything. A file in WAL mode needs an index beside it
// (-shm), which without write rights cannot be made; if nobody has the file
// open (no -wal), it is then read as one that does not change.
absl::StatusOr<OpenedForReading> OpenForReading(std::string_view location,
                                                const StoreOptions& options,
                                                const std::string& vfs = "");

// Which file it is, whatever its name. Zeros if there is none.
struct FileIdentity {
  uint64_t device = 0;
  uint64_t inode = 0;

  friend bool operator==(const FileIdentity& a, const FileIdentity& b) {
    return a.device == b.device && a.inode == b.inode;
  }
};

// What can be seen of a file from outside. If it is the same before and after,
// nobody has written in between.
struct FileState {
  FileIdentity identity;
  int64_t bytes = 0;
  int64_t modified = 0;
  // A reader may leave an empty one behind, which does not count.
  bool has_journal = false;

  friend bool operator==(const FileState& a, const FileState& b) {
    return a.identity == b.identity && a.bytes == b.bytes &&
           a.modified == b.modified && a.has_journal == b.has_journal;
  }
};

FileState FileStateOf(const std::string& path);

// FailedPrecondition unless the file at `path`, which the user calls
// `location`, is still the one that was opened.
absl::Status CheckIdentity(const std::string& location, const std::string& path,
                           const FileIdentity& opened_as);

// The bytes of the file and its journals.
int64_t BytesOnDisk(const std::string& path);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_STORE_FILE_H_
