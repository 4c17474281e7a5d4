// A PageFault says where in a store's file the bytes are not as written.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_PAGE_FAULT_H_
#define ANNALS_STORE_INTERNAL_PAGE_FAULT_H_

#include <cstdint>
#include <string>

#include "annals/store/internal/page_checksum.h"

namespace annals::store_internal {

// What the VFS noticed, kept until the connection asks for it.
struct PageFault {
  enum class Kind : char {
    kNone,
    // The checksum differs from the bytes.
    kChecksum,
    // Zeros where a page should be.
    kBlank,
    // The file ends inside the page.
    kCutShort,
    // The page is as it was written, but no store has such a first page.
    kLayout,
    // The write-ahead log, NAME-wal: its header, or one of its frames.
    kJournalHeader,
    kJournalFrame,
  };
  Kind kind = Kind::kNone;
  // In the write-ahead log rather than in the file.
  bool in_journal = false;
  // Of the page (or the frame) that `offset` falls in, from 1.
  int64_t number = 0;
  // The bytes concerned.
  int64_t offset = 0;
  int64_t bytes = kPageBytes;
  Checksum found;
  Checksum want;
};

// "korea.annals, page 213 (bytes 868352 to 872447): checksum 9a3c11f05be0c2d7,
// want 5be0c2d79a3c11f0: ...". `location` is the file as the user wrote it.
std::string Describe(const PageFault& fault, const std::string& location);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_PAGE_FAULT_H_
