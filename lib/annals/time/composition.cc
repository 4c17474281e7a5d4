// The composition table of Allen's relations, made by the compiler.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/composition.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "annals/time/allen.h"

namespace annals {
namespace {

// Three intervals have six endpoints, so six places on a line are enough for
// every order of them, with ties.
constexpr int kPlaces = 6;
constexpr int kIntervals = kPlaces * (kPlaces - 1) / 2;

struct Interval {
  int start = 0;
  int end = 0;
};

constexpr std::array<Interval, kIntervals> AllIntervals() {
  std::array<Interval, kIntervals> intervals{};
  size_t count = 0;
  for (int start = 0; start < kPlaces; ++start) {
    for (int end = start + 1; end < kPlaces; ++end) {
      intervals[count++] = Interval{start, end};
    }
  }
  return intervals;
}

constexpr AllenRelation RelationOf(Interval a, Interval b) {
  using R = AllenRelation;
  if (a.end < b.start) return R::kBefore;
  if (a.end == b.start) return R::kMeets;
  if (a.start == b.end) return R::kMetBy;
  if (a.start > b.end) return R::kAfter;
  if (a.start < b.start) {
    return a.end < b.end    ? R::kOverlaps
           : a.end == b.end ? R::kFinishedBy
                            : R::kContains;
  }
  if (a.start == b.start) {
    return a.end < b.end    ? R::kStarts
           : a.end == b.end ? R::kEquals
                            : R::kStartedBy;
  }
  return a.end < b.end    ? R::kDuring
         : a.end == b.end ? R::kFinishes
                          : R::kOverlappedBy;
}

using Table =
    std::array<std::array<AllenSet, kAllenRelationCount>, kAllenRelationCount>;

constexpr Table MakeTable() {
  Table table{};
  constexpr std::array<Interval, kIntervals> intervals = AllIntervals();
  for (const Interval a : intervals) {
    for (const Interval b : intervals) {
      const auto ab = static_cast<size_t>(RelationOf(a, b));
      for (const Interval c : intervals) {
        const auto bc = static_cast<size_t>(RelationOf(b, c));
        table[ab][bc].Add(RelationOf(a, c));
      }
    }
  }
  return table;
}

constexpr Table kTable = MakeTable();

}  // namespace

AllenSet Compose(AllenRelation ab, AllenRelation bc) {
  return kTable[static_cast<size_t>(ab)][static_cast<size_t>(bc)];
}

AllenSet Compose(AllenSet ab, AllenSet bc) {
  AllenSet ac;
  for (size_t i = 0; i < kAllenRelationCount; ++i) {
    if (!ab.Contains(static_cast<AllenRelation>(i))) continue;
    for (size_t j = 0; j < kAllenRelationCount; ++j) {
      if (bc.Contains(static_cast<AllenRelation>(j))) ac = ac | kTable[i][j];
    }
  }
  return ac;
}

}  // namespace annals
