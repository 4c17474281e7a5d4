// The spans that an expression means, for each kind of it and each extent.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_members.h"

#include <algorithm>
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

// One span for each unit from the first to the last.
Spans ClosedRangeSpans(const EdtfMember& member, Manner manner) {
  const EdtfDate any = AnyUnit(member.first.date.precision);
  const Unit first = FirstUnit(member.first.date);
  const Unit last = LastUnit(member.last.date);
  const auto span_of = [any, manner](const Unit& unit) {
    return SpanIn(GranuleOf(unit), any, manner);
  };
  Spans result;
  for (Unit unit = first; unit <= last; unit = NextUnit(unit)) {
    result.spans.push_back(span_of(unit));
    if (result.spans.size() <= kTimeSetMembersMax) continue;
    result.spans = {Span::Hull(span_of(first), span_of(last))};
    if (any.precision != EdtfPrecision::kSeason) {
      result.source = std::make_shared<UnitSource>(any, first, last, span_of);
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

Spans MemberSpans(const EdtfMember& member, Manner manner) {
  if (!member.is_range) return SpansOf(member.first.date, manner);
  if (!IsOpen(member)) return ClosedRangeSpans(member, manner);
  return {OpenRangeSpans(member, manner), nullptr};
}

TimeSet OneOf(const EdtfExpression& set, Manner manner) {
  Gathering gathering;
  for (const EdtfMember& member : set.members) {
    gathering.Add(MemberSpans(member, manner));
  }
  return gathering.Take();
}

// Each unit of a range happens; X is one unknown occurrence; and of an open
// range the unit that is named happens too.
TimeSet Each(const EdtfExpression& set, Manner manner) {
  Gathering gathering;
  Gathering occurrences;
  for (const EdtfMember& member : set.members) {
    const Spans spans = MemberSpans(member, manner);
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
      return OneOf(expression, manner).Hull();
    case EdtfExpression::Kind::kEach:
      return Each(expression, manner).Hull();
  }
  return std::nullopt;
}

bool IsSaturated(const EdtfExpression& expression) {
  const std::vector<const EdtfDate*> dates = DatesOf(expression);
  return std::any_of(dates.begin(), dates.end(),
                     [](const EdtfDate* date) { return IsSaturated(*date); });
}

}  // namespace annals::edtf_internal
