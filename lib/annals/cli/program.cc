// RunProgram(): the program `annals`, as a process has it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/program.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "annals/cli/command_line.h"

namespace annals {
namespace {

int TerminalWidth() {
  constexpr int kUsual = 80;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return kUsual;
  return size.ws_col == 0 ? kUsual : size.ws_col;
}

}  // namespace

int RunProgram(const std::vector<std::string>& arguments) {
  std::ios::sync_with_stdio(false);
  // Filters decide themselves when to write their answers out.
  std::cin.tie(nullptr);
  std::signal(SIGXFSZ, SIG_IGN);
  // Until the very end: what is left in a buffer is written last of all.
  std::signal(SIGPIPE, SIG_IGN);
  const Console console{std::cin,        std::cout,
                        std::cerr,       isatty(STDOUT_FILENO) != 0,
                        TerminalWidth(), isatty(STDERR_FILENO) != 0};
  return RunCommandLine(arguments, console);
}

}  // namespace annals
