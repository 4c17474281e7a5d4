// Dates as ranges of JavaScript's milliseconds, for tools that draw bars.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/javascript_ranges.h"

#include <algorithm>

#include "annals/export/internal/describe.h"

namespace annals::export_internal {
namespace {

// The last whole millisecond that is not later; nothing if JavaScript has no
// such date.
std::optional<int64_t> Milliseconds(Instant instant) {
  if (!instant.IsFinite()) return std::nullopt;
  const absl::int128 microseconds = instant.Microseconds();
  absl::int128 milliseconds = microseconds / 1000;
  if (milliseconds * 1000 > microseconds) milliseconds -= 1;
  if (milliseconds > kMillisecondsMax || milliseconds < -kMillisecondsMax) {
    return std::nullopt;
  }
  return static_cast<int64_t>(milliseconds);
}

bool IsWhole(Instant instant) {
  return !instant.IsFinite() || instant.Microseconds() % 1000 == 0;
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

bool HasHoles(const Answer& answer) {
  return answer.date.has_value() && answer.date->Members().members.size() > 1;
}

// Reads the bounds of one event after another, then closes the open ends.
class RangeReader {
 public:
  void Read(const Answer& answer) {
    if (!answer.span.has_value()) {
      ++undated_;
      return;
    }
    const Span& span = *answer.span;
    const auto latest_start = MillisecondsUp(span.latest_start);
    const auto earliest_end = Milliseconds(span.earliest_end);
    const auto start = Milliseconds(span.earliest_start);
    const auto end = MillisecondsUp(span.latest_end);
    const auto first = start.has_value() ? start : latest_start;
    const auto last = end.has_value() ? end : earliest_end;
    if (!first.has_value() && !last.has_value()) {
      ++unbounded_;
      return;
    }
    earliest_ =
        std::min({earliest_, first.value_or(*last), last.value_or(*first)});
    latest_ = std::max({latest_, first.value_or(*last), last.value_or(*first)});
    holes_ += HasHoles(answer) ? 1 : 0;
    rounded_ += IsRounded(span) ? 1 : 0;

    JavascriptRange range;
    range.answer = &answer;
    range.start = start.value_or(0);
    range.end = end.value_or(0);
    range.open_start = !start.has_value();
    range.open_end = !end.has_value();
    if (latest_start.has_value() && earliest_end.has_value() &&
        *latest_start < *earliest_end) {
      range.certain_from = latest_start;
      range.certain_to = earliest_end;
    }
    ranges_.push_back(range);
  }

  JavascriptRanges Finish() && {
    JavascriptRanges result;
    result.losses = Losses();
    if (ranges_.empty()) return result;
    // Whole days, so that a chronology of days stays one.
    const int64_t room =
        std::max<int64_t>((latest_ - earliest_) / (20 * kMillisecondsPerDay),
                          1) *
        kMillisecondsPerDay;
    result.earliest = std::max(earliest_ - room, -kMillisecondsMax);
    result.latest = std::min(latest_ + room, kMillisecondsMax);
    result.ranges = std::move(ranges_);
    for (JavascriptRange& range : result.ranges) {
      if (range.open_start) range.start = result.earliest;
      if (range.open_end) range.end = result.latest;
    }
    return result;
  }

 private:
  std::vector<Loss> Losses() const {
    int64_t open_ends = 0;
    for (const JavascriptRange& range : ranges_) {
      open_ends += (range.open_start ? 1 : 0) + (range.open_end ? 1 : 0);
    }
    std::vector<Loss> losses;
    Count(undated_, "event", "without a date left out", losses);
    Count(unbounded_, "event",
          "left out without a bound that JavaScript can hold", losses);
    Count(open_ends, "open end", "closed at the edge of the data", losses);
    Count(holes_, "range", "drawn over gaps in the date", losses);
    Count(rounded_, "date", "widened to whole milliseconds", losses);
    return losses;
  }

  std::vector<JavascriptRange> ranges_;
  int64_t earliest_ = kMillisecondsMax;
  int64_t latest_ = -kMillisecondsMax;
  int64_t undated_ = 0;
  int64_t unbounded_ = 0;
  int64_t holes_ = 0;
  int64_t rounded_ = 0;
};

}  // namespace

bool JavascriptRange::IsExact() const {
  return answer->span->earliest_start == answer->span->latest_start &&
         answer->span->earliest_end == answer->span->latest_end;
}

JavascriptRanges JavascriptRangesOf(const Selection& selection) {
  RangeReader reader;
  for (const Answer& answer : selection.events) reader.Read(answer);
  return std::move(reader).Finish();
}

JavascriptRanges JavascriptRangesOf(const std::vector<const Answer*>& events) {
  RangeReader reader;
  for (const Answer* answer : events) reader.Read(*answer);
  return std::move(reader).Finish();
}

Instant InstantAt(int64_t milliseconds) {
  return *Instant::FromMicroseconds(absl::int128(milliseconds) * 1000);
}

}  // namespace annals::export_internal
