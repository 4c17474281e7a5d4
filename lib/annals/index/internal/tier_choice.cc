// ChooseTiers(): a model of what a stab costs, and the cheapest division.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/tier_choice.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/types/span.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/interval.h"

namespace annals::index_internal {
namespace {

constexpr size_t kClasses = 65;

// One row in sixteen is looked at, but neither too few to tell nor more than
// are needed.
constexpr size_t kSampleRowsMin = 1024;
constexpr size_t kSampleRowsMax = 16384;

// What one more tier costs a query, in rows looked at in vain: two ranks and a
// window to fetch. Where tiers have a reach, the first rank is sought in a
// place of each tier's own.
constexpr double kTierCost = 400;
constexpr double kReachingTierCost = 600;

// What it costs to take a row from a list, and not from a range, likewise.
constexpr double kListedCost = 0.7;

// Rows of one duration class, all numbers scaled up to the whole input.
struct Class {
  double rows = 0;
  // The sum, over its rows, of how many rows start while one of them lasts.
  double length = 0;
};
using Classes = std::array<Class, kClasses>;

Classes Measure(absl::Span<const Interval> intervals) {
  const size_t sample =
      std::clamp(intervals.size() / 16, kSampleRowsMin, kSampleRowsMax);
  const size_t step = (intervals.size() + sample - 1) / sample;
  std::vector<int64_t> starts;
  for (size_t i = 0; i < intervals.size(); i += step) {
    starts.push_back(intervals[i].start.code());
  }
  std::sort(starts.begin(), starts.end());
  const auto rank = [&](int64_t code) {
    return std::lower_bound(starts.begin(), starts.end(), code) -
           starts.begin();
  };
  const auto scale = static_cast<double>(step);
  Classes classes;
  for (size_t i = 0; i < intervals.size(); i += step) {
    const Interval& interval = intervals[i];
    Class& of = classes[static_cast<size_t>(DurationClass(interval))];
    of.rows += scale;
    of.length += scale * scale *
                 static_cast<double>(rank(interval.end.code()) -
                                     rank(interval.start.code()));
  }
  return classes;
}

// The cost of a tier of the classes from `first` to `last`, both included, of
// `rows` in all.
double TierCost(const Classes& classes, size_t first, size_t last, double rows,
                bool has_reach) {
  double own = 0;
  double alive = 0;
  for (size_t c = first; c <= last; ++c) {
    own += classes[c].rows;
    alive += classes[c].length / rows;
  }
  if (own == 0) return 0;
  const auto length_of = [&](size_t c) {
    return classes[c].rows == 0
               ? 0
               : classes[c].length / classes[c].rows * (own / rows);
  };
  // The rows of a class that takes c bits last 3/4 of 2^c on average, and at
  // least 1/2 of that, or a tick.
  while (classes[first].rows == 0) ++first;
  const double reach =
      has_reach && first > 1 ? length_of(first) * (2.0 / 3) : 0;
  const double listed = std::max(0.0, alive - reach);
  const double window = std::max<double>(kBlockRows, listed);
  // A row that lasts for `length` rows of its tier is looked at in vain by a
  // stab that comes later than that in the window.
  double vain = 0;
  for (size_t c = first; c <= last; ++c) {
    const double length = std::max(0.0, length_of(c) - reach);
    const double rest = std::max(0.0, window - length);
    vain += classes[c].rows / own * rest * rest / (2 * window);
  }
  return (has_reach ? kReachingTierCost : kTierCost) + vain +
         kListedCost * listed;
}

}  // namespace

std::vector<int> ChooseTiers(absl::Span<const Interval> intervals,
                             bool has_reach) {
  // What is looked at in vain is half of the rows at most.
  if (static_cast<double>(intervals.size()) < 2 * kTierCost) return {};
  const Classes classes = Measure(intervals);
  const auto rows = static_cast<double>(intervals.size());
  // To end a tier with a class that no row has is to end it with the one
  // before.
  std::vector<size_t> used;
  for (size_t c = 0; c < kClasses; ++c) {
    if (classes[c].rows > 0) used.push_back(c);
  }
  // What the best division of the first so many classes that are used costs,
  // for each number of tiers, and how many classes come before its last tier.
  struct Division {
    double cost = std::numeric_limits<double>::infinity();
    size_t before = 0;
  };
  std::vector<std::array<Division, kTiersMax + 1>> best(used.size() + 1);
  best[0][0].cost = 0;
  for (size_t end = 1; end <= used.size(); ++end) {
    for (size_t begin = 0; begin < end; ++begin) {
      const double cost =
          TierCost(classes, used[begin], used[end - 1], rows, has_reach);
      for (size_t tiers = 1; tiers <= kTiersMax; ++tiers) {
        const double sum = best[begin][tiers - 1].cost + cost;
        if (sum < best[end][tiers].cost) best[end][tiers] = {sum, begin};
      }
    }
  }
  size_t tiers = 1;
  for (size_t t = 2; t <= kTiersMax; ++t) {
    if (best.back()[t].cost < best.back()[tiers].cost) tiers = t;
  }
  std::vector<int> choice(tiers - 1);
  size_t end = used.size();
  for (; tiers > 1; --tiers) {
    end = best[end][tiers].before;
    choice[tiers - 2] = static_cast<int>(used[end - 1]);
  }
  return choice;
}

}  // namespace annals::index_internal
