// The flags that say what a network is made of: for solve and check.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/network_flags.h"

#include <utility>

#include "CLI/Validators.hpp"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
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
  command.add_flag("--part-of", flags.part_of,
                   "a part lies within what it is part of");
  command.add_flag("--series", flags.series,
                   "events of a series start in the order of their numbers");
  command.add_flag("--accepted", flags.accepted,
                   "only claims that were accepted (or came true)");
  command.add_option("--holder", flags.holder,
                     "only what this one says: an entity's id or a name");
  command
      .add_option("--confidence", flags.confidence,
                  "only claims of at least this confidence, in percent")
      ->check(CLI::Range(0, 100));
  AddRepeatedFlag(command, "--with", flags.with,
                  "what if the records of this file were there too");
  AddRepeatedFlag(command, "--without", flags.without,
                  "what if the record of this id were not there");
  AddAsOfFlag(command, flags.as_of);
}

absl::StatusOr<SolveOptions> ToSolveOptions(const NetworkFlags& flags) {
  SolveOptions options;
  options.links = flags.links;
  options.scope.part_of = flags.part_of;
  options.scope.series = flags.series;
  options.scope.accepted_only = flags.accepted;
  options.scope.holder = flags.holder;
  options.scope.confidence_min = flags.confidence;
  options.left_out = flags.without;
  ANNALS_ASSIGN_OR_RETURN(options.as_of, ParseAsOf(flags.as_of));
  for (const std::string& file : flags.with) {
    ANNALS_RETURN_IF_ERROR(ReadAdded(file, options));
  }
  return options;
}

}  // namespace annals::cli_internal
