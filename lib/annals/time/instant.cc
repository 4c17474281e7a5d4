// Instants: codes, civil time and text.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/instant.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "annals/time/instant_text.h"

namespace annals {
namespace {

constexpr int64_t kMicrosecondsPerSecond = 1'000'000;

// The whole seconds in the fine range. The first coarse code is one second
// further, so that codes keep the order of time across the seam.
constexpr int64_t kFineSeconds = Instant::kFineLimit / kMicrosecondsPerSecond;

// The seconds that the first and the last finite code stand for.
constexpr int64_t kSecondsMin =
    Instant::LeastFinite().code() + Instant::kFineLimit - kFineSeconds;
constexpr int64_t kSecondsMax =
    Instant::GreatestFinite().code() - Instant::kFineLimit + kFineSeconds;

// No instant lies in a year beyond these; absl's seconds do not overflow
// within them.
constexpr int64_t kYearMax = 200'000'000'000;

constexpr absl::CivilSecond kEpoch(1970, 1, 1);

int64_t FloorSeconds(absl::int128 microseconds) {
  absl::int128 seconds = microseconds / kMicrosecondsPerSecond;
  if (seconds * kMicrosecondsPerSecond > microseconds) --seconds;
  return static_cast<int64_t>(seconds);
}

// Six digits of a fraction, unless there is none, and Z: writes them to `place`
// and returns what is behind them.
char* WriteFraction(int64_t microseconds, char* place) {
  constexpr int kDigits = 6;
  if (microseconds != 0) {
    *place = '.';
    for (char* digit = place + kDigits; digit > place; --digit) {
      *digit = static_cast<char>('0' + microseconds % 10);
      microseconds /= 10;
    }
    place += 1 + kDigits;
  }
  *place = 'Z';
  return place + 1;
}

// Any finite instant.
void AppendFarInstant(Instant instant, std::string& out) {
  const absl::CivilSecond civil = instant.Civil();
  const absl::int128 microseconds = instant.Microseconds();
  const auto fraction = static_cast<int64_t>(
      microseconds -
      absl::int128(FloorSeconds(microseconds)) * kMicrosecondsPerSecond);
  absl::StrAppendFormat(&out, "%+07d-%02d-%02dT%02d:%02d:%02d", civil.year(),
                        civil.month(), civil.day(), civil.hour(),
                        civil.minute(), civil.second());
  char text[8];
  out.append(text, WriteFraction(fraction, text));
}

struct Day {
  uint32_t year;
  uint32_t month;
  uint32_t day;
};

// The day so many days after 0000-01-01, of the years 0 to 9999. Hinnant,
// "chrono-Compatible Low-Level Date Algorithms", civil_from_days: years that
// begin in March have their leap day at the end, and 400 of them are 146,097
// days. One such era more keeps January and February of the year 0 positive.
Day DayAt(uint32_t days) {
  constexpr uint32_t kDaysPerEra = 146'097;
  constexpr uint32_t kJanuaryAndFebruary = 60;
  const uint32_t shifted = days + kDaysPerEra - kJanuaryAndFebruary;
  const uint32_t era = shifted / kDaysPerEra;
  const uint32_t in_era = shifted % kDaysPerEra;
  const uint32_t year_in_era =
      (in_era - in_era / 1460 + in_era / 36'524 - in_era / 146'096) / 365;
  const uint32_t in_year =
      in_era - (365 * year_in_era + year_in_era / 4 - year_in_era / 100);
  const uint32_t months = (5 * in_year + 2) / 153;
  const uint32_t day = in_year - (153 * months + 2) / 5 + 1;
  const uint32_t month = months < 10 ? months + 3 : months - 9;
  const uint32_t year = year_in_era + 400 * era - 400 + (month <= 2 ? 1 : 0);
  return {year, month, day};
}

void WriteTwoDigits(uint32_t number, char* place) {
  place[0] = static_cast<char>('0' + number / 10);
  place[1] = static_cast<char>('0' + number % 10);
}

// Of the years 0 to 9999.
void AppendNearInstant(Instant instant, std::string& out) {
  constexpr uint64_t kMicrosecondsPerDay = 86'400'000'000;
  const auto since = static_cast<uint64_t>(instant.code() - CodeOfYear(0));
  const Day day = DayAt(static_cast<uint32_t>(since / kMicrosecondsPerDay));
  const uint64_t in_day = since % kMicrosecondsPerDay;
  const auto second = static_cast<uint32_t>(
      in_day / static_cast<uint64_t>(kMicrosecondsPerSecond));
  char text[] = "0000-00-00T00:00:00.000000Z";
  WriteTwoDigits(day.year / 100, text);
  WriteTwoDigits(day.year % 100, text + 2);
  WriteTwoDigits(day.month, text + 5);
  WriteTwoDigits(day.day, text + 8);
  WriteTwoDigits(second / 3600, text + 11);
  WriteTwoDigits(second / 60 % 60, text + 14);
  WriteTwoDigits(second % 60, text + 17);
  char* const end =
      WriteFraction(static_cast<int64_t>(
                        in_day % static_cast<uint64_t>(kMicrosecondsPerSecond)),
                    text + 19);
  out.append(text, end);
}

}  // namespace

std::optional<Instant> Instant::FromSeconds(absl::int128 seconds) {
  if (seconds > kSecondsMax || seconds < kSecondsMin) return std::nullopt;
  const auto whole = static_cast<int64_t>(seconds);
  if (whole > kFineSeconds) return Instant(whole - kFineSeconds + kFineLimit);
  if (whole < -kFineSeconds) return Instant(whole + kFineSeconds - kFineLimit);
  return Instant(whole * kMicrosecondsPerSecond);
}

std::optional<Instant> Instant::FromMicroseconds(absl::int128 microseconds) {
  if (microseconds >= -kFineLimit && microseconds <= kFineLimit) {
    return Instant(static_cast<int64_t>(microseconds));
  }
  if (microseconds % kMicrosecondsPerSecond != 0) return std::nullopt;
  return FromSeconds(microseconds / kMicrosecondsPerSecond);
}

std::optional<Instant> Instant::FromCivil(absl::CivilSecond civil,
                                          int32_t microseconds) {
  if (civil.year() > kYearMax || civil.year() < -kYearMax) return std::nullopt;
  const int64_t seconds = civil - kEpoch;
  if (microseconds == 0) return FromSeconds(seconds);
  return FromMicroseconds(absl::int128(seconds) * kMicrosecondsPerSecond +
                          microseconds);
}

absl::int128 Instant::Microseconds() const {
  if (code_ > kFineLimit) {
    return absl::int128(code_ - kFineLimit + kFineSeconds) *
           kMicrosecondsPerSecond;
  }
  if (code_ < -kFineLimit) {
    return absl::int128(code_ + kFineLimit - kFineSeconds) *
           kMicrosecondsPerSecond;
  }
  return code_;
}

absl::CivilSecond Instant::Civil() const {
  return kEpoch + FloorSeconds(Microseconds());
}

std::optional<absl::int128> MicrosecondsBetween(Instant a, Instant b) {
  if (!a.IsFinite() || !b.IsFinite()) return std::nullopt;
  return b.Microseconds() - a.Microseconds();
}

std::string Instant::ToString() const {
  std::string text;
  AppendInstant(*this, text);
  return text;
}

void AppendInstant(Instant instant, std::string& out) {
  if (!instant.IsFinite()) {
    out += instant == Instant::InfinitePast() ? "-inf" : "+inf";
  } else if (instant.code() >= CodeOfYear(0) &&
             instant.code() < CodeOfYear(10'000)) {
    AppendNearInstant(instant, out);
  } else {
    AppendFarInstant(instant, out);
  }
}

}  // namespace annals
