// A RankDirectory narrows a search in sorted numbers to a handful of them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_RANK_DIRECTORY_H_
#define ANNALS_INDEX_INTERNAL_RANK_DIRECTORY_H_

#include <cstdint>
#include <utility>

#include "absl/base/attributes.h"
#include "absl/numeric/int128.h"
#include "absl/types/span.h"
#include "annals/index/internal/large_vector.h"
#include "annals/index/internal/radix_sort.h"

namespace annals::index_internal {

// A slot holds the rank of its first key; or, with the highest bit set, the
// number of the node that divides it further.
inline constexpr uint32_t kChildBit = uint32_t{1} << 31;

// Divides the stretch from `base` to `last`, the least and the greatest of its
// keys, into slots of equal width: that of x is the high half of
// ((x - base) << lead) * factor. The low half says where in the slot x lies,
// and its first 16 bits are kept for keys that are stored in short.
struct RankNode {
  uint64_t base;
  uint64_t last;
  uint64_t factor;
  uint32_t first_slot;
  uint16_t lead;
  // Whether two keys of one slot with the same 16 bits are the same key.
  uint16_t is_exact;

  absl::uint128 Place(uint64_t x) const {
    return absl::uint128((x - base) << lead) * factor;
  }
};

// A node for keys from `base` to `last` with at most `slots` slots, the first
// of which has the number 0.
RankNode MakeRankNode(uint64_t base, uint64_t last, uint32_t slots);

// The keys that are left to search: those with ranks from low() to high(). All
// before them are less than x, all after them are not.
//
// Kept in two words that are written and read as a whole: numbers that are
// written one by one and then read as a pair make the processor wait.
class RankLeaf {
 public:
  RankLeaf() = default;
  RankLeaf(uint32_t low, uint32_t high, uint16_t brief, bool is_exact)
      : range_(uint64_t{high} << 32 | low),
        brief_(uint64_t{is_exact} << 16 | brief) {}

  uint32_t low() const { return static_cast<uint32_t>(range_); }
  uint32_t high() const { return static_cast<uint32_t>(range_ >> 32); }
  // Of x, to compare with the keys that are stored in short.
  uint16_t brief() const { return static_cast<uint16_t>(brief_); }
  // Whether a key with the same brief is x.
  bool is_exact() const { return brief_ >> 16 != 0; }

 private:
  uint64_t range_;
  uint64_t brief_;
};

// What is kept of a key in short, of its place in a node.
inline uint16_t BriefOf(absl::uint128 place) {
  return static_cast<uint16_t>(absl::Uint128Low64(place) >> 48);
}

// Evenly spread keys are found through one node. Where many keys crowd into
// one slot (a century among millennia, one date that is as old as the universe)
// that slot has a node of its own, and so on: a radix tree whose fan-out
// follows the keys. Every node has at least two slots in use, so that it ends
// whatever the keys are.
//
// This is a view of two arrays, which several directories share, and as cheap
// to copy as its fields.
struct RankDirectory {
  const uint32_t* slots = nullptr;
  const RankNode* nodes = nullptr;
  RankNode root{};
  uint32_t size = 0;

  // The slot of the root that x falls into, to be fetched early.
  const uint32_t* SlotOf(uint64_t x) const {
    if (x <= root.base || x > root.last) return slots;
    return slots + root.first_slot + absl::Uint128High64(root.Place(x));
  }

  // Nearly always the root decides; that much is worth to be inline, or else a
  // leaf is written to memory in parts and read as a whole, which waits.
  ABSL_ATTRIBUTE_ALWAYS_INLINE RankLeaf Locate(uint64_t x) const {
    if (x > root.base && x <= root.last) {
      const absl::uint128 place = root.Place(x);
      const uint32_t* const slot =
          slots + root.first_slot + absl::Uint128High64(place);
      const uint32_t low = slot[0];
      const uint32_t high = slot[1];
      if (((low | high) & kChildBit) == 0) {
        return RankLeaf{low, high, BriefOf(place), root.is_exact != 0};
      }
    }
    return LocateFurther(x);
  }

  RankLeaf LocateFurther(uint64_t x) const;

  // The rank of the first key of a slot.
  uint32_t RankAt(const uint32_t* slot) const {
    while ((*slot & kChildBit) != 0) {
      slot = slots + nodes[*slot & ~kChildBit].first_slot;
    }
    return *slot;
  }
};

// Builds directories into shared arrays.
class RankDirectoryBuilder {
 public:
  // Adds a directory of keys, which ascend, and returns its root. Writes to
  // `briefs` what is kept of each key in short.
  RankNode Add(absl::Span<const KeyedRow> keys, uint16_t* briefs);

  LargeVector<uint32_t> TakeSlots() { return std::move(slots_); }
  LargeVector<RankNode> TakeNodes() { return std::move(nodes_); }

 private:
  // Keys from `low` to `high`, at least one.
  RankNode AddNode(absl::Span<const KeyedRow> keys, uint32_t low, uint32_t high,
                   uint16_t* briefs);
  void AddChildren(absl::Span<const KeyedRow> keys, const RankNode& node,
                   uint32_t slots, uint16_t* briefs);

  LargeVector<uint32_t> slots_;
  LargeVector<RankNode> nodes_;
};

// Leaves are about this long, and longer ones than kLeafKeysMax are divided,
// save those whose keys are all the same but few.
inline constexpr uint32_t kLeafKeys = 8;
inline constexpr uint32_t kLeafKeysMax = 48;

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_RANK_DIRECTORY_H_
