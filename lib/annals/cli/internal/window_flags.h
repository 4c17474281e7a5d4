// The flags that say from when until when a summary goes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_WINDOW_FLAGS_H_
#define ANNALS_CLI_INTERNAL_WINDOW_FLAGS_H_

#include <string>

#include "absl/status/statusor.h"
#include "annals/cli/internal/command.h"
#include "annals/timeline/query.h"
#include "annals/timeline/summaries.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {

// --from and --until.
struct WindowFlags {
  std::string from;
  std::string until;
};

void AddWindowFlags(const Command& command, WindowFlags& flags);

// Its type belongs to a room below: the timeline hands it out.
using Window = decltype(Gap::stretch);

// From the first instant of --from to the last of --until; where one is not
// given, from the first of the query's events or to the last. InvalidArgument
// if it is reversed; NotFound if there is no event with a date.
absl::StatusOr<Window> WindowOf(const WindowFlags& flags, const Query& query,
                                const Timeline& timeline);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_WINDOW_FLAGS_H_
