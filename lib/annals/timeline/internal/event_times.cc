// Summaries of times: what each asks of an index.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/event_times.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/uncertain_index.h"
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

// Both cover the same window.
std::vector<CoverageStretch> Together(const Stretches& certain,
                                      const Stretches& possible) {
  std::vector<CoverageStretch> all;
  for (size_t c = 0, p = 0; c < certain.size() && p < possible.size();) {
    const auto& [of_certain, at_least] = certain[c];
    const auto& [of_possible, at_most] = possible[p];
    const Instant end = std::min(of_certain.end, of_possible.end);
    all.push_back(CoverageStretch{
        Interval{std::max(of_certain.start, of_possible.start), end}, at_least,
        at_most});
    if (of_certain.end == end) ++c;
    if (of_possible.end == end) ++p;
  }
  return all;
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
    const std::vector<FoundTime>& times, absl::Span<const Instant> edges) {
  ANNALS_ASSIGN_OR_RETURN(const UncertainIndex index, IndexOf(times));
  const AllenSet asked = AllenSet::Intersects();
  std::vector<HistogramBucket> buckets;
  for (size_t i = 1; i < edges.size(); ++i) {
    const Interval window{edges[i - 1], edges[i]};
    const TimeSet bounds = TimeSet::Of(Span::Exactly(window.start, window.end));
    UncertainIndex::Counts counts;
    if (window.IsValid()) {
      counts = index.Count(asked, bounds, [&](uint32_t id) {
        return Relate(asked, *times[id].times, bounds);
      });
    }
    buckets.push_back(HistogramBucket{window,
                                      static_cast<int64_t>(counts.certain),
                                      static_cast<int64_t>(counts.possible)});
  }
  return buckets;
}

absl::StatusOr<std::vector<CoverageStretch>> CoverageOf(
    const std::vector<FoundTime>& times, const Interval& window) {
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
  ANNALS_ASSIGN_OR_RETURN(const Stretches of_certain,
                          StretchesOf(certain, window));
  ANNALS_ASSIGN_OR_RETURN(const Stretches of_possible,
                          StretchesOf(possible, window));
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

Sides SidesOf(const std::vector<FoundTime>& times, const Interval& moment,
              int64_t count_max) {
  // Keys that ascend from the moment away; complements never overflow.
  using Key = std::tuple<int64_t, int64_t, int64_t>;
  std::vector<Key> before;
  std::vector<Key> after;
  Sides sides;
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

Interval ExtentOf(const std::vector<FoundTime>& times) {
  Interval extent{Instant::InfiniteFuture(), Instant::InfinitePast()};
  for (const FoundTime& time : times) {
    const Span span = BoundsOf(time);
    for (const Instant bound : {span.earliest_start, span.latest_start,
                                span.earliest_end, span.latest_end}) {
      if (!bound.IsFinite()) continue;
      extent.start = std::min(extent.start, bound);
      extent.end = std::max(extent.end, bound);
    }
  }
  return extent;
}

}  // namespace annals::timeline_internal
