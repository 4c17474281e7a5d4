// Durations: reading ISO 8601, and how long calendar months can be.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/duration.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"

namespace annals {
namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kMinute = 60 * kSecond;
constexpr int64_t kHour = 60 * kMinute;
constexpr int64_t kDay = 24 * kHour;

// After so many months the calendar repeats itself.
constexpr int64_t kCycleMonths = 4800;
constexpr int64_t kCycleDays = 146'097;

// More digits than this are beyond any use.
constexpr size_t kDigitsMax = 20;

// The units in the order in which they are written.
struct Unit {
  char letter;
  bool is_time;          // after the T
  int64_t months;        // for the calendar's units
  int64_t microseconds;  // for all others
  std::string_view name;
};
constexpr std::array<Unit, 7> kUnits = {{
    {'Y', false, 12, 0, "year"},
    {'M', false, 1, 0, "month"},
    {'W', false, 0, 7 * kDay, "week"},
    {'D', false, 0, kDay, "day"},
    {'H', true, 0, kHour, "hour"},
    {'M', true, 0, kMinute, "minute"},
    {'S', true, 0, kSecond, "second"},
}};

// "1.5H" is {5th unit, "1", "5"}.
struct Part {
  size_t unit;
  std::string whole;
  std::string fraction;
};

// What was written.
struct Reading {
  bool is_negative = false;
  std::vector<Part> parts;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  absl::StatusOr<Reading> Read();

 private:
  absl::StatusOr<Part> ReadPart();
  std::string ReadDigits();
  bool Take(char wanted);
  absl::Status Refuse(std::string_view wanted) const;

  std::string_view text_;
  size_t position_ = 0;
  size_t next_unit_ = 0;
  bool is_time_ = false;
};

bool Reader::Take(char wanted) {
  if (position_ >= text_.size() || text_[position_] != wanted) return false;
  ++position_;
  return true;
}

std::string Reader::ReadDigits() {
  const size_t begin = position_;
  while (position_ < text_.size() && text_[position_] >= '0' &&
         text_[position_] <= '9') {
    ++position_;
  }
  return std::string(text_.substr(begin, position_ - begin));
}

absl::Status Reader::Refuse(std::string_view wanted) const {
  const std::string found =
      position_ >= text_.size()
          ? "the end"
          : absl::StrCat(
                "'", absl::CHexEscape(AsAbsl(text_.substr(position_, 1))), "'");
  return absl::InvalidArgumentError(absl::StrCat(
      "duration \"", absl::Utf8SafeCHexEscape(AsAbsl(text_)), "\": ", found,
      " at column ", position_ + 1, "; want ", AsAbsl(wanted)));
}

absl::StatusOr<Reading> Reader::Read() {
  Reading reading;
  reading.is_negative = Take('-');
  if (!reading.is_negative) Take('+');
  if (!Take('P')) return Refuse("P, as in P1Y or -PT36H");
  // Each part takes a unit of its own, so this ends after seven.
  while (position_ < text_.size()) {
    if (!is_time_ && Take('T')) is_time_ = true;
    if (!reading.parts.empty() && !reading.parts.back().fraction.empty()) {
      return Refuse("the end after a fraction");
    }
    ANNALS_ASSIGN_OR_RETURN(Part part, ReadPart());
    reading.parts.push_back(std::move(part));
  }
  if (reading.parts.empty()) return Refuse("a number and a unit");
  return reading;
}

absl::StatusOr<Part> Reader::ReadPart() {
  Part part;
  part.whole = ReadDigits();
  if (part.whole.empty()) return Refuse("a number");
  if (Take('.') || Take(',')) {
    part.fraction = ReadDigits();
    if (part.fraction.empty()) return Refuse("digits of a fraction");
  }
  for (part.unit = next_unit_; part.unit < kUnits.size(); ++part.unit) {
    const Unit& unit = kUnits[part.unit];
    if (unit.is_time == is_time_ && Take(unit.letter)) {
      next_unit_ = part.unit + 1;
      return part;
    }
  }
  return Refuse(is_time_ ? "one of H, M and S, in this order"
                         : "one of Y, M, W and D, in this order (T before "
                           "hours)");
}

absl::StatusOr<Reading> Read(std::string_view text) {
  if (text.size() > kDurationBytesMax) {
    return absl::InvalidArgumentError(absl::StrCat("duration of ", text.size(),
                                                   " bytes; want at most ",
                                                   kDurationBytesMax));
  }
  return Reader(text).Read();
}

// The days before each month of a cycle that begins with a January.
std::vector<int64_t> DaysBeforeMonths() {
  std::vector<int64_t> days;
  const absl::CivilMonth first(2000, 1);
  for (int64_t i = 0; i <= kCycleMonths; ++i) {
    days.push_back(absl::CivilDay(first + i) - absl::CivilDay(first));
  }
  return days;
}

struct Days {
  absl::int128 min;
  absl::int128 max;
};

// The least and the most days that so many months in a row have. Where a day
// is cut to its month's last one (31 January and a month), the count lies
// between those of months that begin on the first.
Days DaysOfMonths(absl::int128 months) {
  static const std::vector<int64_t>& before =
      *new std::vector<int64_t>(DaysBeforeMonths());
  const absl::int128 cycles = months / kCycleMonths;
  const auto rest = static_cast<int64_t>(months % kCycleMonths);
  int64_t min = kCycleDays;
  int64_t max = 0;
  for (int64_t i = 0; i < kCycleMonths; ++i) {
    const int64_t end = i + rest;
    const int64_t days = before[static_cast<size_t>(end % kCycleMonths)] +
                         (end >= kCycleMonths ? kCycleDays : 0) -
                         before[static_cast<size_t>(i)];
    min = std::min(min, days);
    max = std::max(max, days);
  }
  return Days{cycles * kCycleDays + min, cycles * kCycleDays + max};
}

absl::int128 MicrosecondsMax() {
  return absl::int128(kDurationSecondsMax) * kSecond;
}

absl::Status OutOfRange(std::string_view text) {
  return absl::InvalidArgumentError(absl::StrCat(
      "duration \"", AsAbsl(text),
      "\": longer than the axis; want less than 292 thousand million years"));
}

// The part as a number of its unit's months or microseconds. Only for parts of
// at most kDigitsMax digits on either side of the point.
absl::StatusOr<absl::int128> Scaled(std::string_view text, const Part& part,
                                    int64_t unit) {
  absl::int128 whole = 0;
  for (char digit : part.whole) whole = whole * 10 + (digit - '0');
  absl::int128 fraction = 0;
  absl::int128 scale = 1;
  for (char digit : part.fraction) {
    fraction = fraction * 10 + (digit - '0');
    scale *= 10;
  }
  if (whole > MicrosecondsMax() / unit) return OutOfRange(text);
  if (fraction * unit % scale != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("duration \"", AsAbsl(text), "\": fraction 0.",
                     part.fraction, " of a ", AsAbsl(kUnits[part.unit].name),
                     "; want whole months, or whole microseconds"));
  }
  return whole * unit + fraction * unit / scale;
}

std::string PartInWords(const Part& part) {
  const size_t first =
      std::min(part.whole.find_first_not_of('0'), part.whole.size() - 1);
  const std::string number =
      absl::StrCat(part.whole.substr(first), part.fraction.empty() ? "" : ".",
                   part.fraction);
  return absl::StrCat(number, " ", AsAbsl(kUnits[part.unit].name),
                      number == "1" ? "" : "s");
}

}  // namespace

absl::StatusOr<Duration> Duration::Parse(std::string_view text) {
  ANNALS_ASSIGN_OR_RETURN(const Reading reading, Read(text));
  absl::int128 months = 0;
  absl::int128 microseconds = 0;
  for (const Part& part : reading.parts) {
    if (std::max(part.whole.size(), part.fraction.size()) > kDigitsMax) {
      return OutOfRange(text);
    }
    const Unit& unit = kUnits[part.unit];
    const bool is_calendar = unit.months > 0;
    ANNALS_ASSIGN_OR_RETURN(
        const absl::int128 amount,
        Scaled(text, part, is_calendar ? unit.months : unit.microseconds));
    (is_calendar ? months : microseconds) += amount;
  }
  // Scaled() keeps each part so small that 128 bits hold their sum in any unit.
  const Days days = DaysOfMonths(months);
  Duration duration{days.min * kDay + microseconds,
                    days.max * kDay + microseconds};
  if (duration.microseconds_max > MicrosecondsMax()) {
    return OutOfRange(text);
  }
  if (!reading.is_negative) return duration;
  return Duration{-duration.microseconds_max, -duration.microseconds_min};
}

absl::StatusOr<std::string> DurationInWords(std::string_view text) {
  ANNALS_RETURN_IF_ERROR(Duration::Parse(text).status());
  ANNALS_ASSIGN_OR_RETURN(const Reading reading, Read(text));
  std::vector<std::string> parts;
  for (const Part& part : reading.parts) parts.push_back(PartInWords(part));
  const std::string last = std::move(parts.back());
  parts.pop_back();
  return absl::StrCat(reading.is_negative ? "minus " : "",
                      absl::StrJoin(parts, ", "), parts.empty() ? "" : " and ",
                      last);
}

}  // namespace annals
