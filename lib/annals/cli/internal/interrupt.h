// InterruptGuard turns Ctrl-C into a question that a long command asks.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_INTERRUPT_H_
#define ANNALS_CLI_INTERNAL_INTERRUPT_H_

#include <csignal>

namespace annals::cli_internal {

// As long as one lives, SIGINT and SIGTERM no longer end the process but make
// IsInterrupted() true, so that a command can stop between two batches; a
// second one ends it as usual. Not for two threads at once.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  static bool IsInterrupted();

 private:
  struct sigaction interrupt_before_ = {};
  struct sigaction terminate_before_ = {};
};

// Whether nobody will ever read standard output: it is a pipe whose other end
// was closed.
bool IsOutputClosed();

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_INTERRUPT_H_
