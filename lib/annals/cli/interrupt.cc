// InterruptGuard turns Ctrl-C into a question that a long command asks.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/interrupt.h"

#include <poll.h>
#include <unistd.h>

namespace annals::cli_internal {
namespace {

volatile std::sig_atomic_t is_interrupted = 0;

void NoteInterrupt(int /*signal*/) { is_interrupted = 1; }

// Whoever started the program so that it is not to be interrupted is obeyed.
void Install(int signal, const struct sigaction& note,
             struct sigaction& before) {
  sigaction(signal, nullptr, &before);
  if (before.sa_handler != SIG_IGN) sigaction(signal, &note, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  is_interrupted = 0;
  struct sigaction note = {};
  note.sa_handler = NoteInterrupt;
  sigemptyset(&note.sa_mask);
  // The second signal finds the default again.
  note.sa_flags = static_cast<int>(SA_RESETHAND);
  Install(SIGINT, note, interrupt_before_);
  Install(SIGTERM, note, terminate_before_);
}

InterruptGuard::~InterruptGuard() {
  sigaction(SIGINT, &interrupt_before_, nullptr);
  sigaction(SIGTERM, &terminate_before_, nullptr);
}

bool InterruptGuard::IsInterrupted() { return is_interrupted != 0; }

bool IsOutputClosed() {
  pollfd output = {STDOUT_FILENO, 0, 0};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

}  // namespace annals::cli_internal
