// The checksum of a page, and where in the page it stands.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/page_checksum.h"

#include <algorithm>
#include <cstring>

namespace annals::store_internal {
namespace {

// Frozen: it stands in files. At the end of the part that SQLite uses.
constexpr char kBlankMark[] = "annlvoid";
constexpr int kBlankMarkBytes = 8;
constexpr int kBlankMarkOffset = kUsableBytes - kBlankMarkBytes;

template <ByteOrder order>
uint32_t Number(const unsigned char* bytes) {
  if constexpr (order == ByteOrder::kLittleEndian) {
    return uint32_t{bytes[0]} | uint32_t{bytes[1]} << 8 |
           uint32_t{bytes[2]} << 16 | uint32_t{bytes[3]} << 24;
  } else {
    return uint32_t{bytes[3]} | uint32_t{bytes[2]} << 8 |
           uint32_t{bytes[1]} << 16 | uint32_t{bytes[0]} << 24;
  }
}

template <ByteOrder order>
Checksum Sum(Checksum sum, const unsigned char* bytes, size_t count) {
  for (size_t i = 0; i < count; i += 8) {
    sum.first += Number<order>(bytes + i) + sum.second;
    sum.second += Number<order>(bytes + i + 4) + sum.first;
  }
  return sum;
}

void PutNumber(unsigned char* bytes, uint32_t number) {
  for (int i = 0; i < 4; ++i) {
    bytes[i] = static_cast<unsigned char>(number >> 8 * i);
  }
}

bool IsZero(const unsigned char* bytes, int count) {
  return std::all_of(bytes, bytes + count,
                     [](unsigned char byte) { return byte == 0; });
}

}  // namespace

Checksum Continue(Checksum sum, const unsigned char* bytes, size_t count,
                  ByteOrder order) {
  return order == ByteOrder::kLittleEndian
             ? Sum<ByteOrder::kLittleEndian>(sum, bytes, count)
             : Sum<ByteOrder::kBigEndian>(sum, bytes, count);
}

Checksum PageChecksum(const unsigned char* page) {
  return Continue({}, page, kUsableBytes, ByteOrder::kLittleEndian);
}

Checksum StoredChecksum(const unsigned char* page) {
  return {Number<ByteOrder::kLittleEndian>(page + kUsableBytes),
          Number<ByteOrder::kLittleEndian>(page + kUsableBytes + 4)};
}

void Seal(unsigned char* page) {
  const Checksum sum = PageChecksum(page);
  PutNumber(page + kUsableBytes, sum.first);
  PutNumber(page + kUsableBytes + 4, sum.second);
}

bool IsBlank(const unsigned char* page) { return IsZero(page, kUsableBytes); }

void MarkIfBlank(unsigned char* page) {
  if (!IsBlank(page)) return;
  std::memcpy(page + kBlankMarkOffset, kBlankMark, kBlankMarkBytes);
}

void UnmarkIfBlank(unsigned char* page) {
  unsigned char* const mark = page + kBlankMarkOffset;
  if (std::memcmp(mark, kBlankMark, kBlankMarkBytes) == 0 &&
      IsZero(page, kBlankMarkOffset)) {
    std::memset(mark, 0, kBlankMarkBytes);
  }
}

}  // namespace annals::store_internal
