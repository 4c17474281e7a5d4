// The spans of one date, and how they are widened.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_dates.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"
#include "annals/time/internal/edtf_sources.h"
#include "annals/time/internal/edtf_units.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::edtf_internal {
namespace {

constexpr int64_t kMicrosecondsPerHour = 3'600'000'000;

// Zones are 12 hours behind UTC to 14 hours ahead of it, so what a clock shows
// somewhere happened between 14 hours before and 12 hours after the same
// reading in UTC.
constexpr int64_t kFloatsEarlier = 14 * kMicrosecondsPerHour;
constexpr int64_t kFloatsLater = 12 * kMicrosecondsPerHour;

// Two things out of range may have any of the thirteen relations, so that in
// questions of certainty they have room for four endpoints in a row.
constexpr int64_t kSaturationSlack = 4;

// An instant that is out of range lies somewhere beyond the last finite one.
Range RangeOf(Instant instant) {
  return Range{std::min(instant, Instant::GreatestFinite()),
               std::max(instant, Instant::LeastFinite())};
}

Span SpanOf(const Granule& granule, Extent extent) {
  const Range first = RangeOf(granule.first);
  const Range next = RangeOf(granule.next);
  if (extent != Extent::kThroughout) return Span::Within(first.low, next.high);
  return Span{first.low, first.high, std::max(next.low, first.low.Next()),
              next.high};
}

Span Widened(Span span, bool is_floating) {
  if (is_floating) {
    const auto moved = [](Instant instant, int64_t by) {
      return Instant::FromCode(instant.code() + by);
    };
    span = Span{moved(span.earliest_start, -kFloatsEarlier),
                moved(span.latest_start, kFloatsLater),
                moved(span.earliest_end, -kFloatsEarlier),
                moved(span.latest_end, kFloatsLater)};
  }
  const Instant high =
      Instant::FromCode(Instant::GreatestFinite().code() - kSaturationSlack);
  const Instant low =
      Instant::FromCode(Instant::LeastFinite().code() + kSaturationSlack);
  span.earliest_start = std::min(span.earliest_start, high);
  span.earliest_end = std::min(span.earliest_end, high);
  span.latest_start = std::max(span.latest_start, low);
  span.latest_end = std::max(span.latest_end, low);
  return span;
}

Granule FirstGranule(const EdtfDate& date) {
  return date.precision == EdtfPrecision::kSecond ? GranuleOf(date)
                                                  : GranuleOf(FirstUnit(date));
}

Granule LastGranule(const EdtfDate& date) {
  return date.precision == EdtfPrecision::kSecond ? GranuleOf(date)
                                                  : GranuleOf(LastUnit(date));
}

}  // namespace

bool IsSingle(const EdtfDate& date) {
  return (date.year.unspecified | date.month.unspecified |
          date.day.unspecified) == 0 &&
         date.significant_digits == 0;
}

bool IsFloating(const EdtfDate& date) {
  return date.precision == EdtfPrecision::kSecond &&
         date.time.shift == EdtfShift::kLocal;
}

bool IsSaturated(const EdtfDate& date) {
  return !FirstGranule(date).first.IsFinite() ||
         !LastGranule(date).next.IsFinite();
}

Span SpanIn(const Granule& granule, const EdtfDate& date, Manner manner) {
  const Span span = SpanOf(granule, manner.extent);
  if (manner.reading == Reading::kAsWritten) return span;
  return Widened(span, IsFloating(date));
}

Span HullOf(const EdtfDate& date, Manner manner) {
  const Span first = SpanIn(FirstGranule(date), date, manner);
  if (IsSingle(date)) return first;
  return Span::Hull(first, SpanIn(LastGranule(date), date, manner));
}

Spans SpansOf(const EdtfDate& date, Manner manner, size_t listed_max) {
  if (IsSingle(date)) return {{HullOf(date, manner)}, nullptr};
  const auto span_of = [date, manner](const Unit& unit) {
    return SpanIn(GranuleOf(unit), date, manner);
  };
  if (UnitCountEstimate(date) > static_cast<int64_t>(listed_max)) {
    return {{HullOf(date, manner)},
            std::make_shared<UnitSource>(date, FirstUnit(date), LastUnit(date),
                                         span_of)};
  }
  Spans result;
  VisitUnits(date, Order::kAscending, [&](const Unit& unit) {
    result.spans.push_back(span_of(unit));
    return true;
  });
  return result;
}

}  // namespace annals::edtf_internal
