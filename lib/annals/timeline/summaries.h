// Summaries of time: histograms, neighbours, coverage and gaps.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_SUMMARIES_H_
#define ANNALS_TIMELINE_SUMMARIES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/index/interval.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/timeline/selection.h"

namespace annals {

// The steps of the calendar that a histogram may take. A decade starts with a
// year that ends in 0, a century with one that ends in 00.
enum class CalendarStep { kDay, kMonth, kYear, kDecade, kCentury };

// "day", "month", "year", "decade", "century"; nothing for another name.
std::optional<CalendarStep> CalendarStepNamed(std::string_view name);

// The most buckets of one histogram.
inline constexpr size_t kBucketsMax = 100'000;

// The first instants of the steps (UTC) that hold the window, and the end of
// the last:
//
//   CalendarEdges(CalendarStep::kYear, Interval{may_1914, july_1915});
//   // 1914-01-01, 1915-01-01, 1916-01-01
//
// InvalidArgument if the window is not valid, has an end at infinity or beyond
// the calendar, or holds more than kBucketsMax steps. Pure, and so safe in any
// thread; takes time in proportion to the steps.
absl::StatusOr<std::vector<Instant>> CalendarEdges(CalendarStep step,
                                                   const Interval& window);

// How many events a bucket holds, from one edge to the next.
struct HistogramBucket {
  Interval window;
  // Events that must share an instant with it, and events that may and need
  // not. An event is counted in every bucket that it touches.
  int64_t certain = 0;
  int64_t possible = 0;
};

struct Histogram {
  std::vector<HistogramBucket> buckets;
  // How many events were counted, wherever they are.
  int64_t total = 0;
  // As in Found.
  int64_t undated = 0;
  int64_t unasserted = 0;
};

// Events on both sides of a moment.
struct Neighbours {
  // Those that must be over when it begins, the latest to end first; and those
  // that must not start before it is over, the earliest first. Of equals, the
  // later start, or the earlier end; then the older revision.
  std::vector<Answer> before;
  std::vector<Answer> after;
  // How many other events may share an instant with it, or lie on either side.
  int64_t others = 0;
};

// A stretch over which these numbers stay the same.
struct CoverageStretch {
  Interval stretch;
  // How many events must hold each instant of it, and how many may.
  int64_t at_least = 0;
  int64_t at_most = 0;
};

// A stretch that no event may hold (certain), or that none must hold although
// some may (possible).
struct Gap {
  Interval stretch;
  Certainty certainty = Certainty::kCertain;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_SUMMARIES_H_
