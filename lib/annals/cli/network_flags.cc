// The flags that say what a network is made of: for solve and check.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/network_flags.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/claim_flags.h"
#include "annals/cli/internal/flags.h"
#include "annals/import/import.h"
#include "annals/record/validate.h"

namespace annals::cli_internal {
namespace {

// Everything is read and valid, or nothing is asked.
absl::Status ReadAdded(const std::string& file, SolveOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(ReadResult read, ReadRecordsFile(file, ""));
  if (!read.faults.empty()) {
    const LocatedFault& first = read.faults.front();
    return absl::InvalidArgumentError(absl::StrCat(
        "--with ", file, ":", first.line, ": ", first.fault.path,
        first.fault.path.empty() ? "" : ": ", first.fault.message));
  }
  for (LocatedRecord& located : read.records) {
    const absl::Status status = CheckValid(located.record);
    if (!status.ok()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--with ", file, ":", located.line, ": ", status.message()));
    }
    options.added.push_back(std::move(located.record));
  }
  return absl::OkStatus();
}

}  // namespace

void AddNetworkFlags(CLI::App& command, NetworkFlags& flags) {
  command.add_flag("--links", flags.links, "causal links tell of order too");
  command.add_flag("--part-of", flags.scope.part_of,
                   "a part lies within what it is part of");
  command.add_flag("--series", flags.scope.series,
                   "events of a series start in the order of their numbers");
  AddClaimFlags(command, flags.scope);
  AddRepeatedFlag(command, "--with", flags.with,
                  "what if the records of this file were there too");
  AddRepeatedFlag(command, "--without", flags.without,
                  "what if the record of this id were not there");
  AddAsOfFlag(command, flags.as_of);
}

absl::StatusOr<SolveOptions> ToSolveOptions(const NetworkFlags& flags) {
  SolveOptions options;
  options.links = flags.links;
  options.scope = flags.scope;
  options.left_out = flags.without;
  ANNALS_ASSIGN_OR_RETURN(options.as_of, ParseAsOf(flags.as_of));
  for (const std::string& file : flags.with) {
    ANNALS_RETURN_IF_ERROR(ReadAdded(file, options));
  }
  return options;
}

}  // namespace annals::cli_internal
