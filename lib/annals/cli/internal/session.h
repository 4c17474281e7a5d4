// A Session is what one call of the program carries from flags to answer.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_SESSION_H_
#define ANNALS_CLI_INTERNAL_SESSION_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "annals/cli/command_line.h"

namespace annals::cli_internal {

inline constexpr int kDone = 0;
inline constexpr int kAnswerIsNo = 1;
inline constexpr int kWrongInput = 2;

// The command that the flags chose: returns the exit code, or the error that
// ends the call with exit code 2.
using Action = std::function<absl::StatusOr<int>()>;

struct Session {
  const Console& console;
  // The value of --output: "", "text" or "json".
  std::string output;
  Action action;

  // True for one JSON object a line. `by_default` is what a command prints for
  // programs when nobody said.
  bool WantsJson(bool by_default = false) const {
    return output == "json" || (output.empty() && by_default);
  }
};

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_SESSION_H_
