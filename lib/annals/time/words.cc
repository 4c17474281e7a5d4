// InWords(): a phrase for each shape of expression, in any language.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/words.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/date_namer.h"
#include "annals/time/internal/edtf_form.h"

namespace annals {
namespace {

using edtf_internal::DateNamer;
using edtf_internal::FillWords;
using edtf_internal::Simplified;
using Kind = EdtfExpression::Kind;

bool Has(EdtfQualifier qualifier, EdtfQualifier doubt) {
  return (static_cast<uint8_t>(qualifier) & static_cast<uint8_t>(doubt)) != 0;
}

EdtfQualifier QualifierOf(const EdtfDate& date) {
  return date.year.qualifier | date.month.qualifier | date.day.qualifier;
}

bool IsDate(const EdtfSide& side) { return side.kind == EdtfSide::Kind::kDate; }
bool IsOpen(const EdtfSide& side) { return side.kind == EdtfSide::Kind::kOpen; }

bool IsBare(const EdtfSide& side) {
  return DateNamer::IsBare(Simplified(side.date));
}

class Teller {
 public:
  explicit Teller(const DateWords& words) : words_(words), namer_(words) {}

  std::string Date(const EdtfDate& date, Extent extent) const;
  std::string Interval(const EdtfExpression& interval, Extent extent) const;
  std::string Set(const EdtfExpression& set, Extent extent) const;

 private:
  std::string InExtent(const EdtfDate& date, Extent extent) const;
  std::string Side(const EdtfSide& side) const;
  std::string OpenInterval(const EdtfExpression& interval, Extent extent) const;
  std::string FromTo(const EdtfSide& first, const EdtfSide& last) const;
  std::string Member(const EdtfMember& member, bool is_each) const;
  std::string OpenMember(const EdtfMember& member, bool is_each) const;
  std::string Lone(const EdtfMember& member, const std::string& text,
                   bool is_each) const;
  std::string List(const EdtfExpression& set,
                   const std::vector<std::string>& members, bool is_each) const;

  const DateWords& words_;
  DateNamer namer_;
};

// How an event lies in a date of which nothing is said but when.
std::string Teller::InExtent(const EdtfDate& date, Extent extent) const {
  std::string name = namer_.Name(date);
  if (Has(QualifierOf(date), EdtfQualifier::kApproximate)) {
    name = FillWords(words_.about, name);
    return extent == Extent::kThroughout ? FillWords(words_.throughout, name)
                                         : name;
  }
  if (extent == Extent::kThroughout) return FillWords(words_.throughout, name);
  const bool is_year = date.precision == EdtfPrecision::kYear;
  if (is_year && DateNamer::IsDecade(date)) {
    return FillWords(words_.some_time_in_decade, absl::StrCat(date.year.value));
  }
  const bool is_beyond =
      date.year.value >= kEdtfYearMax || date.year.value <= -kEdtfYearMax;
  if (!DateNamer::IsBare(date) || is_beyond) return name;
  if (is_year) return FillWords(words_.some_time_in_year, name);
  return date.precision == EdtfPrecision::kMonth
             ? FillWords(words_.some_time_in_month, name)
             : name;
}

std::string Teller::Date(const EdtfDate& date, Extent extent) const {
  const std::string phrase = InExtent(Simplified(date), extent);
  return Has(QualifierOf(date), EdtfQualifier::kUncertain)
             ? FillWords(words_.perhaps_after, phrase)
             : phrase;
}

// For use inside a longer phrase.
std::string Teller::Side(const EdtfSide& side) const {
  const EdtfQualifier doubt = QualifierOf(side.date);
  std::string name = namer_.Name(Simplified(side.date));
  if (Has(doubt, EdtfQualifier::kApproximate)) {
    name = FillWords(words_.about, name);
  }
  if (Has(doubt, EdtfQualifier::kUncertain)) {
    name = FillWords(words_.perhaps, name);
  }
  return name;
}

std::string Teller::FromTo(const EdtfSide& first, const EdtfSide& last) const {
  return FillWords(
      IsBare(first) && IsBare(last) ? words_.from_to : words_.from_until,
      Side(first), Side(last));
}

// An interval of which one side, or both, are no dates.
std::string Teller::OpenInterval(const EdtfExpression& interval,
                                 Extent extent) const {
  const EdtfSide& start = interval.start;
  const EdtfSide& end = interval.end;
  const bool is_throughout = extent == Extent::kThroughout;
  if (!IsDate(start) && !IsDate(end)) {
    if (IsOpen(start) && IsOpen(end)) return std::string(words_.any_time);
    return std::string(IsOpen(end) ? words_.from_unknown_on
                                   : words_.until_unknown);
  }
  if (IsDate(start)) {
    if (!IsOpen(end)) return FillWords(words_.to_unknown, Side(start));
    if (is_throughout) return FillWords(words_.from_without_end, Side(start));
    return FillWords(IsBare(start) ? words_.from : words_.from_phrase,
                     Side(start));
  }
  if (!IsOpen(start)) return FillWords(words_.from_unknown, Side(end));
  if (is_throughout) return FillWords(words_.without_start_until, Side(end));
  return FillWords(IsBare(end) ? words_.until : words_.until_phrase, Side(end));
}

std::string Teller::Interval(const EdtfExpression& interval,
                             Extent extent) const {
  if (!IsDate(interval.start) || !IsDate(interval.end)) {
    return OpenInterval(interval, extent);
  }
  const std::string from_to = FromTo(interval.start, interval.end);
  if (extent == Extent::kThroughout) {
    return FillWords(words_.throughout, from_to);
  }
  if (extent == Extent::kWithin) {
    return FillWords(words_.some_time_from_to, Side(interval.start),
                     Side(interval.end));
  }
  return from_to;
}

std::string Teller::OpenMember(const EdtfMember& member, bool is_each) const {
  const bool is_before = IsOpen(member.first);
  const EdtfSide& side = is_before ? member.last : member.first;
  if (is_each) {
    return FillWords(is_before ? words_.and_all_before : words_.and_all_after,
                     Side(side));
  }
  if (side.date.precision == EdtfPrecision::kDay) {
    return FillWords(is_before ? words_.day_or_before : words_.day_or_after,
                     Side(side));
  }
  return FillWords(is_before ? words_.or_before : words_.or_after, Side(side));
}

std::string Teller::Member(const EdtfMember& member, bool is_each) const {
  if (!member.is_range) return Side(member.first);
  if (IsOpen(member.first) || IsOpen(member.last)) {
    return OpenMember(member, is_each);
  }
  const std::string first = Side(member.first);
  return first == Side(member.last) ? first : FromTo(member.first, member.last);
}

// The one member of a set, which Member() calls `text`.
std::string Teller::Lone(const EdtfMember& member, const std::string& text,
                         bool is_each) const {
  const bool is_range =
      member.is_range && IsDate(member.first) && IsDate(member.last);
  const std::string first = Side(member.first);
  if (!is_range || text == first) return text;
  return FillWords(is_each ? words_.each_of_range : words_.one_of_range, first,
                   Side(member.last));
}

// Several members. "1984 and all before it" wants no other "and" beside it.
std::string Teller::List(const EdtfExpression& set,
                         const std::vector<std::string>& members,
                         bool is_each) const {
  const bool has_and = std::any_of(
      set.members.begin(), set.members.end(), [](const EdtfMember& member) {
        return IsOpen(member.first) || IsOpen(member.last);
      });
  if (!is_each) {
    return FillWords(words_.one_of, edtf_internal::ListInWords(words_, members,
                                                               words_.last_or));
  }
  return FillWords(
      words_.each_of,
      edtf_internal::ListInWords(words_, members,
                                 has_and ? words_.comma : words_.last_and));
}

std::string Teller::Set(const EdtfExpression& set, Extent extent) const {
  const bool is_each = set.kind == Kind::kEach;
  std::vector<std::string> members;
  for (const EdtfMember& member : set.members) {
    std::string text = Member(member, is_each);
    if (std::find(members.begin(), members.end(), text) == members.end()) {
      members.push_back(std::move(text));
    }
  }
  const std::string phrase =
      members.size() > 1 ? List(set, members, is_each)
                         : Lone(set.members.front(), members.front(), is_each);
  return extent == Extent::kThroughout ? FillWords(words_.throughout, phrase)
                                       : phrase;
}

}  // namespace

std::string InWords(const Edtf& date, Extent extent) {
  return InWords(date, extent, EnglishDateWords());
}

std::string InWords(const Edtf& date, Extent extent, const DateWords& words) {
  const EdtfExpression& expression = date.expression();
  // Its numbers are in the text alone.
  if (edtf_internal::HasHeldNumber(expression)) {
    return FillWords(words.fitting, std::string(date.text()));
  }
  const Teller teller(words);
  switch (expression.kind) {
    case Kind::kDate:
      return teller.Date(expression.start.date, extent);
    case Kind::kInterval:
      return teller.Interval(expression, extent);
    case Kind::kOneOf:
    case Kind::kEach:
      return teller.Set(expression, extent);
  }
  return "";
}

}  // namespace annals
