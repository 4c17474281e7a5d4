// The flags that say what a network is made of: for solve, check and --solved.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/network_flags.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/claim_flags.h"
#include "annals/cli/internal/flags.h"
#include "annals/import/import.h"
#include "annals/record/content.h"
#include "annals/record/validate.h"

namespace annals::cli_internal {
namespace {

// Of records with one id the last stays, as if they had been imported.
void DropRepeated(std::vector<Record>& records) {
  absl::flat_hash_map<std::string, size_t> places;
  size_t kept = 0;
  for (size_t i = 0; i < records.size(); ++i) {
    const auto [place, is_new] = places.emplace(IdOf(records[i]), kept);
    if (is_new) ++kept;
    if (place->second != i) records[place->second].Swap(&records[i]);
  }
  records.resize(kept);
}

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
    if (IdOf(located.record).empty()) {
      ANNALS_ASSIGN_OR_RETURN(const std::string id, DeriveId(located.record));
      SetId(located.record, id);
    }
    options.added.push_back(std::move(located.record));
  }
  for (LocatedRecord& located : read.if_missing) {
    options.added_if_missing.push_back(std::move(located.record));
  }
  return absl::OkStatus();
}

void AddScopeFlags(const Command& command, NetworkFlags& flags) {
  command.AddFlag("--links", flags.links, "causal links tell of order too");
  command.AddFlag("--part-of", flags.scope.part_of,
                  "a part lies within what it is part of");
  command.AddFlag("--series", flags.scope.series,
                  "events of a series start in the order of their numbers");
  AddClaimFlags(command, flags.scope);
  command.AddRepeated("--with", flags.with,
                      "what if the records of this file were there too");
  command.AddRepeated("--without", flags.without,
                      "what if the record of this id were not there");
}

}  // namespace

void AddNetworkFlags(const Command& command, NetworkFlags& flags) {
  AddScopeFlags(command, flags);
  AddAsOfFlag(command, flags.as_of);
}

void AddSolvedFlags(const Command& command, SolvedFlags& flags) {
  const Option solved = command.AddFlag(
      "--solved", flags.solved,
      "by the bounds that all records together leave (annals solve), in place "
      "of the stated ones; the flags that follow say which records");
  AddScopeFlags(command, flags.network);
  for (const char* const name :
       {"--links", "--part-of", "--series", "--accepted", "--holder",
        "--confidence", "--with", "--without"}) {
    command.Get(name).Needs(solved);
  }
}

absl::Status AskSolved(const SolvedFlags& flags, const Timeline& timeline,
                       Query& query) {
  if (!flags.solved) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(SolveOptions options, ToSolveOptions(flags.network));
  options.as_of = query.as_of();
  ANNALS_RETURN_IF_ERROR(CheckWithout(options, timeline));
  query.Solved(std::move(options));
  return absl::OkStatus();
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
  DropRepeated(options.added);
  return options;
}

absl::Status CheckIsThere(const std::string& id, const SolveOptions& options,
                          const Timeline& timeline) {
  for (const auto* records : {&options.added, &options.added_if_missing}) {
    for (const Record& record : *records) {
      if (IdOf(record) == id) return absl::OkStatus();
    }
  }
  return timeline.store().Get(id, options.as_of).status();
}

absl::Status CheckWithout(const SolveOptions& options,
                          const Timeline& timeline) {
  for (const std::string& id : options.left_out) {
    const absl::Status status = CheckIsThere(id, options, timeline);
    if (absl::IsNotFound(status)) {
      return absl::NotFoundError(
          absl::StrCat("--without ", id,
                       ": no such record; want the id of one that is in the "
                       "store, or that --with brings"));
    }
    ANNALS_RETURN_IF_ERROR(status);
  }
  return absl::OkStatus();
}

}  // namespace annals::cli_internal
