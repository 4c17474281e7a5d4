// MakeInnerBriefs(): the inner bounds of rows and of carry lists in short.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/inner_briefs.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/kernels.h"

namespace annals::index_internal {
namespace {

uint16_t BriefOf(const Block& block, int64_t code) {
  return block.Brief(std::max(code, block.edge));
}

void AddRows(const IndexData& outer, const Tier& tier,
             absl::Span<const InnerBounds> inner, OwnedInnerBriefs& briefs) {
  for (uint32_t first = tier.first; first < tier.last; first += kBlockRows) {
    const Block& block = outer.BlockOf(tier, first);
    const uint32_t last = std::min(tier.last, first + kBlockRows);
    for (uint32_t row = first; row < last; ++row) {
      briefs.latest_starts[row] = BriefOf(block, inner[row].latest_start);
      briefs.earliest_ends[row] = BriefOf(block, inner[row].earliest_end);
    }
  }
}

void AddCarried(const IndexData& outer, absl::Span<const InnerBounds> inner,
                OwnedInnerBriefs& briefs) {
  size_t done = 0;
  for (const Block& block : outer.blocks) {
    // All blocks of a window say the same of its list.
    const size_t last = size_t{block.carry_first} + block.carry_size;
    for (size_t i = std::max<size_t>(done, block.carry_first); i < last; ++i) {
      const InnerBounds& of = inner[outer.carry_rows[i]];
      briefs.carried_latest_starts[i] = BriefOf(block, of.latest_start);
      briefs.carried_earliest_ends[i] = BriefOf(block, of.earliest_end);
    }
    done = std::max(done, last);
  }
}

}  // namespace

InnerBriefs OwnedInnerBriefs::View() const {
  return InnerBriefs{latest_starts, earliest_ends, carried_latest_starts,
                     carried_earliest_ends};
}

OwnedInnerBriefs MakeInnerBriefs(const IndexData& outer,
                                 absl::Span<const InnerBounds> inner) {
  OwnedInnerBriefs briefs;
  briefs.latest_starts.resize(inner.size() + kReadPadding);
  briefs.earliest_ends.resize(inner.size() + kReadPadding);
  briefs.carried_latest_starts.resize(outer.carry_rows.size());
  briefs.carried_earliest_ends.resize(outer.carry_rows.size());
  for (const Tier& tier : outer.tiers) AddRows(outer, tier, inner, briefs);
  AddCarried(outer, inner, briefs);
  return briefs;
}

}  // namespace annals::index_internal
