// BriefTerms say which rows are in a relation that is asked, by comparing their
// bounds with the edges of a window, in short.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_BRIEF_TERMS_H_
#define ANNALS_INDEX_INTERNAL_BRIEF_TERMS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "annals/time/allen.h"

namespace annals::index_internal {

// What may be true of a row and a window [a, b). A plane is the bits of those
// rows, of some, of which it is true.
enum BriefPlane : uint8_t {
  kLatestStartAboveA,
  kLatestStartAboveB,
  kLatestEndAboveB,  // that it is above a is known
  kEarliestEndAboveA,
  kEarliestEndAboveB,
  // So many are found by comparing.
  kComparedPlanes,
  // True of all rows, and of none.
  kAllRows = kComparedPlanes,
  kNoRows,
  kBriefPlanes,
};

// Of so many rows at most planes are kept at once, 64 to a word.
inline constexpr uint32_t kBriefWords = 16;
using BriefWords = std::array<uint64_t, kBriefWords>;
using BriefPlanes = std::array<const uint64_t*, kBriefPlanes>;

// A term is true of the rows that are in two planes and not in a third.
struct BriefTerm {
  BriefPlane latest_start;
  BriefPlane latest_end;
  BriefPlane not_earliest_end;
};

// Terms by number, one for each choice of three planes.
inline constexpr unsigned kBriefTerms = 18;

constexpr std::array<BriefTerm, kBriefTerms> MakeBriefTerms() {
  constexpr std::array<BriefPlane, 3> kStarts = {kAllRows, kLatestStartAboveA,
                                                 kLatestStartAboveB};
  constexpr std::array<BriefPlane, 2> kEnds = {kAllRows, kLatestEndAboveB};
  constexpr std::array<BriefPlane, 3> kFirsts = {kNoRows, kEarliestEndAboveB,
                                                 kEarliestEndAboveA};
  std::array<BriefTerm, kBriefTerms> terms{};
  for (size_t i = 0; i < kBriefTerms; ++i) {
    terms[i] = BriefTerm{kStarts[i % 3], kEnds[i / 3 % 2], kFirsts[i / 6]};
  }
  return terms;
}

inline constexpr std::array<BriefTerm, kBriefTerms> kAllBriefTerms =
    MakeBriefTerms();

// A list of terms is true if one of them is. None is true only where another
// one is.
class BriefTermList {
 public:
  BriefTermList() = default;
  // The terms of the bits that are set, without those that another one makes
  // idle.
  explicit BriefTermList(uint32_t terms);

  bool IsNever() const { return terms_ == 0; }
  // The term without conditions has the number 0.
  bool IsAlways() const { return terms_ == 1; }

  // One word of the rows of which it is true.
  uint64_t Of(const BriefPlanes& planes, size_t word) const {
    uint64_t any = 0;
    for (uint32_t left = terms_; left != 0; left &= left - 1) {
      const BriefTerm& term =
          kAllBriefTerms[static_cast<size_t>(absl::countr_zero(left))];
      any |= planes[term.latest_start][word] & planes[term.latest_end][word] &
             ~planes[term.not_earliest_end][word];
    }
    return any;
  }

  // Bit i says whether plane i, which is compared, is in one of them.
  unsigned planes() const;

 private:
  uint32_t terms_ = 0;
};

// Where the earliest start of a row lies; the first of the classes of
// possible_relations.h, in the same order.
enum class StartClass : uint8_t { kBeforeA, kAtA, kBetween, kAtB };

// What is asked of rows of which the earliest start is in one class, and the
// latest end after a. Where none of the bounds that are compared is an edge of
// the window, a row may be in one of the relations if the terms `asked` are
// true of it, and in another one if `others` are.
//
// A start in one class and an end in some neighbouring ones can be chosen if
// the latest start is not before the one, the latest end not before the first
// of the others, and the earliest end not after their last: each such choice
// that is asked for makes a term.
class BriefTerms {
 public:
  // By the class of a start, those of an end, a bit each.
  using Ends = std::array<uint8_t, 5>;

  BriefTerms() = default;
  // With these the relation is one of those asked, or another one. Whether
  // there is a tick between the edges decides what comes after a.
  BriefTerms(const Ends& asked, const Ends& others, StartClass start,
             bool has_between);

  const BriefTermList& asked() const { return asked_; }
  const BriefTermList& others() const { return others_; }
  // Those that are in some term.
  unsigned planes() const { return planes_; }

  // Rows with an earlier latest end than this cannot be in any of the
  // relations. The terms hold for the rest; those of rows that start between a
  // and b hold for all.
  enum class LatestEnd : uint8_t { kAfterA, kAtB, kAfterB };
  LatestEnd latest_end_min() const { return latest_end_min_; }

 private:
  BriefTermList asked_;
  BriefTermList others_;
  unsigned planes_ = 0;
  LatestEnd latest_end_min_ = LatestEnd::kAfterA;
};

// All of these by StartClass.
using TermsByStart = std::array<BriefTerms, 4>;

// What is asked of a window that is `ticks` long. Of a single relation, and of
// AllenSet::Intersects(), it is remembered.
TermsByStart TermsOf(AllenSet relations, uint64_t ticks);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_BRIEF_TERMS_H_
