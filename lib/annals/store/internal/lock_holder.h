// LockHolder() says which process keeps other writers waiting.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_LOCK_HOLDER_H_
#define ANNALS_STORE_INTERNAL_LOCK_HOLDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace annals::store_internal {

// The process that holds the writers' lock of the store at `path`, or has its
// file alone, in words: `process 4711 (annals)`, `this process`; "another
// writer" if that cannot be told, as on systems other than Linux, or if it has
// let go meanwhile.
//
// Writers lock byte 120 of the file NAME-shm (SQLite's "WAL-index format",
// section 2.3.2); who brings an old file up to date locks that one itself
// ("File Locking And Concurrency", section 3.0). Neither file is opened here:
// to close it again would drop all locks that this process has on it.
std::string LockHolder(const std::string& path);

// The process that holds byte `offset` of the file with this inode locked for
// writing, by the lines of /proc/locks; nothing if none does.
std::optional<int64_t> FindLockHolder(std::string_view locks, uint64_t inode,
                                      int64_t offset);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_LOCK_HOLDER_H_
