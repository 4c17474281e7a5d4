// InWords(): a phrase for each shape of expression, in any language.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/words.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_form.h"
#include "annals/time/internal/edtf_units.h"

namespace annals {
namespace {

using Kind = EdtfExpression::Kind;

constexpr int kFirstSeason = 21;
constexpr uint8_t kWholeMonth = 0b11;  // both digits are X

template <typename... Parts>
std::string Fill(std::string_view pattern, const Parts&... parts) {
  return absl::Substitute(AsAbsl(pattern), parts...);
}

bool Has(EdtfQualifier qualifier, EdtfQualifier doubt) {
  return (static_cast<uint8_t>(qualifier) & static_cast<uint8_t>(doubt)) != 0;
}

EdtfQualifier QualifierOf(const EdtfDate& date) {
  return date.year.qualifier | date.month.qualifier | date.day.qualifier;
}

class Teller {
 public:
  explicit Teller(const DateWords& words) : words_(words) {}

  std::string Date(const EdtfDate& date, Extent extent) const;
  std::string Interval(const EdtfExpression& interval, Extent extent) const;
  std::string Set(const EdtfExpression& set, Extent extent) const;

 private:
  std::string Name(const EdtfDate& date) const;
  std::string DayName(const EdtfDate& date) const;
  std::string MonthName(const EdtfDate& date) const;
  std::string YearName(const EdtfDate& date) const;
  std::string DateTimeName(const EdtfDate& date) const;
  std::string YearNumber(int64_t year) const;
  bool IsDecade(const EdtfDate& date) const;
  std::string Decade(const EdtfDate& date) const;
  std::string InYear(std::string_view pattern, const EdtfDate& date) const;
  std::string Doubted(std::string name, const EdtfDate& date) const;
  std::string Side(const EdtfSide& side) const;
  std::string Member(const EdtfMember& member, bool is_each) const;

  std::string_view Month(const EdtfDate& date) const {
    return words_.months[static_cast<size_t>(date.month.value - 1)];
  }

  const DateWords& words_;
};

std::string Teller::YearNumber(int64_t year) const {
  if (year <= 0) return Fill(words_.bce, YearNumber(1 - year));
  std::string digits = absl::StrCat(year);
  if (year <= 9999) return digits;
  for (size_t i = digits.size(); i > 3;) {
    i -= 3;
    digits.insert(i, words_.thousands);
  }
  return digits;
}

bool Teller::IsDecade(const EdtfDate& date) const {
  return date.year.unspecified == 1 && !date.is_negative;
}

std::string Teller::Decade(const EdtfDate& date) const {
  return Fill(words_.decade, absl::StrCat(date.year.value));
}

// A year by itself: 2013, 44 BCE, "some year in the 1980s".
std::string Teller::YearName(const EdtfDate& date) const {
  const edtf_internal::Years years = edtf_internal::YearsOf(date);
  std::string range =
      Fill(words_.year_from, YearNumber(years.low), YearNumber(years.high));
  if (date.significant_digits > 0 && years.low != years.high) {
    return Fill(words_.estimated, range, YearNumber(date.year.value));
  }
  switch (date.year.unspecified) {
    case 0:
      return date.year.value > 0 && date.year.value < 1000
                 ? Fill(words_.early_ce, absl::StrCat(date.year.value))
                 : YearNumber(date.year.value);
    case 0b0001:
      return IsDecade(date) ? Fill(words_.year_in, Decade(date)) : range;
    case 0b0011:
    case 0b0111:
      return range;
    case 0b1111:
      return date.is_negative ? range : std::string(words_.any_year);
    default:
      return Fill(words_.fitting, edtf_internal::DateText(date));
  }
}

// The pattern filled with the year; "of some year" if that has X.
std::string Teller::InYear(std::string_view part, const EdtfDate& date) const {
  EdtfDate year = date;
  year.precision = EdtfPrecision::kYear;
  return Fill(date.year.unspecified == 0 ? words_.month : words_.of_some_year,
              AsAbsl(part), YearName(year));
}

std::string Teller::MonthName(const EdtfDate& date) const {
  EdtfDate year = date;
  year.precision = EdtfPrecision::kYear;
  if (date.month.unspecified == kWholeMonth) {
    return Fill(words_.some_month, YearName(year));
  }
  return InYear(Month(date), date);
}

std::string Teller::DayName(const EdtfDate& date) const {
  if (date.day.unspecified == kWholeMonth) {
    EdtfDate rest = date;
    const bool is_any_month = date.month.unspecified == kWholeMonth;
    rest.precision =
        is_any_month ? EdtfPrecision::kYear : EdtfPrecision::kMonth;
    return Fill(words_.some_day,
                is_any_month ? YearName(rest) : MonthName(rest));
  }
  const std::string day = absl::StrCat(date.day.value);
  if (date.month.unspecified == kWholeMonth) {
    return Fill(words_.day_of_month, day, MonthName(date));
  }
  EdtfDate year = date;
  year.precision = EdtfPrecision::kYear;
  if (date.year.unspecified == 0) {
    return Fill(words_.day, day, AsAbsl(Month(date)), YearName(year));
  }
  const std::string day_and_month =
      Fill(words_.month, day, AsAbsl(Month(date)));
  return InYear(day_and_month, date);
}

std::string Teller::DateTimeName(const EdtfDate& date) const {
  const EdtfTime& time = date.time;
  const std::string clock =
      absl::StrFormat("%02d:%02d:%02d", time.hour, time.minute, time.second);
  if (time.shift == EdtfShift::kLocal) {
    return Fill(words_.date_time, DayName(date), Fill(words_.local, clock));
  }
  const int minutes = std::abs(time.shift_minutes);
  const std::string shift =
      minutes == 0
          ? ""
          : absl::StrFormat("%s%02d:%02d", time.shift_minutes < 0 ? "-" : "+",
                            minutes / 60, minutes % 60);
  return Fill(words_.date_time, DayName(date), Fill(words_.utc, clock, shift));
}

// What the date names, without doubt and without extent.
std::string Teller::Name(const EdtfDate& date) const {
  const bool is_beyond = std::abs(date.year.value) == kEdtfYearMax;
  const bool is_plain_x =
      (date.month.unspecified == 0 || date.month.unspecified == kWholeMonth) &&
      (date.day.unspecified == 0 || date.day.unspecified == kWholeMonth);
  if (is_beyond || !is_plain_x) {
    return Fill(words_.fitting, edtf_internal::DateText(date));
  }
  EdtfDate year = date;
  year.precision = EdtfPrecision::kYear;
  switch (date.precision) {
    case EdtfPrecision::kYear:
      return YearName(date);
    case EdtfPrecision::kSeason:
      return Fill(
          words_.seasons[static_cast<size_t>(date.month.value - kFirstSeason)],
          YearName(year));
    case EdtfPrecision::kMonth:
      return MonthName(date);
    case EdtfPrecision::kDay:
      return DayName(date);
    case EdtfPrecision::kSecond:
      return DateTimeName(date);
  }
  return "";
}

// For use inside a longer phrase.
std::string Teller::Doubted(std::string name, const EdtfDate& date) const {
  const EdtfQualifier doubt = QualifierOf(date);
  if (Has(doubt, EdtfQualifier::kApproximate)) name = Fill(words_.about, name);
  if (Has(doubt, EdtfQualifier::kUncertain)) name = Fill(words_.perhaps, name);
  return name;
}

std::string Teller::Date(const EdtfDate& date, Extent extent) const {
  const EdtfQualifier doubt = QualifierOf(date);
  const bool is_one_unit = (date.year.unspecified | date.month.unspecified |
                            date.day.unspecified) == 0 &&
                           date.significant_digits == 0;
  const bool is_long = (date.precision == EdtfPrecision::kYear &&
                        std::abs(date.year.value) != kEdtfYearMax) ||
                       date.precision == EdtfPrecision::kMonth;
  const bool is_about = Has(doubt, EdtfQualifier::kApproximate);
  std::string phrase = Name(date);
  if (is_about) phrase = Fill(words_.about, phrase);
  if (extent == Extent::kThroughout) {
    phrase = Fill(words_.throughout, phrase);
  } else if (is_long && is_one_unit && !is_about) {
    phrase = Fill(words_.some_time_in, phrase);
  } else if (date.precision == EdtfPrecision::kYear && IsDecade(date) &&
             !is_about) {
    phrase = Fill(words_.some_time_in, Decade(date));
  }
  if (Has(doubt, EdtfQualifier::kUncertain)) {
    phrase = Fill(words_.perhaps_after, phrase);
  }
  return phrase;
}

std::string Teller::Side(const EdtfSide& side) const {
  if (side.kind != EdtfSide::Kind::kDate)
    return std::string(words_.unknown_date);
  return Doubted(Name(side.date), side.date);
}

std::string Teller::Interval(const EdtfExpression& interval,
                             Extent extent) const {
  const std::string start = Side(interval.start);
  const std::string end = Side(interval.end);
  const bool is_open_start = interval.start.kind == EdtfSide::Kind::kOpen;
  const bool is_open_end = interval.end.kind == EdtfSide::Kind::kOpen;
  const bool is_throughout = extent == Extent::kThroughout;
  if (is_open_start && is_open_end) return std::string(words_.any_time);
  if (is_open_end) {
    return Fill(is_throughout ? words_.from_without_end : words_.from, start);
  }
  if (is_open_start) {
    return Fill(is_throughout ? words_.without_start_until : words_.until, end);
  }
  std::string from_to = Fill(words_.from_to, start, end);
  const bool has_dates = interval.start.kind == EdtfSide::Kind::kDate &&
                         interval.end.kind == EdtfSide::Kind::kDate;
  if (!has_dates) return Fill(words_.from, from_to);
  if (is_throughout) return Fill(words_.throughout, from_to);
  if (extent == Extent::kWithin) {
    return Fill(words_.some_time_from_to, start, end);
  }
  return from_to;
}

std::string Teller::Member(const EdtfMember& member, bool is_each) const {
  if (!member.is_range) return Side(member.first);
  const bool is_before = member.first.kind == EdtfSide::Kind::kOpen;
  const bool is_after = member.last.kind == EdtfSide::Kind::kOpen;
  if (!is_before && !is_after) {
    return Fill(words_.from_to, Side(member.first), Side(member.last));
  }
  const EdtfSide& side = is_before ? member.last : member.first;
  if (is_each) {
    return Fill(is_before ? words_.and_all_before : words_.and_all_after,
                Side(side));
  }
  if (side.date.precision == EdtfPrecision::kDay) {
    return Fill(is_before ? words_.day_or_before : words_.day_or_after,
                Side(side));
  }
  return Fill(is_before ? words_.or_before : words_.or_after, Side(side));
}

std::string Teller::Set(const EdtfExpression& set, Extent extent) const {
  const bool is_each = set.kind == Kind::kEach;
  std::vector<std::string> members;
  for (const EdtfMember& member : set.members) {
    members.push_back(Member(member, is_each));
  }
  const EdtfMember& only = set.members.front();
  const bool is_list =
      members.size() > 1 ||
      (only.is_range && only.first.kind == EdtfSide::Kind::kDate &&
       only.last.kind == EdtfSide::Kind::kDate);
  std::string phrase = absl::StrJoin(members, AsAbsl(words_.comma));
  if (is_list) phrase = Fill(is_each ? words_.each_of : words_.one_of, phrase);
  return extent == Extent::kThroughout ? Fill(words_.throughout, phrase)
                                       : phrase;
}

}  // namespace

std::string InWords(const Edtf& date, Extent extent) {
  return InWords(date, extent, EnglishDateWords());
}

std::string InWords(const Edtf& date, Extent extent, const DateWords& words) {
  const Teller teller(words);
  const EdtfExpression& expression = date.expression();
  switch (expression.kind) {
    case Kind::kDate:
      return teller.Date(expression.start.date, extent);
    case Kind::kInterval:
      return teller.Interval(expression, extent);
    case Kind::kOneOf:
    case Kind::kEach:
      return teller.Set(expression, extent);
  }
  return "";
}

}  // namespace annals
