// EdtfDateReader: reads one date or date-time where a scanner stands.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_DATE_READER_H_
#define ANNALS_TIME_INTERNAL_EDTF_DATE_READER_H_

#include <cstddef>
#include <string_view>

#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_scanner.h"

namespace annals::edtf_internal {

// After each call look at the scanner's ok(): if it is false, what was
// returned means nothing. The scanner outlives the reader.
class EdtfDateReader {
 public:
  explicit EdtfDateReader(EdtfScanner& scanner) : scanner_(scanner) {}

  // Reads a date and fails on a time of day after it.
  EdtfDate ReadDate();

  EdtfDate ReadDateOrDateTime();

 private:
  EdtfDate ReadCalendarDate();
  void ReadAfterYear(EdtfDate& date);
  EdtfDate ReadYear();
  EdtfDate ReadFourDigitYear();
  EdtfDate ReadLongYear();
  void ReadExponent(EdtfDate& date);
  int64_t ReadSignificantDigits(const EdtfDate& date);
  EdtfComponent ReadMonth();
  EdtfComponent ReadTwoDigits(std::string_view what);
  EdtfQualifier ReadQualifier();
  void CheckDayExists(const EdtfDate& date, size_t column);

  EdtfTime ReadTime();
  int8_t ReadTimePart(std::string_view what, int max);
  EdtfTime ReadShift(EdtfTime time);

  EdtfScanner& scanner_;
};

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_DATE_READER_H_
