// By what a file is known to be a store's, even when it is damaged.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_STORE_MARKS_H_
#define ANNALS_STORE_INTERNAL_STORE_MARKS_H_

#include <cstdint>

#include "annals/store/internal/page_fault.h"

namespace annals::store_internal {

// What is wrong with a page that was read from this offset of the file: its
// checksum, or zeros; or the first page is not a store's.
PageFault FaultOfPage(const unsigned char* page, int64_t offset);

// Whether this can be the first page of a file that has checksums.
bool HasStoreLayout(const unsigned char* first_page);

// Whether a file with these two first pages is taken for one of SQLite's at
// all: it begins as they do, or its second page has a checksum.
bool LooksLikeSqlite(const unsigned char* first, const unsigned char* second);

// Whether a file of so many bytes is the beginning of one of SQLite's: it has
// fewer than any of those, and they are as they should be.
bool IsStump(const unsigned char* first, int64_t bytes);

// Whether a file with these two first pages has checksums, or had them until
// it was damaged. What the header says cannot be relied on: the damage may be
// there. What is no file of SQLite's may be a new store whose first page was
// cut short, which SQLite will take back before it reads it: it counts as one.
bool LooksLikeAStore(const unsigned char* first, const unsigned char* second);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_STORE_MARKS_H_
