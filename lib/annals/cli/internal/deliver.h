// Deliver() hands over what a command wrote: to a file, or to the terminal.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_DELIVER_H_
#define ANNALS_CLI_INTERNAL_DELIVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/cli/internal/session.h"
#include "annals/export/byte_sink.h"

namespace annals::cli_internal {

// The file, to be written whole or not at all. InvalidArgument if it is a data
// base: nobody means to write over one.
absl::StatusOr<std::unique_ptr<FileSink>> CreateFile(const std::string& file);

// Writes the bytes to this file whole or not at all, or to standard output if
// it is empty. Errors as of CreateFile().
absl::StatusOr<int> Deliver(const std::string& file, const std::string& bytes,
                            const Session& session);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_DELIVER_H_
