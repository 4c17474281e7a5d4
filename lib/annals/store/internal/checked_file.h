// A file under SQLite whose pages are sealed when written, checked when read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_CHECKED_FILE_H_
#define ANNALS_STORE_INTERNAL_CHECKED_FILE_H_

#include <sqlite3.h>

namespace annals::store_internal {

// What checksum_vfs.h is made of; see there for what it is for.

// The room that SQLite must set aside for a file.
int CheckedFileBytes(const sqlite3_vfs* base);

// As a VFS's xOpen. Databases and their write-ahead logs are checked; of other
// files `base` takes care alone.
int OpenCheckedFile(sqlite3_vfs* base, const char* name, sqlite3_file* file,
                    int flags, int* flags_out);

// What a database's file can be asked besides SQLite's own opcodes, which end
// at about 100: to fill in a PageFault, and an int.
inline constexpr int kTakePageFault = 0x616e01;
inline constexpr int kHasChecksums = 0x616e02;

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_CHECKED_FILE_H_
