// Dates as XML Schema writes them, by either rule for the year before 1.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/xsd_date.h"

#include "absl/strings/str_format.h"

namespace annals::export_internal {
namespace {

bool IsPlain(const EdtfDate& date) {
  return date.significant_digits == 0 && date.year.unspecified == 0 &&
         date.month.unspecified == 0 && date.day.unspecified == 0 &&
         date.year.value > -kEdtfYearMax && date.year.value < kEdtfYearMax;
}

}  // namespace

std::string XsdYear(int64_t year, YearZero year_zero) {
  if (year_zero == YearZero::kIsNone && year <= 0) --year;
  return year < 0 ? absl::StrFormat("-%04d", -year)
                  : absl::StrFormat("%04d", year);
}

std::string XsdDateTime(Instant instant, YearZero year_zero) {
  // The fraction, if any, as Instant writes it.
  const std::string iso = instant.ToString();
  const size_t point = iso.find('.');
  const std::string fraction =
      point == std::string::npos ? "Z" : iso.substr(point);
  const absl::CivilSecond civil = instant.Civil();
  return absl::StrFormat("%s-%02d-%02dT%02d:%02d:%02d%s",
                         XsdYear(civil.year(), year_zero), civil.month(),
                         civil.day(), civil.hour(), civil.minute(),
                         civil.second(), fraction);
}

std::optional<std::string> XsdPartialDate(const EdtfDate& date,
                                          YearZero year_zero) {
  if (!IsPlain(date)) return std::nullopt;
  const std::string year = XsdYear(date.year.value, year_zero);
  switch (date.precision) {
    case EdtfPrecision::kYear:
      return year;
    case EdtfPrecision::kMonth:
      return absl::StrFormat("%s-%02d", year, date.month.value);
    case EdtfPrecision::kDay:
      return absl::StrFormat("%s-%02d-%02d", year, date.month.value,
                             date.day.value);
    case EdtfPrecision::kSeason:
    case EdtfPrecision::kSecond:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace annals::export_internal
