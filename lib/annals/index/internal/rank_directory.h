// A RankDirectory narrows a search in sorted numbers to a handful of them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_RANK_DIRECTORY_H_
#define ANNALS_INDEX_INTERNAL_RANK_DIRECTORY_H_

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/types/span.h"
#include "annals/index/internal/radix_sort.h"

namespace annals::index_internal {

// The rank of the first key in a slot, and the node that divides the slot
// further; 0 if none does.
struct RankSlot {
  uint32_t rank;
  uint32_t child;
};

// Divides the stretch from `base` to `last`, the least and the greatest of its
// keys, into slots of equal width: that of x is the high half of
// ((x - base) << lead) * factor. The low half says where in the slot x lies,
// and its first 32 bits are kept for keys that are stored in short.
struct RankNode {
  uint64_t base;
  uint64_t last;
  uint64_t factor;
  uint32_t first_slot;
  uint16_t lead;
  // Whether two keys of one slot with the same 32 bits are the same key.
  uint16_t is_exact;

  absl::uint128 Place(uint64_t x) const {
    return absl::uint128((x - base) << lead) * factor;
  }
};

// The keys that are left to search: those with ranks from `low` to `high`. All
// before them are less than x, all after them are not.
struct RankLeaf {
  uint32_t low;
  uint32_t high;
  // Of x, to compare with the keys that are stored in short.
  uint32_t brief;
  bool is_exact;
};

// Evenly spread keys are found through one node. Where many keys crowd into
// one slot (a century among millennia, one date that is as old as the universe)
// that slot has a node of its own, and so on: a radix tree whose fan-out
// follows the keys. Every node has at least two slots in use, so that it ends
// whatever the keys are.
//
// This is a view of two arrays, which several directories share, and as cheap
// to copy as its fields.
struct RankDirectory {
  const RankSlot* slots = nullptr;
  const RankNode* nodes = nullptr;
  RankNode root{};
  uint32_t size = 0;

  // The slot of the root that x falls into, to be fetched early.
  const RankSlot* SlotOf(uint64_t x) const {
    if (x <= root.base || x > root.last) return slots;
    return slots + root.first_slot + absl::Uint128High64(root.Place(x));
  }

  RankLeaf Locate(uint64_t x) const {
    if (size == 0) return RankLeaf{0, 0, 0, true};
    RankLeaf leaf{0, size, 0, true};
    const RankNode* node = &root;
    while (true) {
      if (x <= node->base) return RankLeaf{leaf.low, leaf.low, 0, true};
      if (x > node->last) return RankLeaf{leaf.high, leaf.high, 0, true};
      const absl::uint128 place = node->Place(x);
      const RankSlot* slot =
          slots + node->first_slot + absl::Uint128High64(place);
      leaf.low = slot[0].rank;
      leaf.high = slot[1].rank;
      leaf.brief = static_cast<uint32_t>(absl::Uint128Low64(place) >> 32);
      leaf.is_exact = node->is_exact != 0;
      if (slot->child == 0) return leaf;
      node = nodes + slot->child;
    }
  }
};

// Builds directories into shared arrays. The first node is a dummy, so that 0
// can mean none.
class RankDirectoryBuilder {
 public:
  RankDirectoryBuilder() : nodes_(1) {}

  // Adds a directory of keys, which ascend, and returns its root. If `briefs`
  // is not null, writes there what is kept of each key in short.
  RankNode Add(absl::Span<const KeyedRow> keys, uint32_t* briefs);

  std::vector<RankSlot> TakeSlots() { return std::move(slots_); }
  std::vector<RankNode> TakeNodes() { return std::move(nodes_); }

 private:
  // Keys from `low` to `high`, at least one.
  RankNode AddNode(absl::Span<const KeyedRow> keys, uint32_t low, uint32_t high,
                   uint32_t* briefs);
  void AddChildren(absl::Span<const KeyedRow> keys, const RankNode& node,
                   uint32_t slots, uint32_t* briefs);

  std::vector<RankSlot> slots_;
  std::vector<RankNode> nodes_;
};

// Leaves are about this long, and longer ones than kLeafKeysMax are divided,
// save those whose keys are all the same but few.
inline constexpr uint32_t kLeafKeys = 8;
inline constexpr uint32_t kLeafKeysMax = 48;

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_RANK_DIRECTORY_H_
