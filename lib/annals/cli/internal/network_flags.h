// The flags that say what a network is made of: for solve, check and --solved.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_
#define ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/cli/internal/command.h"
#include "annals/timeline/query.h"
#include "annals/timeline/solve_options.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {

struct NetworkFlags {
  bool links = false;
  NetworkScope scope;
  std::string as_of;
  std::vector<std::string> with;
  std::vector<std::string> without;
};

void AddNetworkFlags(const Command& command, NetworkFlags& flags);

// Reads the files of `with` too. InvalidArgument says which flag, or what is
// wrong in which file.
absl::StatusOr<SolveOptions> ToSolveOptions(const NetworkFlags& flags);

// NotFound if the record of that id is neither in the store, as of what the
// options say, nor among what they add.
absl::Status CheckIsThere(const std::string& id, const SolveOptions& options,
                          const Timeline& timeline);

// NotFound if --without names what is not there: leaving out what was misspelt
// would answer another question.
absl::Status CheckWithout(const SolveOptions& options,
                          const Timeline& timeline);

// --solved, and of what the network is made then: for find and its kin.
struct SolvedFlags {
  bool solved = false;
  NetworkFlags network;
};

void AddSolvedFlags(const Command& command, SolvedFlags& flags);

// The query by solved bounds, if they are asked for; as of what the query says.
// Errors: ToSolveOptions(), CheckWithout().
absl::Status AskSolved(const SolvedFlags& flags, const Timeline& timeline,
                       Query& query);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_NETWORK_FLAGS_H_
