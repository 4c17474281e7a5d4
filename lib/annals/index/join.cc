// Join(): a sweep for pairs that share an instant, look-ups for the others.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/join.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"

namespace annals {
namespace {

using PairFunction = absl::FunctionRef<void(uint32_t a_row, uint32_t b_row)>;
using R = AllenRelation;

// -1, 0 or 1 as x is less than, equal to, or greater than y; and one more.
size_t Compared(Instant x, Instant y) {
  return static_cast<size_t>(1 + (y < x) - (x < y));
}

// Of two intervals that share an instant.
AllenRelation RelationOfIntersecting(const Interval& a, const Interval& b) {
  // By how a starts, then how it ends: before b does, with it, or after it.
  static constexpr std::array<R, 9> kRelations = {
      R::kOverlaps, R::kFinishedBy, R::kContains,       //
      R::kStarts,   R::kEquals,     R::kStartedBy,      //
      R::kDuring,   R::kFinishes,   R::kOverlappedBy};  //
  return kRelations[3 * Compared(a.start, b.start) + Compared(a.end, b.end)];
}

// One side of a sweep: rows in order of their starts.
struct Side {
  explicit Side(const IntervalIndex& rows_of)
      : index(rows_of),
        rows(index.NearestAfter(Instant::InfinitePast(), index.size())) {}

  bool IsOver() const { return next == rows.size(); }
  Interval at(size_t place) const { return index.interval(rows[place]); }

  // Calls f(row, interval) for the rows from the next one on that start before
  // `end`.
  template <typename Function>
  void ForEachBefore(Instant end, Function f) const {
    for (size_t place = next; place < rows.size(); ++place) {
      const Interval interval = at(place);
      if (interval.start >= end) return;
      f(rows[place], interval);
    }
  }

  const IntervalIndex& index;
  std::vector<uint32_t> rows;
  size_t next = 0;
};

// Whichever row starts first is held against those of the other side that start
// while it lasts: all that it touches and that have not been held against it.
void Sweep(const IntervalIndex& a, const IntervalIndex& b, AllenSet relations,
           PairFunction pair) {
  const bool takes_all = AllenSet::Intersects().IsSubsetOf(relations);
  const auto is_asked = [&](const Interval& x, const Interval& y) {
    return takes_all || relations.Contains(RelationOfIntersecting(x, y));
  };
  Side of_a(a);
  Side of_b(b);
  while (!of_a.IsOver() && !of_b.IsOver()) {
    const Interval x = of_a.at(of_a.next);
    const Interval y = of_b.at(of_b.next);
    if (x.start <= y.start) {
      const uint32_t a_row = of_a.rows[of_a.next++];
      of_b.ForEachBefore(x.end, [&](uint32_t b_row, const Interval& other) {
        if (is_asked(x, other)) pair(a_row, b_row);
      });
    } else {
      const uint32_t b_row = of_b.rows[of_b.next++];
      of_a.ForEachBefore(y.end, [&](uint32_t a_row, const Interval& other) {
        if (is_asked(other, y)) pair(a_row, b_row);
      });
    }
  }
}

}  // namespace

void Join(const IntervalIndex& a, const IntervalIndex& b, AllenSet relations,
          PairFunction pair) {
  const AllenSet touching = relations & AllenSet::Intersects();
  if (!touching.IsEmpty()) Sweep(a, b, touching, pair);
  const AllenSet apart =
      relations & AllenSet{R::kBefore, R::kMeets, R::kMetBy, R::kAfter};
  if (apart.IsEmpty()) return;
  for (uint32_t a_row = 0; a_row < a.size(); ++a_row) {
    b.Find(apart.Converse(), a.interval(a_row)).ForEachRow([&](uint32_t b_row) {
      pair(a_row, b_row);
    });
  }
}

}  // namespace annals
