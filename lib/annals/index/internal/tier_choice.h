// ChooseTiers() decides by which durations rows are kept apart.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_TIER_CHOICE_H_
#define ANNALS_INDEX_INTERNAL_TIER_CHOICE_H_

#include <cstdint>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"

namespace annals::index_internal {

// The number of bits that the duration of a valid interval takes: 1 to 64.
inline int DurationClass(const Interval& interval) {
  return absl::bit_width(static_cast<uint64_t>(interval.end.code()) -
                         static_cast<uint64_t>(interval.start.code()));
}

// The greatest duration class of each tier but the last, ascending: nothing if
// one tier is best.
//
// A stab looks at half a window of each tier. A window is about as long as the
// number of rows that go on at its edge; where most rows are short and a few
// are long, the long ones make it so long that it is filled with short ones
// which ended long ago, and looking at these is what tiers save. The estimate
// counts time in rows that start meanwhile, measured on a sample, so that it
// holds for eras of any density.
//
// Where a tier `has_reach`, the shortest of its rows says how many of those
// that go on need no look: the more tiers, the more of an answer is of that
// sort.
std::vector<int> ChooseTiers(absl::Span<const Interval> intervals,
                             bool has_reach);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_TIER_CHOICE_H_
