// SqliteStatus() puts SQLite's result codes into our words.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_SQLITE_STATUS_H_
#define ANNALS_STORE_INTERNAL_SQLITE_STATUS_H_

#include <string>

#include "absl/status/status.h"

namespace annals::store_internal {

// What SQLite said when something went wrong.
struct SqliteFailure {
  // The extended result code.
  int code = 0;
  // errno of the last file operation; 0 if there was none.
  int system_errno = 0;
  // SQLite's own words.
  std::string words;
  // Who holds the lock that was waited for.
  std::string lock_holder;
};

// The status of a failure. `location` is the file as the user wrote it,
// `busy_timeout_ms` how long was waited for a lock.
absl::Status SqliteStatus(const std::string& location,
                          const SqliteFailure& failure, int busy_timeout_ms);

// Unavailable: somebody held the lock for longer than one waited.
absl::Status IsBusy(const std::string& location, const std::string& lock_holder,
                    int busy_timeout_ms);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_SQLITE_STATUS_H_
