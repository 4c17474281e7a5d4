// DateNamer: years, seasons, months, days and times, X among them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/date_namer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_form.h"
#include "annals/time/internal/edtf_units.h"
#include "annals/time/words.h"

namespace annals::edtf_internal {
namespace {

constexpr int kFirstSeason = 21;
constexpr int kFirstPartOfYear = 33;  // a quarter
constexpr uint8_t kWhole = 0b11;      // both digits are X

// So many in a row are told as from the first to the last.
constexpr size_t kRowMin = 3;

std::vector<int64_t> Matching(const EdtfComponent& component, int last) {
  std::vector<int64_t> matching;
  for (int i = 1; i <= last; ++i) {
    if (Matches(component, i)) matching.push_back(i);
  }
  return matching;
}

bool IsRow(const std::vector<int64_t>& numbers) {
  return numbers.size() >= kRowMin &&
         numbers.back() - numbers.front() ==
             static_cast<int64_t>(numbers.size()) - 1;
}

bool HasMonth(const EdtfDate& date) {
  return date.precision == EdtfPrecision::kMonth ||
         date.precision == EdtfPrecision::kDay;
}

bool HasOneYear(const EdtfDate& date) {
  return date.year.unspecified == 0 && date.significant_digits == 0;
}

void SettleIfOne(const std::vector<int64_t>& matching,
                 EdtfComponent& component) {
  if (component.unspecified == 0 || matching.size() != 1) return;
  component.value = matching.front();
  component.unspecified = 0;
}

bool RunsOverTheNewYear(const Unit& season) {
  return season.month < kFirstPartOfYear &&
         GranuleOf(Unit{2000, season.month, 0}).first.Civil().month() == 12;
}

}  // namespace

std::string FillWords(std::string_view pattern, std::string_view a,
                      std::string_view b, std::string_view c) {
  const std::string_view parts[] = {a, b, c};
  std::string words;
  words.reserve(pattern.size() + a.size() + b.size() + c.size());
  while (true) {
    const size_t dollar = std::min(pattern.find('$'), pattern.size());
    words.append(pattern, 0, dollar);
    if (dollar + 1 >= pattern.size()) return words;
    const char which = pattern[dollar + 1];
    if (which >= '0' && which < '3') {
      words.append(parts[which - '0']);
    } else {
      words += which;  // "$$"
    }
    pattern.remove_prefix(dollar + 2);
  }
}

std::string ListInWords(const DateWords& words,
                        const std::vector<std::string>& parts,
                        std::string_view last) {
  std::string list;
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool is_last = i + 1 == parts.size();
    if (i > 0) list += is_last ? last : words.comma;
    list += parts[i];
  }
  return list;
}

EdtfDate Simplified(EdtfDate date) {
  if (DateNamer::IsBare(date)) return date;
  const Years years = YearsOf(date);
  if (years.low == years.high) date.significant_digits = 0;
  if (HasMonth(date)) SettleIfOne(Matching(date.month, 12), date.month);
  if (date.precision == EdtfPrecision::kDay && date.month.unspecified == 0 &&
      HasOneYear(date)) {
    const int last =
        DaysInMonth(date.year.value, static_cast<int>(date.month.value));
    SettleIfOne(Matching(date.day, last), date.day);
  }
  return date;
}

bool DateNamer::IsBare(const EdtfDate& date) {
  return HasOneYear(date) && date.month.unspecified == 0 &&
         date.day.unspecified == 0;
}

bool DateNamer::IsDecade(const EdtfDate& date) {
  return date.year.unspecified == 1 && date.year.value > 0;
}

std::string DateNamer::YearLabel(int64_t year) const {
  if (year <= 0) {
    // The year before 1 is 1 BCE.
    const int64_t count = 1 - year;
    return FillWords(words_.bce,
                     count < 1000 ? absl::StrCat(count) : YearLabel(count));
  }
  std::string digits = absl::StrCat(year);
  if (year < 1000) return FillWords(words_.early_ce, digits);
  if (year <= 9999) return digits;
  for (size_t i = digits.size(); i > 3;) {
    i -= 3;
    digits.insert(i, words_.thousands);
  }
  return digits;
}

// "2001/02", of what begins in 2001 and ends in 2002.
std::string DateNamer::TwoYears(int64_t year) const {
  const bool is_short = year >= 1000 && year < 9999 && year % 100 != 99;
  return absl::StrCat(YearLabel(year), "/",
                      is_short ? absl::StrFormat("%02d", (year + 1) % 100)
                               : YearLabel(year + 1));
}

// A year by itself: 2013, 44 BCE, "some year in the 1980s".
std::string DateNamer::YearName(const EdtfDate& date) const {
  if (HasOneYear(date)) return YearLabel(date.year.value);
  const Years years = YearsOf(date);
  const std::string range =
      FillWords(words_.year_from, YearLabel(years.low), YearLabel(years.high));
  if (date.significant_digits > 0) {
    return FillWords(words_.estimated, range, YearLabel(date.year.value));
  }
  if (IsDecade(date)) {
    return FillWords(words_.year_in_decade, absl::StrCat(years.low),
                     absl::StrCat(years.high));
  }
  const bool is_any = date.year.unspecified == 0b1111 && !date.is_negative;
  return is_any ? std::string(words_.any_year) : range;
}

std::string DateNamer::Fitting(EdtfDate date) const {
  for (EdtfComponent* part : {&date.year, &date.month, &date.day}) {
    part->qualifier = EdtfQualifier::kNone;
  }
  return FillWords(words_.fitting, DateText(date));
}

std::string DateNamer::Day(int64_t day) const {
  return FillWords(words_.day_number, absl::StrCat(day));
}

std::string DateNamer::Month(int64_t month) const {
  return std::string(words_.months[static_cast<size_t>(month - 1)]);
}

std::string DateNamer::SeasonName(const EdtfDate& date) const {
  const auto number = static_cast<int>(date.month.value);
  const std::string name(
      words_.seasons[static_cast<size_t>(number - kFirstSeason)]);
  if (!HasOneYear(date)) {
    return FillWords(words_.of_some_year, name, YearName(date));
  }
  const Unit unit{date.year.value, number, 0};
  const std::string year =
      RunsOverTheNewYear(unit) ? TwoYears(unit.year) : YearName(date);
  return FillWords(
      number < kFirstPartOfYear ? words_.season : words_.part_of_year, name,
      year);
}

std::string DateNamer::MonthName(const EdtfDate& date) const {
  if (date.month.unspecified != 0) return SomeMonth(date);
  const std::string month = Month(date.month.value);
  return FillWords(HasOneYear(date) ? words_.month : words_.of_some_year, month,
                   YearName(date));
}

std::string DateNamer::SomeMonth(const EdtfDate& date) const {
  const bool is_any = date.month.unspecified == kWhole;
  if (!HasOneYear(date)) {
    if (!is_any) return Fitting(date);
    return FillWords(words_.of_some_year, std::string(words_.some_month),
                     YearName(date));
  }
  if (is_any) return FillWords(words_.some_month_of, YearName(date));
  const std::vector<int64_t> months = Matching(date.month, 12);
  if (IsRow(months)) {
    return FillWords(
        words_.some_month_from, Month(months.front()),
        FillWords(words_.month, Month(months.back()), YearName(date)));
  }
  std::vector<std::string> names;
  for (int64_t month : months) names.push_back(Month(month));
  return FillWords(words_.month, ListInWords(words_, names, words_.last_or),
                   YearName(date));
}

std::string DateNamer::DayName(const EdtfDate& date) const {
  if (date.day.unspecified != 0) return SomeDay(date);
  const std::string day = Day(date.day.value);
  if (date.month.unspecified == kWhole) {
    return FillWords(words_.day_of_month, day, MonthName(date));
  }
  if (date.month.unspecified != 0) return Fitting(date);
  const std::string month = Month(date.month.value);
  if (HasOneYear(date)) {
    return FillWords(words_.day, day, month, YearName(date));
  }
  return FillWords(words_.of_some_year,
                   FillWords(words_.day_and_month, day, month), YearName(date));
}

std::string DateNamer::SomeDay(const EdtfDate& date) const {
  const bool is_any = date.day.unspecified == kWhole;
  if (is_any && date.month.unspecified == 0) {
    return FillWords(words_.some_day_in, MonthName(date));
  }
  if (is_any && date.month.unspecified == kWhole) {
    return HasOneYear(date)
               ? FillWords(words_.some_day_of, YearName(date))
               : FillWords(words_.of_some_year, std::string(words_.some_day),
                           YearName(date));
  }
  if (date.month.unspecified != 0 || !HasOneYear(date)) return Fitting(date);
  const std::string month = Month(date.month.value);
  const std::vector<int64_t> days = Matching(
      date.day,
      DaysInMonth(date.year.value, static_cast<int>(date.month.value)));
  if (IsRow(days)) {
    return FillWords(
        words_.some_day_from, Day(days.front()),
        FillWords(words_.day, Day(days.back()), month, YearName(date)));
  }
  std::vector<std::string> names;
  for (int64_t day : days) names.push_back(Day(day));
  return FillWords(words_.day, ListInWords(words_, names, words_.last_or),
                   month, YearName(date));
}

std::string DateNamer::DateTimeName(const EdtfDate& date) const {
  const EdtfTime& time = date.time;
  const std::string clock =
      absl::StrFormat("%02d:%02d:%02d", time.hour, time.minute, time.second);
  if (time.shift == EdtfShift::kLocal) {
    return FillWords(words_.date_time, DayName(date),
                     FillWords(words_.local, clock));
  }
  const int minutes = std::abs(time.shift_minutes);
  const std::string shift =
      minutes == 0
          ? ""
          : absl::StrFormat("%s%02d:%02d", time.shift_minutes < 0 ? "-" : "+",
                            minutes / 60, minutes % 60);
  return FillWords(words_.date_time, DayName(date),
                   FillWords(words_.utc, clock, shift));
}

std::string DateNamer::Name(const EdtfDate& date) const {
  // Years of digits with holes between them have no name.
  const uint8_t digits = date.year.unspecified;
  const bool is_trailing = (digits & (digits + 1)) == 0;
  const bool is_beyond = std::abs(date.year.value) >= kEdtfYearMax;
  if (!is_trailing || is_beyond) return Fitting(date);
  switch (date.precision) {
    case EdtfPrecision::kYear:
      return YearName(date);
    case EdtfPrecision::kSeason:
      return SeasonName(date);
    case EdtfPrecision::kMonth:
      return MonthName(date);
    case EdtfPrecision::kDay:
      return DayName(date);
    case EdtfPrecision::kSecond:
      return DateTimeName(date);
  }
  return "";
}

}  // namespace annals::edtf_internal
