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

// Two numbers more. Inline, since a call would take longer.
template <ByteOrder order>
inline void Add(Checksum& sum, const unsigned char* bytes) {
  sum.first += Number<order>(bytes) + sum.second;
  sum.second += Number<order>(bytes + 4) + sum.first;
}

// What becomes of both sums over some pairs of zeros. Each sum is linear in
// what went before, so that a sum over numbers is the one over zeros plus the
// one that begins with nothing.
struct OverZeros {
  uint32_t first_of_first = 1;
  uint32_t first_of_second = 0;
  uint32_t second_of_first = 0;
  uint32_t second_of_second = 1;

  constexpr explicit OverZeros(size_t pairs) {
    for (size_t i = 0; i < pairs; ++i) {
      first_of_first += second_of_first;
      first_of_second += second_of_second;
      second_of_first += first_of_first;
      second_of_second += first_of_second;
    }
  }

  constexpr Checksum operator()(const Checksum& sum) const {
    return {first_of_first * sum.first + first_of_second * sum.second,
            second_of_first * sum.first + second_of_second * sum.second};
  }
};

// Each addition waits for the one before it, and a processor could do several
// at a time. So a page is summed in four lanes side by side, which are then put
// one behind the other: two and a half times as fast. A page has 511 or 512
// pairs of numbers.
constexpr size_t kLanePairs = 127;
constexpr size_t kLaneBytes = 8 * kLanePairs;
constexpr OverZeros kOverLane(kLanePairs);

Checksum operator+(const Checksum& a, const Checksum& b) {
  return {a.first + b.first, a.second + b.second};
}

template <ByteOrder order>
Checksum SumOfLanes(const Checksum& before, const unsigned char* bytes) {
  Checksum a = before;
  Checksum b;
  Checksum c;
  Checksum d;
  for (size_t i = 0; i < kLaneBytes; i += 8) {
    Add<order>(a, bytes + i);
    Add<order>(b, bytes + kLaneBytes + i);
    Add<order>(c, bytes + 2 * kLaneBytes + i);
    Add<order>(d, bytes + 3 * kLaneBytes + i);
  }
  return kOverLane(kOverLane(kOverLane(a) + b) + c) + d;
}

template <ByteOrder order>
Checksum Sum(Checksum sum, const unsigned char* bytes, size_t count) {
  for (; count >= 4 * kLaneBytes; count -= 4 * kLaneBytes) {
    sum = SumOfLanes<order>(sum, bytes);
    bytes += 4 * kLaneBytes;
  }
  for (size_t i = 0; i < count; i += 8) Add<order>(sum, bytes + i);
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
