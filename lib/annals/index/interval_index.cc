// IntervalIndex: building, counting and finding what shares an instant.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/interval_index.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "annals/index/internal/check_intervals.h"
#include "annals/index/internal/find_task.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/matches_builder.h"
#include "annals/index/internal/start_search.h"
#include "annals/index/interval.h"
#include "annals/index/matches.h"
#include "annals/time/instant.h"

namespace annals {

using index_internal::BuildIndexData;
using index_internal::CheckIntervals;
using index_internal::FindTask;
using index_internal::IndexData;
using index_internal::StartSearch;
using index_internal::Tier;

IntervalIndex::IntervalIndex() : data_(BuildIndexData({}, {})) {}

IntervalIndex::IntervalIndex(std::shared_ptr<const IndexData> data)
    : data_(std::move(data)) {}

absl::StatusOr<IntervalIndex> IntervalIndex::Build(
    absl::Span<const Interval> intervals, absl::Span<const uint32_t> ids) {
  return BuildWithPlaces(intervals, ids, nullptr);
}

absl::StatusOr<IntervalIndex> IntervalIndex::BuildWithPlaces(
    absl::Span<const Interval> intervals, absl::Span<const uint32_t> ids,
    std::vector<uint32_t>* places) {
  if (intervals.size() > kRowsMax) {
    return absl::InvalidArgumentError(absl::StrCat(
        "index: ", intervals.size(), " intervals; want at most ", kRowsMax));
  }
  if (!ids.empty() && ids.size() != intervals.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("index: ", ids.size(), " ids for ", intervals.size(),
                     " intervals; want one each, or none"));
  }
  absl::Status status = CheckIntervals(intervals);
  if (!status.ok()) return status;
  if (intervals.empty()) return IntervalIndex();
  return IntervalIndex(BuildIndexData(intervals, ids, places));
}

size_t IntervalIndex::size() const { return data_->size; }

Interval IntervalIndex::interval(uint32_t row) const {
  return Interval{Instant::FromCode(data_->starts[row]),
                  Instant::FromCode(data_->ends[row])};
}

uint32_t IntervalIndex::id(uint32_t row) const { return data_->ids[row]; }

size_t IntervalIndex::bytes() const { return data_->bytes; }

bool IntervalIndex::Intersects(const Interval& window) const {
  return Count(window) > 0;
}

size_t IntervalIndex::Count(const Interval& window) const {
  return data_->CountIntersecting(window.start.code(), window.end.code());
}

namespace {

// The steps of a FindTask for the only tier there is, without a task in memory.
void FindInTier(const IndexData& data, const Tier& tier, const Interval& window,
                Matches& matches) {
  MatchesBuilder builder(data, matches);
  const int64_t start = window.start.code();
  const StartSearch from(data, tier, tier.Behind(start));
  const StartSearch to(data, tier, window.end.code());
  from.FetchLists(data, tier);
  const uint32_t first = from.Rank(data, tier);
  const uint32_t last = to.Rank(data, tier);
  builder.AddBehind(tier, first, start + 1);
  builder.AddRange(first, last);
}

}  // namespace

Matches IntervalIndex::Find(const Interval& window) const {
  Matches matches;
  if (!window.IsValid()) return matches;
  if (data_->tiers.size() == 1) {
    FindInTier(*data_, data_->tiers[0], window, matches);
    return matches;
  }
  FindTask task;
  task.start = window.start.code();
  task.end = window.end.code();
  task.Narrow(*data_);
  task.FetchLists(*data_);
  task.Match(*data_, matches);
  return matches;
}

}  // namespace annals
