// A layer under SQLite that checks every page as it is read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_CHECKSUM_VFS_H_
#define ANNALS_STORE_INTERNAL_CHECKSUM_VFS_H_

#include <sqlite3.h>

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "annals/store/internal/page_fault.h"

namespace annals::store_internal {

// SQLite reaches the disk through a "VFS" (https://www.sqlite.org/vfs.html).
// This one stands between SQLite and another. It writes a checksum into the
// last eight bytes of each page, as SQLite's own checksum VFS does
// (https://www.sqlite.org/cksumvfs.html), so that the sqlite3 shell reads the
// file, and one with that extension verifies it. When a page is read whose
// checksum is wrong, SQLite gets SQLITE_IOERR_DATA, and TakePageFault() tells
// where.
//
//   const std::string name = ChecksumVfs("");
//   sqlite3_open_v2("file:korea.annals", &handle, flags, name.c_str());
//
// Pages in the write-ahead log carry their checksums too: whoever closes a
// store last copies them into the file, and that may be a shell that knows
// nothing of checksums. SQLite's own sum of a frame is made anew to match, so
// that SQLite alone still recovers the log. A log that nobody closed is looked
// through for decay (see write_ahead_log.h) before SQLite recovers it.
//
// A file is checked if it is new, or its first page is one of format 2 or
// later, or was one before it was damaged. A file of format 1, or another
// program's, has no checksums and is passed through. It cannot be given them in
// place: after a crash SQLite would put back pages that hold something in their
// last eight bytes. Write a new file and put it in the place of the old.
//
// Journals for rollback and temporary files pass through; the log of a checked
// file must have been written through this VFS. A file written by anything else
// is damaged in the eyes of this one: its checksums are old.
//
// The name of the layer over the VFS called `base`, SQLite's default one if it
// is empty. It is registered when it is first asked for, and for good.
// Thread-safe.
std::string ChecksumVfs(const std::string& base);

// The first fault since the last time, on this connection's file or its log;
// kNone if there was none. The connection was opened through a ChecksumVfs().
PageFault TakePageFault(sqlite3* connection);

// The first page that the file's header tells of and the file does not have;
// kNone if it is as long as its header says.
PageFault FirstMissingPage(sqlite3* connection);

// Whether this connection's file has checksums.
bool HasChecksums(sqlite3* connection);

// Reads all pages of the file, not of its log, and calls `visit` for each whose
// bytes are not as written, until it returns false. Sets `pages` to how many
// there are; 0 if they have no checksums. Returns SQLite's result code.
int CheckPages(sqlite3* connection, int64_t& pages,
               absl::FunctionRef<bool(const PageFault& fault)> visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_CHECKSUM_VFS_H_
