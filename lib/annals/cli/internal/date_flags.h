// How dates on the command line are read: --calendar, --place, --zone.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_DATE_FLAGS_H_
#define ANNALS_CLI_INTERNAL_DATE_FLAGS_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "annals/cli/internal/command.h"
#include "annals/time/calendar.h"
#include "annals/time/calendar_change.h"
#include "annals/time/edtf.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::cli_internal {

struct DateFlags {
  std::string calendar;
  std::string place;
  std::string zone;
  std::string extent;
  bool strict = false;
};

void AddDateFlags(const Command& command, DateFlags& flags);

// A date as the flags say that it is to be read.
struct GivenDate {
  Edtf date;
  Extent extent = Extent::kDefault;
  // Only if a calendar or place was asked for.
  std::optional<Calendar> calendar;
  // Only for a local time that a zone was given for: what it settles.
  std::optional<TimeSet> settled;

  Span Bounds() const {
    return settled ? settled->Hull() : date.Bounds(extent);
  }
  TimeSet Members() const { return settled ? *settled : date.Members(extent); }
  bool IsFloating() const { return !settled && date.IsFloating(); }
};

// Reads dates as the flags say; plain EDTF without any.
class DateReader {
 public:
  // InvalidArgument or NotFound names the flag that is wrong.
  static absl::StatusOr<DateReader> Of(const DateFlags& flags);

  absl::StatusOr<GivenDate> Read(const std::string& text) const;

  // Whether --calendar or --place was given, and whether nothing was.
  bool HasCalendar() const { return calendar_ || place_; }
  bool IsPlain() const {
    return !HasCalendar() && !zone_ && extent_ == Extent::kDefault &&
           !options_.is_strict;
  }

 private:
  // Of a date that would be read with `stated` without --extent.
  Extent ExtentFor(Extent stated) const {
    return extent_ == Extent::kDefault ? stated : extent_;
  }

  std::optional<Calendar> calendar_;
  std::optional<CalendarChange> place_;
  std::optional<absl::TimeZone> zone_;
  Extent extent_ = Extent::kDefault;
  Edtf::ParseOptions options_;
};

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_DATE_FLAGS_H_
