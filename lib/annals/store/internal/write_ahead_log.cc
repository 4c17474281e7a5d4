// The layout of SQLite's write-ahead log, and signs that it has decayed.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/write_ahead_log.h"

#include <array>

namespace annals::store_internal {
namespace {

// The last bit tells the order of bytes in which sums are made.
constexpr uint32_t kMagic = 0x377f0682;
constexpr uint32_t kVersion = 3007000;

// A frame's header is written at once if it lies in one sector.
constexpr int64_t kSectorBytes = 512;

using Frame = std::array<unsigned char, kFrameBytes>;

// Fields are big-endian, whatever the order of the sums.
uint32_t FieldAt(const unsigned char* bytes, int offset) {
  bytes += offset;
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 |
         uint32_t{bytes[2]} << 8 | uint32_t{bytes[3]};
}

void PutField(unsigned char* bytes, int offset, uint32_t value) {
  for (int i = 0; i < 4; ++i) {
    bytes[offset + i] = static_cast<unsigned char>(value >> (24 - 8 * i));
  }
}

int64_t FrameOffset(int64_t index) {
  return kLogHeaderBytes + index * kFrameBytes;
}

bool IsInOneSector(int64_t offset) {
  return offset / kSectorBytes ==
         (offset + kFrameHeaderBytes - 1) / kSectorBytes;
}

PageFault FaultAt(PageFault::Kind kind, int64_t index) {
  PageFault fault;
  fault.kind = kind;
  fault.in_journal = true;
  fault.number = index + 1;
  fault.offset = FrameOffset(index);
  fault.bytes = kFrameBytes;
  return fault;
}

PageFault HeaderFault() {
  PageFault fault = FaultAt(PageFault::Kind::kJournalHeader, -1);
  fault.offset = 0;
  fault.bytes = kLogHeaderBytes;
  return fault;
}

bool HoldsSoundPage(const Frame& frame) {
  const unsigned char* const page = frame.data() + kFrameHeaderBytes;
  return !IsBlank(page) && PageChecksum(page) == StoredChecksum(page);
}

// The header is on the disk before the first frame is written.
PageFault FindFramesWithoutHeader(int64_t frames, ReadBytes read) {
  Frame frame;
  for (int64_t i = 0; i < frames; ++i) {
    if (!read(FrameOffset(i), frame.data(), kFrameBytes)) break;
    if (HoldsSoundPage(frame)) return HeaderFault();
  }
  return {};
}

// Follows the sums through the frames of a log.
class DecayFinder {
 public:
  explicit DecayFinder(const LogHeader& header)
      : header_(header), stored_(header.sum), computed_(header.sum) {}

  // False when there is no need to see more.
  bool Visit(int64_t index, const unsigned char* frame) {
    const FrameHeader found = ParseFrameHeader(frame);
    const bool is_ours = found.salt == header_.salt;
    const Checksum after_stored = FrameChecksum(stored_, frame, header_.order);
    const Checksum after_computed =
        FrameChecksum(computed_, frame, header_.order);
    const bool goes_on =
        is_ours && (found.sum == after_stored || found.sum == after_computed);
    if (!goes_on && first_bad_.kind == PageFault::Kind::kNone) {
      first_bad_ = FaultAt(PageFault::Kind::kJournalFrame, index);
      first_bad_.found = after_stored;
      first_bad_.want = found.sum;
    } else if (goes_on && IsAfterBadCommit()) {
      is_decay_ = true;
    }
    // A frame that does not go on may yet be what the next goes on from: then
    // its header says what was written, unless it was written in two parts.
    ends_transaction_ = is_ours && found.pages_after_commit != 0 &&
                        (goes_on || IsInOneSector(FrameOffset(index)));
    stored_ = found.sum;
    computed_ = after_stored;
    return !is_decay_;
  }

  PageFault decay() const { return is_decay_ ? first_bad_ : PageFault(); }

 private:
  bool IsAfterBadCommit() const {
    return first_bad_.kind != PageFault::Kind::kNone && ends_transaction_;
  }

  const LogHeader header_;
  // Of the frame before: what its header says, and what its bytes come to.
  Checksum stored_;
  Checksum computed_;
  bool ends_transaction_ = false;
  PageFault first_bad_;
  bool is_decay_ = false;
};

}  // namespace

bool IsFrameOffset(int64_t offset) {
  return offset >= kLogHeaderBytes &&
         (offset - kLogHeaderBytes) % kFrameBytes == 0;
}

bool IsFramePageOffset(int64_t offset) {
  return IsFrameOffset(offset - kFrameHeaderBytes);
}

int64_t FrameNumber(int64_t offset) {
  return (offset - kLogHeaderBytes) / kFrameBytes + 1;
}

std::optional<LogHeader> ParseLogHeader(const unsigned char* bytes) {
  const uint32_t magic = FieldAt(bytes, 0);
  if ((magic & ~1u) != kMagic || FieldAt(bytes, 4) != kVersion ||
      FieldAt(bytes, 8) != kPageBytes) {
    return std::nullopt;
  }
  LogHeader header;
  header.order =
      (magic & 1) != 0 ? ByteOrder::kBigEndian : ByteOrder::kLittleEndian;
  header.salt = {FieldAt(bytes, 16), FieldAt(bytes, 20)};
  header.sum = {FieldAt(bytes, 24), FieldAt(bytes, 28)};
  if (Continue({}, bytes, 24, header.order) != header.sum) return std::nullopt;
  return header;
}

FrameHeader ParseFrameHeader(const unsigned char* frame) {
  FrameHeader header;
  header.page = FieldAt(frame, 0);
  header.pages_after_commit = FieldAt(frame, 4);
  header.salt = {FieldAt(frame, 8), FieldAt(frame, 12)};
  header.sum = {FieldAt(frame, 16), FieldAt(frame, 20)};
  return header;
}

Checksum FrameChecksum(const Checksum& before, const unsigned char* frame,
                       ByteOrder order) {
  const Checksum after_header = Continue(before, frame, 8, order);
  return Continue(after_header, frame + kFrameHeaderBytes, kPageBytes, order);
}

void SetFrameChecksum(unsigned char* frame, const Checksum& sum) {
  PutField(frame, 16, sum.first);
  PutField(frame, 20, sum.second);
}

PageFault FindDecay(int64_t bytes, ReadBytes read) {
  const int64_t frames = (bytes - kLogHeaderBytes) / kFrameBytes;
  std::array<unsigned char, kLogHeaderBytes> header_bytes;
  if (frames <= 0 || !read(0, header_bytes.data(), kLogHeaderBytes)) return {};
  const std::optional<LogHeader> header = ParseLogHeader(header_bytes.data());
  if (!header.has_value()) return FindFramesWithoutHeader(frames, read);
  DecayFinder finder(*header);
  Frame frame;
  for (int64_t i = 0; i < frames; ++i) {
    if (!read(FrameOffset(i), frame.data(), kFrameBytes) ||
        !finder.Visit(i, frame.data())) {
      break;
    }
  }
  return finder.decay();
}

}  // namespace annals::store_internal
