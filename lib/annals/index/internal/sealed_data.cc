// Sealing an IndexData, and checking one that was sealed.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/sealed_data.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/interval_index.h"
#include "annals/index/sealed_bytes.h"

namespace annals::index_internal {
namespace {

// Numbers of arrays, frozen: they are in files.
enum Number : uint32_t {
  kTotals = 0,
  kTiers = 1,
  kStarts = 2,
  kEnds = 3,
  kIds = 4,
  kByEnd = 5,
  kEndBriefs = 6,
  kBlocks = 7,
  kCarryRows = 8,
  kCarryBriefs = 9,
  kSlots = 10,
  kNodes = 11,
  kStartBriefs = 12,
  kWindowBriefs = 13,
  kCarryIds = 14,
  kAllStartBriefs = 15,
};

absl::Status Check(bool is_right, const char* what) {
  return is_right ? absl::OkStatus() : SealDamaged(what);
}

uint32_t BlocksOf(const Tier& tier) {
  return (tier.last - tier.first + kBlockRows - 1) / kBlockRows;
}

// A directory has so many levels at most: each takes a bit of the keys.
constexpr uint64_t kLevelsMax = 65;

// A node of a directory, with the keys that it divides.
struct NodeToCheck {
  RankNode node;
  uint32_t low;
  uint32_t high;
};

// Whether a directory narrows every search among the keys, which ascend, as one
// that RankDirectoryBuilder made of them. `key_of(i)` is the key with rank i,
// and `briefs` what is kept of each in short.
template <typename KeyOf>
class DirectoryChecker {
 public:
  // `is_visited` marks the nodes that some directory uses, each of which
  // belongs to one.
  DirectoryChecker(const IndexData& data, KeyOf key_of,
                   absl::Span<const uint16_t> briefs,
                   std::vector<bool>& is_visited)
      : slots_(data.slots),
        nodes_(data.nodes),
        key_of_(key_of),
        briefs_(briefs),
        is_visited_(is_visited) {}

  absl::Status Run(const RankDirectory& directory) {
    if (directory.size == 0) return absl::OkStatus();
    to_check_.push_back(NodeToCheck{directory.root, 0, directory.size});
    keys_left_ = kLevelsMax * directory.size;
    slots_left_ = slots_.size();
    while (!to_check_.empty()) {
      const NodeToCheck next = to_check_.back();
      to_check_.pop_back();
      ANNALS_RETURN_IF_ERROR(CheckNode(next));
    }
    return absl::OkStatus();
  }

 private:
  absl::Status CheckNode(const NodeToCheck& of) {
    const RankNode& node = of.node;
    if (node.lead > 63 || node.base != key_of_(of.low) ||
        node.last != key_of_(of.high - 1)) {
      return SealDamaged("a directory of other keys");
    }
    // Or places would not ascend with the keys that are searched for.
    if (node.last - node.base > ~uint64_t{0} >> node.lead) {
      return SealDamaged("a directory that loses bits of keys");
    }
    // The last key has the last slot, and one more ends it.
    const uint64_t slots = absl::Uint128High64(node.Place(node.last)) + 1;
    if (slots > slots_.size() || node.first_slot >= slots_.size() - slots) {
      return SealDamaged("a directory that is longer than the whole");
    }
    const absl::Span<const uint32_t> own =
        slots_.subspan(node.first_slot, slots + 1);
    // Nodes share neither slots nor, on one level, keys.
    if (own.size() > slots_left_ || of.high - of.low > keys_left_) {
      return SealDamaged("a directory that goes on for ever");
    }
    slots_left_ -= own.size();
    keys_left_ -= of.high - of.low;
    return CheckSlots(of, own);
  }

  // That each slot has the rank of its first key, or a node for its keys, and
  // each key what is kept of it in short.
  absl::Status CheckSlots(const NodeToCheck& of,
                          absl::Span<const uint32_t> own) {
    ANNALS_RETURN_IF_ERROR(FindBounds(of, own));
    const auto slots = static_cast<uint32_t>(own.size() - 1);
    bool ascends = bounds_[0] == of.low && bounds_[slots] == of.high;
    for (uint32_t slot = 0; slot < slots; ++slot) {
      ascends &= bounds_[slot] <= bounds_[slot + 1];
    }
    ANNALS_RETURN_IF_ERROR(Check(ascends, "a directory that misplaces keys"));
    ANNALS_RETURN_IF_ERROR(
        Check(AreKeysRight(of, own.data(), bounds_.data(), slots, key_of_,
                           briefs_.data()),
              "a directory that misplaces keys, or keeps others in short"));
    for (uint32_t slot = 0; slot < slots; ++slot) {
      if ((own[slot] & kChildBit) == 0) continue;
      ANNALS_RETURN_IF_ERROR(
          AddChild(own[slot], bounds_[slot], bounds_[slot + 1]));
    }
    return absl::OkStatus();
  }

  // Sets bounds_ to the rank of the first key of each slot, and that after the
  // last one. A slot that is divided further does not say its own: that lies
  // between those of its neighbours, and is looked for.
  absl::Status FindBounds(const NodeToCheck& of,
                          absl::Span<const uint32_t> own) {
    bounds_.assign(own.begin(), own.end());
    if ((own.back() & kChildBit) != 0) {
      return SealDamaged("a directory without an end");
    }
    uint32_t after = own.back();
    uint32_t divided = 0;
    for (size_t slot = own.size(); slot-- > 0;) {
      if ((own[slot] & kChildBit) == 0) {
        after = own[slot];
        continue;
      }
      ++divided;
      bounds_[slot] = after;
    }
    if (divided == 0) return absl::OkStatus();
    for (size_t slot = 0; slot < own.size(); ++slot) {
      if ((own[slot] & kChildBit) == 0) continue;
      const uint32_t before = slot == 0 ? of.low : bounds_[slot - 1];
      if (before < of.low || bounds_[slot] < before ||
          bounds_[slot] > of.high) {
        return SealDamaged("a directory that misplaces keys");
      }
      bounds_[slot] = FirstOf(of.node, slot, before, bounds_[slot]);
    }
    return absl::OkStatus();
  }

  // The first key from `low` to `high` that has this slot or a later one.
  uint32_t FirstOf(const RankNode& node, uint64_t slot, uint32_t low,
                   uint32_t high) const {
    while (low < high) {
      const uint32_t middle = low + (high - low) / 2;
      if (absl::Uint128High64(node.Place(key_of_(middle))) < slot) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  // Whether each key lies within the bounds of the slot that it falls into,
  // and is kept in short as it should be; a slot that is divided further has
  // its keys in short by its node. All is a copy that a write to memory might
  // seem to change, and nothing is guessed: this loop is most of what opening
  // costs.
  ABSL_ATTRIBUTE_NOINLINE static bool AreKeysRight(const NodeToCheck& of,
                                                   const uint32_t* own,
                                                   const uint32_t* bounds,
                                                   uint32_t slots, KeyOf key_of,
                                                   const uint16_t* briefs) {
    const RankNode node = of.node;
    uint32_t wrong = 0;
    for (uint32_t key = of.low, high = of.high; key < high; ++key) {
      const absl::uint128 place = node.Place(key_of(key));
      const uint64_t slot =
          std::min<uint64_t>(absl::Uint128High64(place), slots - 1);
      wrong |= static_cast<uint32_t>(slot != absl::Uint128High64(place));
      wrong |= static_cast<uint32_t>(bounds[slot] > key);
      wrong |= static_cast<uint32_t>(bounds[slot + 1] <= key);
      wrong |= static_cast<uint32_t>(briefs[key] != BriefOf(place)) &
               ~(own[slot] >> 31);
    }
    return (wrong & 1) == 0;
  }

  // The node that divides a slot further, with the keys from `first` to `last`.
  absl::Status AddChild(uint32_t slot, uint32_t first, uint32_t last) {
    const uint32_t child = slot & ~kChildBit;
    if (child >= nodes_.size() || is_visited_[child] || first == last) {
      return SealDamaged("a directory that leads nowhere");
    }
    is_visited_[child] = true;
    to_check_.push_back(NodeToCheck{nodes_[child], first, last});
    return absl::OkStatus();
  }

  const absl::Span<const uint32_t> slots_;
  const absl::Span<const RankNode> nodes_;
  const KeyOf key_of_;
  const absl::Span<const uint16_t> briefs_;
  std::vector<bool>& is_visited_;
  std::vector<NodeToCheck> to_check_;
  std::vector<uint32_t> bounds_;
  uint64_t keys_left_ = 0;
  uint64_t slots_left_ = 0;
};

class Checker {
 public:
  explicit Checker(const IndexData& data)
      : data_(data), is_visited_(data.nodes.size()) {}

  absl::Status Run() {
    ANNALS_RETURN_IF_ERROR(CheckSizes());
    ANNALS_RETURN_IF_ERROR(CheckTiers());
    ANNALS_RETURN_IF_ERROR(CheckStarts());
    ANNALS_RETURN_IF_ERROR(CheckEnds());
    ANNALS_RETURN_IF_ERROR(CheckBlocks());
    return CheckCarryRows();
  }

 private:
  absl::Status CheckCarryRows() const {
    bool is_right = true;
    for (size_t i = 0; i + kReadPadding < data_.carry_rows.size(); ++i) {
      is_right &= data_.carry_rows[i] < data_.size;
    }
    return Check(is_right, "a carry list with a row that is not there");
  }

  absl::Status CheckSizes() const {
    const size_t size = data_.size;
    const size_t padded = size + kReadPadding;
    // A list of rows is known for a carry list by where it lies.
    const std::less_equal<const uint32_t*> is_before;
    const bool is_apart =
        is_before(data_.by_end.end(), data_.carry_rows.begin()) ||
        is_before(data_.carry_rows.end(), data_.by_end.begin());
    return Check(is_apart && data_.starts.size() == padded &&
                     data_.ends.size() == padded &&
                     data_.ids.size() == padded &&
                     data_.by_end.size() == padded &&
                     data_.end_briefs.size() == padded &&
                     data_.start_briefs.size() == padded &&
                     data_.window_briefs.size() == padded &&
                     data_.all_start_briefs.size() == padded &&
                     data_.carry_rows.size() >= kReadPadding &&
                     data_.carry_rows.size() == data_.carry_ids.size() &&
                     data_.carry_rows.size() == data_.carry_briefs.size() &&
                     data_.tiers.size() <= kTiersMax &&
                     data_.tiers.empty() == (size == 0),
                 "arrays of different lengths, or in one place");
  }

  absl::Status CheckTiers() {
    uint32_t next_row = 0;
    uint64_t next_block = 0;
    for (const Tier& tier : data_.tiers) {
      ANNALS_RETURN_IF_ERROR(
          Check(tier.first == next_row && tier.first < tier.last &&
                    tier.last <= data_.size && tier.first_block == next_block,
                "tiers that do not follow one another"));
      next_row = tier.last;
      next_block += BlocksOf(tier);
      ANNALS_RETURN_IF_ERROR(CheckRows(tier));
      const auto start_of = [keys = data_.starts.data() + tier.first](
                                uint32_t key) { return Unsigned(keys[key]); };
      ANNALS_RETURN_IF_ERROR(
          DirectoryChecker(data_, start_of,
                           data_.start_briefs.subspan(tier.first), is_visited_)
              .Run(tier.directory));
    }
    return Check(next_row == data_.size && next_block == data_.blocks.size(),
                 "tiers that do not hold all rows");
  }

  absl::Status CheckRows(const Tier& tier) const {
    const int64_t* const starts = data_.starts.data();
    const int64_t* const ends = data_.ends.data();
    bool is_right = true;
    int64_t start_before = kLeastCode;
    int64_t end_before = kLeastCode;
    for (uint32_t row = tier.first, last = tier.last; row < last; ++row) {
      const int64_t start = starts[row];
      const int64_t end = ends[row];
      is_right &= start < end;
      is_right &= static_cast<uint64_t>(end) - static_cast<uint64_t>(start) >
                  tier.reach;
      is_right &= (start_before < start) |
                  ((start_before == start) & (end_before <= end));
      start_before = start;
      end_before = end;
    }
    return Check(is_right, "rows out of order");
  }

  // The starts of all tiers together.
  absl::Status CheckStarts() {
    // Of one tier they are checked with it.
    if (data_.tiers.size() < 2) return absl::OkStatus();
    std::vector<uint64_t> starts;
    for (const Tier& tier : data_.tiers) {
      starts = Merged(starts,
                      data_.starts.subspan(tier.first, tier.last - tier.first));
    }
    const auto start_of = [keys = starts.data()](uint32_t key) {
      return keys[key];
    };
    return DirectoryChecker(data_, start_of, data_.all_start_briefs,
                            is_visited_)
        .Run(data_.start_directory);
  }

  // Both in one order, which they have. Without a branch that would be guessed.
  static std::vector<uint64_t> Merged(absl::Span<const uint64_t> a,
                                      absl::Span<const int64_t> b) {
    std::vector<uint64_t> merged(a.size() + b.size());
    uint64_t* out = merged.data();
    size_t i = 0;
    size_t k = 0;
    while (i < a.size() && k < b.size()) {
      const uint64_t of_a = a[i];
      const uint64_t of_b = Unsigned(b[k]);
      const bool is_a = of_a <= of_b;
      *out++ = is_a ? of_a : of_b;
      i += is_a ? 1 : 0;
      k += is_a ? 0 : 1;
    }
    out = std::copy(a.begin() + static_cast<std::ptrdiff_t>(i), a.end(), out);
    for (; k < b.size(); ++k) *out++ = Unsigned(b[k]);
    return merged;
  }

  // Rows in order of their ends lie anywhere, so each is looked at once.
  absl::Status CheckEnds() {
    const uint32_t size = data_.size;
    const uint32_t* const by_end = data_.by_end.data();
    // Not cleared first, as a vector would be.
    const std::unique_ptr<uint64_t[]> ends(new uint64_t[size]);
    bool is_right = true;
    uint64_t end_before = 0;
    uint32_t row_before = 0;
    for (uint32_t k = 0; k < size; ++k) {
      const uint32_t row = by_end[k];
      if (row >= size) return SealDamaged("an end of no row");
      const uint64_t end = Unsigned(data_.ends[row]);
      // No row ends at the least instant, so that the first is no exception.
      is_right &=
          (end_before < end) | ((end_before == end) & (row_before < row));
      ends[k] = end;
      end_before = end;
      row_before = row;
    }
    ANNALS_RETURN_IF_ERROR(Check(is_right, "ends out of order"));
    const auto end_of = [keys = ends.get()](uint32_t key) { return keys[key]; };
    return DirectoryChecker(data_, end_of, data_.end_briefs, is_visited_)
        .Run(data_.end_directory);
  }

  absl::Status CheckBlocks() const {
    const size_t carried = data_.carry_rows.size() - kReadPadding;
    bool is_right = true;
    for (const Tier& tier : data_.tiers) {
      for (uint32_t b = 0; b < BlocksOf(tier); ++b) {
        const Block block = data_.blocks[tier.first_block + b];
        is_right &= block.window_first >= tier.first &&
                    block.window_first <= tier.first + b * kBlockRows &&
                    block.shift < 64 && block.carry_size <= carried &&
                    block.carry_first <= carried - block.carry_size;
        if (!is_right) return SealDamaged("a window that is not there");
        is_right &= static_cast<uint64_t>(block.edge) ==
                    static_cast<uint64_t>(data_.starts[block.window_first]) +
                        tier.reach;
        const uint32_t first = tier.first + b * kBlockRows;
        const uint32_t last = std::min(tier.last, first + kBlockRows);
        int64_t end_max = kLeastCode;
        for (uint32_t row = first; row < last; ++row) {
          const int64_t end = data_.ends[row];
          is_right &= data_.window_briefs[row] == block.Brief(end);
          end_max = std::max(end_max, end);
        }
        is_right &= block.end_max == end_max;
      }
    }
    return Check(is_right, "a window of other rows");
  }

  const IndexData& data_;
  std::vector<bool> is_visited_;
};

}  // namespace

void AddToSeal(const IndexData& data, uint32_t base, SealWriter& writer) {
  std::vector<SealedTier> tiers;
  for (const Tier& tier : data.tiers) {
    tiers.push_back(SealedTier{tier.first, tier.last, tier.first_block, 0,
                               tier.reach, tier.directory.root});
  }
  writer.AddOwned(base + kTotals, std::vector<SealedTotals>{SealedTotals{
                                      data.size, data.end_directory.root,
                                      data.start_directory.root}});
  writer.AddOwned(base + kTiers, std::move(tiers));
  writer.Add(base + kStarts, data.starts);
  writer.Add(base + kEnds, data.ends);
  writer.Add(base + kIds, data.ids);
  writer.Add(base + kByEnd, data.by_end);
  writer.Add(base + kEndBriefs, data.end_briefs);
  writer.Add(base + kBlocks, data.blocks);
  writer.Add(base + kCarryRows, data.carry_rows);
  writer.Add(base + kCarryBriefs, data.carry_briefs);
  writer.Add(base + kSlots, data.slots);
  writer.Add(base + kNodes, data.nodes);
  writer.Add(base + kStartBriefs, data.start_briefs);
  writer.Add(base + kWindowBriefs, data.window_briefs);
  writer.Add(base + kCarryIds, data.carry_ids);
  // Those of one tier are there already.
  writer.Add(base + kAllStartBriefs, data.tiers.size() == 1
                                         ? absl::Span<const uint16_t>()
                                         : data.all_start_briefs);
}

absl::StatusOr<std::shared_ptr<const IndexData>> OpenSealedData(
    const SealReader& reader, uint32_t base,
    std::shared_ptr<const void> owner) {
  auto data = std::make_shared<IndexData>();
  const auto get = [&](uint32_t number, auto& span) -> absl::Status {
    using T = typename std::remove_reference_t<decltype(span)>::value_type;
    ANNALS_ASSIGN_OR_RETURN(span, reader.Get<T>(base + number));
    data->bytes += span.size() * sizeof(T);
    return absl::OkStatus();
  };
  absl::Span<const SealedTotals> totals;
  absl::Span<const SealedTier> tiers;
  ANNALS_RETURN_IF_ERROR(get(kTotals, totals));
  ANNALS_RETURN_IF_ERROR(get(kTiers, tiers));
  ANNALS_RETURN_IF_ERROR(get(kStarts, data->starts));
  ANNALS_RETURN_IF_ERROR(get(kEnds, data->ends));
  ANNALS_RETURN_IF_ERROR(get(kIds, data->ids));
  ANNALS_RETURN_IF_ERROR(get(kByEnd, data->by_end));
  ANNALS_RETURN_IF_ERROR(get(kEndBriefs, data->end_briefs));
  ANNALS_RETURN_IF_ERROR(get(kBlocks, data->blocks));
  ANNALS_RETURN_IF_ERROR(get(kCarryRows, data->carry_rows));
  ANNALS_RETURN_IF_ERROR(get(kCarryBriefs, data->carry_briefs));
  ANNALS_RETURN_IF_ERROR(get(kSlots, data->slots));
  ANNALS_RETURN_IF_ERROR(get(kNodes, data->nodes));
  ANNALS_RETURN_IF_ERROR(get(kStartBriefs, data->start_briefs));
  ANNALS_RETURN_IF_ERROR(get(kWindowBriefs, data->window_briefs));
  ANNALS_RETURN_IF_ERROR(get(kCarryIds, data->carry_ids));
  ANNALS_RETURN_IF_ERROR(get(kAllStartBriefs, data->all_start_briefs));
  if (totals.size() != 1 || totals[0].size > IntervalIndex::kRowsMax) {
    return SealDamaged("no size, or too great a one");
  }
  data->size = static_cast<uint32_t>(totals[0].size);
  // A directory without keys is not checked, so it leads nowhere.
  const auto directory = [&](const RankNode& root, uint32_t size) {
    return RankDirectory{data->slots.data(), data->nodes.data(),
                         size == 0 ? RankNode{} : root, size};
  };
  data->end_directory = directory(totals[0].end_root, data->size);
  for (const SealedTier& tier : tiers) {
    data->tiers.push_back(Tier{tier.first, tier.last, tier.first_block,
                               tier.reach,
                               directory(tier.root, tier.last - tier.first)});
  }
  if (tiers.size() == 1) {
    data->all_start_briefs = data->start_briefs;
    data->start_directory = data->tiers[0].directory;
  } else {
    data->start_directory = directory(totals[0].start_root, data->size);
  }
  ANNALS_RETURN_IF_ERROR(Checker(*data).Run());
  data->owner = std::move(owner);
  return std::shared_ptr<const IndexData>(std::move(data));
}

}  // namespace annals::index_internal
