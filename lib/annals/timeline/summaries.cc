// Timeline: histograms, neighbours, pairs, coverage and gaps.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/summaries.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
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
#include "annals/time/allen.h"
#include "annals/timeline/event_join.h"
#include "annals/timeline/internal/event_finder.h"
#include "annals/timeline/internal/event_times.h"
#include "annals/timeline/internal/resident_index.h"
#include "annals/timeline/internal/time_pairs.h"
#include "annals/timeline/query.h"
#include "annals/timeline/timeline.h"

namespace annals {
namespace {

using timeline_internal::BucketsOf;
using timeline_internal::CoverageOf;
using timeline_internal::EventFinder;
using timeline_internal::ExtentOf;
using timeline_internal::GapsOf;
using timeline_internal::Sides;
using timeline_internal::SidesOf;
using timeline_internal::TimePair;
using timeline_internal::TimePairList;
using timeline_internal::TimePairsOf;

// Takes the events of the pairs over, each when it first comes.
class PairTaker {
 public:
  explicit PairTaker(std::vector<Answer> answers) {
    for (Answer& answer : answers) {
      const int64_t revision = answer.sequence;
      read_[revision] = std::move(answer);
    }
  }

  void Take(const TimePair& pair) {
    const size_t first = PlaceOf(pair.first);
    const size_t second = PlaceOf(pair.second);
    joined_.pairs.push_back(EventPair{first, second, pair.certainty});
  }

  JoinedEvents Finish(bool is_whole) {
    joined_.is_whole = is_whole;
    return std::move(joined_);
  }

 private:
  size_t PlaceOf(int64_t revision) {
    const auto [place, is_new] =
        places_.emplace(revision, joined_.events.size());
    if (is_new) joined_.events.push_back(std::move(read_[revision]));
    return place->second;
  }

  std::map<int64_t, Answer> read_;
  std::map<int64_t, size_t> places_;
  JoinedEvents joined_;
};

// The revisions that are in a pair, each once.
std::vector<int64_t> RevisionsOf(const TimePairList& list) {
  std::set<int64_t> revisions;
  for (const TimePair& pair : list.pairs) {
    revisions.insert({pair.first, pair.second});
  }
  return std::vector<int64_t>(revisions.begin(), revisions.end());
}

// Names the query that is wrong, of two.
absl::Status OfSecond(const absl::Status& status) {
  if (!absl::IsInvalidArgument(status) && !absl::IsNotFound(status)) {
    return status;
  }
  return absl::Status(status.code(),
                      absl::StrCat("the second's ", status.message()));
}

}  // namespace

absl::StatusOr<annals::Histogram> Timeline::Histogram(
    const Query& query, absl::Span<const Instant> edges) const {
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(query, *store_, resident_.get()));
  ANNALS_ASSIGN_OR_RETURN(const EventFinder::Times times,
                          finder.FindTimes(query));
  annals::Histogram histogram;
  ANNALS_ASSIGN_OR_RETURN(
      histogram.buckets,
      BucketsOf(times.found.times, times.plain.spans, edges));
  histogram.total = times.found.total;
  histogram.undated = times.found.undated;
  histogram.unasserted = times.found.unasserted;
  return histogram;
}

absl::StatusOr<Interval> Timeline::Extent(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(query, *store_, resident_.get()));
  // None of the plain ones is excepted, since no relation is asked of them.
  ANNALS_ASSIGN_OR_RETURN(const EventFinder::Times times,
                          finder.FindTimes(query));
  const Interval extent = ExtentOf(times.found.times, times.plain.spans);
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
  // An event is not its own neighbour.
  ANNALS_ASSIGN_OR_RETURN(const EventFinder::Times times,
                          finder.FindTimes(query, moment.except));
  const Span hull = moment.window.Hull();
  const Sides sides =
      SidesOf(times.found.times, times.plain,
              Interval{hull.earliest_start, hull.latest_end}, count_max);
  Neighbours neighbours;
  ANNALS_ASSIGN_OR_RETURN(neighbours.before, finder.ReadAnswers(sides.before));
  ANNALS_ASSIGN_OR_RETURN(neighbours.after, finder.ReadAnswers(sides.after));
  neighbours.others = sides.others;
  return neighbours;
}

absl::StatusOr<JoinedEvents> Timeline::Join(const Query& first,
                                            const Query& second,
                                            AllenSet relations,
                                            const JoinOptions& options) const {
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(first, *store_, resident_.get()));
  // No plain one is excepted, since no relation is asked of these.
  ANNALS_ASSIGN_OR_RETURN(EventFinder::Times of_first, finder.FindTimes(first));
  absl::StatusOr<EventFinder::Times> of_second = finder.FindTimes(second);
  if (!of_second.ok()) return OfSecond(of_second.status());
  ANNALS_ASSIGN_OR_RETURN(
      const TimePairList list,
      TimePairsOf(std::move(of_first), *std::move(of_second), relations,
                  options));
  ANNALS_ASSIGN_OR_RETURN(std::vector<Answer> answers,
                          finder.ReadAnswers(RevisionsOf(list)));
  PairTaker taker(std::move(answers));
  for (const TimePair& pair : list.pairs) taker.Take(pair);
  return taker.Finish(list.is_whole);
}

absl::StatusOr<std::vector<CoverageStretch>> Timeline::Coverage(
    const Query& query, const Interval& window) const {
  ANNALS_ASSIGN_OR_RETURN(const EventFinder finder,
                          EventFinder::Make(query, *store_, resident_.get()));
  ANNALS_ASSIGN_OR_RETURN(const EventFinder::Times times,
                          finder.FindTimes(query));
  return CoverageOf(times.found.times, times.plain.spans, window);
}

absl::StatusOr<std::vector<Gap>> Timeline::Gaps(const Query& query,
                                                const Interval& window) const {
  ANNALS_ASSIGN_OR_RETURN(const std::vector<CoverageStretch> coverage,
                          Coverage(query, window));
  return GapsOf(coverage);
}

}  // namespace annals
