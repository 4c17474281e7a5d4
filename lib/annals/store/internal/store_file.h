// Opening the file of a store: for the one that writes, for those that read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_STORE_FILE_H_
#define ANNALS_STORE_INTERNAL_STORE_FILE_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/migration.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// The connection of a writer. Makes the file if the options say so, brings an
// older one up to date, and checks that it is a store. `vfs` as in
// DatabaseOptions.
absl::StatusOr<std::unique_ptr<Database>> OpenForWriting(
    std::string_view location, const StoreOptions& options,
    const std::string& vfs = "");

// The first connection of a store that is only read; it tells how to open
// more.
struct OpenedForReading {
  // Set if the file is an older library's: a copy that is up to date, which is
  // what is opened; and a connection to the file itself.
  std::shared_ptr<const TemporaryCopy> copy;
  std::unique_ptr<Database> original;
  std::unique_ptr<Database> database;
  DatabaseOptions options;
};

// Opens without writing anything. A file in WAL mode needs an index beside it
// (-shm), which without write rights cannot be made; if nobody has the file
// open (no -wal), it is then read as one that does not change.
absl::StatusOr<OpenedForReading> OpenForReading(std::string_view location,
                                                const StoreOptions& options,
                                                const std::string& vfs = "");

// FailedPrecondition unless the file behind this connection still has its name
// and no other, and is of the format and the time rules that this library
// writes. In a write transaction: while a writer waited for its turn, the file
// may have been replaced, or a newer library have taken it over.
absl::Status CheckMayWrite(Database& database);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_STORE_FILE_H_
