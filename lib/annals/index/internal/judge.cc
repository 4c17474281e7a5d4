// Judges in plain C++, and the choice among them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/judge.h"

#include <algorithm>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "annals/index/internal/possible_relations.h"
#include "annals/time/allen.h"

namespace annals::index_internal {
namespace {

// Adds the i-th row, of which these relations are possible. As
// annals::Judge(), without branches.
void Add(AllenSet asked, AllenSet possible, unsigned i, Verdicts& verdicts) {
  const uint64_t some = (asked & possible).IsEmpty() ? 0 : 1;
  const uint64_t all = possible.IsSubsetOf(asked) ? 1 : 0;
  verdicts.certain |= (some & all) << i;
  verdicts.possible |= (some & ~all) << i;
}

Verdicts OfList(const JudgedWindow& window, const ListedRows& rows) {
  Verdicts verdicts;
  for (uint64_t mask = rows.mask; mask != 0; mask &= mask - 1) {
    const auto i = static_cast<unsigned>(absl::countr_zero(mask));
    const int64_t* const bounds = rows.bounds + size_t{3} * i;
    Add(window.asked,
        window.window.Of(rows.start_class, bounds[0], bounds[1], bounds[2]), i,
        verdicts);
  }
  return verdicts;
}

Verdicts OfNeighbours(const JudgedWindow& window,
                      const NeighbouringRows& rows) {
  Verdicts verdicts;
  for (uint64_t mask = rows.mask; mask != 0; mask &= mask - 1) {
    const auto i = static_cast<unsigned>(absl::countr_zero(mask));
    const size_t row = size_t{rows.first} + i;
    const RowBounds bounds{rows.starts[row], rows.inner[2 * row],
                           rows.inner[2 * row + 1], rows.ends[row]};
    Add(window.asked, window.window.Of(bounds), i, verdicts);
  }
  return verdicts;
}

void Sides(const uint16_t* briefs, uint32_t size, uint16_t x, uint64_t* above,
           uint64_t* same) {
  for (uint32_t first = 0; first < size; first += kJudgedRows) {
    uint64_t some_above = 0;
    uint64_t some_same = 0;
    const uint32_t few = std::min(size - first, kJudgedRows);
    for (uint32_t i = 0; i < few; ++i) {
      some_above |= uint64_t{briefs[first + i] > x} << i;
      some_same |= uint64_t{briefs[first + i] == x} << i;
    }
    *above++ = some_above;
    *same++ = some_same;
  }
}

uint64_t From(const uint32_t* numbers, uint32_t size, uint32_t least) {
  uint64_t from = 0;
  for (uint32_t i = 0; i < size; ++i) {
    from |= uint64_t{numbers[i] >= least} << i;
  }
  return from;
}

uint32_t* Pack(const uint32_t* values, uint64_t mask, uint32_t* out) {
  for (; mask != 0; mask &= mask - 1) *out++ = values[absl::countr_zero(mask)];
  return out;
}

TwoLists Split(const uint32_t* values, uint32_t, const Verdicts& verdicts,
               TwoLists out) {
  return TwoLists{Pack(values, verdicts.certain, out.certain),
                  Pack(values, verdicts.possible, out.possible)};
}

}  // namespace

const Judges& PortableJudges() {
  static constexpr Judges kJudges{OfList, OfNeighbours, Sides,
                                  From,   Pack,         Split};
  return kJudges;
}

const Judges& BestJudges() {
  static const Judges& best =
      Avx2Judges() != nullptr ? *Avx2Judges() : PortableJudges();
  return best;
}

}  // namespace annals::index_internal
