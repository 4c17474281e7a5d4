// A NewFile gets its name when it is complete.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/index_file.h"

namespace annals::store_internal {
namespace {

namespace fs = std::filesystem;

absl::Status Failed(const std::string& name, std::string_view what) {
  const int error = errno;
  return absl::Status(
      absl::ErrnoToStatusCode(error),
      absl::StrCat(name, ": ", AsAbsl(what), " (", std::strerror(error), ")"));
}

absl::Status AlreadyThere(const std::string& name) {
  return absl::AlreadyExistsError(
      absl::StrCat(name, ": there is one; want a name that is free"));
}

// SQLite would play what is in such a file into whatever bears the name.
absl::Status CheckThatNoJournalWaits(const std::string& name) {
  for (const char* suffix : {"-wal", "-journal"}) {
    const std::string journal = name + suffix;
    std::error_code error;
    if (fs::exists(journal, error)) {
      return absl::FailedPreconditionError(
          absl::StrCat(name, ": beside it is ", journal,
                       ", of a store that is in use or was not closed; want "
                       "another name, or that store closed"));
    }
  }
  return absl::OkStatus();
}

absl::Status Sync(const std::string& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return Failed(path, "cannot be opened");
  const int code = fsync(file);
  const absl::Status status =
      code == 0 ? absl::OkStatus() : Failed(path, "cannot be put on the disk");
  close(file);
  return status;
}

}  // namespace

absl::Status SyncFolderOf(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return Sync(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
}

NewFile::NewFile(std::string_view name, bool replace)
    : name_(name), replace_(replace) {}

NewFile::NewFile(NewFile&& other) noexcept
    : name_(std::move(other.name_)),
      path_(std::exchange(other.path_, "")),
      replace_(other.replace_) {}

NewFile::~NewFile() {
  if (!path_.empty()) Remove();
}

void NewFile::Remove() const {
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
    std::remove((path_ + suffix).c_str());
  }
}

absl::StatusOr<NewFile> NewFile::Begin(std::string_view name, bool replace) {
  NewFile file(name, replace);
  std::error_code error;
  if (name.empty()) {
    return absl::InvalidArgumentError("\"\": no name for a file; want one");
  }
  if (fs::is_directory(file.name_, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(file.name_, ": a folder; want the name of a file"));
  }
  if (fs::exists(file.name_, error) &&
      !fs::is_regular_file(file.name_, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(file.name_, ": not a plain file; want the name of one"));
  }
  if (!replace && fs::exists(file.name_, error)) {
    return AlreadyThere(file.name_);
  }
  ANNALS_RETURN_IF_ERROR(CheckThatNoJournalWaits(file.name_));
  std::string path = absl::StrCat(file.name_, ".part-XXXXXX");
  const int handle = mkstemp(path.data());
  if (handle < 0) return Failed(file.name_, "cannot be made");
  close(handle);
  file.path_ = path;
  return file;
}

absl::StatusOr<NewFile> NewFile::BeginAgain(std::string_view name,
                                            std::string_view suffix) {
  NewFile file(name, /*replace=*/true);
  file.path_ = absl::StrCat(AsAbsl(name), AsAbsl(suffix));
  file.Remove();
  // Follows no link that somebody put there.
  const int handle =
      open(file.path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) {
    const absl::Status failed = Failed(file.path_, "cannot be made");
    file.path_.clear();
    return failed;
  }
  close(handle);
  return file;
}

void NewFile::TakeModeOf(const std::string& other) const {
  std::error_code error;
  const fs::file_status status = fs::status(other, error);
  if (!error) fs::permissions(path_, status.permissions(), error);
}

// A hard link is refused where there is a file, at any moment. An index that
// lies beside the name is of what had it before.
absl::Status NewFile::Finish() {
  ANNALS_RETURN_IF_ERROR(Sync(path_, O_RDONLY));
  if (replace_) {
    if (std::rename(path_.c_str(), name_.c_str()) != 0) {
      return Failed(name_, "cannot be given its name");
    }
    path_.clear();
  } else if (link(path_.c_str(), name_.c_str()) != 0) {
    if (errno == EEXIST) return AlreadyThere(name_);
    return Failed(name_, "cannot be given its name");
  } else {
    // Nobody writes to a store that has two names.
    Remove();
    path_.clear();
  }
  for (const std::string& index : IndexFilesOf(name_)) {
    if (IsAnIndex(index)) std::remove(index.c_str());
  }
  return SyncFolderOf(name_);
}

}  // namespace annals::store_internal
