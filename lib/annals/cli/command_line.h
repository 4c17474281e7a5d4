// The command line: one call of the program `annals`, as a function.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_COMMAND_LINE_H_
#define ANNALS_CLI_COMMAND_LINE_H_

#include <iosfwd>
#include <string>
#include <vector>

namespace annals {

// Where a command reads and writes.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  // True if `out` is a terminal: output is then laid out for people.
  bool out_is_terminal = false;
  // Columns of the terminal.
  int width = 80;
  // True if `err` is a terminal: long commands then show how far they are.
  bool err_is_terminal = false;
};

// Runs `annals` with these arguments (without the program's name) and returns
// its exit code: 0 done; 1 the answer is "no" or a problem was found; 2 wrong
// usage or input, told on `console.err`. docs/cli.md says what each command
// prints. Not thread-safe as far as two calls share a console.
int RunCommandLine(const std::vector<std::string>& arguments,
                   const Console& console);

}  // namespace annals

#endif  // ANNALS_CLI_COMMAND_LINE_H_
