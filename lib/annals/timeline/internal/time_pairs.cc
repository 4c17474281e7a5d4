// TimePairs() holds the times of two questions' answers against each other.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/time_pairs.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "annals/timeline/internal/event_times.h"

namespace annals::timeline_internal {
namespace {

TimeSet TimesOf(const FoundTime& time) {
  return time.times != nullptr ? *time.times : TimeSet::Of(BoundsOf(time));
}

void SortByTime(std::vector<FoundTime>& times) {
  const auto key = [](const FoundTime& time) {
    const Span span = BoundsOf(time);
    return std::make_tuple(span.earliest_start.code(), span.latest_end.code(),
                           time.sequence);
  };
  std::sort(
      times.begin(), times.end(),
      [&](const FoundTime& a, const FoundTime& b) { return key(a) < key(b); });
}

// The second ones that are in a relation to one of the first, by their places.
using Found = std::vector<std::pair<uint32_t, Certainty>>;
Found InOrder(const UncertainIndex::Answer& answer, bool only_certain) {
  Found found;
  for (const uint32_t place : answer.certain) {
    found.emplace_back(place, Certainty::kCertain);
  }
  if (!only_certain) {
    for (const uint32_t place : answer.possible) {
      found.emplace_back(place, Certainty::kPossible);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

absl::StatusOr<TimePairList> TimePairsOf(std::vector<FoundTime> first,
                                         std::vector<FoundTime> second,
                                         AllenSet relations,
                                         const JoinOptions& options) {
  SortByTime(first);
  SortByTime(second);
  ANNALS_ASSIGN_OR_RETURN(const UncertainIndex index, IndexOf(second));
  const AllenSet asked = relations.Converse();
  TimePairList list;
  for (const FoundTime& time : first) {
    const TimeSet window = TimesOf(time);
    const auto recheck = [&](uint32_t place) {
      return Relate(asked, TimesOf(second[place]), window);
    };
    const Found found =
        InOrder(index.Find(asked, window, recheck), options.only_certain);
    for (const auto& [place, certainty] : found) {
      if (second[place].sequence == time.sequence) continue;
      if (list.pairs.size() == options.pairs_max) {
        list.is_whole = false;
        return list;
      }
      list.pairs.push_back(
          TimePair{time.sequence, second[place].sequence, certainty});
    }
  }
  return list;
}

}  // namespace annals::timeline_internal
