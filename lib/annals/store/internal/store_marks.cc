// By what a file is known to be a store's, even when it is damaged.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/store_marks.h"

#include <algorithm>
#include <cstring>

#include "annals/store/internal/page_checksum.h"
#include "annals/store/internal/schema.h"

namespace annals::store_internal {
namespace {

// Where the header of SQLite's file has what, and its first format with
// checksums: https://www.sqlite.org/fileformat2.html#the_database_header.
constexpr char kMagic[] = "SQLite format 3";
constexpr int kPageSizeOffset = 16;
constexpr int kReservedOffset = 20;
constexpr int kUserVersionOffset = 60;
constexpr int kApplicationIdOffset = 68;
constexpr uint32_t kFirstCheckedFormat = 2;

// SQLite has no smaller pages, and a file of at least one.
constexpr int64_t kFileBytesMin = 512;

// No file says that it is of a format that far ahead.
constexpr uint32_t kFormatMax = 1000;

uint32_t FieldAt(const unsigned char* page, int offset) {
  page += offset;
  return uint32_t{page[0]} << 24 | uint32_t{page[1]} << 16 |
         uint32_t{page[2]} << 8 | uint32_t{page[3]};
}

bool IsSealed(const unsigned char* page) {
  return !IsBlank(page) && PageChecksum(page) == StoredChecksum(page);
}

// Three things that a store's header says and another's does not.
int SignsOfAStore(const unsigned char* first) {
  const uint32_t format = FieldAt(first, kUserVersionOffset);
  int signs = 0;
  if (FieldAt(first, kApplicationIdOffset) == kApplicationId) ++signs;
  if (first[kReservedOffset] == kReservedBytes) ++signs;
  if (format >= kFirstCheckedFormat && format <= kFormatMax) ++signs;
  return signs;
}

}  // namespace

bool HasStoreLayout(const unsigned char* first_page) {
  return first_page[kPageSizeOffset] == kPageBytes >> 8 &&
         first_page[kPageSizeOffset + 1] == 0 &&
         first_page[kReservedOffset] == kReservedBytes;
}

PageFault FaultOfPage(const unsigned char* page, int64_t offset) {
  PageFault fault;
  fault.number = offset / kPageBytes + 1;
  fault.offset = offset;
  fault.found = PageChecksum(page);
  fault.want = StoredChecksum(page);
  if (fault.found != fault.want) {
    fault.kind = PageFault::Kind::kChecksum;
  } else if (IsBlank(page)) {
    fault.kind = PageFault::Kind::kBlank;
  } else if (offset == 0 && !HasStoreLayout(page)) {
    fault.kind = PageFault::Kind::kLayout;
  }
  return fault;
}

bool LooksLikeSqlite(const unsigned char* first, const unsigned char* second) {
  return std::memcmp(first, kMagic, sizeof kMagic) == 0 || IsSealed(second);
}

bool IsStump(const unsigned char* first, int64_t bytes) {
  const auto known =
      std::min<size_t>(sizeof kMagic, static_cast<size_t>(bytes));
  return bytes > 0 && bytes < kFileBytesMin &&
         std::memcmp(first, kMagic, known) == 0;
}

// A file of format 1 bears one of the signs, another program's at most one.
bool LooksLikeAStore(const unsigned char* first, const unsigned char* second) {
  return IsSealed(first) || !LooksLikeSqlite(first, second) ||
         IsSealed(second) || SignsOfAStore(first) >= 2;
}

}  // namespace annals::store_internal
