// The write-ahead log of a checked file: frames sealed, pages checked.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/checked_log.h"

#include <cstring>

#include "annals/store/internal/page_checksum.h"

namespace annals::store_internal {
namespace {

constexpr int kSumBytes = 8;
constexpr int kSumOffset = 16;

// Of frames that are written at once: no more than 64 kB, the longest write
// that SQLite itself makes. Its VFS for Unix writes nothing of 128 kB, and
// calls the disk full.
constexpr size_t kHeldBytesMax = size_t{15} * kFrameBytes;
static_assert(kHeldBytesMax <= 65'536);

PageFault HeaderFault() {
  PageFault fault;
  fault.kind = PageFault::Kind::kJournalHeader;
  fault.in_journal = true;
  fault.bytes = kLogHeaderBytes;
  return fault;
}

// The page in the frame that begins at `offset`.
PageFault FaultOfFramePage(const unsigned char* page, int64_t offset) {
  PageFault fault;
  fault.in_journal = true;
  fault.number = FrameNumber(offset);
  fault.offset = offset;
  fault.bytes = kFrameBytes;
  fault.found = PageChecksum(page);
  fault.want = StoredChecksum(page);
  if (fault.found != fault.want) {
    fault.kind = PageFault::Kind::kChecksum;
  } else if (IsBlank(page)) {
    fault.kind = PageFault::Kind::kBlank;
  }
  return fault;
}

}  // namespace

int CheckedLog::ReadThrough(unsigned char* bytes, int count, int64_t offset) {
  return file_->pMethods->xRead(file_, bytes, count, offset);
}

int CheckedLog::WriteThrough(const unsigned char* bytes, int count,
                             int64_t offset) {
  return file_->pMethods->xWrite(file_, bytes, count, offset);
}

int CheckedLog::Flush() {
  const int code = FlushFrames();
  if (code != SQLITE_OK || !held_.has_value()) return code;
  const HeldHeader held = *held_;
  held_.reset();
  end_.reset();
  return WriteThrough(held.bytes.data(), kFrameHeaderBytes, held.offset);
}

int CheckedLog::FlushFrames() {
  if (frames_.empty()) return SQLITE_OK;
  failure_ = WriteThrough(frames_.data(), static_cast<int>(frames_.size()),
                          frames_offset_);
  frames_.clear();
  if (failure_ != SQLITE_OK) end_.reset();
  return failure_;
}

void CheckedLog::Forget() {
  held_.reset();
  end_.reset();
  frames_.clear();
  failure_ = SQLITE_OK;
}

int CheckedLog::Read(unsigned char* bytes, int count, int64_t offset,
                     PageFault& fault) {
  if (!is_checked_) return ReadThrough(bytes, count, offset);
  int code = Flush();
  if (code != SQLITE_OK) return code;
  // Only who recovers the log reads its header whole.
  if (offset == 0 && count == kLogHeaderBytes) {
    code = CheckBeforeRecovery(fault);
    if (code != SQLITE_OK) return code;
  }
  code = ReadThrough(bytes, count, offset);
  if (code != SQLITE_OK || count != kPageBytes || !IsFramePageOffset(offset)) {
    return code;
  }
  fault = FaultOfFramePage(bytes, offset - kFrameHeaderBytes);
  if (fault.kind != PageFault::Kind::kNone) return SQLITE_IOERR_DATA;
  UnmarkIfBlank(bytes);
  return SQLITE_OK;
}

// A reader without the right to lock may be here while somebody writes, and see
// the log begin anew; a second look then sees something else. What is recovered
// is made durable, so that the next transaction cannot reach the disk before
// it: FindDecay() relies on that.
int CheckedLog::CheckBeforeRecovery(PageFault& fault) {
  sqlite3_int64 bytes = 0;
  int code = file_->pMethods->xFileSize(file_, &bytes);
  if (code != SQLITE_OK) return code;
  const auto read = [this](int64_t offset, unsigned char* out, int count) {
    return ReadThrough(out, count, offset) == SQLITE_OK;
  };
  const PageFault first = FindDecay(bytes, read);
  if (first.kind == PageFault::Kind::kNone) {
    return file_->pMethods->xSync(file_, SQLITE_SYNC_NORMAL);
  }
  const PageFault second = FindDecay(bytes, read);
  if (second.kind != first.kind || second.offset != first.offset) {
    return SQLITE_BUSY;
  }
  fault = first;
  return SQLITE_IOERR_DATA;
}

int CheckedLog::Write(const unsigned char* bytes, int count, int64_t offset,
                      PageFault& fault) {
  if (!is_checked_) return WriteThrough(bytes, count, offset);
  if (failure_ != SQLITE_OK) return failure_;
  if (held_.has_value() && count == kPageBytes &&
      offset == held_->offset + kFrameHeaderBytes) {
    return WriteFrame(bytes, fault);
  }
  if (count == kFrameHeaderBytes && IsFrameOffset(offset)) {
    const int code = held_.has_value() ? Flush() : SQLITE_OK;
    if (code != SQLITE_OK) return code;
    HeldHeader header;
    header.offset = offset;
    std::memcpy(header.bytes.data(), bytes, kFrameHeaderBytes);
    held_ = header;
    return SQLITE_OK;
  }
  const int code = Flush();
  if (code != SQLITE_OK) return code;
  end_.reset();
  if (count == kPageBytes && IsFramePageOffset(offset)) {
    return WritePageAlone(bytes, offset);
  }
  return WriteThrough(bytes, count, offset);
}

// A transaction changed a page again that is in the log already. SQLite will
// read the frames back and make their sums anew before it commits.
int CheckedLog::WritePageAlone(const unsigned char* page, int64_t offset) {
  std::array<unsigned char, kPageBytes> sealed;
  std::memcpy(sealed.data(), page, kPageBytes);
  MarkIfBlank(sealed.data());
  Seal(sealed.data());
  return WriteThrough(sealed.data(), kPageBytes, offset);
}

int CheckedLog::WriteFrame(const unsigned char* page, PageFault& fault) {
  const HeldHeader held = *held_;
  held_.reset();
  const bool goes_on =
      held.offset == frames_offset_ + static_cast<int64_t>(frames_.size());
  int code = goes_on ? SQLITE_OK : FlushFrames();
  if (code == SQLITE_OK) code = FindEnd(held.offset, fault);
  if (code != SQLITE_OK) return code;

  if (frames_.empty()) frames_offset_ = held.offset;
  const size_t begin = frames_.size();
  frames_.resize(begin + kFrameBytes);
  unsigned char* const frame = frames_.data() + begin;
  std::memcpy(frame, held.bytes.data(), kFrameHeaderBytes);
  std::memcpy(frame + kFrameHeaderBytes, page, kPageBytes);
  MarkIfBlank(frame + kFrameHeaderBytes);
  Seal(frame + kFrameHeaderBytes);
  end_->sum = FrameChecksum(end_->sum, frame, end_->order);
  end_->offset += kFrameBytes;
  SetFrameChecksum(frame, end_->sum);

  const bool ends_transaction = ParseFrameHeader(frame).pages_after_commit != 0;
  if (!ends_transaction && frames_.size() < kHeldBytesMax) return SQLITE_OK;
  code = FlushFrames();
  if (ends_transaction) end_.reset();
  return code;
}

// Sees to it that `end_` is for a frame at `offset`.
int CheckedLog::FindEnd(int64_t offset, PageFault& fault) {
  if (end_.has_value() && end_->offset == offset) return SQLITE_OK;
  std::array<unsigned char, kLogHeaderBytes> bytes;
  int code = ReadThrough(bytes.data(), kLogHeaderBytes, 0);
  if (code != SQLITE_OK) return code;
  const std::optional<LogHeader> header = ParseLogHeader(bytes.data());
  if (!header.has_value()) {
    fault = HeaderFault();
    return SQLITE_IOERR_DATA;
  }
  end_ = End{offset, header->sum, header->order};
  if (offset == kLogHeaderBytes) return SQLITE_OK;
  std::array<unsigned char, kFrameHeaderBytes> before = {};
  code = ReadThrough(before.data() + kSumOffset, kSumBytes,
                     offset - kFrameBytes + kSumOffset);
  if (code != SQLITE_OK) {
    end_.reset();
    return code;
  }
  end_->sum = ParseFrameHeader(before.data()).sum;
  return SQLITE_OK;
}

}  // namespace annals::store_internal
