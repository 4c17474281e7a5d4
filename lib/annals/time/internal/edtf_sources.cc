// Sources of spans: finding those that matter near a few instants.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_sources.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"
#include "annals/time/internal/edtf_units.h"
#include "annals/time/span.h"

namespace annals::edtf_internal {
namespace {

// How many neighbours are looked at on either side of a bound. One may touch
// it, the next cannot.
constexpr size_t kNeighbours = 2;

std::array<Instant, 4> BoundsOf(const Span& span) {
  return {span.earliest_start, span.latest_start, span.earliest_end,
          span.latest_end};
}

// The day that holds the instant; days beyond all years for the infinities.
Unit DayOf(Instant instant) {
  if (instant == Instant::InfinitePast()) return Unit{-kEdtfYearMax - 1, 1, 1};
  if (instant == Instant::InfiniteFuture()) return Unit{kEdtfYearMax, 12, 31};
  const absl::CivilSecond civil = instant.Civil();
  return Unit{civil.year(), civil.month(), civil.day()};
}

// The ranges near any of the bounds, and the first and last of all.
std::vector<Range> NearRanges(const std::vector<Range>& ranges,
                              const Span& other) {
  std::vector<size_t> indices;
  std::vector<Instant> bounds = {Instant::InfinitePast(),
                                 Instant::InfiniteFuture()};
  for (const Instant& bound : BoundsOf(other)) bounds.push_back(bound);
  for (const Instant& bound : bounds) {
    const auto found = std::lower_bound(
        ranges.begin(), ranges.end(), bound,
        [](const Range& range, Instant at) { return range.high < at; });
    const auto middle = static_cast<size_t>(found - ranges.begin());
    const size_t begin = middle > kNeighbours ? middle - kNeighbours : 0;
    const size_t end = std::min(middle + kNeighbours + 1, ranges.size());
    for (size_t i = begin; i < end; ++i) indices.push_back(i);
  }
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  std::vector<Range> near;
  near.reserve(indices.size());
  for (size_t i : indices) near.push_back(ranges[i]);
  return near;
}

}  // namespace

UnitSource::UnitSource(const EdtfDate& date, const Unit& first,
                       const Unit& last, SpanOfUnit span_of)
    : date_(date), first_(first), last_(last), span_of_(std::move(span_of)) {}

std::vector<Span> UnitSource::Near(const Span& other) const {
  // Two bounds of a date often lie in the same day.
  std::set<std::tuple<int64_t, int, int>> days;
  std::vector<Span> spans;
  for (const Instant& bound : BoundsOf(other)) {
    const Unit day = DayOf(bound);
    const bool is_new = days.emplace(day.year, day.month, day.day).second;
    if (is_new) AddNear(day, spans);
  }
  return spans;
}

std::vector<Span> UnitSource::All(size_t max) const {
  std::vector<Span> spans;
  VisitUnits(date_, {first_.year, last_.year}, Order::kAscending,
             [&](const Unit& unit) {
               if (!(first_ <= unit)) return true;
               if (!(unit <= last_) || spans.size() > max) return false;
               spans.push_back(span_of_(unit));
               return true;
             });
  if (spans.size() > max) spans.clear();
  return spans;
}

void UnitSource::AddNear(const Unit& day, std::vector<Span>& spans) const {
  size_t count = 0;
  // The unit that holds the day, if any, and those before it.
  VisitUnits(date_, {first_.year, std::min(day.year, last_.year)},
             Order::kDescending, [&](const Unit& unit) {
               if (!(unit <= day) || !(unit <= last_)) return true;
               if (!(first_ <= unit)) return false;
               spans.push_back(span_of_(unit));
               return ++count <= kNeighbours;
             });
  count = 0;
  VisitUnits(date_, {std::max(day.year, first_.year), last_.year},
             Order::kAscending, [&](const Unit& unit) {
               if (unit <= day || !(first_ <= unit)) return true;
               if (!(unit <= last_)) return false;
               spans.push_back(span_of_(unit));
               return ++count < kNeighbours;
             });
}

PairSource::PairSource(std::vector<Range> starts, std::vector<Range> ends)
    : starts_(std::move(starts)), ends_(std::move(ends)) {}

std::vector<Span> PairSource::Near(const Span& other) const {
  return Pairs(NearRanges(starts_, other), NearRanges(ends_, other));
}

std::vector<Span> PairSource::All(size_t max) const {
  if (starts_.size() * ends_.size() > max) return {};
  return Pairs(starts_, ends_);
}

std::vector<Span> Pairs(const std::vector<Range>& starts,
                        const std::vector<Range>& ends) {
  std::vector<Span> spans;
  for (const Range& start : starts) {
    for (const Range& end : ends) {
      const Span span{start.low, start.high, end.low, end.high};
      if (span.IsSatisfiable()) spans.push_back(span.Tightened());
    }
  }
  return spans;
}

}  // namespace annals::edtf_internal
