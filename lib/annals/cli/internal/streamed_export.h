// StreamExport(): annals export for formats that are written event by event.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_STREAMED_EXPORT_H_
#define ANNALS_CLI_INTERNAL_STREAMED_EXPORT_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/cli/internal/session.h"
#include "annals/export/export.h"
#include "annals/timeline/selection_pages.h"

namespace annals::cli_internal {

struct StreamTarget {
  std::string_view format;
  ExportOptions options;
  // Standard output if it is empty.
  std::string file;
};

// Writes page after page, and says on a terminal how far it is. A file is
// written whole or not at all: not after an error, nor an interrupt, nor a loss
// when target.options.strict. Returns the exit code.
absl::StatusOr<int> StreamExport(const StreamTarget& target,
                                 SelectionPages& pages, const Session& session);

// Says of each loss what it is, on a line; returns true if the export counts
// for nothing then.
bool TellLosses(std::string_view format, const std::vector<Loss>& losses,
                bool strict, const Session& session);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_STREAMED_EXPORT_H_
