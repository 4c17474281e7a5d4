// Allen's relations between uncertain spans, by trying every choice.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_TIME_ALLEN_ORACLE_H_
#define ANNALS_TESTS_TIME_ALLEN_ORACLE_H_

#include <cstdint>
#include <ostream>
#include <random>

#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"

namespace annals {

// Four bounds as small numbers, so that every choice can be tried. The two
// outermost numbers may stand for the infinite ends: between them and the
// others lie enough numbers for every order of four endpoints.
struct SmallBox {
  static constexpr int kInfinite = 12;
  static constexpr int kRoom = 4;

  int es, ls, ee, le;

  bool IsSatisfiable() const { return es <= ls && ee <= le && es < le; }

  // The span itself. Finite numbers are codes from `base` on.
  Span ToSpan(int64_t base) const {
    const auto at = [base](int number) {
      if (number == kInfinite) return Instant::InfiniteFuture();
      if (number == -kInfinite) return Instant::InfinitePast();
      return Instant::FromCode(base + number);
    };
    return Span{at(es), at(ls), at(ee), at(le)};
  }

  // The same with the infinite ends drawn near, just beyond `width` numbers.
  SmallBox Drawn(int width) const {
    const auto near = [width](int number) {
      if (number == kInfinite) return width + kRoom - 1;
      return number == -kInfinite ? -kRoom : number;
    };
    return SmallBox{near(es), near(ls), near(ee), near(le)};
  }

  friend std::ostream& operator<<(std::ostream& out, const SmallBox& box) {
    return out << '[' << box.es << ',' << box.ls << ',' << box.ee << ','
               << box.le << ']';
  }
};

// Straight from the definitions.
inline AllenRelation RelationOf(int64_t s1, int64_t e1, int64_t s2,
                                int64_t e2) {
  using R = AllenRelation;
  if (e1 < s2) return R::kBefore;
  if (e1 == s2) return R::kMeets;
  if (e2 < s1) return R::kAfter;
  if (e2 == s1) return R::kMetBy;
  if (s1 == s2 && e1 == e2) return R::kEquals;
  if (s1 == s2) return e1 < e2 ? R::kStarts : R::kStartedBy;
  if (e1 == e2) return s1 > s2 ? R::kFinishes : R::kFinishedBy;
  if (s1 < s2) return e1 < e2 ? R::kOverlaps : R::kContains;
  return e1 < e2 ? R::kDuring : R::kOverlappedBy;
}

// All choices of endpoints, one by one.
inline AllenSet BruteForce(const SmallBox& a, const SmallBox& b) {
  AllenSet set;
  for (int s1 = a.es; s1 <= a.ls; ++s1)
    for (int e1 = a.ee < s1 + 1 ? s1 + 1 : a.ee; e1 <= a.le; ++e1)
      for (int s2 = b.es; s2 <= b.ls; ++s2)
        for (int e2 = b.ee < s2 + 1 ? s2 + 1 : b.ee; e2 <= b.le; ++e2)
          set.Add(RelationOf(s1, e1, s2, e2));
  return set;
}

// Bounds among 0 to width - 1; each is infinite once in `infinite_once_in`
// times, or never if that is 0.
inline SmallBox RandomBox(std::mt19937& random, int width,
                          uint32_t infinite_once_in) {
  for (;;) {
    const auto any = [&](int infinite) {
      if (infinite_once_in != 0 && random() % infinite_once_in == 0) {
        return infinite;
      }
      return static_cast<int>(random() % static_cast<uint32_t>(width));
    };
    constexpr int kPast = -SmallBox::kInfinite;
    constexpr int kFuture = SmallBox::kInfinite;
    const SmallBox box{any(kPast), any(random() % 8 == 0 ? kPast : kFuture),
                       any(random() % 8 == 0 ? kFuture : kPast), any(kFuture)};
    if (box.IsSatisfiable()) return box;
  }
}

}  // namespace annals

#endif  // ANNALS_TESTS_TIME_ALLEN_ORACLE_H_
