// Strict mode: what is read though the specification does not spell it out.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_form.h"

namespace annals::edtf_internal {
namespace {

bool HasQualifier(const EdtfDate& date) {
  return (date.year.qualifier | date.month.qualifier | date.day.qualifier) !=
         EdtfQualifier::kNone;
}

bool IsPlainYear(const EdtfDate& date) {
  return date.year_form == EdtfYearForm::kFourDigits &&
         date.significant_digits == 0;
}

bool IsQualifiedTwice(const EdtfComponent& component) {
  return component.before != EdtfQualifier::kNone &&
         component.after != EdtfQualifier::kNone;
}

std::string BeyondInTime(const EdtfTime& time) {
  if (time.hour == 24) return "hour 24";
  if (time.second == 60) return "second 60";
  if (time.is_negative_zero) return "a shift of -00:00";
  return "";
}

std::string BeyondInDate(const EdtfDate& date) {
  const bool is_season = date.precision == EdtfPrecision::kSeason;
  if (HasQualifier(date) && is_season) return "a qualified season";
  if (HasQualifier(date) && !IsPlainYear(date)) return "a qualified long year";
  if (is_season && date.year.unspecified != 0) return "X in a season's year";
  if (IsQualifiedTwice(date.year) || IsQualifiedTwice(date.month) ||
      IsQualifiedTwice(date.day)) {
    return "qualifiers on both sides of a component";
  }
  if (date.year_form == EdtfYearForm::kExponential &&
      date.year.value >= -9999 && date.year.value <= 9999) {
    return "an exponential year of four digits or less";
  }
  return date.precision == EdtfPrecision::kSecond ? BeyondInTime(date.time)
                                                  : "";
}

}  // namespace

std::string BeyondSpecification(const EdtfExpression& expression) {
  for (const EdtfDate* date : DatesOf(expression)) {
    std::string beyond = BeyondInDate(*date);
    if (!beyond.empty()) return beyond;
    if (expression.kind == EdtfExpression::Kind::kDate) continue;
    if (date->precision == EdtfPrecision::kSeason) {
      return "a season in an interval or a set";
    }
    if (!IsPlainYear(*date)) return "a long year in an interval or a set";
  }
  return "";
}

}  // namespace annals::edtf_internal
