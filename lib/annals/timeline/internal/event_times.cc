// Summaries of times: what each asks of an index.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/event_times.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/uncertain_index.h"
#include "annals/index/uncertain_snapshot.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::timeline_internal {
namespace {

// Where a span may be, and where it must; the latter may be nothing.
Interval OuterOf(const Span& span) {
  return Interval{span.earliest_start, span.latest_end};
}
Interval CoreOf(const Span& span) {
  const Span tight = span.Tightened();
  return Interval{tight.latest_start, tight.earliest_end};
}

// Stretches as one event takes them, so that it counts once at each instant.
void AppendUnion(std::vector<Interval> stretches, std::vector<Interval>& all) {
  std::sort(
      stretches.begin(), stretches.end(),
      [](const Interval& a, const Interval& b) { return a.start < b.start; });
  const size_t first = all.size();
  for (const Interval& stretch : stretches) {
    if (!stretch.IsValid()) continue;
    if (all.size() > first && stretch.start <= all.back().end) {
      all.back().end = std::max(all.back().end, stretch.end);
    } else {
      all.push_back(stretch);
    }
  }
}

// Of one of several, whichever it is; of several occurrences, each.
std::vector<Interval> CertainStretchesOf(const TimeSet& times) {
  std::vector<Interval> stretches;
  if (times.choice == TimeSet::Choice::kEach) {
    const std::vector<Span>& occurrences =
        times.occurrences.empty() ? times.members : times.occurrences;
    for (const Span& span : occurrences) stretches.push_back(CoreOf(span));
    return stretches;
  }
  Interval common = Interval::Always();
  for (const Span& member : times.members) {
    const Interval core = CoreOf(member);
    common.start = std::max(common.start, core.start);
    common.end = std::min(common.end, core.end);
  }
  return {common};
}

// How many there are at once, from one end of the window to the other.
using Stretches = std::vector<std::pair<Interval, uint32_t>>;
absl::StatusOr<Stretches> StretchesOf(const std::vector<Interval>& all,
                                      const Interval& window) {
  ANNALS_ASSIGN_OR_RETURN(const IntervalIndex index, IntervalIndex::Build(all));
  Stretches stretches;
  index.ForEachStretch(window, [&](const Interval& stretch, uint32_t rows) {
    stretches.emplace_back(stretch, rows);
  });
  return stretches;
}

// Both cover the same window: calls f(stretch, a, b) for each stretch of it in
// which neither number changes.
template <typename Function>
void ForEachPair(const Stretches& some, const Stretches& others, Function f) {
  for (size_t i = 0, k = 0; i < some.size() && k < others.size();) {
    const auto& [of_some, a] = some[i];
    const auto& [of_others, b] = others[k];
    const Instant end = std::min(of_some.end, of_others.end);
    f(Interval{std::max(of_some.start, of_others.start), end}, a, b);
    if (of_some.end == end) ++i;
    if (of_others.end == end) ++k;
  }
}

Stretches Sum(const Stretches& some, const Stretches& others) {
  Stretches all;
  ForEachPair(some, others,
              [&](const Interval& stretch, uint32_t a, uint32_t b) {
                if (!all.empty() && all.back().second == a + b) {
                  all.back().first.end = stretch.end;
                } else {
                  all.emplace_back(stretch, a + b);
                }
              });
  return all;
}

// Both cover the same window.
std::vector<CoverageStretch> Together(const Stretches& certain,
                                      const Stretches& possible) {
  std::vector<CoverageStretch> all;
  ForEachPair(
      certain, possible,
      [&](const Interval& stretch, uint32_t at_least, uint32_t at_most) {
        all.push_back(CoverageStretch{stretch, at_least, at_most});
      });
  return all;
}

// Appends to the function that takes a snapshot's stretches.
auto AppendTo(Stretches& stretches) {
  return [&stretches](const Interval& stretch, uint32_t rows) {
    stretches.emplace_back(stretch, rows);
  };
}

// By bounds, each event in the buckets that it may touch and must, if the edges
// ascend. What touches a bucket starts before it ends, and ends after it
// starts, so these are neighbours.
class BucketTally {
 public:
  explicit BucketTally(absl::Span<const Instant> edges)
      : edges_(edges), certain_(edges.size()), touching_(edges.size()) {}

  void Add(const Span& given) {
    const Span span = given.Tightened();
    // Mostly all of it lies near its earliest start.
    near_ = std::min(FirstEdge(span.earliest_start), edges_.size() - 2);
    Add(span.earliest_start, span.latest_end, touching_);
    Add(span.latest_start, span.earliest_end, certain_);
  }

  // Adds those up to and with each bucket, in order.
  void AddTo(std::vector<HistogramBucket>& buckets) const {
    int64_t certain = 0;
    int64_t touching = 0;
    for (size_t i = 0; i < buckets.size(); ++i) {
      certain += certain_[i];
      touching += touching_[i];
      buckets[i].certain += certain;
      buckets[i].possible += touching - certain;
    }
  }

 private:
  // To those that end after `start` and start before `end`; one more from the
  // first on, and one less behind the last.
  void Add(Instant start, Instant end, std::vector<int64_t>& changes) const {
    const size_t first = FirstEdge(start);
    const size_t last = LastEdge(end);
    if (first >= last) return;
    ++changes[first];
    --changes[last];
  }

  // The last at `start` or before it, or the first of all.
  size_t FirstEdge(Instant start) const {
    if (edges_[near_] <= start && start < edges_[near_ + 1]) return near_;
    const auto next = std::upper_bound(edges_.begin() + 1, edges_.end(), start);
    return static_cast<size_t>(next - edges_.begin()) - 1;
  }

  // The first at `end` or after it, or the last of all.
  size_t LastEdge(Instant end) const {
    if (edges_[near_] < end && end <= edges_[near_ + 1]) return near_ + 1;
    const auto last = std::lower_bound(edges_.begin(), edges_.end() - 1, end);
    return static_cast<size_t>(last - edges_.begin());
  }

  // At least two.
  absl::Span<const Instant> edges_;
  // Where to look first; there is an edge after it.
  size_t near_ = 0;
  std::vector<int64_t> certain_;
  std::vector<int64_t> touching_;
};

bool Ascend(absl::Span<const Instant> edges) {
  return std::adjacent_find(edges.begin(), edges.end(),
                            std::greater_equal<>()) == edges.end();
}

// Adds these by an index of them.
absl::Status AddByIndex(const std::vector<FoundTime>& times,
                        std::vector<HistogramBucket>& buckets) {
  if (times.empty()) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const UncertainIndex index, IndexOf(times));
  const AllenSet asked = AllenSet::Intersects();
  for (HistogramBucket& bucket : buckets) {
    if (!bucket.window.IsValid()) continue;
    const TimeSet bounds =
        TimeSet::Of(Span::Exactly(bucket.window.start, bucket.window.end));
    const UncertainIndex::Counts counts = index.Count(
        asked, bounds,
        [&](uint32_t id) { return Relate(asked, *times[id].times, bounds); });
    bucket.certain += static_cast<int64_t>(counts.certain);
    bucket.possible += static_cast<int64_t>(counts.possible);
  }
  return absl::OkStatus();
}

}  // namespace

Span BoundsOf(const FoundTime& time) {
  return time.span.value_or(Span::Unbounded());
}

absl::StatusOr<UncertainIndex> IndexOf(const std::vector<FoundTime>& times) {
  std::vector<Span> spans;
  std::vector<uint32_t> loose;
  for (const FoundTime& time : times) {
    if (time.times != nullptr) {
      loose.push_back(static_cast<uint32_t>(spans.size()));
    }
    spans.push_back(BoundsOf(time));
  }
  return UncertainIndex::Build(spans, {}, loose);
}

absl::StatusOr<std::vector<HistogramBucket>> BucketsOf(
    const std::vector<FoundTime>& times, const UncertainSnapshot& plain,
    absl::Span<const Instant> edges) {
  std::vector<HistogramBucket> buckets;
  for (size_t i = 1; i < edges.size(); ++i) {
    const Interval window{edges[i - 1], edges[i]};
    const size_t certain = plain.CountCertain(window);
    const size_t possible = plain.CountPossible(window) - certain;
    buckets.push_back(HistogramBucket{window, static_cast<int64_t>(certain),
                                      static_cast<int64_t>(possible)});
  }
  if (buckets.empty()) return buckets;
  if (!Ascend(edges)) {
    ANNALS_RETURN_IF_ERROR(AddByIndex(times, buckets));
    return buckets;
  }
  BucketTally tally(edges);
  std::vector<FoundTime> loose;
  for (const FoundTime& time : times) {
    if (time.times != nullptr) {
      loose.push_back(time);
    } else {
      tally.Add(BoundsOf(time));
    }
  }
  tally.AddTo(buckets);
  ANNALS_RETURN_IF_ERROR(AddByIndex(loose, buckets));
  return buckets;
}

absl::StatusOr<std::vector<CoverageStretch>> CoverageOf(
    const std::vector<FoundTime>& times, const UncertainSnapshot& plain,
    const Interval& window) {
  std::vector<Interval> certain;
  std::vector<Interval> possible;
  for (const FoundTime& time : times) {
    if (time.times == nullptr) {
      AppendUnion({CoreOf(BoundsOf(time))}, certain);
      AppendUnion({OuterOf(BoundsOf(time))}, possible);
      continue;
    }
    AppendUnion(CertainStretchesOf(*time.times), certain);
    std::vector<Interval> outers;
    for (const Span& member : time.times->members) {
      outers.push_back(OuterOf(member));
    }
    AppendUnion(std::move(outers), possible);
  }
  ANNALS_ASSIGN_OR_RETURN(Stretches of_certain, StretchesOf(certain, window));
  ANNALS_ASSIGN_OR_RETURN(Stretches of_possible, StretchesOf(possible, window));
  if (!plain.IsEmpty()) {
    Stretches plain_certain;
    Stretches plain_possible;
    plain.ForEachCertainStretch(window, AppendTo(plain_certain));
    plain.ForEachPossibleStretch(window, AppendTo(plain_possible));
    of_certain = Sum(of_certain, plain_certain);
    of_possible = Sum(of_possible, plain_possible);
  }
  return Together(of_certain, of_possible);
}

std::vector<Gap> GapsOf(const std::vector<CoverageStretch>& coverage) {
  std::vector<Gap> gaps;
  for (const CoverageStretch& of : coverage) {
    if (of.at_least > 0) continue;
    const Certainty certainty =
        of.at_most == 0 ? Certainty::kCertain : Certainty::kPossible;
    if (!gaps.empty() && gaps.back().certainty == certainty &&
        gaps.back().stretch.end == of.stretch.start) {
      gaps.back().stretch.end = of.stretch.end;
    } else {
      gaps.push_back(Gap{of.stretch, certainty});
    }
  }
  return gaps;
}

Sides SidesOf(const std::vector<FoundTime>& times, const PlainTimes& plain,
              const Interval& moment, int64_t count_max) {
  // Keys that ascend from the moment away; complements never overflow.
  using Key = std::tuple<int64_t, int64_t, int64_t>;
  std::vector<Key> before;
  std::vector<Key> after;
  Sides sides;
  // The moment's own event touches it, if it is among them.
  sides.others = static_cast<int64_t>(plain.spans.CountPossible(moment)) -
                 (plain.except == 0 ? 0 : 1);
  const auto plain_max = static_cast<size_t>(count_max);
  for (const auto& [id, outer] :
       plain.spans.NearestBefore(moment.start, plain_max)) {
    before.emplace_back(~outer.end.code(), ~outer.start.code(), id);
  }
  for (const auto& [id, outer] :
       plain.spans.NearestAfter(moment.end, plain_max)) {
    after.emplace_back(outer.start.code(), outer.end.code(), id);
  }
  for (const FoundTime& time : times) {
    const Span span = BoundsOf(time);
    if (span.latest_end <= moment.start) {
      before.emplace_back(~span.latest_end.code(), ~span.earliest_start.code(),
                          time.sequence);
    } else if (span.earliest_start >= moment.end) {
      after.emplace_back(span.earliest_start.code(), span.latest_end.code(),
                         time.sequence);
    } else {
      ++sides.others;
    }
  }
  const auto take = [&](std::vector<Key>& keys, std::vector<int64_t>& side) {
    const auto count = static_cast<std::ptrdiff_t>(
        std::min<uint64_t>(keys.size(), static_cast<uint64_t>(count_max)));
    std::partial_sort(keys.begin(), keys.begin() + count, keys.end());
    for (auto key = keys.begin(); key != keys.begin() + count; ++key) {
      side.push_back(std::get<2>(*key));
    }
  };
  take(before, sides.before);
  take(after, sides.after);
  return sides;
}

Interval ExtentOf(const std::vector<FoundTime>& times,
                  const UncertainSnapshot& plain) {
  // Bounds beyond the axis are kept with room for four endpoints in a row.
  constexpr int64_t kRoom = 4;
  constexpr int64_t kCodeMin = Instant::LeastFinite().code() + kRoom;
  constexpr int64_t kCodeMax = Instant::GreatestFinite().code() - kRoom;
  Interval extent = plain.FiniteExtent();
  for (const FoundTime& time : times) {
    const Span span = BoundsOf(time);
    for (const Instant bound : {span.earliest_start, span.latest_start,
                                span.earliest_end, span.latest_end}) {
      if (bound.code() <= kCodeMin || bound.code() >= kCodeMax) continue;
      extent.start = std::min(extent.start, bound);
      extent.end = std::max(extent.end, bound);
    }
  }
  return extent;
}

}  // namespace annals::timeline_internal
