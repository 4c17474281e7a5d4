// The spans that an expression means, for each kind of it and each extent.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_members.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"
#include "annals/time/internal/edtf_dates.h"
#include "annals/time/internal/edtf_form.h"
#include "annals/time/internal/edtf_intervals.h"
#include "annals/time/internal/edtf_sources.h"
#include "annals/time/internal/edtf_units.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::edtf_internal {
namespace {

// The most spans that all members of a set list together. When they are used
// up, what is more than one span comes from a source.
constexpr size_t kSetListedMax = 5 * kTimeSetMembersMax;

// So few are listed all the same: a source of a handful of spans that lie far
// apart has long to look for each.
constexpr size_t kFewListed = 256;

// A range with an open side is one member: "1984 or some earlier year" may be
// any time before the end of 1984.
std::vector<Span> OpenRangeSpans(const EdtfMember& member, Manner manner) {
  if (member.first.kind == EdtfSide::Kind::kOpen) {
    const Span last = HullOf(member.last.date, manner);
    return {Span{Instant::InfinitePast(), last.latest_start,
                 Instant::InfinitePast(), last.latest_end}};
  }
  const Span first = HullOf(member.first.date, manner);
  return {Span{first.earliest_start, Instant::InfiniteFuture(),
               first.earliest_end, Instant::InfiniteFuture()}};
}

// A date that means every unit of a precision.
EdtfDate AnyUnit(EdtfPrecision precision) {
  EdtfDate date;
  date.precision = precision;
  date.year.unspecified = 0b1111;
  date.month.unspecified = 0b11;
  date.day.unspecified = 0b11;
  return date;
}

// The first and last unit of a closed range, and how each is read.
struct ClosedRange {
  ClosedRange(const EdtfMember& member, Manner range_manner)
      : any(AnyUnit(member.first.date.precision)),
        first(FirstUnit(member.first.date)),
        last(LastUnit(member.last.date)),
        manner(range_manner) {}

  Span SpanOf(const Unit& unit) const {
    return SpanIn(GranuleOf(unit), any, manner);
  }

  EdtfDate any;
  Unit first;
  Unit last;
  Manner manner;
};

// The hull of all units of a range. The seasons of a year need not be in order
// of time: 31, southern autumn, comes before 29, southern spring.
Span HullOf(const ClosedRange& range) {
  Span hull = Span::Hull(range.SpanOf(range.first), range.SpanOf(range.last));
  if (range.any.precision != EdtfPrecision::kSeason) return hull;
  Unit last_year{range.last.year, FirstSeasonOfKind(range.last.month), 0};
  if (last_year <= range.first) last_year = range.first;
  for (const Unit& from : {range.first, last_year}) {
    for (Unit unit = from; unit.year == from.year && unit <= range.last;
         unit = NextUnit(unit)) {
      hull = Span::Hull(hull, range.SpanOf(unit));
    }
  }
  return hull;
}

// One span for each unit from the first to the last; their source if they are
// more than `listed_max`.
Spans ClosedRangeSpans(const EdtfMember& member, Manner manner,
                       size_t listed_max) {
  const ClosedRange range(member, manner);
  Spans result;
  for (Unit unit = range.first; unit <= range.last; unit = NextUnit(unit)) {
    result.spans.push_back(range.SpanOf(unit));
    if (result.spans.size() <= listed_max) continue;
    result.spans = {HullOf(range)};
    if (range.any.precision != EdtfPrecision::kSeason) {
      result.source = std::make_shared<UnitSource>(
          range.any, range.first, range.last,
          [range](const Unit& each) { return range.SpanOf(each); });
    }
    break;
  }
  return result;
}

// Members gathered from the parts of a set.
class Gathering {
 public:
  void Add(const Spans& spans) {
    for (const Span& span : spans.spans) {
      entries_.push_back({span, spans.source});
    }
    has_sources_ = has_sources_ || spans.source != nullptr;
  }

  // In order, and each once.
  TimeSet Take() {
    std::sort(entries_.begin(), entries_.end(), IsEarlier);
    entries_.erase(std::unique(entries_.begin(), entries_.end(), IsSame),
                   entries_.end());
    TimeSet set;
    for (Entry& entry : entries_) {
      set.members.push_back(entry.span);
      if (has_sources_) set.sources.push_back(std::move(entry.source));
    }
    return set;
  }

 private:
  struct Entry {
    Span span;
    std::shared_ptr<const SpanSource> source;
  };

  static bool IsEarlier(const Entry& a, const Entry& b) {
    return std::tie(a.span.earliest_start, a.span.latest_end,
                    a.span.latest_start, a.span.earliest_end) <
           std::tie(b.span.earliest_start, b.span.latest_end,
                    b.span.latest_start, b.span.earliest_end);
  }

  static bool IsSame(const Entry& a, const Entry& b) {
    return a.span == b.span && a.source == nullptr && b.source == nullptr;
  }

  std::vector<Entry> entries_;
  bool has_sources_ = false;
};

TimeSet Gathered(const Spans& spans) {
  Gathering gathering;
  gathering.Add(spans);
  return gathering.Take();
}

bool IsOpen(const EdtfMember& member) {
  return member.is_range && (member.first.kind == EdtfSide::Kind::kOpen ||
                             member.last.kind == EdtfSide::Kind::kOpen);
}

Span MemberHull(const EdtfMember& member, Manner manner) {
  if (IsOpen(member)) return OpenRangeSpans(member, manner).front();
  if (member.is_range) return HullOf(ClosedRange(member, manner));
  return HullOf(member.first.date, manner);
}

// Lists the spans of one member of a set after another, as long as there are
// not too many. Ranges of seasons have no source, and a count of their own.
class Lister {
 public:
  explicit Lister(Manner manner) : manner_(manner) {}

  Spans SpansOfMember(const EdtfMember& member) {
    if (IsOpen(member)) return {OpenRangeSpans(member, manner_), nullptr};
    const EdtfDate& date = member.first.date;
    size_t& left = member.is_range && date.precision == EdtfPrecision::kSeason
                       ? seasons_left_
                       : left_;
    const size_t listed_max = std::clamp(left, kFewListed, kTimeSetMembersMax);
    Spans spans = member.is_range
                      ? ClosedRangeSpans(member, manner_, listed_max)
                      : SpansOf(date, manner_, listed_max);
    left -= std::min(left, spans.spans.size());
    return spans;
  }

 private:
  Manner manner_;
  size_t left_ = kSetListedMax;
  size_t seasons_left_ = kSetListedMax;
};

bool IsSame(const EdtfComponent& a, const EdtfComponent& b) {
  return a.value == b.value && a.unspecified == b.unspecified;
}

// Whether two sides, of sets, mean the same, whatever is doubted of them.
bool IsSame(const EdtfSide& a, const EdtfSide& b) {
  return a.kind == b.kind && a.date.precision == b.date.precision &&
         a.date.is_negative == b.date.is_negative &&
         a.date.significant_digits == b.date.significant_digits &&
         IsSame(a.date.year, b.date.year) &&
         IsSame(a.date.month, b.date.month) && IsSame(a.date.day, b.date.day);
}

bool IsSame(const EdtfMember& a, const EdtfMember& b) {
  return a.is_range == b.is_range && IsSame(a.first, b.first) &&
         IsSame(a.last, b.last);
}

// The members of a set, without those that say again what one before said.
std::vector<EdtfMember> DistinctMembers(const EdtfExpression& set) {
  std::vector<EdtfMember> distinct;
  for (const EdtfMember& member : set.members) {
    const bool is_new = std::none_of(
        distinct.begin(), distinct.end(),
        [&member](const EdtfMember& other) { return IsSame(member, other); });
    if (is_new) distinct.push_back(member);
  }
  return distinct;
}

TimeSet OneOf(const EdtfExpression& set, Manner manner) {
  Gathering gathering;
  Lister lister(manner);
  for (const EdtfMember& member : DistinctMembers(set)) {
    gathering.Add(lister.SpansOfMember(member));
  }
  return gathering.Take();
}

// Each unit of a range happens; X is one unknown occurrence; and of an open
// range the unit that is named happens too.
TimeSet Each(const EdtfExpression& set, Manner manner) {
  Gathering gathering;
  Gathering occurrences;
  Lister lister(manner);
  for (const EdtfMember& member : DistinctMembers(set)) {
    const Spans spans = lister.SpansOfMember(member);
    gathering.Add(spans);
    if (member.is_range) occurrences.Add({spans.spans, nullptr});
    if (member.is_range && !IsOpen(member)) continue;
    const EdtfSide& named =
        member.first.kind == EdtfSide::Kind::kDate ? member.first : member.last;
    occurrences.Add({{HullOf(named.date, manner)}, nullptr});
    if (member.is_range) gathering.Add(SpansOf(named.date, manner));
  }
  TimeSet result = gathering.Take();
  result.choice = TimeSet::Choice::kEach;
  result.occurrences = occurrences.Take().members;
  return result;
}

// The same as that of all spans, without making them.
Span SetHull(const EdtfExpression& set, Manner manner) {
  Span hull = MemberHull(set.members.front(), manner);
  for (const EdtfMember& member : set.members) {
    hull = Span::Hull(hull, MemberHull(member, manner));
  }
  return hull;
}

Manner MannerOf(const EdtfExpression& expression, Extent extent,
                Reading reading) {
  if (extent != Extent::kDefault) return Manner{extent, reading};
  return Manner{expression.kind == EdtfExpression::Kind::kInterval
                    ? Extent::kSpan
                    : Extent::kWithin,
                reading};
}

}  // namespace

TimeSet MembersOf(const EdtfExpression& expression, Extent extent,
                  Reading reading) {
  const Manner manner = MannerOf(expression, extent, reading);
  switch (expression.kind) {
    case EdtfExpression::Kind::kDate:
      return Gathered(SpansOf(expression.start.date, manner));
    case EdtfExpression::Kind::kInterval:
      return Gathered(IntervalSpans(expression, manner));
    case EdtfExpression::Kind::kOneOf:
      return OneOf(expression, manner);
    case EdtfExpression::Kind::kEach:
      return Each(expression, manner);
  }
  return {};
}

std::optional<Span> BoundsOf(const EdtfExpression& expression, Extent extent) {
  const Manner manner = MannerOf(expression, extent, Reading::kAsWritten);
  switch (expression.kind) {
    case EdtfExpression::Kind::kDate:
      return HullOf(expression.start.date, manner);
    case EdtfExpression::Kind::kInterval:
      return IntervalHull(expression, manner);
    case EdtfExpression::Kind::kOneOf:
    case EdtfExpression::Kind::kEach:
      return SetHull(expression, manner);
  }
  return std::nullopt;
}

bool IsSaturated(const EdtfExpression& expression) {
  const DatePointers dates = DatesOf(expression);
  return std::any_of(dates.begin(), dates.end(),
                     [](const EdtfDate* date) { return IsSaturated(*date); });
}

}  // namespace annals::edtf_internal
