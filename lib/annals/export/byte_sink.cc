// A ByteSink takes bytes as they come: into a string, a stream, a file.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/byte_sink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <system_error>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"

namespace annals {
namespace {

namespace fs = std::filesystem;

// More than this is handed to the system at once.
constexpr size_t kBufferBytes = 64 * 1024;

// By errno.
absl::Status CannotWrite(const std::string& path) {
  const bool is_full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  return absl::Status(
      is_full ? absl::StatusCode::kResourceExhausted
              : absl::StatusCode::kInvalidArgument,
      absl::StrCat(path, ": cannot be written: ", std::strerror(errno)));
}

// A new file beside `target`, so that it can be renamed into its place; -1 if
// there can be none. `part` is its name. mkostemp() would make it its owner's
// alone, and the process's umask cannot be asked without changing it.
int OpenBeside(const std::string& target, mode_t mode, std::string& part) {
  constexpr int kTriesMax = 100;
  constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz";
  std::random_device random;
  int descriptor = -1;
  for (int i = 0; i < kTriesMax && descriptor < 0; ++i) {
    part = target + ".";
    for (int k = 0; k < 6; ++k) part += kLetters[random() % 26];
    descriptor =
        open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0 && errno != EEXIST) break;
  }
  return descriptor;
}

// N of a path that the process's descriptor N goes by, such as /dev/fd/N or
// /dev/stdout; -1 for any other. Linux keeps those names below /proc, others
// below /dev; the last part of the path is not followed further, since it leads
// on to the file that is open there.
int DescriptorNamed(fs::path path) {
  constexpr int kLinksMax = 40;
  const std::string own = absl::StrCat("/proc/", getpid(), "/fd");
  std::error_code error;
  for (int i = 0; i < kLinksMax; ++i) {
    const fs::path folder =
        fs::canonical(fs::absolute(path, error).parent_path(), error);
    if (error) return -1;
    int descriptor = -1;
    if ((folder == own || folder == "/dev/fd") &&
        absl::SimpleAtoi(path.filename().string(), &descriptor)) {
      return descriptor;
    }
    const fs::path next = fs::read_symlink(path, error);
    if (error) return -1;
    path = folder / next;
  }
  return -1;
}

// What is there and is no file.
bool IsNoFile(const fs::file_status& status) {
  return fs::exists(status) && !fs::is_regular_file(status);
}

// Those who may write a file may not always make one beside it.
absl::Status CannotMake(const std::string& path) {
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": no file can be made beside it, to take its place: ",
                   std::strerror(errno)));
}

}  // namespace

absl::Status StringSink::Append(std::string_view bytes) {
  out_ += bytes;
  return absl::OkStatus();
}

FileSink::FileSink(std::string path, std::string target, std::string part,
                   int descriptor)
    : path_(std::move(path)),
      target_(std::move(target)),
      part_(std::move(part)),
      descriptor_(descriptor) {
  buffer_.reserve(kBufferBytes);
}

FileSink::~FileSink() {
  if (descriptor_ < 0) return;
  close(descriptor_);
  if (IsBeside()) std::remove(part_.c_str());
}

absl::StatusOr<std::unique_ptr<FileSink>> FileSink::Create(
    const std::string& path) {
  const int opened = DescriptorNamed(path);
  if (opened >= 0) {
    const int own = fcntl(opened, F_DUPFD_CLOEXEC, 0);
    if (own < 0) return CannotWrite(path);
    return std::unique_ptr<FileSink>(new FileSink(path, path, path, own));
  }
  std::error_code ignored;
  const fs::path resolved = fs::weakly_canonical(path, ignored);
  const std::string target = resolved.empty() ? path : resolved.string();
  const fs::file_status status = fs::status(target, ignored);
  const bool is_no_file = IsNoFile(status);
  std::string part = target;
  const int descriptor =
      is_no_file ? open(target.c_str(), O_WRONLY | O_CLOEXEC)
                 : OpenBeside(target, fs::exists(status) ? 0600 : 0666, part);
  if (descriptor < 0) {
    return !is_no_file && (errno == EACCES || errno == EROFS)
               ? CannotMake(path)
               : CannotWrite(path);
  }
  std::unique_ptr<FileSink> sink(
      new FileSink(path, target, std::move(part), descriptor));
  if (sink->IsBeside() && fs::exists(status)) {
    fs::permissions(sink->part_, status.permissions(), ignored);
  }
  return sink;
}

bool FileSink::WritesAtOnce(const std::string& path) {
  std::error_code ignored;
  return DescriptorNamed(path) >= 0 || IsNoFile(fs::status(path, ignored));
}

absl::Status FileSink::Append(std::string_view bytes) {
  if (buffer_.size() + bytes.size() >= kBufferBytes) {
    ANNALS_RETURN_IF_ERROR(Flush());
  }
  if (bytes.size() >= kBufferBytes) return Write(bytes);
  buffer_ += bytes;
  return absl::OkStatus();
}

absl::Status FileSink::Commit() {
  ANNALS_RETURN_IF_ERROR(Flush());
  ANNALS_RETURN_IF_ERROR(Close());
  if (!IsBeside() || std::rename(part_.c_str(), target_.c_str()) == 0) {
    return absl::OkStatus();
  }
  absl::Status status = CannotWrite(path_);
  std::remove(part_.c_str());
  return status;
}

absl::Status FileSink::Flush() {
  ANNALS_RETURN_IF_ERROR(Write(buffer_));
  buffer_.clear();
  return absl::OkStatus();
}

absl::Status FileSink::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return CannotWrite(path_);
    if (written > 0) bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

// Some file systems say only now that the disk is full.
absl::Status FileSink::Close() {
  if (close(std::exchange(descriptor_, -1)) == 0) return absl::OkStatus();
  absl::Status status = CannotWrite(path_);
  if (IsBeside()) std::remove(part_.c_str());
  return status;
}

}  // namespace annals
