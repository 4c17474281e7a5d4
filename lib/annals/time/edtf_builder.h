// EdtfBuilder: EDTF expressions made in code, step by step.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_EDTF_BUILDER_H_
#define ANNALS_TIME_EDTF_BUILDER_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"

namespace annals {

// What EDTF writes in the place of a month, by its number.
enum class EdtfSeason : uint8_t {
  kSpring = 21,  // of wherever it was; kSummer to kWinter follow
  kSummer,
  kAutumn,
  kWinter,
  kNorthernSpring,
  kNorthernSummer,
  kNorthernAutumn,
  kNorthernWinter,
  kSouthernSpring,
  kSouthernSummer,
  kSouthernAutumn,
  kSouthernWinter,
  kFirstQuarter,  // three months
  kSecondQuarter,
  kThirdQuarter,
  kFourthQuarter,
  kFirstQuadrimester,  // four months
  kSecondQuadrimester,
  kThirdQuadrimester,
  kFirstSemestral,  // six months
  kSecondSemestral,
};

// A date in the making. Its parts are named in the order in which EDTF writes
// them, a doubt where EDTF writes its sign:
//
//   using Make = EdtfBuilder;
//   Make::Year(2012).Approximate().Build()                      // 2012~
//   Make::Year(2004).Month(6).Approximate().Day(11).Build()     // 2004-06~-11
//   Make::Year(2001).Season(EdtfSeason::kSpring).Build()        // 2001-21
//   Make::Decade(1980).Uncertain().Build()                      // 198X?
//   Make::Interval(Make::Year(2012).Approximate(), Make::Open())  // 2012~/..
//   Make::OneOf({Make::Year(1667),
//                Make::Range(Make::Year(1670), Make::Year(1672))})
//                                                       // [1667,1670..1672]
//
// Build(), Interval(), OneOf() and Each() give the expression, or
// InvalidArgument, which names the first step that made no sense or, as
// Edtf::Parse() would, the date that does not exist. No invalid expression is
// ever made, and the text of a valid one parses to the same tree.
//
// What people mistake it for: Uncertain(), Approximate() and the like speak
// of the part named last and of all before it; a doubt that is of one part
// alone is given with that part: Day(11, EdtfQualifier::kApproximate) makes
// "~11". Year(1980) is that year; Decade(1980) is one unknown year of ten.
//
// A value; copies are independent, so that a builder can be kept and used
// twice. Const functions are safe to call from any thread. Each step takes
// time linear in the text, Build() that of Edtf::Parse().
class EdtfBuilder {
 public:
  class Side;
  class Member;

  // A year from -10^18 to 10^18; 0 is 1 BCE. `own` is a doubt of it alone.
  static EdtfBuilder Year(int64_t year,
                          EdtfQualifier own = EdtfQualifier::kNone);

  // mantissa * 10^exponent; the exponent is at least 1: Y-17E7.
  static EdtfBuilder ExponentialYear(int64_t mantissa, int64_t exponent,
                                     EdtfQualifier own = EdtfQualifier::kNone);

  // Four digits, any of them X for an unknown one, and a sign if the year is
  // before 0: "19XX", "-000X".
  static EdtfBuilder YearDigits(std::string_view digits,
                                EdtfQualifier own = EdtfQualifier::kNone);

  // One unknown year of the ten, or hundred, that have all but the last digits
  // of `year` (0 to 9999): Decade(1980) is 198X, Century(1900) is 19XX.
  static EdtfBuilder Decade(int year);
  static EdtfBuilder Century(int year);

  // The day, or the second without a zone, in one step.
  static EdtfBuilder Date(absl::CivilDay day);
  static EdtfBuilder DateTime(absl::CivilSecond second);

  // How many digits of the year are known, at least 1, counted from the first
  // that is not zero: Year(1950).SignificantDigits(2) is some year from 1900
  // to 1999, estimated to be 1950.
  EdtfBuilder SignificantDigits(int digits) const;

  // 1 to 12, after a year of four digits. `own` is a doubt of it alone.
  EdtfBuilder Month(int month, EdtfQualifier own = EdtfQualifier::kNone) const;
  // Two digits, any of them X: "1X" is one of October to December.
  EdtfBuilder MonthDigits(std::string_view digits,
                          EdtfQualifier own = EdtfQualifier::kNone) const;
  // XX.
  EdtfBuilder SomeMonth() const;
  EdtfBuilder Season(EdtfSeason season,
                     EdtfQualifier own = EdtfQualifier::kNone) const;

  // 1 to 31, after a month.
  EdtfBuilder Day(int day, EdtfQualifier own = EdtfQualifier::kNone) const;
  EdtfBuilder DayDigits(std::string_view digits,
                        EdtfQualifier own = EdtfQualifier::kNone) const;
  EdtfBuilder SomeDay() const;

  // A time of day, after a plain day: local, unless Utc() or Shift() follows.
  // 24:00:00 and second 60 are read as Edtf reads them.
  EdtfBuilder Time(int hour, int minute, int second) const;
  EdtfBuilder Utc() const;
  // Minutes ahead of UTC, from -1439 to 1439: Shift(-4 * 60) is -04:00.
  EdtfBuilder Shift(int minutes) const;

  // Doubt of all that was named up to here. Two kinds add up to both.
  EdtfBuilder Uncertain() const;                // ?
  EdtfBuilder Approximate() const;              // ~
  EdtfBuilder UncertainAndApproximate() const;  // %

  absl::StatusOr<Edtf> Build() const;

  // Sides of an interval that are no date: ".." and nothing at all.
  static Side Open();
  static Side Unknown();

  // `start/end`. At least one side is not Unknown(), and some end can follow
  // some start.
  static absl::StatusOr<Edtf> Interval(const Side& start, const Side& end);

  // Members of a set that are more than a date. OrEarlier() can only be the
  // first, OrLater() only the last.
  static Member Range(const EdtfBuilder& first, const EdtfBuilder& last);
  static Member OrEarlier(const EdtfBuilder& last);
  static Member OrLater(const EdtfBuilder& first);

  // "[a,b]", one of these, and "{a,b}", each of these. At least one member.
  static absl::StatusOr<Edtf> OneOf(std::initializer_list<Member> members);
  static absl::StatusOr<Edtf> OneOf(const std::vector<Member>& members);
  static absl::StatusOr<Edtf> Each(std::initializer_list<Member> members);
  static absl::StatusOr<Edtf> Each(const std::vector<Member>& members);

 private:
  // What was named last.
  enum class Part { kYear, kMonth, kSeason, kDay, kTime, kZone };

  EdtfBuilder() = default;

  // Begins with a year.
  static EdtfBuilder First(std::string_view year, EdtfQualifier own);
  // This, and then `text` as that part; an error unless `wanted` came last.
  EdtfBuilder Then(Part part, Part wanted, std::string_view text) const;
  EdtfBuilder Doubted(EdtfQualifier qualifier) const;
  // This, with its first error.
  EdtfBuilder Failed(std::string_view found, std::string_view wanted) const;

  // What is written so far, with the doubt that is still to be added to.
  std::string Text() const;

  std::string text_;
  Part part_ = Part::kYear;
  EdtfQualifier after_ = EdtfQualifier::kNone;
  absl::Status status_;
};

// A side of an interval: a date, EdtfBuilder::Open() or EdtfBuilder::Unknown().
class EdtfBuilder::Side {
 public:
  // Implicit, so that a date stands where a side is wanted.
  Side(const EdtfBuilder& date);  // NOLINT(google-explicit-constructor)

 private:
  friend class EdtfBuilder;
  explicit Side(std::string_view text) : text_(text) {}

  std::string text_;
  absl::Status status_;
};

// A member of a set: a date, or a range of dates.
class EdtfBuilder::Member {
 public:
  // Implicit, so that a date stands where a member is wanted.
  Member(const EdtfBuilder& date);  // NOLINT(google-explicit-constructor)

 private:
  friend class EdtfBuilder;
  Member(std::string text, absl::Status status);

  static absl::StatusOr<Edtf> Set(char open, const std::vector<Member>& members,
                                  char close);

  std::string text_;
  absl::Status status_;
};

}  // namespace annals

#endif  // ANNALS_TIME_EDTF_BUILDER_H_
