// Building rank directories, and searches below their roots.
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

RankNode MakeRankNode(uint64_t base, uint64_t last, uint32_t slots) {
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
  node.is_exact = apart >= (absl::uint128(1) << 48) ? 1 : 0;
  return node;
}

RankLeaf RankDirectory::LocateFurther(uint64_t x) const {
  if (size == 0) return RankLeaf{0, 0, 0, true};
  const RankNode* node = &root;
  // Where the rank of what comes after the node's last key stands.
  const uint32_t* after = nullptr;
  while (true) {
    if (x <= node->base) {
      const uint32_t rank = RankAt(slots + node->first_slot);
      return RankLeaf{rank, rank, 0, true};
    }
    if (x > node->last) {
      const uint32_t rank = after == nullptr ? size : RankAt(after);
      return RankLeaf{rank, rank, 0, true};
    }
    const absl::uint128 place = node->Place(x);
    const uint32_t* const slot =
        slots + node->first_slot + absl::Uint128High64(place);
    after = slot + 1;
    if ((*slot & kChildBit) == 0) {
      return RankLeaf{*slot, RankAt(after), BriefOf(place),
                      node->is_exact != 0};
    }
    node = nodes + (*slot & ~kChildBit);
  }
}

RankNode RankDirectoryBuilder::Add(absl::Span<const KeyedRow> keys,
                                   uint16_t* briefs) {
  if (keys.empty()) return RankNode{};
  return AddNode(keys, 0, static_cast<uint32_t>(keys.size()), briefs);
}

RankNode RankDirectoryBuilder::AddNode(absl::Span<const KeyedRow> keys,
                                       uint32_t low, uint32_t high,
                                       uint16_t* briefs) {
  const uint64_t base = keys[low].key;
  const uint64_t last = keys[high - 1].key;
  const uint32_t slots = std::max(2u, (high - low) / kLeafKeys);
  RankNode node = MakeRankNode(base, last, slots);
  node.first_slot = static_cast<uint32_t>(slots_.size());
  if (base == last) {
    slots_.insert(slots_.end(), {low, high});
    std::fill(briefs + low, briefs + high, uint16_t{0});
    return node;
  }
  slots_.resize(slots_.size() + slots + 1);
  size_t next = 0;
  uint32_t* const own = slots_.data() + node.first_slot;
  for (uint32_t k = low; k < high; ++k) {
    const absl::uint128 place = node.Place(keys[k].key);
    while (next <= absl::Uint128High64(place)) own[next++] = k;
    briefs[k] = BriefOf(place);
  }
  while (next <= slots) own[next++] = high;
  AddChildren(keys, node, slots, briefs);
  return node;
}

void RankDirectoryBuilder::AddChildren(absl::Span<const KeyedRow> keys,
                                       const RankNode& node, uint32_t slots,
                                       uint16_t* briefs) {
  uint32_t low = slots_[node.first_slot];
  for (uint32_t i = 0; i < slots; ++i) {
    const uint32_t high = slots_[node.first_slot + i + 1];
    if (high - low > kLeafKeysMax) {
      const RankNode child = AddNode(keys, low, high, briefs);
      slots_[node.first_slot + i] =
          kChildBit | static_cast<uint32_t>(nodes_.size());
      nodes_.push_back(child);
    }
    low = high;
  }
}

}  // namespace annals::index_internal
