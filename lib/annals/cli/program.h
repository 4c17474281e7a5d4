// RunProgram(): the program `annals`, as a process has it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_PROGRAM_H_
#define ANNALS_CLI_PROGRAM_H_

#include <string>
#include <vector>

namespace annals {

// RunCommandLine() (annals/cli/command_line.h) on the standard streams of this
// process; returns its exit code. main() does nothing else. It changes what the
// process does when it writes into a pipe that nobody reads, or beyond a limit
// on file sizes: both are then errors of writing and no reason to die. Call it
// once in a process.
int RunProgram(const std::vector<std::string>& arguments);

}  // namespace annals

#endif  // ANNALS_CLI_PROGRAM_H_
