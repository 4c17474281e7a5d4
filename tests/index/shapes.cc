// Shapes: making them, and windows that suit them.
//
// SPDX-License-Identifier: Apache-2.0

#include "shapes.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "annals/index/interval.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"

namespace annals::testing {
namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

using Random = std::mt19937_64;

int64_t Pick(Random& random, int64_t low, int64_t high) {
  return std::uniform_int_distribution<int64_t>(low, high)(random);
}

// Later by `duration`, or endless if that is too far.
int64_t Plus(int64_t start, int64_t duration) {
  return start > kMax - duration ? kMax : start + duration;
}

Interval Ordered(int64_t a, int64_t b) {
  if (a == b) return a == kMax ? FromTo(a - 1, a) : FromTo(a, a + 1);
  return FromTo(std::min(a, b), std::max(a, b));
}

std::vector<Interval> Fill(int count, const std::function<Interval()>& make) {
  std::vector<Interval> intervals;
  for (int i = 0; i < count; ++i) intervals.push_back(make());
  return intervals;
}

int64_t PowerOfTwo(Random& random) {
  const int64_t power = int64_t{1} << Pick(random, 0, 62);
  return Pick(random, 0, 1) == 0 ? power : -power;
}

int64_t NearAnEnd(Random& random) {
  const int64_t step = Pick(random, 0, 3);
  switch (Pick(random, 0, 2)) {
    case 0:
      return kMin + step;
    case 1:
      return kMax - step;
    default:
      return step - 1;
  }
}

}  // namespace

Interval FromTo(int64_t start, int64_t end) {
  return Interval{Instant::FromCode(start), Instant::FromCode(end)};
}

std::vector<Shape> Shapes(uint32_t seed) {
  Random random(seed);
  std::vector<Shape> shapes;
  const auto add = [&](std::string name, int count,
                       const std::function<Interval()>& make) {
    shapes.push_back(Shape{std::move(name), Fill(count, make)});
  };
  const auto pick = [&](int64_t low, int64_t high) {
    return Pick(random, low, high);
  };
  const auto log_uniform = [&](int bits) {
    return pick(1, int64_t{1} << pick(0, bits));
  };
  const auto exponential = [&](double mean) {
    std::exponential_distribution<double> distribution(1 / mean);
    return static_cast<int64_t>(distribution(random));
  };
  int64_t next = 0;
  add("nothing", 0, [] { return FromTo(0, 1); });
  add("one", 1, [] { return FromTo(5, 9); });
  add("one that is always", 1, [] { return Interval::Always(); });
  add("all equal", 1000, [] { return FromTo(10, 20); });
  add("nested", 700, [&] {
    ++next;
    return FromTo(-next, next);
  });
  add("few instants", 3000, [&] { return Ordered(pick(0, 40), pick(0, 40)); });
  add("points", 2000, [&] {
    const int64_t at = pick(0, 3000);
    return FromTo(at, at + 1);
  });
  add("one starts, all end apart", 600, [&] { return FromTo(0, pick(1, 99)); });
  add("all end at once", 600, [&] { return FromTo(pick(1, 99), 100); });
  add("powers of two", 1500,
      [&] { return Ordered(PowerOfTwo(random), PowerOfTwo(random)); });
  add("the ends of the axis", 1500,
      [&] { return Ordered(NearAnEnd(random), NearAnEnd(random)); });
  add("anywhere", 1500,
      [&] { return Ordered(pick(kMin, kMax), pick(kMin, kMax)); });
  add("short, anywhere", 4000, [&] {
    const int64_t start = pick(kMin, kMax - 1);
    return FromTo(start, Plus(start, log_uniform(52)));
  });
  add("one always, the rest points", 1000, [&] {
    const int64_t at = pick(0, 1'000'000);
    return next++ % 1000 == 0 ? Interval::Always() : FromTo(at, at + 1);
  });
  add("many endless", 2000, [&] {
    const int64_t start = pick(0, 100'000);
    const int64_t kind = pick(0, 9);
    if (kind < 2) return FromTo(start, kMax);
    if (kind < 3) return FromTo(kMin, start);
    return FromTo(start, start + log_uniform(12));
  });
  // These two are kept in two tiers, and in three.
  add("short and long", 30'000, [&] {
    const int64_t start = pick(0, 1'000'000);
    const bool is_long = pick(0, 4) == 0;
    return FromTo(start,
                  start + (is_long ? pick(300'000, 500'000) : pick(1, 20)));
  });
  add("short, long and very long", 60'000, [&] {
    const int64_t start = pick(0, 100'000'000);
    const int64_t kind = pick(0, 9);
    if (kind < 3) return FromTo(start, start + pick(40'000'000, 60'000'000));
    if (kind < 6) return FromTo(start, start + pick(9'000'000, 11'000'000));
    return FromTo(start, start + log_uniform(10));
  });
  // These have a range of rows that go on in each of several tiers.
  add("books", 60'000, [&] {
    const int64_t start = pick(0, 1'000'000'000);
    return FromTo(start, start + 1 + exponential(75'000'000));
  });
  add("long, at the beginning of the axis", 4000, [&] {
    const int64_t start = kMin + (pick(0, 99) == 0 ? 0 : pick(0, 1000));
    return FromTo(start, start + pick(600, 1500));
  });
  add("long, at the end of the axis", 4000, [&] {
    const int64_t start = kMax - pick(600, 2000);
    return FromTo(start, pick(0, 99) == 0 ? kMax : start + pick(500, 599));
  });
  add("a crowd, and a few in the desert", 5000, [&] {
    const int64_t start = pick(0, 99) == 0
                              ? pick(-(int64_t{1} << 61), int64_t{1} << 61)
                              : pick(0, 5000);
    return FromTo(start, start + log_uniform(16));
  });
  return shapes;
}

Interval RandomWindow(const Shape& shape, std::mt19937_64& random) {
  const auto end_of_some = [&] {
    const auto last = static_cast<int64_t>(shape.intervals.size()) - 1;
    const Interval& some =
        shape.intervals[static_cast<size_t>(Pick(random, 0, last))];
    return (Pick(random, 0, 1) == 0 ? some.start : some.end).code();
  };
  const auto some_instant = [&]() -> int64_t {
    const int64_t kind = Pick(random, 0, 19);
    if (kind == 0) return kMin;
    if (kind == 1) return kMax;
    if (kind == 2 || shape.intervals.empty()) return Pick(random, kMin, kMax);
    const int64_t end = end_of_some();
    if (kind < 12) return end;
    if (kind < 14) return std::max(end, kMin + 1) - 1;
    if (kind < 16) return std::min(end, kMax - 1) + 1;
    return Pick(random, std::min(end, end_of_some()), std::max(end, 100L));
  };
  const int64_t start = some_instant();
  if (Pick(random, 0, 3) == 0) {
    return Ordered(start, Plus(start, Pick(random, 1, 50)));
  }
  return Ordered(start, some_instant());
}

AllenSet RandomRelations(std::mt19937_64& random) {
  switch (random() % 4) {
    case 0:
      return {static_cast<AllenRelation>(random() % kAllenRelationCount)};
    case 1:
      return AllenSet::Intersects();
    default:
      return AllenSet::FromMask(static_cast<uint16_t>(random()));
  }
}

AllenRelation RelationOf(const Interval& a, const Interval& b) {
  using R = AllenRelation;
  if (a.end < b.start) return R::kBefore;
  if (a.end == b.start) return R::kMeets;
  if (b.end < a.start) return R::kAfter;
  if (b.end == a.start) return R::kMetBy;
  if (a.start == b.start && a.end == b.end) return R::kEquals;
  if (a.start == b.start) return a.end < b.end ? R::kStarts : R::kStartedBy;
  if (a.end == b.end) return a.start > b.start ? R::kFinishes : R::kFinishedBy;
  if (a.start < b.start) return a.end < b.end ? R::kOverlaps : R::kContains;
  return a.end < b.end ? R::kDuring : R::kOverlappedBy;
}

}  // namespace annals::testing
