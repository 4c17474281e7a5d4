// Timeline: histograms, neighbours, coverage and gaps.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/summaries.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/store/event_criteria.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/event_finder.h"
#include "annals/timeline/internal/event_times.h"
#include "annals/timeline/internal/resident_index.h"
#include "annals/timeline/query.h"
#include "annals/timeline/timeline.h"

namespace annals {
namespace {

using timeline_internal::BucketsOf;
using timeline_internal::CoverageOf;
using timeline_internal::EventFinder;
using timeline_internal::ExtentOf;
using timeline_internal::GapsOf;
using timeline_internal::ResidentIndex;
using timeline_internal::Sides;
using timeline_internal::SidesOf;

// All that the query asks for, whatever its limit, without reading it.
absl::StatusOr<FoundEvents> FindTimes(const EventFinder& finder,
                                      const Query& query) {
  ANNALS_ASSIGN_OR_RETURN(EventCriteria criteria, finder.Criteria(query));
  criteria.limit = 0;
  criteria.offset = 0;
  criteria.with_times = true;
  return finder.Find(criteria);
}

absl::StatusOr<FoundEvents> FindTimes(const Query& query, Store& store,
                                      ResidentIndex* resident) {
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(query, store, resident));
  return FindTimes(finder, query);
}

}  // namespace

absl::StatusOr<annals::Histogram> Timeline::Histogram(
    const Query& query, absl::Span<const Instant> edges) const {
  ANNALS_ASSIGN_OR_RETURN(const FoundEvents found,
                          FindTimes(query, *store_, resident_.get()));
  annals::Histogram histogram;
  ANNALS_ASSIGN_OR_RETURN(histogram.buckets, BucketsOf(found.times, edges));
  histogram.total = found.total;
  histogram.undated = found.undated;
  histogram.unasserted = found.unasserted;
  return histogram;
}

absl::StatusOr<Interval> Timeline::Extent(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const FoundEvents found,
                          FindTimes(query, *store_, resident_.get()));
  const Interval extent = ExtentOf(found.times);
  if (extent.IsValid()) return extent;
  return absl::NotFoundError(
      "no event with a date; want one, or a start and an end");
}

absl::StatusOr<Neighbours> Timeline::Nearest(const Query& query,
                                             std::string_view when,
                                             int64_t count_max) const {
  if (count_max < 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("nearest ", count_max, " events; want 0 or more"));
  }
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(query, *store_, resident_.get()));
  ANNALS_ASSIGN_OR_RETURN(const EventCriteria moment,
                          finder.Criteria(Query().Intersects(when)));
  ANNALS_ASSIGN_OR_RETURN(FoundEvents found, FindTimes(finder, query));
  // An event is not its own neighbour.
  found.times.erase(std::remove_if(found.times.begin(), found.times.end(),
                                   [&](const FoundTime& time) {
                                     return time.sequence == moment.except;
                                   }),
                    found.times.end());
  const Span hull = moment.window.Hull();
  const Sides sides = SidesOf(
      found.times, Interval{hull.earliest_start, hull.latest_end}, count_max);
  Neighbours neighbours;
  ANNALS_ASSIGN_OR_RETURN(neighbours.before, finder.ReadAnswers(sides.before));
  ANNALS_ASSIGN_OR_RETURN(neighbours.after, finder.ReadAnswers(sides.after));
  neighbours.others = sides.others;
  return neighbours;
}

absl::StatusOr<std::vector<CoverageStretch>> Timeline::Coverage(
    const Query& query, const Interval& window) const {
  ANNALS_ASSIGN_OR_RETURN(const FoundEvents found,
                          FindTimes(query, *store_, resident_.get()));
  return CoverageOf(found.times, window);
}

absl::StatusOr<std::vector<Gap>> Timeline::Gaps(const Query& query,
                                                const Interval& window) const {
  ANNALS_ASSIGN_OR_RETURN(const std::vector<CoverageStretch> coverage,
                          Coverage(query, window));
  return GapsOf(coverage);
}

}  // namespace annals
