// ImportInBatches(): annals import for files that are too long for one batch.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_BULK_IMPORT_H_
#define ANNALS_CLI_INTERNAL_BULK_IMPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/cli/internal/session.h"

namespace annals::cli_internal {

struct ImportFlags {
  std::string store;
  std::vector<std::string> files;
  std::string format;
  // Records a batch; 0: all of them.
  int64_t batch = 0;
  bool dry_run = false;
  std::string author;
  std::string reason;
};

// True if the files are JSON Lines, and more than is read as one batch.
bool AreForBatches(const ImportFlags& flags);

// Reads JSON Lines, one record at a time, and commits a batch at a time. What
// is wrong is told and left out. Exit code 1 if there was any of that, or it
// was interrupted.
absl::StatusOr<int> ImportInBatches(const ImportFlags& flags,
                                    const Session& session);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_BULK_IMPORT_H_
