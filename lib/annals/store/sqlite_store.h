// OpenSqliteStore() opens a Store in one SQLite file.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_SQLITE_STORE_H_
#define ANNALS_STORE_SQLITE_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/store/store.h"

namespace annals {

// A store in one file, whose insides docs/format.md describes. OpenStore() is
// what most callers want.
//
// What a small batch leaves to be sorted into the tables for searching is
// sorted in when it is closed. That takes milliseconds as a rule, and some half
// a second for 256 batches of 16 kB that another writer left who was killed.
//
// While it is open there are two more files beside it, NAME-wal and NAME-shm;
// they belong to it, and go when the last who has it open closes it.
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(
    std::string_view location, const StoreOptions& options = {});

namespace store_internal {

// Microseconds since 1970-01-01T00:00:00Z.
using Clock = std::function<int64_t()>;

// The same with another clock than the system's, for tests. `vfs` is the name
// of the SQLite VFS to build on, for a disk of a test's own; the location is
// then a name on that disk.
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStoreWithClock(
    std::string_view location, const StoreOptions& options, Clock clock,
    const std::string& vfs = "");

}  // namespace store_internal
}  // namespace annals

#endif  // ANNALS_STORE_SQLITE_STORE_H_
