// ZoneNamed(): time zones by their IANA names.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/zone.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "annals/record/limits.h"
#include "annals/record/utf8.h"

namespace annals::record_internal {
namespace {

// Abseil opens files by these names, and takes "/etc/passwd" or "../x" for a
// file too. No IANA name has a dot or begins with a slash.
bool LooksLikeZone(const std::string& name) {
  if (name.empty() || name.size() > kZoneBytesMax) return false;
  if (!absl::ascii_isalpha(static_cast<unsigned char>(name[0]))) return false;
  for (const char c : name) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) &&
        !absl::StrContains("/_+-", std::string(1, c))) {
      return false;
    }
  }
  return name != "localtime";
}

}  // namespace

absl::StatusOr<absl::TimeZone> ZoneNamed(const std::string& name) {
  absl::TimeZone zone;
  if (LooksLikeZone(name) && absl::LoadTimeZone(name, &zone)) return zone;
  return absl::InvalidArgumentError(
      absl::StrCat("unknown time zone ", Quoted(name),
                   "; want an IANA name such as \"Asia/Pyongyang\""));
}

}  // namespace annals::record_internal
