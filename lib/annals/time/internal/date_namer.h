// DateNamer: what one EDTF date is called, in any language.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_DATE_NAMER_H_
#define ANNALS_TIME_INTERNAL_DATE_NAMER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/time/edtf_ast.h"
#include "annals/time/words.h"

namespace annals::edtf_internal {

// The pattern, with $0, $1 and $2 filled in.
std::string FillWords(std::string_view pattern, std::string_view a,
                      std::string_view b = "", std::string_view c = "");

// The parts with commas between them, and `last` before the last.
std::string ListInWords(const DateWords& words,
                        const std::vector<std::string>& parts,
                        std::string_view last);

// The date with X read as the digit that it must be, and without an S that
// leaves nothing open: 2000-X0 is 2000-10.
EdtfDate Simplified(EdtfDate date);

// Names dates without doubt and without extent. The words outlive it. All
// dates are simplified.
class DateNamer {
 public:
  explicit DateNamer(const DateWords& words) : words_(words) {}

  // "3 February 2017", "some year from 1900 to 1999".
  std::string Name(const EdtfDate& date) const;

  // True if that is a bare name, and not a phrase with "some" in it.
  static bool IsBare(const EdtfDate& date);

  // True if the date is one unknown year of a decade that has a name.
  static bool IsDecade(const EdtfDate& date);

 private:
  std::string YearName(const EdtfDate& date) const;
  std::string YearLabel(int64_t year) const;
  std::string TwoYears(int64_t year) const;
  std::string SeasonName(const EdtfDate& date) const;
  std::string MonthName(const EdtfDate& date) const;
  std::string SomeMonth(const EdtfDate& date) const;
  std::string DayName(const EdtfDate& date) const;
  std::string SomeDay(const EdtfDate& date) const;
  std::string DateTimeName(const EdtfDate& date) const;
  std::string Fitting(EdtfDate date) const;
  std::string Day(int64_t day) const;
  std::string Month(int64_t month) const;

  const DateWords& words_;
};

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_DATE_NAMER_H_
