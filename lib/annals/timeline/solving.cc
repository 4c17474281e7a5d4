// Timeline::Solve(): the store's records as one network.
//
// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "annals/base/status_macros.h"
#include "annals/timeline/internal/network_reader.h"
#include "annals/timeline/timeline.h"

namespace annals {

absl::StatusOr<SolvedEvents> Timeline::Solve(
    const SolveOptions& options) const {
  const auto pass_over = [](const StoredRecord&) { return absl::OkStatus(); };
  ANNALS_ASSIGN_OR_RETURN(
      EventNetwork network,
      timeline_internal::ReadNetwork(*store_, options, pass_over));
  return SolvedEvents(std::move(network));
}

}  // namespace annals
