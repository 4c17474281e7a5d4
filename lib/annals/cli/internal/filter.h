// Filters: a question a line in, an answer a line out.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_FILTER_H_
#define ANNALS_CLI_INTERNAL_FILTER_H_

#include <cstddef>
#include <string>

#include "absl/functional/function_ref.h"
#include "annals/cli/command_line.h"

namespace annals::cli_internal {

// The longest line that a filter keeps, in bytes. What is longer is cut there
// and still gets one answer.
inline constexpr size_t kFilterLineBytesMax = size_t{4} << 20;

// Calls `answer` with each line of standard input, without its line feed or
// carriage return and line feed. The last line may lack both.
//
// Answers are written out as soon as no more input waits. So whoever writes
// one line through a pipe and waits gets its answer, and whoever sends a file
// does not pay for a system call a line.
void ForEachLine(const Console& console,
                 absl::FunctionRef<void(const std::string&)> answer);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_FILTER_H_
