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
#include <system_error>
#include <utility>

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

// Those of the file that was there, or what a new one gets.
fs::perms PermissionsFor(const fs::file_status& old) {
  if (fs::exists(old)) return old.permissions();
  const mode_t mask = umask(0);
  umask(mask);
  return static_cast<fs::perms>(0666 & ~mask);
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
  std::error_code ignored;
  const fs::path resolved = fs::weakly_canonical(path, ignored);
  const std::string target = resolved.empty() ? path : resolved.string();
  const fs::file_status status = fs::status(target, ignored);
  const bool is_no_file = fs::exists(status) && !fs::is_regular_file(status);
  // Beside the target, so that it can be renamed into its place.
  std::string part = is_no_file ? target : target + ".XXXXXX";
  const int descriptor = is_no_file ? open(part.c_str(), O_WRONLY | O_CLOEXEC)
                                    : mkostemp(part.data(), O_CLOEXEC);
  if (descriptor < 0) return CannotWrite(path);
  std::unique_ptr<FileSink> sink(
      new FileSink(path, target, std::move(part), descriptor));
  if (sink->IsBeside()) {
    fs::permissions(sink->part_, PermissionsFor(status), ignored);
  }
  return sink;
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
