// The flags that say what a network is made of: for solve and check.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_
#define ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "annals/network/network_scope.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {

struct NetworkFlags {
  bool links = false;
  NetworkScope scope;
  std::string as_of;
  std::vector<std::string> with;
  std::vector<std::string> without;
};

void AddNetworkFlags(CLI::App& command, NetworkFlags& flags);

// Reads the files of `with` too. InvalidArgument says which flag, or what is
// wrong in which file.
absl::StatusOr<SolveOptions> ToSolveOptions(const NetworkFlags& flags);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_
