// FileStateOf() says what can be seen of a store's file from outside.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_FILE_STATE_H_
#define ANNALS_STORE_INTERNAL_FILE_STATE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace annals::store_internal {

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

// The same for whoever has found out otherwise. `is_gone`: no other has its
// name.
absl::Status NotTheOneOpened(const std::string& location, bool is_gone);

// FailedPrecondition if the file has several names (hard links). A journal
// belongs to a name, not to a file: who comes by another name sees nothing of
// it, and would commit to a journal of his own: one of the two is then lost, or
// both. Of a file that the system does not know, such as one on a disk of a
// test's own, there is nothing to say.
absl::Status CheckHasOneName(const std::string& location,
                             const std::string& path);

// The bytes of the file and its journals.
int64_t BytesOnDisk(const std::string& path);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_FILE_STATE_H_
