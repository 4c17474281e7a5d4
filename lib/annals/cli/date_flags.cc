// How dates on the command line are read: --calendar, --place, --zone,
// --extent, --strict.
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

Extent ExtentNamed(const std::string& name) {
  if (name == "within") return Extent::kWithin;
  if (name == "span") return Extent::kSpan;
  return name == "throughout" ? Extent::kThroughout : Extent::kDefault;
}

}  // namespace

void AddDateFlags(const Command& command, DateFlags& flags) {
  command.AddOption("--calendar", flags.calendar,
                    "the calendar that dates are given in: " + CalendarNames());
  command.AddOption("--place", flags.place,
                    "the place where they were written: Julian dates until it "
                    "changed, Gregorian ones from then on");
  command.AddOption("--zone", flags.zone,
                    "the IANA zone of local times (Asia/Pyongyang)");
  command
      .AddOption("--extent", flags.extent,
                 "how a date holds its event: within it, as the span from one "
                 "side to the other, or throughout it")
      .OneOf({"within", "span", "throughout"});
  command.AddFlag("--strict", flags.strict,
                  "refuses what the specification does not spell out");
}

absl::StatusOr<DateReader> DateReader::Of(const DateFlags& flags) {
  DateReader reader;
  reader.extent_ = ExtentNamed(flags.extent);
  reader.options_.is_strict = flags.strict;
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
    GivenDate given{read.date(), ExtentFor(read.extent()), read.calendar(),
                    std::nullopt};
    if (zone_ && given.date.IsFloating()) {
      given.settled = Settle(given.date, *zone_, given.extent);
    }
    return given;
  }
  ANNALS_ASSIGN_OR_RETURN(Edtf date, Edtf::Parse(text, options_));
  GivenDate given{std::move(date), extent_, std::nullopt, std::nullopt};
  if (zone_ && given.date.IsFloating()) {
    given.settled = Settle(given.date, *zone_, given.extent);
  }
  return given;
}

}  // namespace annals::cli_internal
