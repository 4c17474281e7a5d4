// EdtfDateReader: years in three forms, months, seasons, days and times.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_date_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_scanner.h"
#include "annals/time/internal/edtf_units.h"

namespace annals::edtf_internal {
namespace {

constexpr int kFirstSeason = 21;
constexpr int kLastSeason = 41;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsDigitOrX(char c) { return IsDigit(c) || c == 'X'; }

// What other notations write for X; the scanner knows better words for it.
bool IsDraftDigit(char c) { return c == 'u' || c == 'x'; }

// The number, or kEdtfYearMax if it is more.
int64_t Number(std::string_view digits) {
  int64_t number = 0;
  for (char digit : digits) {
    if (number >= kEdtfYearMax / 10) return kEdtfYearMax;
    number = number * 10 + (digit - '0');
  }
  return number;
}

bool IsPositiveNumber(std::string_view digits) {
  return !digits.empty() && digits[0] != '0';
}

// At most eight digits, some of them X.
EdtfComponent Component(std::string_view digits) {
  EdtfComponent component;
  for (char digit : digits) {
    const bool is_open = digit == 'X';
    component.value = component.value * 10 + (is_open ? 0 : digit - '0');
    component.unspecified =
        static_cast<uint8_t>(component.unspecified << 1 | (is_open ? 1 : 0));
  }
  return component;
}

// Passes on what is written to the right of a component to those it is of.
void SpreadQualifiers(EdtfDate& date) {
  EdtfQualifier from_right = EdtfQualifier::kNone;
  for (EdtfComponent* component : {&date.day, &date.month, &date.year}) {
    from_right = from_right | component->after;
    component->qualifier = component->before | from_right;
  }
}

bool IsPlain(const EdtfComponent& component) {
  return component.unspecified == 0 &&
         component.qualifier == EdtfQualifier::kNone;
}

bool SomeMonthMatches(const EdtfComponent& month) {
  for (int i = 1; i <= 12; ++i) {
    if (Matches(month, i)) return true;
  }
  return false;
}

std::string_view WantedInsteadOfYear(std::string_view digits) {
  if (digits.size() == 8 || digits.size() == 6) {
    return "hyphens, as in 1985-04-12, or Y before a year of more than four "
           "digits";
  }
  return digits.size() > 4 ? "four digits, or Y before a longer year"
                           : "four digits of a year";
}

}  // namespace

EdtfDate EdtfDateReader::ReadDate() {
  EdtfDate date = ReadCalendarDate();
  if (scanner_.Peek() == 'T') {
    scanner_.Fail("a time of day", scanner_.column(), "dates alone in a set");
  }
  return date;
}

EdtfDate EdtfDateReader::ReadDateOrDateTime() {
  const size_t column = scanner_.column();
  EdtfDate date = ReadCalendarDate();
  if (date.precision != EdtfPrecision::kDay || !scanner_.Take('T')) return date;
  if (!IsPlain(date.year) || !IsPlain(date.month) || !IsPlain(date.day)) {
    scanner_.Fail("a date with X or a qualifier", column,
                  "a whole plain date before a time of day");
  }
  date.precision = EdtfPrecision::kSecond;
  date.time = ReadTime();
  return date;
}

EdtfDate EdtfDateReader::ReadCalendarDate() {
  EdtfDate date = ReadYear();
  if (scanner_.Take('-')) ReadAfterYear(date);
  SpreadQualifiers(date);
  return date;
}

void EdtfDateReader::ReadAfterYear(EdtfDate& date) {
  if (date.year_form != EdtfYearForm::kFourDigits ||
      date.significant_digits > 0) {
    scanner_.Fail("'-'", scanner_.column() - 1,
                  "the end (only a four-digit year has months)");
  }
  date.month = ReadMonth();
  const bool is_season = date.month.value >= kFirstSeason;
  date.precision = is_season ? EdtfPrecision::kSeason : EdtfPrecision::kMonth;
  if (!scanner_.Take('-')) return;
  if (is_season) {
    scanner_.Fail("'-'", scanner_.column() - 1,
                  "the end (a season has no days)");
  }
  const size_t column = scanner_.column();
  date.day = ReadTwoDigits("day");
  date.precision = EdtfPrecision::kDay;
  if (scanner_.ok()) CheckDayExists(date, column);
}

EdtfDate EdtfDateReader::ReadYear() {
  const EdtfQualifier before = ReadQualifier();
  EdtfDate date = scanner_.Peek() == 'Y' ? ReadLongYear() : ReadFourDigitYear();
  date.significant_digits = ReadSignificantDigits(date);
  date.year.before = before;
  date.year.after = ReadQualifier();
  return date;
}

EdtfDate EdtfDateReader::ReadFourDigitYear() {
  EdtfDate date;
  const size_t column = scanner_.column();
  date.is_negative = scanner_.Take('-');
  const std::string_view digits = scanner_.TakeWhile(IsDigitOrX);
  if (digits.empty()) {
    scanner_.FailHere(date.is_negative ? "four digits of a year" : "a date");
  } else if (digits.size() != 4 && IsDraftDigit(scanner_.Peek())) {
    scanner_.FailHere("X for an unspecified digit");
  } else if (digits.size() != 4) {
    scanner_.Fail(absl::StrCat("year ", AsAbsl(digits.substr(0, 20))), column,
                  WantedInsteadOfYear(digits));
  } else {
    date.year = Component(digits);
  }
  if (date.is_negative) date.year.value = -date.year.value;
  if (scanner_.ok() && digits == "0000" && date.is_negative) {
    scanner_.Fail("year -0000", column, "0000 (that year has no sign)");
  }
  return date;
}

EdtfDate EdtfDateReader::ReadLongYear() {
  EdtfDate date;
  const size_t column = scanner_.column();
  scanner_.Take('Y');
  date.year_form = EdtfYearForm::kLong;
  date.is_negative = scanner_.Take('-');
  const std::string_view digits = scanner_.TakeWhile(IsDigit);
  if (scanner_.Peek() == 'X') {
    scanner_.FailHere("digits alone in a long year, S for how many are known");
  } else if (digits.empty()) {
    scanner_.FailHere("digits of a year");
  } else if (!IsPositiveNumber(digits)) {
    scanner_.Fail("a leading zero", column, "a long year without one");
  }
  date.mantissa = date.is_negative ? -Number(digits) : Number(digits);
  date.year.value = date.mantissa;
  if (scanner_.Take('E')) {
    ReadExponent(date);
  } else if (digits.size() <= 4) {
    scanner_.Fail(absl::StrCat("year Y", date.year.value), column,
                  absl::StrFormat("%s%04d (Y is for more than four digits)",
                                  date.is_negative ? "-" : "", Number(digits)));
  }
  return date;
}

void EdtfDateReader::ReadExponent(EdtfDate& date) {
  const size_t column = scanner_.column();
  const std::string_view digits = scanner_.TakeWhile(IsDigit);
  if (!IsPositiveNumber(digits)) {
    scanner_.Fail(absl::StrCat("exponent ", AsAbsl(digits.substr(0, 20))),
                  column, "a positive number without leading zeros");
  }
  date.year_form = EdtfYearForm::kExponential;
  date.exponent = Number(digits);
  for (int64_t i = 0; i < date.exponent; ++i) {
    if (std::abs(date.year.value) > kEdtfYearMax / 10) {
      date.year.value = date.is_negative ? -kEdtfYearMax : kEdtfYearMax;
      break;
    }
    date.year.value *= 10;
  }
}

int64_t EdtfDateReader::ReadSignificantDigits(const EdtfDate& date) {
  const size_t column = scanner_.column();
  if (!scanner_.Take('S')) return 0;
  const std::string_view digits = scanner_.TakeWhile(IsDigit);
  if (date.year.unspecified != 0) {
    scanner_.Fail("S after X", column, "one or the other");
  } else if (!IsPositiveNumber(digits)) {
    scanner_.Fail(absl::StrCat("S", AsAbsl(digits.substr(0, 20))), column,
                  "S and a positive number without leading zeros");
  }
  return Number(digits);
}

EdtfComponent EdtfDateReader::ReadMonth() {
  const size_t column = scanner_.column();
  const EdtfComponent month = ReadTwoDigits("month");
  if (!scanner_.ok()) return month;
  const bool is_season = month.unspecified == 0 &&
                         month.value >= kFirstSeason &&
                         month.value <= kLastSeason;
  if (is_season || SomeMonthMatches(month)) return month;
  if (month.unspecified != 0) {
    scanner_.Fail("a month with X that does not exist", column,
                  "one of 01-12 (X never means a season)");
  } else {
    scanner_.Fail(absl::StrFormat("month %02d", month.value),
                  column + (month.before != EdtfQualifier::kNone ? 1 : 0),
                  "01-12, or a season 21-41");
  }
  return month;
}

EdtfComponent EdtfDateReader::ReadTwoDigits(std::string_view what) {
  const EdtfQualifier before = ReadQualifier();
  const size_t column = scanner_.column();
  const std::string_view digits = scanner_.TakeWhile(IsDigitOrX);
  if (digits.empty()) {
    scanner_.FailHere(absl::StrCat("two digits of a ", AsAbsl(what)));
    return {};
  }
  if (digits.size() != 2) {
    scanner_.Fail(absl::StrCat(AsAbsl(what), " ", AsAbsl(digits.substr(0, 20))),
                  column, "two digits");
    return {};
  }
  EdtfComponent component = Component(digits);
  component.before = before;
  component.after = ReadQualifier();
  return component;
}

EdtfQualifier EdtfDateReader::ReadQualifier() {
  const size_t column = scanner_.column();
  EdtfQualifier qualifier = EdtfQualifier::kNone;
  if (scanner_.Take('?'))
    qualifier = EdtfQualifier::kUncertain;
  else if (scanner_.Take('~'))
    qualifier = EdtfQualifier::kApproximate;
  else if (scanner_.Take('%'))
    qualifier = EdtfQualifier::kUncertainAndApproximate;
  else
    return qualifier;
  const char next = scanner_.Peek();
  if (next == '?' || next == '~' || next == '%') {
    scanner_.Fail("two qualifiers together", column,
                  "one of ?, ~ and % (% for both)");
  }
  return qualifier;
}

void EdtfDateReader::CheckDayExists(const EdtfDate& date, size_t column) {
  if (Exists(date)) return;
  if (date.day.before != EdtfQualifier::kNone) ++column;
  if ((date.year.unspecified | date.month.unspecified | date.day.unspecified) !=
      0) {
    scanner_.Fail("a day that never exists", column,
                  "one that some such month has");
    return;
  }
  scanner_.Fail(
      absl::StrFormat("day %02d", date.day.value), column,
      absl::StrFormat(
          "01-%02d",
          DaysInMonth(date.year.value, static_cast<int>(date.month.value))));
}

EdtfTime EdtfDateReader::ReadTime() {
  EdtfTime time;
  const size_t column = scanner_.column();
  time.hour = ReadTimePart("hour", 24);
  if (scanner_.ok() && !scanner_.Take(':')) scanner_.FailHere(": and minutes");
  time.minute = ReadTimePart("minute", 59);
  if (scanner_.ok() && !scanner_.Take(':')) scanner_.FailHere(": and seconds");
  time.second = ReadTimePart("second", 60);
  if (time.hour == 24 && (time.minute != 0 || time.second != 0)) {
    scanner_.Fail("hour 24", column, "00-23, or 24:00:00 for midnight");
  }
  return ReadShift(time);
}

int8_t EdtfDateReader::ReadTimePart(std::string_view what, int max) {
  const size_t column = scanner_.column();
  const std::string_view digits = scanner_.TakeWhile(IsDigit);
  if (!scanner_.ok()) return 0;
  if (digits.empty()) {
    scanner_.FailHere(absl::StrCat("two digits of a ", AsAbsl(what)));
    return 0;
  }
  if (digits.size() != 2 || Number(digits) > max) {
    scanner_.Fail(absl::StrCat(AsAbsl(what), " ", AsAbsl(digits.substr(0, 20))),
                  column, absl::StrFormat("two digits, 00-%02d", max));
    return 0;
  }
  return static_cast<int8_t>(Number(digits));
}

EdtfTime EdtfDateReader::ReadShift(EdtfTime time) {
  if (scanner_.Take('Z')) {
    time.shift = EdtfShift::kUtc;
    return time;
  }
  const bool is_behind = scanner_.Take('-');
  if (!is_behind && !scanner_.Take('+')) {
    if (scanner_.ok() && !scanner_.AtEnd() && scanner_.Peek() != '/') {
      scanner_.FailHere(
          "Z, a shift as +04:30, or the end (a date-time has no qualifier)");
    }
    return time;
  }
  time.shift = EdtfShift::kHours;
  int minutes = 60 * ReadTimePart("hour of a shift", 23);
  if (scanner_.Take(':')) {
    time.shift = EdtfShift::kHoursMinutes;
    minutes += ReadTimePart("minute of a shift", 59);
  }
  time.shift_minutes = static_cast<int16_t>(is_behind ? -minutes : minutes);
  time.is_negative_zero = is_behind && minutes == 0;
  return time;
}

}  // namespace annals::edtf_internal
