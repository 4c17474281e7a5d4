// The file beside a store that keeps an index in memory over a closing.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/index_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/new_file.h"

namespace annals::store_internal {
namespace {

absl::Status Failed(const std::string& path, std::string_view what) {
  const int error = errno;
  return absl::Status(
      absl::ErrnoToStatusCode(error),
      absl::StrCat(path, ": ", AsAbsl(what), " (", std::strerror(error), ")"));
}

// Closed when it is destroyed.
class OpenFile {
 public:
  OpenFile(const std::string& path, int flags)
      : file_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool IsOpen() const { return file_ >= 0; }
  int get() const { return file_; }

 private:
  const int file_;
};

// Who may read the store may read it. If its group cannot have it, nobody but
// the owner does.
void ShareAs(const struct stat& store, int file) {
  const bool has_group =
      ::fchown(file, store.st_uid, store.st_gid) == 0 ||
      ::fchown(file, static_cast<uid_t>(-1), store.st_gid) == 0;
  const mode_t mode = store.st_mode & (has_group ? 0666 : 0600);
  // Else it stays the owner's alone, which does no harm.
  if (::fchmod(file, mode) != 0) return;
}

absl::Status WriteAll(const std::string& path, int file,
                      std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return Failed(path, "cannot be written");
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return absl::OkStatus();
}

absl::Status WriteNew(
    const std::string& path, const struct stat& store,
    absl::FunctionRef<absl::Status(EventFeed::Sink sink)> write) {
  ::unlink(path.c_str());
  const OpenFile file(path, O_WRONLY | O_CREAT | O_EXCL);
  if (!file.IsOpen()) return Failed(path, "cannot be made");
  ShareAs(store, file.get());
  return write([&](std::string_view bytes) {
    return WriteAll(path, file.get(), bytes);
  });
}

// Nothing is there, or one of ours.
absl::Status CheckMayReplace(const std::string& path) {
  struct stat found;
  if (::lstat(path.c_str(), &found) != 0 || IsAnIndex(path)) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      path, ": no index of annals; want it moved away or deleted"));
}

// The file's own name, however many links led to it.
absl::StatusOr<std::string> FileNameOf(Database& database) {
  Statement query = database.Prepare(
      "SELECT file FROM pragma_database_list WHERE name = 'main'");
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  const std::string name = found ? std::string(query.Text(0)) : "";
  return name.empty() ? database.path() : name;
}

}  // namespace

std::array<std::string, 2> IndexFilesOf(std::string_view store_file) {
  const std::string name = absl::StrCat(AsAbsl(store_file), "-index");
  return {name, name + "-new"};
}

bool IsAnIndex(const std::string& path) {
  // As sealed bytes begin, whatever their version.
  static constexpr std::string_view kBeginning = "annalsix";
  struct stat found;
  if (::lstat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) {
    return false;
  }
  if (found.st_size == 0) return true;
  const OpenFile file(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  std::array<char, kBeginning.size()> bytes = {};
  if (!file.IsOpen() || ::read(file.get(), bytes.data(), bytes.size()) !=
                            static_cast<ssize_t>(bytes.size())) {
    return false;
  }
  const std::string_view beginning(bytes.data(), bytes.size());
  return beginning == kBeginning || beginning == std::string(8, '\0');
}

absl::StatusOr<EventFeed::KeptIndex> MapIndexFile(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const std::string store_file, FileNameOf(database));
  const std::string path = IndexFilesOf(store_file)[0];
  // Whatever else may have that name, nobody waits for it.
  const OpenFile file(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (!file.IsOpen()) return Failed(path, "cannot be opened");
  struct stat found;
  if (::fstat(file.get(), &found) != 0) return Failed(path, "cannot be read");
  if (!S_ISREG(found.st_mode) || found.st_size == 0) {
    return absl::DataLossError(absl::StrCat(path, ": no index, but a file of ",
                                            found.st_size, " bytes, or none"));
  }
  struct stat store;
  const bool is_known = ::stat(store_file.c_str(), &store) == 0;
  if (is_known && (found.st_mode & 0777 & ~store.st_mode) != 0) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, ": more may read it than the store; want it written anew"));
  }
  const auto size = static_cast<size_t>(found.st_size);
  void* const bytes =
      ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (bytes == MAP_FAILED) return Failed(path, "cannot be mapped");
  std::shared_ptr<const void> owner(
      bytes, [size](void* mapped) { ::munmap(mapped, size); });
  return EventFeed::KeptIndex{
      path, std::string_view(static_cast<const char*>(bytes), size),
      std::move(owner)};
}

absl::StatusOr<std::string> WriteIndexFile(
    Database& database,
    absl::FunctionRef<absl::Status(EventFeed::Sink sink)> write) {
  ANNALS_ASSIGN_OR_RETURN(const std::string store_file, FileNameOf(database));
  struct stat store;
  if (::stat(store_file.c_str(), &store) != 0) {
    return Failed(store_file, "cannot be read");
  }
  if (store.st_nlink > 1) {
    return absl::FailedPreconditionError(absl::StrCat(
        store_file, ": has ", store.st_nlink,
        " names (hard links); want one, so that a redaction finds the index"));
  }
  const auto [path, unfinished] = IndexFilesOf(store_file);
  for (const std::string& name : {path, unfinished}) {
    ANNALS_RETURN_IF_ERROR(CheckMayReplace(name));
  }
  const absl::Status status = WriteNew(unfinished, store, write);
  if (!status.ok()) {
    ::unlink(unfinished.c_str());
    return status;
  }
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) {
    const absl::Status failed = Failed(path, "cannot be given its name");
    ::unlink(unfinished.c_str());
    return failed;
  }
  return path;
}

absl::Status DeleteIndexFile(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const std::string store_file, FileNameOf(database));
  for (const std::string& path : IndexFilesOf(store_file)) {
    // Looked for first: a file system that may not be written to refuses to
    // delete also what is not there.
    struct stat found;
    if (::lstat(path.c_str(), &found) != 0) {
      if (errno == ENOENT || errno == ENOTDIR) continue;
    } else if (S_ISDIR(found.st_mode)) {
      continue;
    }
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
      const absl::Status failed = Failed(path, "cannot be deleted");
      return absl::UnavailableError(
          absl::StrCat(failed.message(),
                       ", and may hold what was redacted; want "
                       "the right to delete it"));
    }
  }
  // Also where there is none any more: who deleted it may not have got so far.
  return SyncFolderOf(store_file);
}

}  // namespace annals::store_internal
