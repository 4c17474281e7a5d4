// BriefTerms: from relations to what is compared.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/brief_terms.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "annals/time/allen.h"

namespace annals::index_internal {
namespace {

using R = AllenRelation;

// The classes that the window [a, b) makes of the axis.
constexpr unsigned kBeforeA = 0;
constexpr unsigned kAtA = 1;
constexpr unsigned kBetween = 2;
constexpr unsigned kAtB = 3;
constexpr unsigned kAfterB = 4;
constexpr size_t kClasses = 5;

struct Classes {
  uint8_t start;
  uint8_t end;
};

// Of an interval in each of the relations, in the order of AllenRelation.
constexpr std::array<Classes, kAllenRelationCount> kClassesOf = {{
    {kBeforeA, kBeforeA},  // before
    {kBeforeA, kAtA},      // meets
    {kBeforeA, kBetween},  // overlaps
    {kAtA, kBetween},      // starts
    {kBetween, kBetween},  // during
    {kBetween, kAtB},      // finishes
    {kAtA, kAtB},          // equals
    {kBeforeA, kAtB},      // finished-by
    {kBeforeA, kAfterB},   // contains
    {kAtA, kAfterB},       // started-by
    {kBetween, kAfterB},   // overlapped-by
    {kAtB, kAfterB},       // met-by
    {kAfterB, kAfterB},    // after
}};

constexpr BriefTerms::Ends EndsOf(unsigned relations) {
  BriefTerms::Ends ends{};
  for (size_t i = 0; i < kClassesOf.size(); ++i) {
    const unsigned is_in = relations >> i & 1;
    uint8_t& of = ends[kClassesOf[i].start];
    of = static_cast<uint8_t>(of | is_in << kClassesOf[i].end);
  }
  return ends;
}

// Windows of a tick, of two, and of more.
constexpr size_t kTickKinds = 3;

size_t KindOf(uint64_t ticks) {
  return static_cast<size_t>(std::min<uint64_t>(ticks, kTickKinds)) - 1;
}

// Of the relations that some interval can be in: between two edges that are a
// tick apart is nothing, and where they are two apart, no room for a start and
// an end.
constexpr std::array<BriefTerms::Ends, kTickKinds> kRoom = {
    EndsOf(AllenSet{R::kOverlaps, R::kStarts, R::kDuring, R::kFinishes,
                    R::kOverlappedBy}
               .Complement()
               .mask()),
    EndsOf(AllenSet{R::kDuring}.Complement().mask()),
    EndsOf(AllenSet::All().mask())};

// The class of what comes after a start that is not before a class, at least.
constexpr unsigned EndAfter(unsigned start) {
  return start >= kAtB ? kAfterB : kBetween;
}

// Of the number of a term: that with more conditions is the greater one in each
// of three digits. A condition that is at an edge is as one beyond it: of what
// is at an edge nothing is said.
constexpr unsigned kEndDigit = 3;
constexpr unsigned kFirstDigit = 6;

// What rows are asked about, in classes: the earliest start is in the one, and
// the latest end in the other or a later one.
struct Rows {
  unsigned start;
  unsigned end;
};

// Bit n stands for the term n: of rows which may start in class `start` and end
// in one of those of the bits `ends`. Each stretch of these makes a term.
constexpr uint32_t NumbersOf(const Rows& rows, unsigned start, unsigned ends) {
  uint32_t terms = 0;
  const unsigned known =
      rows.end > EndAfter(start) ? rows.end : EndAfter(start);
  for (unsigned first = 0; first < kClasses; ++first) {
    if ((ends >> first & 1) == 0) continue;
    unsigned last = first;
    while ((ends >> (last + 1) & 1) != 0) ++last;
    const unsigned of_start = start == rows.start ? 0 : (start + 1) / 2;
    const unsigned of_end = first > known ? 1 : 0;
    const unsigned of_first = (kAfterB - last + 1) / 2;
    terms |= 1u << (of_start + kEndDigit * of_end + kFirstDigit * of_first);
    first = last;
  }
  return terms;
}

// The same by the start of rows (not after b), their end (after a), class and
// ends.
constexpr size_t kStarts = 4;
constexpr size_t kEnds = 3;
constexpr size_t kEndSets = 1 << kClasses;
using TermTable = std::array<
    std::array<std::array<std::array<uint32_t, kEndSets>, kClasses>, kEnds>,
    kStarts>;

constexpr TermTable MakeTermTable() {
  TermTable table{};
  for (unsigned row = 0; row < kStarts; ++row) {
    for (unsigned end = 0; end < kEnds; ++end) {
      for (unsigned start = row; start < kClasses; ++start) {
        for (unsigned ends = 0; ends < kEndSets; ++ends) {
          table[row][end][start][ends] =
              NumbersOf(Rows{row, end + kBetween}, start, ends);
        }
      }
    }
  }
  return table;
}

constexpr TermTable kTermTable = MakeTermTable();

// By term: those that are true wherever it is, save itself.
constexpr std::array<uint32_t, kBriefTerms> MakeWeaker() {
  std::array<uint32_t, kBriefTerms> weaker{};
  for (unsigned i = 0; i < weaker.size(); ++i) {
    for (unsigned j = 0; j < i; ++j) {
      const bool is_weaker = j % 3 <= i % 3 &&
                             j / kEndDigit % 2 <= i / kEndDigit % 2 &&
                             j / kFirstDigit <= i / kFirstDigit;
      if (is_weaker) weaker[i] |= 1u << j;
    }
  }
  return weaker;
}

constexpr std::array<uint32_t, kBriefTerms> kWeaker = MakeWeaker();

BriefTermList ListOf(const Rows& rows, const BriefTerms::Ends& ends) {
  const auto& table = kTermTable[rows.start][rows.end - kBetween];
  uint32_t terms = 0;
  for (unsigned start = 0; start < kClasses; ++start) {
    terms |= table[start][ends[start]];
  }
  return BriefTermList(terms);
}

// The least class of a latest end with which one of the ends is possible.
unsigned LeastEnd(unsigned start, const BriefTerms::Ends& ends) {
  unsigned least = kAfterB;
  for (; start < kClasses; ++start) {
    if (ends[start] == 0) continue;
    const auto first = static_cast<unsigned>(absl::countr_zero(ends[start]));
    least = std::min(least, std::max(first, EndAfter(start)));
  }
  return least;
}

TermsByStart Make(AllenSet relations, size_t tick_kind) {
  BriefTerms::Ends asked = EndsOf(relations.mask());
  BriefTerms::Ends others{};
  for (size_t i = 0; i < kClasses; ++i) {
    others[i] = static_cast<uint8_t>(kRoom[tick_kind][i] & ~asked[i]);
    asked[i] = static_cast<uint8_t>(kRoom[tick_kind][i] & asked[i]);
  }
  TermsByStart terms;
  for (size_t i = 0; i < terms.size(); ++i) {
    terms[i] =
        BriefTerms(asked, others, static_cast<StartClass>(i), tick_kind > 0);
  }
  return terms;
}

}  // namespace

BriefTermList::BriefTermList(uint32_t terms) : terms_(terms) {
  for (uint32_t left = terms; left != 0; left &= left - 1) {
    const auto number = static_cast<unsigned>(absl::countr_zero(left));
    if ((terms & kWeaker[number]) != 0) terms_ &= ~(1u << number);
  }
}

unsigned BriefTermList::planes() const {
  unsigned planes = 0;
  for (uint32_t left = terms_; left != 0; left &= left - 1) {
    const BriefTerm& term =
        kAllBriefTerms[static_cast<size_t>(absl::countr_zero(left))];
    planes |= 1u << term.latest_start | 1u << term.latest_end |
              1u << term.not_earliest_end;
  }
  return planes & ((1u << kComparedPlanes) - 1);
}

BriefTerms::BriefTerms(const Ends& asked, const Ends& others, StartClass start,
                       bool has_between) {
  const auto start_class = static_cast<unsigned>(start);
  const unsigned least = LeastEnd(start_class, asked);
  latest_end_min_ = static_cast<LatestEnd>(least - kBetween);
  const unsigned after_a = has_between ? kBetween : kAtB;
  const Rows rows{start_class, start == StartClass::kBeforeA
                                   ? std::max(least, after_a)
                                   : after_a};
  asked_ = ListOf(rows, asked);
  others_ = ListOf(rows, others);
  planes_ = asked_.planes() | others_.planes();
}

TermsByStart TermsOf(AllenSet relations, uint64_t ticks) {
  const size_t kind = KindOf(ticks);
  // Of the sets that are most often asked for; the last one of what touches.
  using Usual =
      std::array<std::array<TermsByStart, kAllenRelationCount + 1>, kTickKinds>;
  static const Usual& usual = *[] {
    auto* const made = new Usual();
    for (size_t i = 0; i < kTickKinds; ++i) {
      for (size_t j = 0; j < kAllenRelationCount; ++j) {
        (*made)[i][j] = Make(AllenSet{static_cast<R>(j)}, i);
      }
      (*made)[i].back() = Make(AllenSet::Intersects(), i);
    }
    return made;
  }();
  if (relations == AllenSet::Intersects()) return usual[kind].back();
  const unsigned mask = relations.mask();
  if (mask != 0 && (mask & (mask - 1)) == 0) {
    return usual[kind][static_cast<size_t>(absl::countr_zero(mask))];
  }
  return Make(relations, kind);
}

}  // namespace annals::index_internal
