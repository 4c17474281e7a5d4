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
// window to fetch.
constexpr double kTierCost = 400;

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
double TierCost(const Classes& classes, size_t first, size_t last,
                double rows) {
  double own = 0;
  double alive = 0;
  for (size_t c = first; c <= last; ++c) {
    own += classes[c].rows;
    alive += classes[c].length / rows;
  }
  if (own == 0) return 0;
  const double window = std::max<double>(kBlockRows, alive);
  // A row that lasts for `length` rows of its tier is looked at in vain by a
  // stab that comes later than that in the window.
  double vain = 0;
  for (size_t c = first; c <= last; ++c) {
    if (classes[c].rows == 0) continue;
    const double length = classes[c].length / classes[c].rows * (own / rows);
    const double rest = std::max(0.0, window - length);
    vain += classes[c].rows / own * rest * rest / (2 * window);
  }
  return kTierCost + vain;
}

}  // namespace

std::vector<int> ChooseTiers(absl::Span<const Interval> intervals) {
  // What is looked at in vain is half of the rows at most.
  if (static_cast<double>(intervals.size()) < 2 * kTierCost) return {};
  const Classes classes = Measure(intervals);
  const auto rows = static_cast<double>(intervals.size());
  const auto cost = [&](size_t first, size_t last) {
    return first > last ? 0 : TierCost(classes, first, last, rows);
  };
  constexpr size_t kLast = kClasses - 1;
  double best = cost(0, kLast);
  std::vector<int> choice;
  for (size_t a = 0; a < kLast; ++a) {
    // To end a tier with a class that no row has is to end it with the one
    // before.
    if (classes[a].rows == 0) continue;
    const double of_first = cost(0, a);
    for (size_t b = a + 1; b <= kLast; ++b) {
      if (classes[b].rows == 0 && b != kLast) continue;
      const double sum = of_first + cost(a + 1, b) + cost(b + 1, kLast);
      if (sum >= best) continue;
      best = sum;
      choice.clear();
      if (of_first > 0) choice.push_back(static_cast<int>(a));
      if (cost(b + 1, kLast) > 0) choice.push_back(static_cast<int>(b));
    }
  }
  return choice;
}

}  // namespace annals::index_internal
