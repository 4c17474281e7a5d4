// Instant::Parse(): an instant from the text that ToString() writes.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "annals/base/string_view.h"
#include "annals/time/instant.h"
#include "annals/time/internal/quoted.h"

namespace annals {
namespace {

constexpr std::string_view kForm = "YYYY-MM-DDTHH:MM:SSZ";

// A year of more digits than this is beyond the last instant.
constexpr size_t kYearDigitsMax = 12;
constexpr size_t kLongYearDigitsMin = 6;

// Reads from left to right. The first fault sticks.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool Take(char wanted) {
    if (position_ == text_.size() || text_[position_] != wanted) return false;
    ++position_;
    return true;
  }

  void Want(char wanted) {
    if (!Take(wanted)) FailHere(absl::StrCat("'", std::string(1, wanted), "'"));
  }

  std::string_view Digits(size_t max) {
    size_t end = position_;
    while (end < text_.size() && end - position_ < max &&
           absl::ascii_isdigit(static_cast<unsigned char>(text_[end]))) {
      ++end;
    }
    const std::string_view digits = text_.substr(position_, end - position_);
    position_ = end;
    return digits;
  }

  // Two digits that make a number from `least` to `greatest`.
  int Part(std::string_view name, int least, int greatest) {
    const size_t begin = position_;
    const std::string_view digits = Digits(2);
    if (digits.size() < 2) {
      FailHere(absl::StrCat("two digits of the ", AsAbsl(name)));
      return least;
    }
    const int value = (digits[0] - '0') * 10 + digits[1] - '0';
    if (value < least || value > greatest) {
      Fail(absl::StrCat(AsAbsl(name), " ", AsAbsl(digits)), begin,
           absl::StrFormat("%02d to %02d", least, greatest));
    }
    return value;
  }

  void FailHere(std::string_view wanted) {
    const std::string_view next = text_.substr(position_, 1);
    Fail(next.empty() ? "the end"
                      : absl::StrCat("'", absl::CHexEscape(AsAbsl(next)), "'"),
         position_, wanted);
  }

  void Fail(std::string_view found, size_t position, std::string_view wanted) {
    if (!status_.ok()) return;
    status_ = absl::InvalidArgumentError(absl::StrCat(
        "instant ", time_internal::Quoted(text_), ": ", AsAbsl(found),
        " at column ", position + 1, "; want ", AsAbsl(wanted)));
  }

  bool AtEnd() const { return position_ == text_.size(); }
  size_t position() const { return position_; }
  const absl::Status& status() const { return status_; }

 private:
  std::string_view text_;
  size_t position_ = 0;
  absl::Status status_;
};

// "2013", "+010000", "-000043".
int64_t ReadYear(Reader& reader) {
  const bool is_negative = reader.Take('-');
  const bool is_long = is_negative || reader.Take('+');
  const size_t begin = reader.position();
  const std::string_view digits = reader.Digits(kYearDigitsMax);
  int64_t year = 0;
  for (const char digit : digits) year = year * 10 + (digit - '0');
  if (!is_long) {
    if (digits.size() < 4) {
      reader.FailHere(absl::StrCat("four digits of the year, as in ",
                                   AsAbsl(kForm), ", or -inf or +inf"));
    }
    if (digits.size() > 4) {
      reader.Fail(absl::StrCat("year ", AsAbsl(digits)), begin,
                  "four digits, or a sign and six or more");
    }
    return year;
  }
  if (digits.size() < kLongYearDigitsMin) {
    reader.FailHere("six or more digits of the year after its sign");
  } else if (digits.size() > kLongYearDigitsMin && digits[0] == '0') {
    reader.Fail(absl::StrCat("year ", AsAbsl(digits)), begin,
                "no more than six digits if the first is 0");
  } else if (is_negative ? year == 0 : year <= 9999) {
    reader.Fail(absl::StrCat("year ", AsAbsl(digits)), begin,
                "no sign on the years 0000 to 9999");
  }
  return is_negative ? -year : year;
}

int DaysIn(int64_t year, int month) {
  const absl::CivilMonth first(year, month);
  return static_cast<int>(absl::CivilDay(first + 1) - absl::CivilDay(first));
}

// ".000001": six digits, not all zero.
int32_t ReadFraction(Reader& reader) {
  if (!reader.Take('.')) return 0;
  const size_t begin = reader.position();
  const std::string_view digits = reader.Digits(6);
  if (digits.size() < 6) {
    reader.FailHere("six digits of a fraction");
    return 0;
  }
  int32_t fraction = 0;
  for (const char digit : digits) fraction = fraction * 10 + (digit - '0');
  if (fraction == 0) reader.Fail("fraction 000000", begin, "no fraction");
  return fraction;
}

absl::CivilSecond ReadSecond(Reader& reader) {
  const int64_t year = ReadYear(reader);
  reader.Want('-');
  const int month = reader.Part("month", 1, 12);
  reader.Want('-');
  const int day = reader.Part("day", 1, DaysIn(year, std::clamp(month, 1, 12)));
  reader.Want('T');
  const int hour = reader.Part("hour", 0, 23);
  reader.Want(':');
  const int minute = reader.Part("minute", 0, 59);
  reader.Want(':');
  const int second = reader.Part("second", 0, 59);
  return absl::CivilSecond(year, month, day, hour, minute, second);
}

}  // namespace

absl::StatusOr<Instant> Instant::Parse(std::string_view text) {
  if (text == "-inf") return InfinitePast();
  if (text == "+inf") return InfiniteFuture();
  Reader reader(text);
  const absl::CivilSecond civil = ReadSecond(reader);
  const size_t fraction_at = reader.position();
  const int32_t fraction = ReadFraction(reader);
  reader.Want('Z');
  if (!reader.AtEnd()) reader.FailHere("nothing after the Z");
  if (!reader.status().ok()) return reader.status();
  const std::optional<Instant> instant = FromCivil(civil, fraction);
  if (instant) return *instant;
  if (FromCivil(civil)) {
    reader.Fail("a fraction", fraction_at, "whole seconds so far from 1970");
  } else {
    reader.Fail("a year out of range", 0,
                absl::StrCat(LeastFinite().ToString(), " to ",
                             GreatestFinite().ToString()));
  }
  return reader.status();
}

}  // namespace annals
