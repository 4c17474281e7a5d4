// A FindTask is one window on its way from its bounds to its matches.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_FIND_TASK_H_
#define ANNALS_INDEX_INTERNAL_FIND_TASK_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "annals/index/internal/index_data.h"
#include "annals/index/internal/matches_builder.h"
#include "annals/index/internal/prefetch.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/start_search.h"
#include "annals/index/matches.h"

namespace annals::index_internal {

// Each step asks for the memory that the next one reads, of all tiers; whoever
// has many windows takes a step with all of them before the next. The window
// from `start` to `end` is valid.
struct FindTask {
  void Begin(const IndexData& data) const {
    for (const Tier& tier : data.tiers) {
      Prefetch(tier.directory.SlotOf(Unsigned(tier.Behind(start))));
      Prefetch(tier.directory.SlotOf(Unsigned(end)));
    }
  }

  void Narrow(const IndexData& data) {
    for (size_t t = 0; t < data.tiers.size(); ++t) {
      const Tier& tier = data.tiers[t];
      starts[t] = StartSearch(data, tier, tier.Behind(start));
      ends[t] = StartSearch(data, tier, end);
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
      builder.AddBehind(tier, first, start + 1);
      builder.AddRange(first, ends[t].Rank(data, tier));
    }
  }

  int64_t start;
  int64_t end;
  // By tier.
  std::array<StartSearch, kTiersMax> starts;
  std::array<StartSearch, kTiersMax> ends;
};

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_FIND_TASK_H_
