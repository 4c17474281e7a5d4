// EdtfBuilder: an expression is written as text, then read as any other, so
// that there is one judge of what is valid.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/edtf_builder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_form.h"

namespace annals {
namespace {

constexpr int kMinutesPerHour = 60;
constexpr int kShiftMinutesMax = 24 * kMinutesPerHour - 1;

bool IsDigits(std::string_view text, size_t count) {
  return text.size() == count &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == 'X'; });
}

bool IsFourDigits(int64_t year) { return year >= -9999 && year <= 9999; }

bool IsHeld(int64_t year) {
  return year >= -kEdtfYearMax && year <= kEdtfYearMax;
}

std::string YearText(int64_t year) {
  if (!IsFourDigits(year)) return absl::StrCat("Y", year);
  return absl::StrFormat("%s%04d", year < 0 ? "-" : "", std::abs(year));
}

std::string ShiftText(int minutes) {
  const int distance = std::abs(minutes);
  return absl::StrFormat("%s%02d:%02d", minutes < 0 ? "-" : "+",
                         distance / kMinutesPerHour,
                         distance % kMinutesPerHour);
}

std::string Own(EdtfQualifier qualifier, std::string_view text) {
  return absl::StrCat(edtf_internal::QualifierText(qualifier), AsAbsl(text));
}

}  // namespace

EdtfBuilder EdtfBuilder::First(std::string_view year, EdtfQualifier own) {
  EdtfBuilder builder;
  builder.text_ = Own(own, year);
  return builder;
}

EdtfBuilder EdtfBuilder::Year(int64_t year, EdtfQualifier own) {
  const EdtfBuilder builder = First(YearText(year), own);
  if (IsHeld(year)) return builder;
  return builder.Failed(absl::StrCat("year ", year), "-10^18 to 10^18");
}

EdtfBuilder EdtfBuilder::ExponentialYear(int64_t mantissa, int64_t exponent,
                                         EdtfQualifier own) {
  const EdtfBuilder builder =
      First(absl::StrCat("Y", mantissa, "E", exponent), own);
  if (exponent >= 1 && mantissa != 0 && IsHeld(mantissa)) return builder;
  return builder.Failed(absl::StrCat(mantissa, " * 10^", exponent),
                        "a mantissa that is not 0, an exponent of at least 1");
}

EdtfBuilder EdtfBuilder::YearDigits(std::string_view digits,
                                    EdtfQualifier own) {
  const EdtfBuilder builder = First(digits, own);
  const bool is_negative = !digits.empty() && digits.front() == '-';
  if (IsDigits(digits.substr(is_negative ? 1 : 0), 4)) return builder;
  return builder.Failed(absl::StrCat("year digits \"", AsAbsl(digits), "\""),
                        "four of 0-9 and X, after - or nothing");
}

EdtfBuilder EdtfBuilder::Decade(int year) {
  if (year < 0 || year > 9999) return Year(year).Failed("decade", "0 to 9999");
  return YearDigits(absl::StrFormat("%03dX", year / 10));
}

EdtfBuilder EdtfBuilder::Century(int year) {
  if (year < 0 || year > 9999) return Year(year).Failed("century", "0 to 9999");
  return YearDigits(absl::StrFormat("%02dXX", year / 100));
}

EdtfBuilder EdtfBuilder::Date(absl::CivilDay day) {
  return Year(day.year()).Month(day.month()).Day(day.day());
}

EdtfBuilder EdtfBuilder::DateTime(absl::CivilSecond second) {
  return Date(absl::CivilDay(second))
      .Time(second.hour(), second.minute(), second.second());
}

EdtfBuilder EdtfBuilder::SignificantDigits(int digits) const {
  if (digits < 1) {
    return Failed(absl::StrCat(digits, " significant digits"), "at least 1");
  }
  if (part_ != Part::kYear) return Failed("significant digits", "a year last");
  EdtfBuilder builder = *this;
  absl::StrAppend(&builder.text_, "S", digits);
  return builder;
}

EdtfBuilder EdtfBuilder::Month(int month, EdtfQualifier own) const {
  if (month < 1 || month > 12) {
    return Failed(absl::StrCat("month ", month), "1 to 12");
  }
  return MonthDigits(absl::StrFormat("%02d", month), own);
}

EdtfBuilder EdtfBuilder::MonthDigits(std::string_view digits,
                                     EdtfQualifier own) const {
  const bool is_month =
      IsDigits(digits, 2) && (digits.front() <= '1' || digits.front() == 'X');
  if (!is_month) {
    return Failed(absl::StrCat("month digits \"", AsAbsl(digits), "\""),
                  "two of 0-9 and X that some month has");
  }
  return Then(Part::kMonth, Part::kYear, Own(own, digits));
}

EdtfBuilder EdtfBuilder::SomeMonth() const { return MonthDigits("XX"); }

EdtfBuilder EdtfBuilder::Season(EdtfSeason season, EdtfQualifier own) const {
  return Then(Part::kSeason, Part::kYear,
              Own(own, absl::StrCat(static_cast<int>(season))));
}

EdtfBuilder EdtfBuilder::Day(int day, EdtfQualifier own) const {
  if (day < 1 || day > 31) return Failed(absl::StrCat("day ", day), "1 to 31");
  return DayDigits(absl::StrFormat("%02d", day), own);
}

EdtfBuilder EdtfBuilder::DayDigits(std::string_view digits,
                                   EdtfQualifier own) const {
  if (!IsDigits(digits, 2)) {
    return Failed(absl::StrCat("day digits \"", AsAbsl(digits), "\""),
                  "two of 0-9 and X");
  }
  return Then(Part::kDay, Part::kMonth, Own(own, digits));
}

EdtfBuilder EdtfBuilder::SomeDay() const { return DayDigits("XX"); }

EdtfBuilder EdtfBuilder::Time(int hour, int minute, int second) const {
  if (std::min({hour, minute, second}) < 0 ||
      std::max({hour, minute, second}) > 99) {
    return Failed("a time of day", "numbers of two digits");
  }
  return Then(Part::kTime, Part::kDay,
              absl::StrFormat("T%02d:%02d:%02d", hour, minute, second));
}

EdtfBuilder EdtfBuilder::Utc() const {
  return Then(Part::kZone, Part::kTime, "Z");
}

EdtfBuilder EdtfBuilder::Shift(int minutes) const {
  if (minutes < -kShiftMinutesMax || minutes > kShiftMinutesMax) {
    return Failed(absl::StrCat("a shift of ", minutes, " minutes"),
                  "-1439 to 1439");
  }
  return Then(Part::kZone, Part::kTime, ShiftText(minutes));
}

EdtfBuilder EdtfBuilder::Uncertain() const {
  return Doubted(EdtfQualifier::kUncertain);
}

EdtfBuilder EdtfBuilder::Approximate() const {
  return Doubted(EdtfQualifier::kApproximate);
}

EdtfBuilder EdtfBuilder::UncertainAndApproximate() const {
  return Doubted(EdtfQualifier::kUncertainAndApproximate);
}

EdtfBuilder EdtfBuilder::Then(Part part, Part wanted,
                              std::string_view text) const {
  constexpr std::string_view kNames[] = {"a year", "a month", "a season",
                                         "a day",  "a time",  "a zone"};
  if (part_ != wanted) {
    return Failed(
        absl::StrCat(AsAbsl(kNames[static_cast<size_t>(part)]), " after ",
                     AsAbsl(kNames[static_cast<size_t>(part_)])),
        absl::StrCat(AsAbsl(kNames[static_cast<size_t>(wanted)]),
                     " right before it"));
  }
  EdtfBuilder builder = *this;
  const bool has_hyphen = part != Part::kTime && part != Part::kZone;
  builder.text_ = absl::StrCat(Text(), has_hyphen ? "-" : "", AsAbsl(text));
  builder.part_ = part;
  builder.after_ = EdtfQualifier::kNone;
  return builder;
}

EdtfBuilder EdtfBuilder::Doubted(EdtfQualifier qualifier) const {
  EdtfBuilder builder = *this;
  builder.after_ = builder.after_ | qualifier;
  return builder;
}

EdtfBuilder EdtfBuilder::Failed(std::string_view found,
                                std::string_view wanted) const {
  EdtfBuilder builder = *this;
  builder.status_.Update(absl::InvalidArgumentError(
      absl::StrCat("edtf \"", Text(), "\" in the making: ", AsAbsl(found),
                   "; want ", AsAbsl(wanted))));
  return builder;
}

std::string EdtfBuilder::Text() const {
  return absl::StrCat(text_, edtf_internal::QualifierText(after_));
}

absl::StatusOr<Edtf> EdtfBuilder::Build() const {
  ANNALS_RETURN_IF_ERROR(status_);
  return Edtf::Parse(Text());
}

EdtfBuilder::Side::Side(const EdtfBuilder& date)
    : text_(date.Text()), status_(date.status_) {}

EdtfBuilder::Side EdtfBuilder::Open() { return Side(".."); }

EdtfBuilder::Side EdtfBuilder::Unknown() { return Side(""); }

absl::StatusOr<Edtf> EdtfBuilder::Interval(const Side& start, const Side& end) {
  ANNALS_RETURN_IF_ERROR(start.status_);
  ANNALS_RETURN_IF_ERROR(end.status_);
  return Edtf::Parse(absl::StrCat(start.text_, "/", end.text_));
}

EdtfBuilder::Member::Member(const EdtfBuilder& date)
    : Member(date.Text(), date.status_) {}

EdtfBuilder::Member::Member(std::string text, absl::Status status)
    : text_(std::move(text)), status_(std::move(status)) {}

EdtfBuilder::Member EdtfBuilder::Range(const EdtfBuilder& first,
                                       const EdtfBuilder& last) {
  return Member(absl::StrCat(first.Text(), "..", last.Text()),
                first.status_.ok() ? last.status_ : first.status_);
}

EdtfBuilder::Member EdtfBuilder::OrEarlier(const EdtfBuilder& last) {
  return Member(absl::StrCat("..", last.Text()), last.status_);
}

EdtfBuilder::Member EdtfBuilder::OrLater(const EdtfBuilder& first) {
  return Member(absl::StrCat(first.Text(), ".."), first.status_);
}

absl::StatusOr<Edtf> EdtfBuilder::Member::Set(
    char open, const std::vector<Member>& members, char close) {
  std::string text(1, open);
  for (const Member& member : members) {
    ANNALS_RETURN_IF_ERROR(member.status_);
    absl::StrAppend(&text, text.size() > 1 ? "," : "", member.text_);
  }
  text.push_back(close);
  return Edtf::Parse(text);
}

absl::StatusOr<Edtf> EdtfBuilder::OneOf(const std::vector<Member>& members) {
  return Member::Set('[', members, ']');
}

absl::StatusOr<Edtf> EdtfBuilder::OneOf(std::initializer_list<Member> members) {
  return OneOf(std::vector<Member>(members));
}

absl::StatusOr<Edtf> EdtfBuilder::Each(const std::vector<Member>& members) {
  return Member::Set('{', members, '}');
}

absl::StatusOr<Edtf> EdtfBuilder::Each(std::initializer_list<Member> members) {
  return Each(std::vector<Member>(members));
}

}  // namespace annals
