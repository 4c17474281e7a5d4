// The pages of a file and of its write-ahead log, read without SQLite.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/stray_pages.h"

#include <optional>
#include <utility>

#include "annals/base/status_macros.h"
#include "annals/store/internal/page_checksum.h"
#include "annals/store/internal/write_ahead_log.h"

namespace annals::store_internal {
namespace {

int64_t BytesOf(std::ifstream& file) {
  file.seekg(0, std::ios::end);
  const std::streamoff bytes = file.tellg();
  return file.good() ? static_cast<int64_t>(bytes) : 0;
}

bool ReadAt(std::ifstream& file, int64_t offset, int64_t count,
            std::string& bytes) {
  bytes.resize(static_cast<size_t>(count));
  file.clear();
  file.seekg(offset);
  file.read(bytes.data(), count);
  return file.gcount() == count;
}

const unsigned char* Unsigned(const std::string& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

StrayPages::StrayPages(const std::string& path)
    : file_(path, std::ios::binary), log_(path + "-wal", std::ios::binary) {
  file_pages_ = BytesOf(file_) / kPageBytes;
  FindFrames(BytesOf(log_));
}

// Up to the last commit before the first frame that does not go on.
void StrayPages::FindFrames(int64_t log_bytes) {
  std::string bytes;
  if (!ReadAt(log_, 0, kLogHeaderBytes, bytes)) return;
  const std::optional<LogHeader> header = ParseLogHeader(Unsigned(bytes));
  if (!header.has_value()) return;
  Checksum sum = header->sum;
  std::vector<std::pair<int64_t, int64_t>> uncommitted;
  for (int64_t at = kLogHeaderBytes; at + kFrameBytes <= log_bytes;
       at += kFrameBytes) {
    if (!ReadAt(log_, at, kFrameBytes, bytes)) return;
    const FrameHeader frame = ParseFrameHeader(Unsigned(bytes));
    sum = FrameChecksum(sum, Unsigned(bytes), header->order);
    if (!(frame.salt == header->salt) || frame.sum != sum) return;
    uncommitted.emplace_back(int64_t{frame.page}, at + kFrameHeaderBytes);
    if (frame.pages_after_commit == 0) continue;
    for (const auto& [page, offset] : uncommitted) {
      frames_.push_back(offset);
      newest_[page] = offset;
    }
    uncommitted.clear();
  }
}

bool StrayPages::Read(int64_t number, std::string& page) const {
  if (const auto found = newest_.find(number); found != newest_.end()) {
    return ReadAt(log_, found->second, kPageBytes, page);
  }
  return number >= 1 && number <= file_pages_ &&
         ReadAt(file_, (number - 1) * kPageBytes, kPageBytes, page);
}

absl::Status StrayPages::VisitAll(
    absl::FunctionRef<absl::Status(std::string_view page)> visit) const {
  std::string page;
  for (int64_t i = 0; i < file_pages_; ++i) {
    if (!ReadAt(file_, i * kPageBytes, kPageBytes, page)) continue;
    ANNALS_RETURN_IF_ERROR(visit(page));
  }
  for (const int64_t offset : frames_) {
    if (!ReadAt(log_, offset, kPageBytes, page)) continue;
    ANNALS_RETURN_IF_ERROR(visit(page));
  }
  return absl::OkStatus();
}

}  // namespace annals::store_internal
