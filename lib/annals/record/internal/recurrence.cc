// IsRecurrence(): the form of "each Monday" and "every year from 2015 on".
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/recurrence.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "annals/base/string_view.h"
#include "annals/time/duration.h"
#include "annals/time/edtf.h"

namespace annals::record_internal {
namespace {

// TIMEX3's dates and times of day. '#' stands for a digit or X, all else for
// itself.
constexpr std::string_view kDatePatterns[] = {
    "####",    "####-##", "####-##-##", "####-W##", "####-W##-#", "####-W##-WE",
    "####-SP", "####-SU", "####-FA",    "####-WI",  "####-Q#",    "####-H#",
};
constexpr std::string_view kTimePatterns[] = {
    "T##", "T##:##", "T##:##:##", "TMO", "TMI", "TAF", "TEV", "TNI", "TDT",
};

bool Matches(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_digit =
        absl::ascii_isdigit(static_cast<unsigned char>(text[i])) ||
        text[i] == 'X';
    if (pattern[i] == '#' ? !is_digit : text[i] != pattern[i]) return false;
  }
  return true;
}

bool IsTimeOfDay(std::string_view text) {
  if (text.empty()) return true;
  for (const std::string_view pattern : kTimePatterns) {
    if (Matches(text, pattern)) return true;
  }
  return false;
}

bool IsDateWithGaps(std::string_view text) {
  if (text.find('X') == std::string_view::npos) return false;
  for (const std::string_view pattern : kDatePatterns) {
    if (Matches(text.substr(0, pattern.size()), pattern) &&
        IsTimeOfDay(text.substr(pattern.size()))) {
      return true;
    }
  }
  return false;
}

bool IsPositiveDuration(std::string_view text) {
  if (text.empty() || text[0] != 'P') return false;
  const auto duration = Duration::Parse(text);
  return duration.ok() && duration->microseconds_max > 0;
}

bool IsPlainDate(std::string_view text) {
  const auto date = Edtf::Parse(text);
  return date.ok() && date->level() == 0 && !date->IsInterval();
}

// "R" or "R5", then a start and an end, a start and a duration, a duration and
// an end, or a duration alone.
bool IsRepeatingInterval(std::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(AsAbsl(text), '/');
  if (parts.size() < 2 || parts.size() > 3 || parts[0].empty()) return false;
  if (parts[0][0] != 'R') return false;
  for (const char c : parts[0].substr(1)) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  if (parts.size() == 2) return IsPositiveDuration(parts[1]);
  const bool starts_with_date = IsPlainDate(parts[1]);
  if (IsPlainDate(parts[2])) {
    return starts_with_date || IsPositiveDuration(parts[1]);
  }
  return starts_with_date && IsPositiveDuration(parts[2]);
}

}  // namespace

bool IsRecurrence(std::string_view text) {
  return IsPositiveDuration(text) || IsDateWithGaps(text) ||
         IsRepeatingInterval(text);
}

}  // namespace annals::record_internal
