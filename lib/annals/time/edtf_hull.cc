// ConvexHull(): the first date and the last one that two expressions mean.
//
// SPDX-License-Identifier: Apache-2.0

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "annals/base/status_macros.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_arithmetic.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"
#include "annals/time/internal/edtf_form.h"
#include "annals/time/internal/edtf_numbers.h"
#include "annals/time/internal/edtf_units.h"

namespace annals {
namespace {

using edtf_internal::Granule;
using edtf_internal::Unit;

// A date that names one unit, and the time that it fills.
struct Filled {
  EdtfDate date;
  Granule granule;
};

// The unit, with the qualifiers of the date from which it comes.
Filled FilledBy(const Unit& unit, EdtfDate date) {
  const bool is_as_written =
      date.year.unspecified == 0 && date.significant_digits == 0;
  if (!is_as_written || date.year.value != unit.year) {
    date.year.value = unit.year;
    date.mantissa = unit.year;
    date.is_negative = unit.year < 0;
  }
  date.significant_digits = 0;
  date.month.value = unit.month;
  date.day.value = unit.day;
  date.year.unspecified = date.month.unspecified = date.day.unspecified = 0;
  return Filled{date, edtf_internal::GranuleOf(unit)};
}

// The day in UTC of a date-time.
Filled DayOf(EdtfDate date) {
  const absl::CivilDay day(edtf_internal::GranuleOf(date).first.Civil());
  date.precision = EdtfPrecision::kDay;
  return FilledBy(Unit{day.year(), day.month(), day.day()}, date);
}

// The stretch from one date to another, as far as it is known.
class Stretch {
 public:
  void Add(const EdtfExpression& expression) {
    if (expression.kind == EdtfExpression::Kind::kDate) {
      return AddDate(expression.start.date);
    }
    if (expression.kind == EdtfExpression::Kind::kInterval) {
      AddSide(expression.start, first_kind_);
      AddSide(expression.end, last_kind_);
    }
    for (const EdtfMember& member : expression.members) AddMember(member);
  }

  std::string ToString() const {
    const std::string first = SideText(first_kind_, first_);
    const std::string last = SideText(last_kind_, last_);
    // A lone / is no expression.
    if (first.empty() && last.empty()) return "../..";
    const bool is_one_date = first_kind_ == EdtfSide::Kind::kDate &&
                             last_kind_ == EdtfSide::Kind::kDate &&
                             first == last;
    return is_one_date ? first : absl::StrCat(first, "/", last);
  }

 private:
  static std::string SideText(EdtfSide::Kind kind,
                              const std::optional<Filled>& side) {
    if (kind == EdtfSide::Kind::kOpen) return "..";
    if (kind == EdtfSide::Kind::kUnknown || !side.has_value()) return "";
    return edtf_internal::DateText(side->date);
  }

  void AddSide(const EdtfSide& side, EdtfSide::Kind& kind) {
    if (side.kind == EdtfSide::Kind::kDate) return AddDate(side.date);
    // Open outweighs unknown, which outweighs any date.
    if (kind != EdtfSide::Kind::kOpen) kind = side.kind;
  }

  void AddMember(const EdtfMember& member) {
    AddSide(member.first, first_kind_);
    if (!member.is_range) return;
    AddSide(member.last, last_kind_);
    const bool is_closed = member.first.kind == EdtfSide::Kind::kDate &&
                           member.last.kind == EdtfSide::Kind::kDate;
    const bool has_seasons =
        is_closed && member.first.date.precision == EdtfPrecision::kSeason;
    if (has_seasons) AddSeasons(member);
  }

  // The seasons of a year need not be in order of time (31 comes before 29),
  // so that those of the first and last years of a range are looked at.
  void AddSeasons(const EdtfMember& range) {
    const Unit first = edtf_internal::FirstUnit(range.first.date);
    const Unit last = edtf_internal::LastUnit(range.last.date);
    Unit last_year{last.year, edtf_internal::FirstSeasonOfKind(last.month), 0};
    if (last_year <= first) last_year = first;
    for (const Unit& from : {first, last_year}) {
      for (Unit unit = from; unit.year == from.year && unit <= last;
           unit = edtf_internal::NextUnit(unit)) {
        AddFilled(FilledBy(unit, range.first.date));
      }
    }
  }

  void AddDate(const EdtfDate& date) {
    if (date.precision == EdtfPrecision::kSecond) return AddFilled(DayOf(date));
    AddFilled(FilledBy(edtf_internal::FirstUnit(date), date));
    AddFilled(FilledBy(edtf_internal::LastUnit(date), date));
  }

  void AddFilled(const Filled& filled) {
    if (!first_.has_value() || Begins(filled, *first_)) first_ = filled;
    if (!last_.has_value() || Ends(filled, *last_)) last_ = filled;
  }

  // Whether `a` begins before `b`, or with it and is coarser.
  static bool Begins(const Filled& a, const Filled& b) {
    if (a.granule.first != b.granule.first) {
      return a.granule.first < b.granule.first;
    }
    return a.date.precision < b.date.precision;
  }

  static bool Ends(const Filled& a, const Filled& b) {
    if (a.granule.next != b.granule.next) {
      return a.granule.next > b.granule.next;
    }
    return a.date.precision < b.date.precision;
  }

  std::optional<Filled> first_;
  std::optional<Filled> last_;
  EdtfSide::Kind first_kind_ = EdtfSide::Kind::kDate;
  EdtfSide::Kind last_kind_ = EdtfSide::Kind::kDate;
};

}  // namespace

absl::StatusOr<Edtf> ConvexHull(const Edtf& a, const Edtf& b) {
  Stretch stretch;
  for (const Edtf* date : {&a, &b}) {
    ANNALS_RETURN_IF_ERROR(edtf_internal::CheckNumbers(*date));
    stretch.Add(date->expression());
  }
  return Edtf::Parse(stretch.ToString());
}

}  // namespace annals
