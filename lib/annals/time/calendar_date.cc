// Reading dates of other calendars into EDTF.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/calendar_date.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/time/internal/written_date.h"

namespace annals {
namespace {

using calendar_internal::Fault;
using calendar_internal::WrittenDate;

// The last day that was before the new year of England and many others, which
// began on 25 March, Lady Day.
constexpr int kDualMonthMax = 3;
constexpr int kDualDayMax = 24;

// EDTF writes the days of these years, and of no others.
constexpr int64_t kEdtfDayYearMax = 9999;

// From the first day to the last, both of them in it.
struct Days {
  absl::CivilDay first;
  absl::CivilDay last;
};

// True for what begins with a digit or sign and has no word in it.
bool IsInNumbers(Calendar calendar, std::string_view text) {
  if (calendar == Calendar::kIsoWeek || calendar == Calendar::kOrdinal) {
    return true;
  }
  return text.find_first_of(" ,()") == std::string_view::npos &&
         !text.empty() &&
         !absl::ascii_isalpha(static_cast<unsigned char>(text.back())) &&
         (!absl::ascii_isalpha(static_cast<unsigned char>(text[0])) ||
          text[0] == 'Y');
}

// "1917-10-25/.." is an interval, "1731/1732" too; "1731/32" is not, nor are
// two years among words.
bool IsInterval(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos ||
      text.find(' ') != std::string_view::npos) {
    return false;
  }
  const std::string_view last = text.substr(slash + 1);
  if (slash == 0 || last.empty() || last == "..") return true;
  if (text.substr(0, slash) == ".." || last[0] == '-') return true;
  return std::min(last.find_first_not_of("0123456789"), last.size()) >= 4;
}

std::string YearText(int64_t year) {
  if (year > kEdtfDayYearMax || year < -kEdtfDayYearMax) {
    return absl::StrCat("Y", year);
  }
  return year < 0 ? absl::StrFormat("-%04d", -year)
                  : absl::StrFormat("%04d", year);
}

std::string DayText(absl::CivilDay day) {
  return absl::StrFormat("%s-%02d-%02d", YearText(day.year()), day.month(),
                         day.day());
}

bool IsWritable(absl::CivilDay day) {
  return day.year() <= kEdtfDayYearMax && day.year() >= -kEdtfDayYearMax;
}

// Just these days in EDTF; nothing if it has no way to write them.
std::optional<std::string> TextOf(const Days& days,
                                  const std::string& qualifier) {
  const absl::CivilYear year(days.first);
  if (days.first == absl::CivilDay(year) &&
      days.last == absl::CivilDay(year + 1) - 1) {
    return YearText(year.year()) + qualifier;
  }
  if (!IsWritable(days.first) || !IsWritable(days.last)) return std::nullopt;
  if (days.first == days.last) return DayText(days.first) + qualifier;
  const absl::CivilMonth month(days.first);
  if (days.first == absl::CivilDay(month) &&
      days.last == absl::CivilDay(month + 1) - 1) {
    return absl::StrFormat("%s-%02d", YearText(month.year()), month.month()) +
           qualifier;
  }
  return DayText(days.first) + qualifier + "/" + DayText(days.last) + qualifier;
}

}  // namespace

// Reads by a calendar, or by that of a place.
class CalendarDateReader {
 public:
  CalendarDateReader(Calendar calendar, const CalendarChange* place,
                     std::string_view text)
      : calendar_(calendar), place_(place), text_(text) {}

  absl::StatusOr<CalendarDate> Read() {
    if (text_.size() > kEdtfBytesMax) {
      return absl::InvalidArgumentError(
          absl::StrCat(AsAbsl(CalendarName(calendar_)), " date of ",
                       text_.size(), " bytes; want at most ", kEdtfBytesMax));
    }
    if (calendar_ == Calendar::kGregorian && place_ == nullptr) {
      absl::StatusOr<Edtf> date = Edtf::Parse(text_);
      const bool is_edtf = IsInNumbers(calendar_, text_) && !IsDual();
      if (!date.ok() && is_edtf) return date.status();
      if (date.ok()) return Made(*std::move(date), Extent::kDefault);
    }
    return IsInterval(text_) ? ReadInterval() : ReadDate();
  }

 private:
  bool IsDual() const {
    return text_.find('/') != std::string_view::npos && !IsInterval(text_);
  }

  absl::StatusOr<CalendarDate> ReadDate() {
    ANNALS_ASSIGN_OR_RETURN(const std::string date, EdtfOf(text_));
    ANNALS_ASSIGN_OR_RETURN(Edtf edtf, Edtf::Parse(date));
    const bool is_interval = edtf.IsInterval();
    return Made(std::move(edtf),
                is_interval ? Extent::kWithin : Extent::kDefault);
  }

  absl::StatusOr<CalendarDate> ReadInterval() {
    const size_t slash = text_.find('/');
    ANNALS_ASSIGN_OR_RETURN(const std::string last,
                            SideOf(text_.substr(slash + 1)));
    // Last, so that the calendar is that of the first day.
    ANNALS_ASSIGN_OR_RETURN(const std::string first,
                            SideOf(text_.substr(0, slash)));
    ANNALS_ASSIGN_OR_RETURN(Edtf edtf, Edtf::Parse(first + "/" + last));
    return Made(std::move(edtf), Extent::kDefault);
  }

  absl::StatusOr<std::string> SideOf(std::string_view text) {
    if (text.empty() || text == "..") return std::string(text);
    if (IsInNumbers(calendar_, text)) {
      ANNALS_ASSIGN_OR_RETURN(std::string side, EdtfOf(text));
      if (side.find('/') == std::string::npos) return side;
    }
    return Fault(calendar_, text, "a side of an interval", 1,
                 "one day, in digits, on each side of the '/'");
  }

  CalendarDate Made(Edtf date, Extent extent) const {
    return CalendarDate(std::move(date), extent, std::string(text_), calendar_);
  }

  absl::StatusOr<std::string> EdtfOf(std::string_view text) {
    ANNALS_ASSIGN_OR_RETURN(
        const WrittenDate date,
        IsInNumbers(calendar_, text)
            ? calendar_internal::ReadNumbers(calendar_, text)
            : calendar_internal::ReadWords(calendar_, text));
    if (date.style) {
      calendar_ = *date.style;
      place_ = nullptr;
    }
    ANNALS_RETURN_IF_ERROR(CheckNumbers(date, text));
    ANNALS_ASSIGN_OR_RETURN(const Days days, DaysOf(date, text));
    if (place_ != nullptr) calendar_ = CalendarOn(*place_, days.first);
    std::optional<std::string> edtf = TextOf(days, date.qualifier);
    if (edtf) return *std::move(edtf);
    return Fault(calendar_, text, absl::StrCat("year ", date.year),
                 date.year_column,
                 "days in the years -9999 to 9999, the only ones that EDTF can "
                 "write");
  }

  absl::Status CheckNumbers(const WrittenDate& date,
                            std::string_view text) const {
    if (calendar_ == Calendar::kIslamic && date.year < 1) {
      return Fault(calendar_, text, absl::StrCat("year ", date.year),
                   date.year_column, "1 or more");
    }
    if (date.year > kCalendarYearMax || date.year < -kCalendarYearMax) {
      return Fault(calendar_, text, absl::StrCat("year ", date.year),
                   date.year_column,
                   absl::StrCat("at most ", kCalendarYearMax));
    }
    if (calendar_ == Calendar::kOrdinal && !date.day) {
      return Fault(calendar_, text, "no day", text.size() + 1, "YYYY-DDD");
    }
    const int months = MonthsIn(calendar_, date.year);
    if (date.month && (*date.month < 1 || *date.month > months)) {
      return Fault(calendar_, text,
                   absl::StrFormat("%s %02d", MonthWord(), *date.month),
                   date.month_column, absl::StrCat("01 to ", months));
    }
    if (date.is_dual) return CheckDual(date, text);
    return absl::OkStatus();
  }

  static bool IsBeforeLadyDay(int month, int day) {
    return month < kDualMonthMax ||
           (month == kDualMonthMax && day <= kDualDayMax);
  }

  absl::Status CheckDual(const WrittenDate& date, std::string_view text) const {
    if (calendar_ != Calendar::kJulian && calendar_ != Calendar::kGregorian) {
      return Fault(calendar_, text, "two years", date.year_column, "one");
    }
    if (!date.month || IsBeforeLadyDay(*date.month, date.day.value_or(1))) {
      return absl::OkStatus();
    }
    return Fault(calendar_, text, "a later day", date.month_column,
                 "one from 1 January to 24 March beside two years");
  }

  std::string_view MonthWord() const {
    return calendar_ == Calendar::kIsoWeek ? "week" : "month";
  }

  std::optional<absl::CivilDay> DayOf(int64_t year, int month, int day) const {
    const CalendarDay numbers{year, month, day};
    return place_ != nullptr ? ToCivilDay(*place_, numbers)
                             : ToCivilDay(calendar_, numbers);
  }

  // The days that the date may be. A place skipped some, so that each is asked
  // for; there are 372 at most.
  absl::StatusOr<Days> DaysOf(const WrittenDate& date,
                              std::string_view text) const {
    std::optional<Days> days;
    const int months = MonthsIn(calendar_, date.year);
    for (int month = date.month.value_or(1);
         month <= date.month.value_or(months); ++month) {
      for (int day = date.day.value_or(1); day <= date.day.value_or(31);
           ++day) {
        if (date.is_dual && !IsBeforeLadyDay(month, day)) continue;
        const auto civil = DayOf(date.year, month, day);
        if (!civil) continue;
        if (!days) days = Days{*civil, *civil};
        days->first = std::min(days->first, *civil);
        days->last = std::max(days->last, *civil);
      }
    }
    if (days) return *days;
    return NoSuchDay(date, text);
  }

  absl::Status NoSuchDay(const WrittenDate& date, std::string_view text) const {
    const int month = date.month.value_or(1);
    const int day = date.day.value_or(1);
    if (place_ != nullptr &&
        day <= DaysIn(Calendar::kJulian, date.year, month)) {
      return NoSuchDayThere(date, text);
    }
    const std::string last = absl::StrCat(DaysIn(calendar_, date.year, month));
    return Fault(
        calendar_, text, absl::StrCat("day ", day), date.day_column,
        absl::StrCat(std::string(last.size() - 1, '0'), "1 to ", last));
  }

  absl::Status NoSuchDayThere(const WrittenDate& date,
                              std::string_view text) const {
    const auto shown = [](const CalendarDay& day) {
      return absl::StrFormat("%04d-%02d-%02d", day.year, day.month, day.day);
    };
    const std::string first = shown(place_->first_gregorian);
    const std::string place(place_->place);
    if (!place_->last_julian) {
      return Fault(calendar_, text, "a date by another calendar",
                   date.year_column,
                   absl::StrCat(first, " or later, as in ", place,
                                " the calendar before was neither Gregorian "
                                "nor Julian"));
    }
    return Fault(
        calendar_, text, "a day that was not there", date.day_column,
        absl::StrCat("one that was in ", place, ", where ",
                     shown(*place_->last_julian), " was followed by ", first));
  }

  Calendar calendar_;
  const CalendarChange* place_;
  std::string_view text_;
};

absl::StatusOr<CalendarDate> CalendarDate::Read(std::string_view text,
                                                Calendar calendar) {
  return CalendarDateReader(calendar, nullptr, text).Read();
}

absl::StatusOr<CalendarDate> CalendarDate::Read(std::string_view text,
                                                const CalendarChange& place) {
  return CalendarDateReader(Calendar::kGregorian, &place, text).Read();
}

}  // namespace annals
