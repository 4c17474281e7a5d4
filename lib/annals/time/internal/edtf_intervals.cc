// The spans of an interval, from the ranges of its two endpoints.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_intervals.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"
#include "annals/time/internal/edtf_dates.h"
#include "annals/time/internal/edtf_sources.h"
#include "annals/time/internal/edtf_units.h"
#include "annals/time/span.h"

namespace annals::edtf_internal {
namespace {

// More pairs of starts and ends than this come from a source.
constexpr size_t kListedPairsMax = 256;

// A side that may be more units than this, with holes between them, is taken
// without the holes.
constexpr int64_t kSideUnitsMax = 150'000;

// One of the two endpoints: how to read it off a span, and where it is if a
// side is certainly endless.
struct Endpoint {
  Range (*in)(const Span&);
  Instant endless;
};

constexpr Endpoint kStart = {
    [](const Span& span) {
      return Range{span.earliest_start, span.latest_start};
    },
    Instant::InfinitePast()};
constexpr Endpoint kEnd = {[](const Span& span) {
                             return Range{span.earliest_end, span.latest_end};
                           },
                           Instant::InfiniteFuture()};

// Sorted ranges, with those that touch made one.
std::vector<Range> Merged(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.low < b.low; });
  std::vector<Range> merged;
  for (const Range& range : ranges) {
    if (!merged.empty() && range.low <= merged.back().high.Next()) {
      merged.back().high = std::max(merged.back().high, range.high);
    } else {
      merged.push_back(range);
    }
  }
  return merged;
}

// The one range in which the endpoint lies; nothing if there are several.
std::optional<Range> OneRange(const EdtfSide& side, Manner manner,
                              const Endpoint& endpoint) {
  const bool is_throughout = manner.extent == Extent::kThroughout;
  if (side.kind == EdtfSide::Kind::kOpen && is_throughout) {
    return Range{endpoint.endless, endpoint.endless};
  }
  if (side.kind != EdtfSide::Kind::kDate) {
    return Range{Instant::InfinitePast(), Instant::InfiniteFuture()};
  }
  const bool is_whole = IsSingle(side.date) ||
                        (!is_throughout && IsContiguous(side.date)) ||
                        UnitCountEstimate(side.date) > kSideUnitsMax;
  if (!is_whole) return std::nullopt;
  return endpoint.in(HullOf(side.date, manner));
}

// The ranges in which the endpoint may lie, in order.
std::vector<Range> RangesOf(const EdtfSide& side, Manner manner,
                            const Endpoint& endpoint) {
  const std::optional<Range> one = OneRange(side, manner, endpoint);
  if (one.has_value()) return {*one};
  std::vector<Range> ranges;
  VisitUnits(side.date, Order::kAscending, [&](const Unit& unit) {
    ranges.push_back(endpoint.in(SpanIn(GranuleOf(unit), side.date, manner)));
    return true;
  });
  return Merged(std::move(ranges));
}

// Leaves out starts that no end follows, and cuts what reaches beyond the
// last. The ranges are sorted.
std::vector<Range> StartsBefore(Instant last_end, std::vector<Range> starts) {
  while (!starts.empty() && starts.back().low >= last_end) starts.pop_back();
  for (Range& start : starts) {
    start.high = std::min(start.high, last_end.Previous());
  }
  return starts;
}

std::vector<Range> EndsAfter(Instant first_start, std::vector<Range> ends) {
  ends.erase(std::remove_if(ends.begin(), ends.end(),
                            [first_start](const Range& end) {
                              return end.high <= first_start;
                            }),
             ends.end());
  for (Range& end : ends) end.low = std::max(end.low, first_start.Next());
  return ends;
}

}  // namespace

Spans IntervalSpans(const EdtfExpression& interval, Manner manner) {
  std::vector<Range> starts = RangesOf(interval.start, manner, kStart);
  std::vector<Range> ends = RangesOf(interval.end, manner, kEnd);
  if (manner.extent == Extent::kWithin) {
    return {{Span::Within(starts.front().low, ends.back().high)}, nullptr};
  }
  const Instant last_end = ends.back().high;
  starts = StartsBefore(last_end, std::move(starts));
  if (starts.empty()) return {};
  const Instant first_start = starts.front().low;
  ends = EndsAfter(first_start, std::move(ends));
  if (starts.size() * ends.size() <= kListedPairsMax) {
    return {Pairs(starts, ends), nullptr};
  }
  const Span hull{starts.front().low, starts.back().high, ends.front().low,
                  ends.back().high};
  return {{hull},
          std::make_shared<PairSource>(std::move(starts), std::move(ends))};
}

std::optional<Span> IntervalHull(const EdtfExpression& interval,
                                 Manner manner) {
  const std::optional<Range> start = OneRange(interval.start, manner, kStart);
  const std::optional<Range> end = OneRange(interval.end, manner, kEnd);
  if (start.has_value() && end.has_value()) {
    if (manner.extent == Extent::kWithin) {
      return Span::Within(start->low, end->high);
    }
    const Span span{start->low, start->high, end->low, end->high};
    if (!span.IsSatisfiable()) return std::nullopt;
    return span.Tightened();
  }
  const std::vector<Span> spans = IntervalSpans(interval, manner).spans;
  if (spans.empty()) return std::nullopt;
  Span hull = spans.front();
  for (const Span& span : spans) hull = Span::Hull(hull, span);
  return hull;
}

}  // namespace annals::edtf_internal
