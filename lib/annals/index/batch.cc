// IntervalIndex: many windows at once.
//
// What a short query waits for is memory: a slot of the directory, then a few
// starts, then a block, then its carry list, each of which says where the next
// one is. So a batch takes each of these steps for all its windows, and asks
// for what the next step reads, before it takes the next.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/matches_builder.h"
#include "annals/index/internal/prefetch.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/internal/start_search.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"

namespace annals {
namespace {

using index_internal::Bounds;
using index_internal::IndexData;
using index_internal::kGreatestCode;
using index_internal::kTiersMax;
using index_internal::Prefetch;
using index_internal::RankLeaf;
using index_internal::StartSearch;
using index_internal::Tier;
using index_internal::Unsigned;

// As many memory accesses as a core keeps under way, roughly.
constexpr size_t kBatch = 16;

// One window of a batch, from its bounds to its matches.
struct Task {
  void Begin(const IndexData& data) const {
    for (const Tier& tier : data.tiers) {
      Prefetch(tier.directory.SlotOf(Unsigned(start)));
      Prefetch(tier.directory.SlotOf(Unsigned(end)));
    }
  }

  void Narrow(const IndexData& data) {
    for (size_t t = 0; t < data.tiers.size(); ++t) {
      starts[t] = StartSearch(data, data.tiers[t], start);
      ends[t] = StartSearch(data, data.tiers[t], end);
    }
  }

  void FetchLists(const IndexData& data) const {
    for (size_t t = 0; t < data.tiers.size(); ++t) {
      starts[t].FetchLists(data, data.tiers[t]);
    }
  }

  void Match(const IndexData& data, Matches& matches) const {
    MatchesBuilder builder(data, matches);
    for (size_t t = 0; t < data.tiers.size(); ++t) {
      const Tier& tier = data.tiers[t];
      const uint32_t first = starts[t].Rank(data, tier);
      builder.AddGoingOn(tier, first, Bounds{start + 1, kGreatestCode});
      builder.AddRange(first, ends[t].Rank(data, tier));
    }
  }

  int64_t start;
  int64_t end;
  std::array<StartSearch, kTiersMax> starts;
  std::array<StartSearch, kTiersMax> ends;
};

}  // namespace

void IntervalIndex::FindEach(
    absl::Span<const Interval> windows,
    absl::FunctionRef<void(size_t window, const Matches& matches)> found)
    const {
  const IndexData& data = *data_;
  std::array<Task, kBatch> tasks;
  Matches matches;
  for (size_t from = 0; from < windows.size(); from += kBatch) {
    const size_t count = std::min(kBatch, windows.size() - from);
    for (size_t i = 0; i < count; ++i) {
      tasks[i].start = windows[from + i].start.code();
      tasks[i].end = windows[from + i].end.code();
      tasks[i].Begin(data);
    }
    for (size_t i = 0; i < count; ++i) tasks[i].Narrow(data);
    for (size_t i = 0; i < count; ++i) tasks[i].FetchLists(data);
    for (size_t i = 0; i < count; ++i) {
      if (windows[from + i].IsValid()) {
        tasks[i].Match(data, matches);
      } else {
        matches = Matches();
      }
      found(from + i, matches);
    }
  }
}

std::vector<uint32_t> IntervalIndex::CountEach(
    absl::Span<const Interval> windows) const {
  const IndexData& data = *data_;
  std::vector<uint32_t> counts(windows.size());
  const auto for_each_of_batch = [&](size_t from, auto f) {
    const size_t to = std::min(windows.size(), from + kBatch);
    for (size_t i = from; i < to; ++i) {
      f(i, windows[i].start.code(), windows[i].end.code());
    }
  };
  for (size_t from = 0; from < windows.size(); from += kBatch) {
    for_each_of_batch(from, [&](size_t, int64_t start, int64_t end) {
      Prefetch(data.end_directory.SlotOf(Unsigned(start)));
      for (const Tier& tier : data.tiers) {
        Prefetch(tier.directory.SlotOf(Unsigned(end)));
      }
    });
    for_each_of_batch(from, [&](size_t, int64_t start, int64_t end) {
      const RankLeaf leaf = data.end_directory.Locate(Unsigned(start));
      Prefetch(data.end_briefs.data() + leaf.low);
      Prefetch(data.end_briefs.data() + leaf.high);
      for (const Tier& tier : data.tiers) StartSearch(data, tier, end);
    });
    for_each_of_batch(from, [&](size_t i, int64_t start, int64_t end) {
      counts[i] = data.CountIntersecting(start, end);
    });
  }
  return counts;
}

}  // namespace annals
