// The workloads of the benchmarks of indexes; docs/index.md says what they are.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_BENCH_INTERVAL_WORKLOADS_H_
#define ANNALS_TESTS_BENCH_INTERVAL_WORKLOADS_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "annals/index/interval.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"

namespace annals::testing {

// A century, of which an hour is one part in 876,000.
inline constexpr int64_t kDomain = int64_t{1} << 40;
inline constexpr double kHour = static_cast<double>(kDomain) / 876'000;

using Random = std::mt19937_64;

inline double Uniform(Random& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

inline Interval Clipped(double start, double duration) {
  const auto first = static_cast<int64_t>(
      std::clamp(start, 0.0, static_cast<double>(kDomain - 2)));
  const auto length = static_cast<int64_t>(duration);
  const int64_t last =
      std::clamp(first + std::max<int64_t>(1, length), first + 1, kDomain);
  return Interval{Instant::FromCode(first), Instant::FromCode(last)};
}

// In hours, by inverting the distribution function.
inline double BoundedPareto(Random& random) {
  constexpr double kAlpha = 0.9;
  const double low = std::pow(1.0, kAlpha);
  const double high = std::pow(350'400.0, kAlpha);
  const double u = Uniform(random, 0, 1);
  return std::pow(-(u * high - u * low - high) / (high * low), -1 / kAlpha);
}

inline double MixDuration(Random& random) {
  return Uniform(random, 0, 1) < 0.5 ? 0 : BoundedPareto(random) * kHour;
}

inline double HeavyDuration(Random& random) {
  const double kind = Uniform(random, 0, 1);
  if (kind < 0.5) return 0;
  if (kind < 0.945) return BoundedPareto(random) * kHour;
  if (kind < 0.995) {
    return std::exp(Uniform(random, std::log(730.0), std::log(17'520.0))) *
           kHour;
  }
  return Uniform(random, 0.05, 0.3) * static_cast<double>(kDomain);
}

// Seven in ten anywhere, the others around two hundred centres.
inline std::vector<Interval> Clustered(size_t rows,
                                       double (*duration)(Random&)) {
  constexpr auto kSpan = static_cast<double>(kDomain);
  Random random(1);
  std::vector<double> centres(200);
  for (double& centre : centres) centre = Uniform(random, 0, kSpan);
  std::normal_distribution<double> around(0, 0.002 * kSpan);
  std::vector<Interval> intervals(rows);
  for (Interval& interval : intervals) {
    const double start =
        Uniform(random, 0, 1) < 0.7
            ? Uniform(random, 0, kSpan)
            : centres[random() % centres.size()] + around(random);
    interval = Clipped(start, duration(random));
  }
  return intervals;
}

inline std::vector<Interval> Books(size_t rows) {
  constexpr auto kSpan = static_cast<double>(kDomain);
  Random random(1);
  std::exponential_distribution<double> duration(1 / (0.075 * kSpan));
  std::vector<Interval> intervals(rows);
  for (Interval& interval : intervals) {
    interval = Clipped(Uniform(random, 0, kSpan), duration(random));
  }
  return intervals;
}

using Make = std::vector<Interval> (*)(size_t rows);

inline std::vector<Interval> Mix(size_t rows) {
  return Clustered(rows, MixDuration);
}
inline std::vector<Interval> Heavy(size_t rows) {
  return Clustered(rows, HeavyDuration);
}

// Windows of this many ten-thousandths of the domain, anywhere in it.
inline std::vector<Interval> Windows(int64_t extent) {
  constexpr size_t kWindows = 20'000;
  Random random(2);
  const int64_t length = std::max<int64_t>(1, kDomain / 10'000 * extent);
  std::vector<Interval> windows(kWindows);
  for (Interval& window : windows) {
    const auto start = static_cast<int64_t>(
        Uniform(random, 0, static_cast<double>(kDomain - length)));
    window =
        Interval{Instant::FromCode(start), Instant::FromCode(start + length)};
  }
  return windows;
}

// What the standard library offers: sorted arrays and binary search.
struct StandardIndex {
  explicit StandardIndex(const std::vector<Interval>& intervals)
      : by_start(intervals.size()) {
    for (uint32_t i = 0; i < by_start.size(); ++i) {
      by_start[i] = {intervals[i].start.code(), i};
      ends.push_back(intervals[i].end.code());
      longest = std::max(longest, ends[i] - by_start[i].first);
    }
    std::sort(by_start.begin(), by_start.end());
    for (const auto& [start, i] : by_start) starts.push_back(start);
    sorted_ends = ends;
    std::sort(sorted_ends.begin(), sorted_ends.end());
  }

  size_t Count(const Interval& window) const {
    const auto started =
        std::lower_bound(starts.begin(), starts.end(), window.end.code());
    const auto over = std::upper_bound(sorted_ends.begin(), sorted_ends.end(),
                                       window.start.code());
    return static_cast<size_t>((started - starts.begin()) -
                               (over - sorted_ends.begin()));
  }

  void Find(const Interval& window, std::vector<uint32_t>& ids) const {
    const int64_t start = window.start.code();
    auto at = std::lower_bound(starts.begin(), starts.end(), start - longest) -
              starts.begin();
    for (; at < static_cast<std::ptrdiff_t>(starts.size()) &&
           starts[static_cast<size_t>(at)] < window.end.code();
         ++at) {
      const uint32_t id = by_start[static_cast<size_t>(at)].second;
      if (ends[id] > start) ids.push_back(id);
    }
  }

  std::vector<std::pair<int64_t, uint32_t>> by_start;
  std::vector<int64_t> starts;
  std::vector<int64_t> ends;
  std::vector<int64_t> sorted_ends;
  int64_t longest = 0;
};

// The same intervals as rows with four bounds: an interval of an odd place is
// certain from its second to its third quarter, the others are dates within
// which something happened.
inline std::vector<Span> UncertainOf(const std::vector<Interval>& intervals) {
  std::vector<Span> spans;
  for (const Interval& interval : intervals) {
    const int64_t start = interval.start.code();
    const int64_t end = interval.end.code();
    const int64_t quarter = (end - start) / 4;
    spans.push_back(
        spans.size() % 2 == 0
            ? Span::Within(interval.start, interval.end)
            : Span{interval.start, Instant::FromCode(start + quarter),
                   Instant::FromCode(std::max(start + 1, end - quarter)),
                   interval.end});
  }
  return spans;
}

}  // namespace annals::testing

#endif  // ANNALS_TESTS_BENCH_INTERVAL_WORKLOADS_H_
