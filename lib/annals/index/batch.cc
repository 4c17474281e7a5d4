// IntervalIndex: many windows at once.
//
// What a short query waits for is memory: a slot of the directory, then a few
// starts, then a block, then its carry list, each of which says where the next
// one is. So a batch takes each of these steps for all its windows, and asks
// for what the next step reads, before it takes the next.
//
// And many windows are gone through in the order of their starts, roughly: then
// what one has fetched often serves the next, and what has to be fetched lies
// close by, in pages whose addresses the processor knows.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/numeric/bits.h"
#include "absl/types/span.h"
#include "annals/index/internal/find_task.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/prefetch.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"

namespace annals {
namespace {

using index_internal::FindTask;
using index_internal::IndexData;
using index_internal::Prefetch;
using index_internal::RankLeaf;
using index_internal::Unsigned;

// As many memory accesses as a core keeps under way, roughly.
constexpr size_t kBatch = 16;

// A count under way: where its two ends are to be searched.
struct CountTask {
  void Begin(const IndexData& data) const {
    Prefetch(data.end_directory.SlotOf(Unsigned(start)));
    Prefetch(data.start_directory.SlotOf(Unsigned(end)));
  }

  void Narrow(const IndexData& data) {
    // Of a window that is reversed or empty, `start` may be the last code.
    ended = data.end_directory.Locate(Unsigned(start) + 1);
    Prefetch(data.end_briefs.data() + ended.low());
    Prefetch(data.end_briefs.data() + ended.high());
    started = data.start_directory.Locate(Unsigned(end));
    Prefetch(data.all_start_briefs.data() + started.low());
    Prefetch(data.all_start_briefs.data() + started.high());
  }

  uint32_t Count(const IndexData& data) const {
    return data.Started(end, started) - data.EndRank(start + 1, ended);
  }

  int64_t start;
  int64_t end;
  RankLeaf ended;
  RankLeaf started;
};

// So many windows are put in order at once, and none below the least, which
// would gain nothing.
constexpr size_t kSortedMax = size_t{1} << 16;
constexpr size_t kSortedMin = 64;
constexpr size_t kBucketsMax = size_t{1} << 13;

// The places of the windows, in order of start or nearly so: one pass of a
// counting sort over as many buckets, of equal width, as there are windows.
std::vector<uint32_t> NearlyByStart(absl::Span<const Interval> windows) {
  std::vector<uint32_t> places(windows.size());
  std::iota(places.begin(), places.end(), 0u);
  if (windows.size() < kSortedMin) return places;
  uint64_t least = Unsigned(windows[0].start.code());
  uint64_t greatest = least;
  bool is_sorted = true;
  for (size_t i = 1; i < windows.size(); ++i) {
    const uint64_t start = Unsigned(windows[i].start.code());
    is_sorted &= windows[i - 1].start <= windows[i].start;
    least = std::min(least, start);
    greatest = std::max(greatest, start);
  }
  if (is_sorted) return places;
  const size_t buckets =
      std::min<size_t>(kBucketsMax, absl::bit_ceil(windows.size()));
  // All of the width, or what is left of it beyond the bits of the buckets.
  const int shift =
      std::max(0, static_cast<int>(absl::bit_width(greatest - least)) -
                      static_cast<int>(absl::bit_width(buckets)) + 1);
  const auto bucket_of = [&](const Interval& window) {
    return (Unsigned(window.start.code()) - least) >> shift;
  };
  std::vector<uint32_t> next(buckets + 1);
  for (const Interval& window : windows) ++next[bucket_of(window) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  for (uint32_t i = 0; i < windows.size(); ++i) {
    places[next[bucket_of(windows[i])]++] = i;
  }
  return places;
}

// Calls f(places) for a batch of windows after another.
template <typename Function>
void ForEachBatch(absl::Span<const Interval> windows, Function f) {
  for (size_t from = 0; from < windows.size(); from += kSortedMax) {
    std::vector<uint32_t> places =
        NearlyByStart(windows.subspan(from, kSortedMax));
    for (uint32_t& place : places) place += static_cast<uint32_t>(from);
    for (size_t at = 0; at < places.size(); at += kBatch) {
      f(absl::MakeConstSpan(places).subspan(at, kBatch));
    }
  }
}

// The steps that all tasks have: one for each of the windows at `places`.
template <typename Task>
void Prepare(const IndexData& data, absl::Span<const Interval> windows,
             absl::Span<const uint32_t> places,
             std::array<Task, kBatch>& tasks) {
  for (size_t i = 0; i < places.size(); ++i) {
    tasks[i].start = windows[places[i]].start.code();
    tasks[i].end = windows[places[i]].end.code();
    tasks[i].Begin(data);
  }
  for (size_t i = 0; i < places.size(); ++i) tasks[i].Narrow(data);
}

}  // namespace

void IntervalIndex::FindEach(
    absl::Span<const Interval> windows,
    absl::FunctionRef<void(size_t window, const Matches& matches)> found)
    const {
  const IndexData& data = *data_;
  std::array<FindTask, kBatch> tasks;
  Matches matches;
  ForEachBatch(windows, [&](absl::Span<const uint32_t> places) {
    Prepare(data, windows, places, tasks);
    for (size_t i = 0; i < places.size(); ++i) tasks[i].FetchLists(data);
    for (size_t i = 0; i < places.size(); ++i) {
      if (windows[places[i]].IsValid()) {
        tasks[i].Match(data, matches);
      } else {
        matches = Matches();
      }
      found(places[i], matches);
    }
  });
}

std::vector<uint32_t> IntervalIndex::CountEach(
    absl::Span<const Interval> windows) const {
  const IndexData& data = *data_;
  std::vector<uint32_t> counts(windows.size());
  std::array<CountTask, kBatch> tasks;
  ForEachBatch(windows, [&](absl::Span<const uint32_t> places) {
    Prepare(data, windows, places, tasks);
    for (size_t i = 0; i < places.size(); ++i) {
      if (windows[places[i]].IsValid()) {
        counts[places[i]] = tasks[i].Count(data);
      }
    }
  });
  return counts;
}

}  // namespace annals
