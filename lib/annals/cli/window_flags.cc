// The flags that say from when until when a summary goes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/window_flags.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/time/edtf.h"
#include "annals/time/span.h"

namespace annals::cli_internal {
namespace {

absl::StatusOr<Span> BoundsOf(const std::string& edtf) {
  ANNALS_ASSIGN_OR_RETURN(const Edtf date, Edtf::Parse(edtf));
  return date.Bounds(Extent::kWithin);
}

}  // namespace

void AddWindowFlags(const Command& command, WindowFlags& flags) {
  command.AddOption("--from", flags.from,
                    "a date; without it, the first event's");
  command.AddOption("--until", flags.until,
                    "a date, with all of it; without it, the last event's");
}

absl::StatusOr<Window> WindowOf(const WindowFlags& flags, const Query& query,
                                const Timeline& timeline) {
  Window window;
  if (flags.from.empty() || flags.until.empty()) {
    ANNALS_ASSIGN_OR_RETURN(window, timeline.Extent(query));
  }
  if (!flags.from.empty()) {
    ANNALS_ASSIGN_OR_RETURN(const Span from, BoundsOf(flags.from));
    window.start = from.earliest_start;
  }
  if (!flags.until.empty()) {
    ANNALS_ASSIGN_OR_RETURN(const Span until, BoundsOf(flags.until));
    window.end = until.latest_end;
  }
  if (window.IsValid()) return window;
  return absl::InvalidArgumentError(
      absl::StrCat("from ", window.start.ToString(), " until ",
                   window.end.ToString(), ": want an end that is later"));
}

}  // namespace annals::cli_internal
