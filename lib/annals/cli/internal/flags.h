// Flags that several commands share, and how their values are read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_FLAGS_H_
#define ANNALS_CLI_INTERNAL_FLAGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/cli/internal/command.h"
#include "annals/cli/internal/session.h"
#include "annals/store/store.h"
#include "annals/time/allen.h"
#include "annals/timeline/query.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {

// The positional STORE.
void AddStoreArgument(const Command& command, std::string& store);

// --as-of: a sequence number, or a date or date-time (UTC) up to whose end.
void AddAsOfFlag(const Command& command, std::string& as_of);
// `flag` is what a message calls it.
absl::StatusOr<AsOf> ParseAsOf(const std::string& text,
                               const std::string& flag = "--as-of");

// Which events: the filters of find, chronology, export and what counts them.
struct QueryFlags {
  // What the names of the filters begin with.
  std::string prefix = "--";
  std::string intersects;
  std::string relation;
  std::string to;
  bool certain = false;
  bool as_stated = false;
  bool undated = false;
  bool dated = false;
  bool all = false;
  std::vector<std::string> actors;
  std::vector<std::string> places;
  std::vector<std::string> tags;
  std::vector<std::string> kinds;
  std::vector<std::string> codes;
  std::vector<std::string> modalities;
  std::vector<std::string> statuses;
  std::string source;
  std::string text;
  std::string as_of;
  std::string order;
  int64_t limit = -1;
  int64_t offset = 0;
};

void AddQueryFlags(const Command& command, QueryFlags& flags);
// For commands that take undated events unless they are told not to: --dated,
// which takes the place of --undated. TakeUndated() sees to both;
// InvalidArgument for --undated, which would say nothing.
void AddDatedFlag(const Command& command, QueryFlags& flags);
absl::Status TakeUndated(QueryFlags& flags);
// Parts of these, for a command that asks for events twice: what they must
// have, and whether only certain answers are wanted. `flags.prefix` is set
// before.
void AddFilterFlags(const Command& command, QueryFlags& flags);
void AddCertainFlags(const Command& command, QueryFlags& flags);
// In which order, and which of them: for commands whose answer has pages.
void AddPageFlags(const Command& command, QueryFlags& flags);

// What --relation says: "before,meets".
absl::StatusOr<AllenSet> ParseRelations(const std::string& names);

// InvalidArgument names the flag, what it was given and what it wants.
absl::StatusOr<Query> ToQuery(const QueryFlags& flags);

// Opens a store that is already there, for reading or for adding to; the third
// makes one if there is none. If it is brought up to date, that is said on
// standard error.
absl::StatusOr<Timeline> OpenToRead(const std::string& store,
                                    const Session& session);
absl::StatusOr<Timeline> OpenToWrite(const std::string& store,
                                     const Session& session);
absl::StatusOr<Timeline> OpenOrMake(const std::string& store,
                                    const Session& session);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_FLAGS_H_
