// The program `annals`.
//
// SPDX-License-Identifier: Apache-2.0

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "annals/cli/command_line.h"

namespace {

int TerminalWidth() {
  constexpr int kUsual = 80;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return kUsual;
  return size.ws_col == 0 ? kUsual : size.ws_col;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // Filters decide themselves when to write their answers out.
  std::cin.tie(nullptr);
  // A limit on file sizes is an error to report, not a reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const annals::Console console{std::cin,        std::cout,
                                std::cerr,       isatty(STDOUT_FILENO) != 0,
                                TerminalWidth(), isatty(STDERR_FILENO) != 0};
  return annals::RunCommandLine(arguments, console);
}
