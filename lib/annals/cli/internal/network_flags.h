// The flags that say what a network is made of: for solve, check and --solved.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_
#define ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/timeline/query.h"
#include "annals/timeline/solve_options.h"

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

// --solved, and of what the network is made then: for find and its kin.
struct SolvedFlags {
  bool solved = false;
  NetworkFlags network;
};

void AddSolvedFlags(CLI::App& command, SolvedFlags& flags);

// The query by solved bounds, if they are asked for. Errors: ToSolveOptions().
absl::Status AskSolved(const SolvedFlags& flags, Query& query);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_
