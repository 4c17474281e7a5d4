// The layout of SQLite's write-ahead log, and signs that it has decayed.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_WRITE_AHEAD_LOG_H_
#define ANNALS_STORE_INTERNAL_WRITE_AHEAD_LOG_H_

#include <cstdint>
#include <optional>

#include "absl/functional/function_ref.h"
#include "annals/store/internal/page_checksum.h"
#include "annals/store/internal/page_fault.h"

namespace annals::store_internal {

// A header, then frames: a header of its own and a page each. As in
// https://www.sqlite.org/fileformat2.html#walformat.
inline constexpr int64_t kLogHeaderBytes = 32;
inline constexpr int64_t kFrameHeaderBytes = 24;
inline constexpr int64_t kFrameBytes = kFrameHeaderBytes + kPageBytes;

// Whether a frame, or the page in one, begins at this offset.
bool IsFrameOffset(int64_t offset);
bool IsFramePageOffset(int64_t offset);

// From 1: the frame that this offset falls in.
int64_t FrameNumber(int64_t offset);

// New numbers each time the log begins anew; a frame with others is left over.
struct LogSalt {
  uint32_t first = 0;
  uint32_t second = 0;

  friend bool operator==(const LogSalt& a, const LogSalt& b) {
    return a.first == b.first && a.second == b.second;
  }
};

struct LogHeader {
  ByteOrder order = ByteOrder::kLittleEndian;
  LogSalt salt;
  // From which the first frame's goes on.
  Checksum sum;
};

// Nothing if these 32 bytes are no sound header of a log of our pages.
std::optional<LogHeader> ParseLogHeader(const unsigned char* bytes);

struct FrameHeader {
  uint32_t page = 0;
  // Of the last frame of a transaction the file's pages after it; else 0.
  uint32_t pages_after_commit = 0;
  LogSalt salt;
  // Over all frames up to this one.
  Checksum sum;
};

FrameHeader ParseFrameHeader(const unsigned char* frame);

// The sum that a frame ought to have after one with the sum `before`.
Checksum FrameChecksum(const Checksum& before, const unsigned char* frame,
                       ByteOrder order);
void SetFrameChecksum(unsigned char* frame, const Checksum& sum);

// Reads so many bytes from an offset; false if it cannot.
using ReadBytes =
    absl::FunctionRef<bool(int64_t offset, unsigned char* bytes, int count)>;

// When SQLite finds a log that nobody closed, it takes what is sound up to the
// first frame that is not, and forgets the rest: after a crash that is a
// transaction whose sync did not come to its end. But frames that follow a
// commit are only written once its sync is done. So a bad frame, then a commit,
// then a sound frame that goes on from that commit are not a crash: it is
// decay, and what was acknowledged would be forgotten. Returns that frame, or
// the header if that is bad and sound pages follow it.
//
// What cannot be told from a crash: decay in the last transaction of the log,
// or in the header of the frame that ends the last but one.
//
// `bytes` is the log's length. Takes time in proportion to it.
PageFault FindDecay(int64_t bytes, ReadBytes read);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_WRITE_AHEAD_LOG_H_
