// Dates as ranges of JavaScript's milliseconds, for tools that draw bars.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/javascript_ranges.h"

#include <algorithm>

#include "annals/export/internal/describe.h"

namespace annals::export_internal {
namespace {

// True where an instant is whole seconds; else its code is microseconds.
bool IsCoarse(Instant instant) {
  return instant.code() > Instant::kFineLimit ||
         instant.code() < -Instant::kFineLimit;
}

// The last whole millisecond that is not later; nothing if JavaScript has no
// such date.
std::optional<int64_t> Milliseconds(Instant instant) {
  if (!instant.IsFinite()) return std::nullopt;
  if (IsCoarse(instant)) {
    const absl::int128 milliseconds = instant.Microseconds() / 1000;
    if (milliseconds > kMillisecondsMax || milliseconds < -kMillisecondsMax) {
      return std::nullopt;
    }
    return static_cast<int64_t>(milliseconds);
  }
  const int64_t code = instant.code();
  return code / 1000 - (code % 1000 < 0 ? 1 : 0);
}

bool IsWhole(Instant instant) {
  return IsCoarse(instant) || instant.code() % 1000 == 0;
}

// As Milliseconds(), but the first that is not earlier.
std::optional<int64_t> MillisecondsUp(Instant instant) {
  const std::optional<int64_t> down = Milliseconds(instant);
  if (!down.has_value() || IsWhole(instant)) return down;
  return *down + 1;
}

bool IsRounded(const Span& span) {
  // A bound such as "before 2014" ends a tick early; that is no fraction of
  // anybody's.
  const auto is_rounded = [](Instant instant) {
    return !IsWhole(instant) && !IsWhole(instant.Next()) &&
           !IsWhole(instant.Previous());
  };
  return is_rounded(span.earliest_start) || is_rounded(span.latest_end);
}

bool IsSettled(const EdtfSide& side) {
  return side.date.year.unspecified == 0 && side.date.month.unspecified == 0 &&
         side.date.day.unspecified == 0;
}

// One date, or from one to another, without an X: that has a single member,
// which need not be made to be counted.
bool IsPlain(const EdtfExpression& expression) {
  switch (expression.kind) {
    case EdtfExpression::Kind::kDate:
      return IsSettled(expression.start);
    case EdtfExpression::Kind::kInterval:
      return IsSettled(expression.start) && IsSettled(expression.end);
    default:
      return false;
  }
}

bool HasHoles(const Answer& answer) {
  return answer.date.has_value() && !IsPlain(answer.date->expression()) &&
         answer.date->Members().members.size() > 1;
}

// The four bounds in milliseconds, those that JavaScript can hold.
struct Bounds {
  std::optional<int64_t> start;
  std::optional<int64_t> latest_start;
  std::optional<int64_t> earliest_end;
  std::optional<int64_t> end;

  // The first and the last that there are.
  std::optional<int64_t> First() const {
    return start.has_value() ? start : latest_start;
  }
  std::optional<int64_t> Last() const {
    return end.has_value() ? end : earliest_end;
  }
  bool AreNone() const { return !First().has_value() && !Last().has_value(); }
};

Bounds BoundsOf(const Span& span) {
  return {Milliseconds(span.earliest_start), MillisecondsUp(span.latest_start),
          Milliseconds(span.earliest_end), MillisecondsUp(span.latest_end)};
}

}  // namespace

std::optional<JavascriptRange> OpenRangeOf(const Answer& answer) {
  if (!answer.span.has_value()) return std::nullopt;
  const Bounds bounds = BoundsOf(*answer.span);
  if (bounds.AreNone()) return std::nullopt;
  JavascriptRange range;
  range.answer = &answer;
  range.start = bounds.start.value_or(0);
  range.end = bounds.end.value_or(0);
  range.open_start = !bounds.start.has_value();
  range.open_end = !bounds.end.has_value();
  if (bounds.latest_start.has_value() && bounds.earliest_end.has_value() &&
      *bounds.latest_start < *bounds.earliest_end) {
    range.certain_from = bounds.latest_start;
    range.certain_to = bounds.earliest_end;
  }
  return range;
}

void JavascriptEdges::Note(const Answer& answer) {
  if (!answer.span.has_value()) {
    ++undated_;
    return;
  }
  const Bounds bounds = BoundsOf(*answer.span);
  if (bounds.AreNone()) {
    ++unbounded_;
    return;
  }
  const int64_t first =
      bounds.First().has_value() ? *bounds.First() : *bounds.Last();
  const int64_t last = bounds.Last().value_or(first);
  earliest_ = std::min({earliest_, first, last});
  latest_ = std::max({latest_, first, last});
  open_ends_ += bounds.start.has_value() ? 0 : 1;
  open_ends_ += bounds.end.has_value() ? 0 : 1;
  holes_ += HasHoles(answer) ? 1 : 0;
  rounded_ += IsRounded(*answer.span) ? 1 : 0;
}

// Whole days, so that a chronology of days stays one.
int64_t JavascriptEdges::Room() const {
  const int64_t days = (latest_ - earliest_) / (20 * kMillisecondsPerDay);
  return std::max<int64_t>(days, 1) * kMillisecondsPerDay;
}

int64_t JavascriptEdges::earliest() const {
  return IsEmpty() ? 0 : std::max(earliest_ - Room(), -kMillisecondsMax);
}

int64_t JavascriptEdges::latest() const {
  return IsEmpty() ? 0 : std::min(latest_ + Room(), kMillisecondsMax);
}

void JavascriptEdges::Close(JavascriptRange& range) const {
  if (range.open_start) range.start = earliest();
  if (range.open_end) range.end = latest();
}

std::vector<Loss> JavascriptEdges::Losses() const {
  std::vector<Loss> losses;
  Count(undated_, "event", "without a date left out", losses);
  Count(unbounded_, "event",
        "left out without a bound that JavaScript can hold", losses);
  Count(open_ends_, "open end", "closed at the edge of the data", losses);
  Count(holes_, "range", "drawn over gaps in the date", losses);
  Count(rounded_, "date", "widened to whole milliseconds", losses);
  return losses;
}

bool JavascriptRange::IsExact() const {
  return answer->span->earliest_start == answer->span->latest_start &&
         answer->span->earliest_end == answer->span->latest_end;
}

JavascriptRanges JavascriptRangesOf(const Selection& selection) {
  std::vector<const Answer*> events;
  for (const Answer& answer : selection.events) events.push_back(&answer);
  return JavascriptRangesOf(events);
}

JavascriptRanges JavascriptRangesOf(const std::vector<const Answer*>& events) {
  JavascriptEdges edges;
  for (const Answer* answer : events) edges.Note(*answer);
  JavascriptRanges drawn;
  drawn.losses = edges.Losses();
  drawn.earliest = edges.earliest();
  drawn.latest = edges.latest();
  for (const Answer* answer : events) {
    std::optional<JavascriptRange> range = OpenRangeOf(*answer);
    if (!range.has_value()) continue;
    edges.Close(*range);
    drawn.ranges.push_back(*range);
  }
  return drawn;
}

Instant InstantAt(int64_t milliseconds) {
  return *Instant::FromMicroseconds(absl::int128(milliseconds) * 1000);
}

}  // namespace annals::export_internal
