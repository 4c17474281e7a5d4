// Building rank directories.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/rank_directory.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "absl/numeric/int128.h"
#include "absl/types/span.h"
#include "annals/index/internal/radix_sort.h"

namespace annals::index_internal {
namespace {

// A node for keys from `base` to `last` with at most `slots` slots.
RankNode MakeNode(uint64_t base, uint64_t last, uint32_t slots) {
  RankNode node{};
  node.base = base;
  node.last = last;
  node.is_exact = 1;
  if (base == last) return node;
  node.lead = static_cast<uint16_t>(absl::countl_zero(last - base));
  // The greatest factor that keeps the last key below slot number `slots`.
  const absl::uint128 reach = absl::uint128((last - base) << node.lead) + 1;
  node.factor = absl::Uint128Low64((absl::uint128(slots) << 64) / reach);
  // Neighbouring keys are factor << lead apart.
  const absl::uint128 apart = absl::uint128(node.factor) << node.lead;
  node.is_exact = apart >= (absl::uint128(1) << 32) ? 1 : 0;
  return node;
}

}  // namespace

RankNode RankDirectoryBuilder::Add(absl::Span<const KeyedRow> keys,
                                   uint32_t* briefs) {
  if (keys.empty()) return RankNode{};
  return AddNode(keys, 0, static_cast<uint32_t>(keys.size()), briefs);
}

RankNode RankDirectoryBuilder::AddNode(absl::Span<const KeyedRow> keys,
                                       uint32_t low, uint32_t high,
                                       uint32_t* briefs) {
  const uint64_t base = keys[low].key;
  const uint64_t last = keys[high - 1].key;
  const uint32_t slots = std::max(2u, (high - low) / kLeafKeys);
  RankNode node = MakeNode(base, last, slots);
  node.first_slot = static_cast<uint32_t>(slots_.size());
  if (base == last) {
    slots_.insert(slots_.end(), {RankSlot{low, 0}, RankSlot{high, 0}});
    if (briefs != nullptr) std::fill(briefs + low, briefs + high, 0u);
    return node;
  }
  slots_.resize(slots_.size() + slots + 1);
  size_t next = 0;
  RankSlot* const own = slots_.data() + node.first_slot;
  for (uint32_t k = low; k < high; ++k) {
    const absl::uint128 place = node.Place(keys[k].key);
    while (next <= absl::Uint128High64(place)) own[next++].rank = k;
    if (briefs != nullptr) {
      briefs[k] = static_cast<uint32_t>(absl::Uint128Low64(place) >> 32);
    }
  }
  while (next <= slots) own[next++].rank = high;
  AddChildren(keys, node, slots, briefs);
  return node;
}

void RankDirectoryBuilder::AddChildren(absl::Span<const KeyedRow> keys,
                                       const RankNode& node, uint32_t slots,
                                       uint32_t* briefs) {
  for (uint32_t i = 0; i < slots; ++i) {
    const uint32_t low = slots_[node.first_slot + i].rank;
    const uint32_t high = slots_[node.first_slot + i + 1].rank;
    if (high - low <= kLeafKeysMax) continue;
    const RankNode child = AddNode(keys, low, high, briefs);
    slots_[node.first_slot + i].child = static_cast<uint32_t>(nodes_.size());
    nodes_.push_back(child);
  }
}

}  // namespace annals::index_internal
