// Dates as XML Schema writes them, by either rule for the year before 1.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_XSD_DATE_H_
#define ANNALS_EXPORT_INTERNAL_XSD_DATE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"

namespace annals::export_internal {

// How 44 BCE is written. XML Schema 1.0 has no year 0 (part 2, section
// 3.2.7.1), so that its "-0044" is the year that EDTF, ISO 8601 and XML Schema
// 1.1 (part 2, section 3.3.7) call "-0043".
enum class YearZero {
  kIs1Bce,  // XML Schema 1.1, RDF 1.1, ISO 8601
  kIsNone,  // XML Schema 1.0, and so KML 2.2 and GEXF 1.3
};

// xsd:gYear: at least four digits, no plus sign, no needless zeros.
std::string XsdYear(int64_t year, YearZero year_zero);

// xsd:dateTime in UTC: "2013-01-01T00:00:00Z", with six digits of a fraction if
// it is not zero. Only for finite instants.
std::string XsdDateTime(Instant instant, YearZero year_zero);

// xsd:gYear, xsd:gYearMonth or xsd:date, as precise as it was written: "2013",
// "2016-03", "2017-02-03". Nothing for what none of them says: seasons, unknown
// or uncounted digits, times of day, years that are not held exactly.
// Qualifiers are not told.
std::optional<std::string> XsdPartialDate(const EdtfDate& date,
                                          YearZero year_zero);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_XSD_DATE_H_
