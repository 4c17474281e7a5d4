// ReadRecordsFile(): the bytes of a file, or why there are none.
//
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/import/import.h"

namespace annals {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

absl::Status TooLarge(const std::string& path) {
  return absl::ResourceExhaustedError(absl::StrCat(
      path, ": more than ", kImportBytesMax, " bytes; split it up"));
}

// Some systems open a directory as if it were a file, and fail at reading. What
// is wrong otherwise shows when it is opened.
absl::Status CheckIsFile(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": a directory; want a file"));
  }
  const uintmax_t size = std::filesystem::file_size(path, error);
  if (!error && size > kImportBytesMax) return TooLarge(path);
  return absl::OkStatus();
}

// In chunks and not by the size that the system states: a pipe has none, and a
// file may grow.
absl::StatusOr<std::string> ReadBytes(const std::string& path) {
  errno = 0;
  const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return absl::ErrnoToStatus(errno, path);
  std::string bytes;
  std::vector<char> chunk(kChunkBytes);
  size_t got = 0;
  do {
    got = std::fread(chunk.data(), 1, chunk.size(), file.get());
    bytes.append(chunk.data(), got);
    if (bytes.size() > kImportBytesMax) return TooLarge(path);
  } while (got > 0);
  if (std::ferror(file.get()) != 0) return absl::ErrnoToStatus(errno, path);
  return bytes;
}

}  // namespace

absl::StatusOr<ReadResult> ReadRecordsFile(const std::string& path,
                                           std::string_view format) {
  ANNALS_RETURN_IF_ERROR(CheckIsFile(path));
  ANNALS_ASSIGN_OR_RETURN(const std::string bytes, ReadBytes(path));
  return ReadRecords(path, bytes, format);
}

}  // namespace annals
