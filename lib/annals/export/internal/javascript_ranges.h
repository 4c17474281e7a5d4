// Dates as ranges of JavaScript's milliseconds, for tools that draw bars.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_JAVASCRIPT_RANGES_H_
#define ANNALS_EXPORT_INTERNAL_JAVASCRIPT_RANGES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "annals/export/export.h"

namespace annals::export_internal {

// The greatest distance from 1970 of a JavaScript date, in milliseconds: the
// years -271821 to 275760.
inline constexpr int64_t kMillisecondsMax = 8'640'000'000'000'000;

inline constexpr int64_t kMillisecondsPerDay = 86'400'000;

// One event from its earliest start to its latest end, in milliseconds since
// 1970-01-01T00:00:00Z. An open end is closed at the edge of the data. Where a
// bound has a fraction of a millisecond, the range is the wider one.
struct JavascriptRange {
  const Answer* answer = nullptr;
  int64_t start = 0;
  int64_t end = 0;
  bool open_start = false;
  bool open_end = false;
  // What is certain: from the latest start to the earliest end; nothing if it
  // may have been over before it need have begun.
  std::optional<int64_t> certain_from;
  std::optional<int64_t> certain_to;

  // True if it lasted from the first instant to the last.
  bool IsExact() const;
};

// The range of one event, save that its open ends are 0 until they are closed;
// nothing if it is undated, or has no bound that JavaScript can hold. `answer`
// must outlive it.
std::optional<JavascriptRange> OpenRangeOf(const Answer& answer);

// The edges of the data, by one event after another, and what is lost of these.
class JavascriptEdges {
 public:
  void Note(const Answer& answer);

  // A twentieth of the data's length beyond the events; both 0 if none of them
  // has a range.
  int64_t earliest() const;
  int64_t latest() const;
  bool IsEmpty() const { return earliest_ > latest_; }

  // Gives the open ends of a range, which is that of a noted event, the edges.
  void Close(JavascriptRange& range) const;

  // Undated events, open ends, holes, roundings.
  std::vector<Loss> Losses() const;

 private:
  int64_t Room() const;

  int64_t earliest_ = kMillisecondsMax;
  int64_t latest_ = -kMillisecondsMax;
  int64_t undated_ = 0;
  int64_t unbounded_ = 0;
  int64_t open_ends_ = 0;
  int64_t holes_ = 0;
  int64_t rounded_ = 0;
};

// All events of a selection that have such a range, in its order.
struct JavascriptRanges {
  std::vector<JavascriptRange> ranges;
  // The edges of the data, a twentieth of its length beyond the events; both 0
  // if there are none.
  int64_t earliest = 0;
  int64_t latest = 0;
  // Undated events, open ends, holes, roundings.
  std::vector<Loss> losses;
};

// `selection` must outlive what is returned.
JavascriptRanges JavascriptRangesOf(const Selection& selection);

// The same of some of a selection's events.
JavascriptRanges JavascriptRangesOf(const std::vector<const Answer*>& events);

// The instant at these milliseconds.
Instant InstantAt(int64_t milliseconds);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_JAVASCRIPT_RANGES_H_
