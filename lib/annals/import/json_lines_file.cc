// JsonLinesFile reads a file of JSON Lines a record at a time, however long.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/json_lines_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"

namespace annals {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;

bool IsBlank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

JsonLine ReadAlone(int64_t number, const std::string& text) {
  JsonLine line;
  line.line = number;
  ReadResult read = ReadJsonLines(text);
  if (!read.records.empty()) line.record = std::move(read.records[0].record);
  for (LocatedFault& located : read.faults) {
    line.faults.push_back(std::move(located.fault));
  }
  return line;
}

}  // namespace

JsonLinesFile::JsonLinesFile(std::string path, std::FILE* file)
    : path_(std::move(path)), file_(file), chunk_(kChunkBytes) {}

absl::StatusOr<JsonLinesFile> JsonLinesFile::Open(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": a directory; want a file"));
  }
  errno = 0;
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return absl::ErrnoToStatus(errno, path);
  return JsonLinesFile(path, file);
}

absl::StatusOr<std::optional<JsonLine>> JsonLinesFile::Next() {
  std::string text;
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, ReadLine(text));
    if (!found) return std::optional<JsonLine>();
    ++line_;
    if (!IsBlank(text)) {
      return std::optional<JsonLine>(ReadAlone(line_, text));
    }
  }
}

// The last line may lack its line feed.
absl::StatusOr<bool> JsonLinesFile::ReadLine(std::string& text) {
  text.clear();
  while (true) {
    if (begin_ == end_) {
      ANNALS_ASSIGN_OR_RETURN(const bool has_more, Refill());
      if (!has_more) return !text.empty();
    }
    const char* const from = chunk_.data() + begin_;
    const auto* const feed =
        static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
    const size_t length =
        feed == nullptr ? end_ - begin_ : static_cast<size_t>(feed - from);
    text.append(from, length);
    begin_ += length;
    if (text.size() > kJsonLineBytesMax) {
      return absl::ResourceExhaustedError(
          absl::StrCat(path_, ":", line_ + 1, ": a line of more than ",
                       kJsonLineBytesMax, " bytes; want one record a line"));
    }
    if (feed == nullptr) continue;
    ++begin_;
    return true;
  }
}

absl::StatusOr<bool> JsonLinesFile::Refill() {
  errno = 0;
  begin_ = 0;
  end_ = std::fread(chunk_.data(), 1, chunk_.size(), file_.get());
  if (end_ == 0 && std::ferror(file_.get()) != 0) {
    return absl::ErrnoToStatus(errno, path_);
  }
  return end_ > 0;
}

}  // namespace annals
