// The checksum of a page, and where in the page it stands.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_PAGE_CHECKSUM_H_
#define ANNALS_STORE_INTERNAL_PAGE_CHECKSUM_H_

#include <cstddef>
#include <cstdint>

namespace annals::store_internal {

// Frozen: a store has pages of this size, and SQLite leaves the last bytes of
// each to us ("reserved space" in https://www.sqlite.org/fileformat2.html).
inline constexpr int kPageBytes = 4096;
inline constexpr int kReservedBytes = 8;
inline constexpr int kUsableBytes = kPageBytes - kReservedBytes;

// Two sums of 32-bit numbers, the second of which weighs each by its place. The
// checksum of SQLite's write-ahead log and of its checksum VFS are both this:
// https://www.sqlite.org/fileformat2.html#checksum_algorithm,
// https://www.sqlite.org/cksumvfs.html.
struct Checksum {
  uint32_t first = 0;
  uint32_t second = 0;

  friend bool operator==(const Checksum& a, const Checksum& b) {
    return a.first == b.first && a.second == b.second;
  }
  friend bool operator!=(const Checksum& a, const Checksum& b) {
    return !(a == b);
  }
};

enum class ByteOrder { kLittleEndian, kBigEndian };

// Goes on with `sum` over `count` bytes, a multiple of 8.
Checksum Continue(Checksum sum, const unsigned char* bytes, size_t count,
                  ByteOrder order);

// What the page's checksum ought to be, and what it is: all but its last eight
// bytes, and these. Little-endian, as SQLite's checksum VFS has it.
Checksum PageChecksum(const unsigned char* page);
Checksum StoredChecksum(const unsigned char* page);

// Writes its checksum into the page.
void Seal(unsigned char* page);

// A page of zeros has the checksum 0, so zeros where a page has been look
// sound. No page of ours is therefore all zeros: one that SQLite writes so (it
// can be, on the list of free pages) is marked near its end before it is
// sealed, and the mark is taken away before SQLite sees it again.
bool IsBlank(const unsigned char* page);
void MarkIfBlank(unsigned char* page);
void UnmarkIfBlank(unsigned char* page);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_PAGE_CHECKSUM_H_
