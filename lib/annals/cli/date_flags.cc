// How dates on the command line are read: --calendar, --place, --zone.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/date_flags.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/time/calendar_date.h"
#include "annals/time/zone.h"

namespace annals::cli_internal {
namespace {

std::string CalendarNames() {
  std::string names;
  for (int i = 0; i < kCalendarCount; ++i) {
    absl::StrAppend(&names,
                    i == 0                    ? ""
                    : i + 1 == kCalendarCount ? " or "
                                              : ", ",
                    AsAbsl(CalendarName(static_cast<Calendar>(i))));
  }
  return names;
}

// The same fault, with the flag before it.
absl::Status InFlag(const char* flag, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(flag, ": ", std::string(status.message())));
}

}  // namespace

void AddDateFlags(CLI::App& command, DateFlags& flags) {
  command.add_option(
      "--calendar", flags.calendar,
      "the calendar that dates are given in: " + CalendarNames());
  command.add_option("--place", flags.place,
                     "the place where they were written: Julian dates until it "
                     "changed, Gregorian ones from then on");
  command.add_option("--zone", flags.zone,
                     "the IANA zone of local times (Asia/Pyongyang)");
}

absl::StatusOr<DateReader> DateReader::Of(const DateFlags& flags) {
  DateReader reader;
  if (!flags.calendar.empty()) {
    if (!flags.place.empty()) {
      return absl::InvalidArgumentError(
          "--calendar and --place: want one of them; a place has its own");
    }
    reader.calendar_ = CalendarNamed(flags.calendar);
    if (!reader.calendar_) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--calendar \"", flags.calendar, "\": want ", CalendarNames()));
    }
  }
  if (!flags.place.empty()) {
    absl::StatusOr<CalendarChange> place = CalendarChangeOf(flags.place);
    if (!place.ok()) return InFlag("--place", place.status());
    reader.place_ = *place;
  }
  if (!flags.zone.empty()) {
    absl::StatusOr<absl::TimeZone> zone = ZoneNamed(flags.zone);
    if (!zone.ok()) return InFlag("--zone", zone.status());
    reader.zone_ = *zone;
  }
  return reader;
}

absl::StatusOr<GivenDate> DateReader::Read(const std::string& text) const {
  if (calendar_ || place_) {
    ANNALS_ASSIGN_OR_RETURN(const CalendarDate read,
                            place_ ? CalendarDate::Read(text, *place_)
                                   : CalendarDate::Read(text, *calendar_));
    GivenDate given{read.date(), read.extent(), read.calendar(), std::nullopt};
    if (zone_ && given.date.IsFloating()) {
      given.settled = Settle(given.date, *zone_, given.extent);
    }
    return given;
  }
  ANNALS_ASSIGN_OR_RETURN(Edtf date, Edtf::Parse(text));
  GivenDate given{std::move(date), Extent::kDefault, std::nullopt,
                  std::nullopt};
  if (zone_ && given.date.IsFloating()) {
    given.settled = Settle(given.date, *zone_);
  }
  return given;
}

}  // namespace annals::cli_internal
