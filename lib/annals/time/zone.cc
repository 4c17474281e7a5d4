// Zones by their IANA names, and local times settled by them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/zone.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/internal/quoted.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {
namespace {

// Abseil opens files by these names, and takes "/etc/passwd" or "../x" for a
// file too. No IANA name has a dot or begins with a slash.
bool LooksLikeZone(std::string_view name) {
  constexpr std::string_view kSigns = "/_+-";
  if (name.empty() || name.size() > kZoneNameBytesMax) return false;
  if (!absl::ascii_isalpha(static_cast<unsigned char>(name[0]))) return false;
  for (const char c : name) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) &&
        kSigns.find(c) == std::string_view::npos) {
      return false;
    }
  }
  return name != "localtime";
}

// Where Abseil looks for zones, unless the system has a way of its own.
std::string ZoneFolder() {
  const char* const folder = std::getenv("TZDIR");
  return folder != nullptr && *folder != '\0' ? folder : "/usr/share/zoneinfo";
}

std::string Quoted(std::string_view name) {
  return time_internal::Quoted(name, kZoneNameBytesMax);
}

// The span as it is, so many microseconds later. All its bounds are those of
// one second in a year of four digits.
Span Shifted(const Span& span, absl::int128 by) {
  const auto shifted = [by](Instant instant) {
    return *Instant::FromMicroseconds(instant.Microseconds() + by);
  };
  return Span{shifted(span.earliest_start), shifted(span.latest_start),
              shifted(span.earliest_end), shifted(span.latest_end)};
}

}  // namespace

absl::StatusOr<absl::TimeZone> ZoneNamed(std::string_view name) {
  absl::TimeZone zone;
  if (LooksLikeZone(name) && absl::LoadTimeZone(AsAbsl(name), &zone)) {
    return zone;
  }
  std::error_code ignored;
  const std::string folder = ZoneFolder();
  if (LooksLikeZone(name) && !std::filesystem::is_directory(folder, ignored)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "time zone ", Quoted(name), ": no zone data in ", folder,
        "; want the package tzdata, or its folder in the variable TZDIR"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("unknown time zone ", Quoted(name),
                   "; want an IANA name such as \"Asia/Pyongyang\""));
}

std::vector<Instant> InstantsOf(absl::CivilSecond local,
                                const absl::TimeZone& zone) {
  const absl::TimeZone::TimeInfo info = zone.At(local);
  const auto instant = [](absl::Time time) {
    return *Instant::FromSeconds(absl::ToUnixSeconds(time));
  };
  const Instant pre = instant(info.pre);
  const Instant post = instant(info.post);
  if (pre == post) return {pre};
  return {std::min(pre, post), std::max(pre, post)};
}

TimeSet Settle(const Edtf& date, const absl::TimeZone& zone, Extent extent) {
  const Span as_utc = date.Bounds(extent);
  if (!date.IsFloating() || !as_utc.earliest_start.IsFinite()) {
    return date.Members(extent);
  }
  const Instant local = as_utc.earliest_start;
  TimeSet settled;
  for (const Instant instant : InstantsOf(local.Civil(), zone)) {
    settled.members.push_back(
        Shifted(as_utc, *MicrosecondsBetween(local, instant)));
  }
  return settled;
}

}  // namespace annals
