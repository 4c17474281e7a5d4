// A NewFile gets its name when it is complete.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_NEW_FILE_H_
#define ANNALS_STORE_INTERNAL_NEW_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace annals::store_internal {

// A file that is made beside the one that it shall become, and goes unless it
// was finished.
class NewFile {
 public:
  // AlreadyExists if there is a file of this name and it is not to be replaced;
  // InvalidArgument if it is a folder, a device or the like, which never is;
  // FailedPrecondition if a journal of SQLite's lies beside the name; an error
  // of the system if the folder cannot be written.
  static absl::StatusOr<NewFile> Begin(std::string_view name, bool replace);
  // To be put in the place of `name`, and made under that name with a suffix.
  // What a try that was killed left there is removed, so the caller must be the
  // only one who tries.
  static absl::StatusOr<NewFile> BeginAgain(std::string_view name,
                                            std::string_view suffix);
  ~NewFile();
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;

  // Where it is made: an empty file, which only the user may read.
  const std::string& path() const { return path_; }

  // Whoever may read and write that file may do so with this one, if they have
  // the same owner.
  void TakeModeOf(const std::string& other) const;

  // Puts it on the disk, then gives it its name, and puts that on the disk.
  absl::Status Finish();

 private:
  NewFile(std::string_view name, bool replace);

  void Remove() const;

  std::string name_;
  std::string path_;
  bool replace_ = false;
};

// Puts on the disk which files there are in the folder of this one, and under
// which names.
absl::Status SyncFolderOf(const std::string& path);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_NEW_FILE_H_
