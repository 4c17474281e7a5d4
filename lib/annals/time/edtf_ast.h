// The syntax tree of an EDTF expression: what was written, part by part.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_EDTF_AST_H_
#define ANNALS_TIME_EDTF_AST_H_

#include <cstdint>
#include <vector>

namespace annals {

// What a qualifier says of a component; the bits of the two kinds of doubt.
enum class EdtfQualifier : uint8_t {
  kNone = 0,
  kUncertain = 1,                // ?
  kApproximate = 2,              // ~
  kUncertainAndApproximate = 3,  // %
};

constexpr EdtfQualifier operator|(EdtfQualifier a, EdtfQualifier b) {
  return static_cast<EdtfQualifier>(static_cast<uint8_t>(a) |
                                    static_cast<uint8_t>(b));
}

// One of year, month (or season) and day.
//
//   "2004-06~-1X": the day is {10, 0b01, kNone, kNone, kNone}, the month
//                  {6, 0, kNone, kApproximate, kApproximate}, and the year's
//                  qualifier is kApproximate too.
struct EdtfComponent {
  // The number, with each X read as 0. For a year with its sign.
  int64_t value = 0;
  // Bit i is set if the i-th digit from the right is X.
  uint8_t unspecified = 0;
  // The qualifier written right before it, which speaks of it alone.
  EdtfQualifier before = EdtfQualifier::kNone;
  // The qualifier written right after it, which speaks of it and of all to its
  // left.
  EdtfQualifier after = EdtfQualifier::kNone;
  // What holds of it, all told.
  EdtfQualifier qualifier = EdtfQualifier::kNone;
};

enum class EdtfYearForm : uint8_t {
  kFourDigits,   // 1985, -0043, 19XX
  kLong,         // Y170000002
  kExponential,  // Y17E7
};

// How finely a date is stated, whatever digits are X.
enum class EdtfPrecision : uint8_t {
  kYear,
  kSeason,  // also quarters, quadrimesters and semestrals
  kMonth,
  kDay,
  kSecond,
};

enum class EdtfShift : uint8_t {
  kLocal,         // nothing: a local time
  kUtc,           // Z
  kHours,         // -04
  kHoursMinutes,  // +04:30
};

// The time of day in a date-time. Hour 24 and second 60 stand as written.
struct EdtfTime {
  int8_t hour = 0;
  int8_t minute = 0;
  int8_t second = 0;
  EdtfShift shift = EdtfShift::kLocal;
  // Minutes ahead of UTC.
  int16_t shift_minutes = 0;
  // True for "-00:00" and "-00", which mean the same as "+00:00".
  bool is_negative_zero = false;
};

// A year beyond these is held as one of them; its instants are saturated
// anyhow.
inline constexpr int64_t kEdtfYearMax = 1'000'000'000'000'000'000;

// A date, or a date-time.
struct EdtfDate {
  EdtfPrecision precision = EdtfPrecision::kYear;
  EdtfYearForm year_form = EdtfYearForm::kFourDigits;
  // Also tells "-0XXX", whose value is 0, from "0XXX".
  bool is_negative = false;
  // For kExponential: the value is mantissa * 10^exponent. Each is held at
  // kEdtfYearMax if it is beyond.
  int64_t mantissa = 0;
  int64_t exponent = 0;
  // The number after S; 0 without one. "1950S2": the value stays 1950, the
  // estimate, and the year is one of 1900 to 1999.
  int64_t significant_digits = 0;

  EdtfComponent year;
  // 1 to 12, or a season from 21 to 41; only if the precision says so.
  EdtfComponent month;
  EdtfComponent day;
  EdtfTime time;
};

// A side of an interval, or of a range in a set.
struct EdtfSide {
  enum class Kind : uint8_t {
    kDate,
    kOpen,     // ..
    kUnknown,  // nothing at all; in intervals only
  };
  Kind kind = Kind::kDate;
  EdtfDate date;  // Only for kDate.
};

// A member of a set: a date (kept in `first`, is_range false) or a range,
// open at one end at most.
struct EdtfMember {
  bool is_range = false;
  EdtfSide first;
  EdtfSide last;
};

// A whole expression.
//
//   const Edtf date = *Edtf::Parse("{1960,1961-12~}");
//   for (const EdtfMember& member : date.expression().members) {
//     member.first.date.precision;        // kYear, then kMonth
//     member.first.date.month.qualifier;  // kNone, then kApproximate
//   }
struct EdtfExpression {
  enum class Kind : uint8_t {
    kDate,      // 1985-04-12; it is in `start`
    kInterval,  // 1985/..
    kOneOf,     // [1667,1670..1672]
    kEach,      // {1960,1961-12}
  };
  Kind kind = Kind::kDate;
  EdtfSide start;                   // kDate and kInterval
  EdtfSide end;                     // kInterval
  std::vector<EdtfMember> members;  // kOneOf and kEach; at least one
};

}  // namespace annals

#endif  // ANNALS_TIME_EDTF_AST_H_
