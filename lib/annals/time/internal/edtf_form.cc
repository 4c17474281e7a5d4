// The form of an expression, read off its tree.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_form.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_units.h"

namespace annals::edtf_internal {
namespace {

constexpr int kLastSeasonOfLevel1 = 24;

using Kind = EdtfExpression::Kind;

bool HasX(const EdtfDate& date) {
  return (date.year.unspecified | date.month.unspecified |
          date.day.unspecified) != 0;
}

EdtfQualifier QualifierOf(const EdtfDate& date) {
  return date.year.qualifier | date.month.qualifier | date.day.qualifier;
}

// Level 1 has X for the last one or two digits of a lone year, and for a whole
// month, a whole day, or both.
int LevelOfX(const EdtfDate& date) {
  constexpr int kWhole = 0b11;
  if (!HasX(date)) return 0;
  if (date.precision == EdtfPrecision::kYear) {
    return date.year.unspecified == 0b1 || date.year.unspecified == 0b11 ? 1
                                                                         : 2;
  }
  if (date.year.unspecified != 0) return 2;
  if (date.precision == EdtfPrecision::kMonth) {
    return date.month.unspecified == kWhole ? 1 : 2;
  }
  const bool is_month_fine =
      date.month.unspecified == 0 || date.month.unspecified == kWhole;
  return is_month_fine && date.day.unspecified == kWhole ? 1 : 2;
}

// Level 1 has one qualifier, at the end of the date.
int LevelOfQualifiers(const EdtfDate& date) {
  int level = 0;
  for (const EdtfComponent* part : {&date.year, &date.month, &date.day}) {
    if (part->before != EdtfQualifier::kNone) return 2;
    if (part->after != EdtfQualifier::kNone) level = 1;
  }
  const bool is_at_end =
      QualifierOf(date) == EdtfQualifier::kNone ||
      (date.precision == EdtfPrecision::kYear ? date.year.after
       : date.precision == EdtfPrecision::kDay
           ? date.day.after
           : date.month.after) == QualifierOf(date);
  const int count = (date.year.after != EdtfQualifier::kNone) +
                    (date.month.after != EdtfQualifier::kNone) +
                    (date.day.after != EdtfQualifier::kNone);
  return is_at_end && count <= 1 ? level : 2;
}

int LevelOfDate(const EdtfDate& date) {
  int level = std::max(LevelOfX(date), LevelOfQualifiers(date));
  if (date.is_negative || date.year_form == EdtfYearForm::kLong) {
    level = std::max(level, 1);
  }
  if (date.precision == EdtfPrecision::kSeason) {
    level = std::max(level, date.month.value <= kLastSeasonOfLevel1 ? 1 : 2);
  }
  if (date.year_form == EdtfYearForm::kExponential ||
      date.significant_digits > 0) {
    level = 2;
  }
  return level;
}

std::string DigitsText(const EdtfComponent& component, int width) {
  std::string digits =
      absl::StrFormat("%0*d", width, std::abs(component.value));
  for (int i = 0; i < width; ++i) {
    if ((component.unspecified >> i & 1) != 0) {
      digits[static_cast<size_t>(width - 1 - i)] = 'X';
    }
  }
  return digits;
}

// The shortest of Y12345, Y17E7 that says the same; what is out of any range
// keeps its mantissa and exponent.
std::string LongYearText(const EdtfDate& date) {
  if (std::abs(date.year.value) < kEdtfYearMax) {
    return absl::StrCat("Y", date.year.value);
  }
  int64_t mantissa = date.mantissa;
  int64_t exponent = date.exponent;
  for (; mantissa % 10 == 0; mantissa /= 10) ++exponent;
  return absl::StrCat("Y", mantissa, "E", exponent);
}

std::string YearText(const EdtfDate& date) {
  std::string text;
  if (std::abs(date.year.value) > 9999) {
    text = LongYearText(date);
  } else {
    text = absl::StrCat(date.is_negative ? "-" : "", DigitsText(date.year, 4));
  }
  const Years years = YearsOf(date);
  if (date.significant_digits > 0 && years.low != years.high) {
    absl::StrAppend(&text, "S", date.significant_digits);
  }
  return text;
}

std::string TimeText(const EdtfDate& date) {
  const EdtfTime& time = date.time;
  const absl::CivilSecond civil(date.year.value, date.month.value,
                                date.day.value, time.hour, time.minute,
                                time.second);
  const bool is_negative = civil.year() < 0;
  std::string text =
      absl::StrFormat("%s%04d-%02d-%02dT%02d:%02d:%02d", is_negative ? "-" : "",
                      std::abs(civil.year()), civil.month(), civil.day(),
                      civil.hour(), civil.minute(), civil.second());
  // The year after this has no months, so that its first second has no other
  // name.
  if (civil.year() > 9999) text = "9999-12-31T24:00:00";
  if (time.shift == EdtfShift::kLocal) return text;
  if (time.shift_minutes == 0) return text + "Z";
  const int minutes = std::abs(time.shift_minutes);
  absl::StrAppendFormat(&text, "%s%02d:%02d",
                        time.shift_minutes < 0 ? "-" : "+", minutes / 60,
                        minutes % 60);
  return text;
}

std::string SideText(const EdtfSide& side) {
  switch (side.kind) {
    case EdtfSide::Kind::kDate:
      return DateText(side.date);
    case EdtfSide::Kind::kOpen:
      return "..";
    case EdtfSide::Kind::kUnknown:
      return "";
  }
  return "";
}

std::string MemberText(const EdtfMember& member) {
  if (!member.is_range) return SideText(member.first);
  const bool is_open = member.first.kind == EdtfSide::Kind::kOpen ||
                       member.last.kind == EdtfSide::Kind::kOpen;
  const std::string first = SideText(member.first);
  const std::string last = SideText(member.last);
  if (is_open) return absl::StrCat(first, last);
  return first == last ? first : absl::StrCat(first, "..", last);
}

}  // namespace

// One qualifier to the right of the components from the left that share it,
// then one to the left of each that is left.
std::string DateText(const EdtfDate& date) {
  if (date.precision == EdtfPrecision::kSecond) return TimeText(date);
  struct Part {
    EdtfQualifier qualifier;
    std::string text;
  };
  std::vector<Part> parts = {{date.year.qualifier, YearText(date)}};
  if (date.precision != EdtfPrecision::kYear) {
    parts.push_back({date.month.qualifier, DigitsText(date.month, 2)});
  }
  if (date.precision == EdtfPrecision::kDay) {
    parts.push_back({date.day.qualifier, DigitsText(date.day, 2)});
  }
  size_t group = 0;
  while (group < parts.size() && parts[group].qualifier == parts[0].qualifier) {
    ++group;
  }
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    const std::string qualifier = QualifierText(parts[i].qualifier);
    absl::StrAppend(&text, i > 0 ? "-" : "", i >= group ? qualifier : "",
                    parts[i].text, i + 1 == group ? qualifier : "");
  }
  return text;
}

DatePointers DatesOf(const EdtfExpression& expression) {
  DatePointers dates;
  const auto add = [&dates](const EdtfSide& side) {
    if (side.kind == EdtfSide::Kind::kDate) dates.push_back(&side.date);
  };
  if (expression.kind == Kind::kDate || expression.kind == Kind::kInterval) {
    add(expression.start);
    if (expression.kind == Kind::kInterval) add(expression.end);
  }
  for (const EdtfMember& member : expression.members) {
    add(member.first);
    if (member.is_range) add(member.last);
  }
  return dates;
}

std::string QualifierText(EdtfQualifier qualifier) {
  switch (qualifier) {
    case EdtfQualifier::kNone:
      return "";
    case EdtfQualifier::kUncertain:
      return "?";
    case EdtfQualifier::kApproximate:
      return "~";
    case EdtfQualifier::kUncertainAndApproximate:
      return "%";
  }
  return "";
}

EdtfQualifier QualifiersOf(const EdtfExpression& expression) {
  EdtfQualifier qualifier = EdtfQualifier::kNone;
  for (const EdtfDate* date : DatesOf(expression)) {
    qualifier = qualifier | QualifierOf(*date);
  }
  return qualifier;
}

int LevelOf(const EdtfExpression& expression) {
  if (expression.kind == Kind::kOneOf || expression.kind == Kind::kEach) {
    return 2;
  }
  int level = 0;
  for (const EdtfDate* date : DatesOf(expression)) {
    level = std::max(level, LevelOfDate(*date));
    // X in an interval is a feature of level 2, wherever it stands.
    if (expression.kind == Kind::kInterval && HasX(*date)) level = 2;
  }
  if (expression.kind == Kind::kDate) return level;
  const bool has_dates = expression.start.kind == EdtfSide::Kind::kDate &&
                         expression.end.kind == EdtfSide::Kind::kDate;
  return has_dates ? level : std::max(level, 1);
}

bool HasHeldNumber(const EdtfExpression& expression) {
  const DatePointers dates = DatesOf(expression);
  return std::any_of(dates.begin(), dates.end(), [](const EdtfDate* date) {
    return std::abs(date->mantissa) == kEdtfYearMax ||
           date->exponent == kEdtfYearMax ||
           date->significant_digits == kEdtfYearMax;
  });
}

std::string CanonicalText(const EdtfExpression& expression) {
  if (expression.kind == Kind::kDate) return SideText(expression.start);
  if (expression.kind == Kind::kInterval) {
    return absl::StrCat(SideText(expression.start), "/",
                        SideText(expression.end));
  }
  std::vector<std::string> members;
  for (const EdtfMember& member : expression.members) {
    std::string text = MemberText(member);
    if (std::find(members.begin(), members.end(), text) == members.end()) {
      members.push_back(std::move(text));
    }
  }
  const bool is_each = expression.kind == Kind::kEach;
  return absl::StrCat(is_each ? "{" : "[", absl::StrJoin(members, ","),
                      is_each ? "}" : "]");
}

}  // namespace annals::edtf_internal
