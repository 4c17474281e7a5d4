// ReadNumbers(): dates in digits.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/base/string_view.h"
#include "annals/time/calendar.h"
#include "annals/time/internal/quoted.h"
#include "annals/time/internal/written_date.h"

namespace annals::calendar_internal {
namespace {

constexpr size_t kYearDigitsMax = 12;

std::string_view FormOf(Calendar calendar) {
  switch (calendar) {
    case Calendar::kIsoWeek:
      return "YYYY-Www or YYYY-Www-D, as in 2016-W05-3";
    case Calendar::kOrdinal:
      return "YYYY-DDD, as in 2016-034";
    default:
      return "YYYY, YYYY-MM or YYYY-MM-DD, or words as in 15 March 44 BC";
  }
}

class NumberReader {
 public:
  NumberReader(Calendar calendar, std::string_view text)
      : calendar_(calendar), text_(text) {}

  absl::StatusOr<WrittenDate> Read() {
    ReadYear();
    if (calendar_ == Calendar::kIsoWeek) {
      if (Take("-W")) ReadWeek();
    } else if (calendar_ == Calendar::kOrdinal) {
      if (Take("-")) date_.day = Number(3, date_.day_column);
    } else if (Take("-")) {
      date_.month = Number(2, date_.month_column);
      if (Take("-")) date_.day = Number(2, date_.day_column);
    }
    if (Next() == '?' || Next() == '~' || Next() == '%') {
      date_.qualifier = text_.substr(position_++, 1);
    }
    if (position_ < text_.size()) FailHere();
    if (calendar_ == Calendar::kOrdinal && date_.day) date_.month = 1;
    if (!status_.ok()) return status_;
    return date_;
  }

 private:
  char Next() const {
    return position_ < text_.size() ? text_[position_] : '\0';
  }

  bool Take(std::string_view wanted) {
    if (text_.substr(position_, wanted.size()) != wanted) return false;
    position_ += wanted.size();
    return true;
  }

  std::string_view Digits(size_t max) {
    const size_t begin = position_;
    while (position_ < text_.size() && position_ - begin < max &&
           absl::ascii_isdigit(static_cast<unsigned char>(text_[position_]))) {
      ++position_;
    }
    return text_.substr(begin, position_ - begin);
  }

  static int64_t Value(std::string_view digits) {
    int64_t value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
  }

  // Exactly so many digits.
  int Number(size_t count, size_t& column) {
    column = position_ + 1;
    const std::string_view digits = Digits(count);
    if (digits.size() < count) FailHere();
    return static_cast<int>(Value(digits));
  }

  void ReadYear() {
    const bool is_long = Take("Y");
    const bool is_negative = Take("-");
    if (!is_negative && !is_long) Take("+");
    date_.year_column = position_ + 1;
    const std::string_view digits = Digits(kYearDigitsMax);
    if (digits.size() < 4) return FailHere();
    date_.year = is_negative ? -Value(digits) : Value(digits);
    if (is_negative && date_.year == 0) {
      Fail("year -0000", date_.year_column, "0000");
    }
    if (!is_negative && Take("/")) ReadSecondYear(digits);
  }

  // "/32" of 1731/32: the last digits of the year that comes next.
  void ReadSecondYear(std::string_view first) {
    const size_t column = position_ + 1;
    const std::string_view second = Digits(first.size());
    int64_t modulus = 1;
    for (size_t i = 0; i < second.size(); ++i) modulus *= 10;
    ++date_.year;
    date_.is_dual = true;
    if (!second.empty() && Value(second) == date_.year % modulus) return;
    Fail(second.empty() ? "no year" : absl::StrCat("year ", AsAbsl(second)),
         column,
         absl::StrFormat("%0*d, the end of the year after %s",
                         static_cast<int>(second.empty() ? 2 : second.size()),
                         date_.year % (second.empty() ? 100 : modulus),
                         std::string(first)));
  }

  void ReadWeek() {
    date_.month = Number(2, date_.month_column);
    if (Take("-")) date_.day = Number(1, date_.day_column);
  }

  void FailHere() {
    const std::string_view next = text_.substr(position_, 1);
    Fail(next.empty() ? "the end"
                      : absl::StrCat("'", absl::CHexEscape(AsAbsl(next)), "'"),
         position_ + 1, FormOf(calendar_));
  }

  void Fail(std::string_view found, size_t column, std::string_view wanted) {
    if (status_.ok()) status_ = Fault(calendar_, text_, found, column, wanted);
  }

  Calendar calendar_;
  std::string_view text_;
  size_t position_ = 0;
  WrittenDate date_;
  absl::Status status_;
};

}  // namespace

absl::Status Fault(Calendar calendar, std::string_view text,
                   std::string_view found, size_t column,
                   std::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat(
      AsAbsl(CalendarName(calendar)), " date ", time_internal::Quoted(text),
      ": ", AsAbsl(found), " at column ", column, "; want ", AsAbsl(wanted)));
}

absl::StatusOr<WrittenDate> ReadNumbers(Calendar calendar,
                                        std::string_view text) {
  return NumberReader(calendar, text).Read();
}

}  // namespace annals::calendar_internal
