// BuildIndexData(): sorting, ranks, windows and their carry lists.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/large_vector.h"
#include "annals/index/internal/prefetch.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/internal/tier_choice.h"
#include "annals/index/internal/uncleared_vector.h"
#include "annals/index/interval.h"

namespace annals::index_internal {
namespace {

// What a search jumps about in has large pages.
struct OwnedArrays {
  UnclearedVector<int64_t> starts;
  UnclearedVector<int64_t> ends;
  UnclearedVector<uint32_t> ids;
  LargeVector<uint16_t> start_briefs;
  LargeVector<uint16_t> window_briefs;
  LargeVector<uint16_t> all_start_briefs;
  UnclearedVector<uint32_t> by_end;
  LargeVector<uint16_t> end_briefs;
  LargeVector<uint32_t> slots;
  LargeVector<RankNode> nodes;
  LargeVector<Block> blocks;
  std::vector<uint32_t> carry_rows;
  std::vector<uint32_t> carry_ids;
  std::vector<uint16_t> carry_briefs;
};

// A row that goes on, while a tier's windows are made from left to right.
struct Alive {
  int64_t end;
  uint32_t row;
  uint32_t id;
};

bool EndsLater(const Alive& a, const Alive& b) {
  return a.end != b.end ? a.end > b.end : a.row < b.row;
}

class Builder {
 public:
  Builder(absl::Span<const Interval> intervals, absl::Span<const uint32_t> ids,
          std::vector<uint32_t>* places)
      : intervals_(intervals),
        ids_(ids),
        places_(places),
        size_(static_cast<uint32_t>(intervals.size())) {}

  std::shared_ptr<const IndexData> Build() {
    keys_.resize(size_);
    spare_.resize(size_);
    ResizePadded(arrays_->starts);
    ResizePadded(arrays_->ends);
    ResizePadded(arrays_->ids);
    arrays_->start_briefs.resize(size_ + kReadPadding);
    arrays_->window_briefs.resize(size_ + kReadPadding);
    if (places_ != nullptr) places_->resize(size_);
    DivideIntoTiers(SortByStart());
    SortByEnd();
    for (Tier& tier : data_->tiers) MakeWindows(tier);
    arrays_->carry_rows.resize(arrays_->carry_rows.size() + kReadPadding);
    arrays_->carry_ids.resize(arrays_->carry_rows.size());
    arrays_->carry_briefs.resize(arrays_->carry_rows.size());
    return Finish();
  }

 private:
  // Room for a number a row, to be set, and zeros after these.
  template <typename T>
  void ResizePadded(UnclearedVector<T>& numbers) const {
    numbers.reserve(size_ + kReadPadding);
    numbers.resize(size_);
    numbers.resize(size_ + kReadPadding, T{0});
  }

  bool HasReach() const { return places_ == nullptr; }

  // Sorts all rows by start, then end, and leaves spare_ to be used.
  absl::Span<const KeyedRow> SortByStart() {
    for (uint32_t i = 0; i < size_; ++i) {
      keys_[i] = KeyedRow{Unsigned(intervals_[i].start.code()), i};
    }
    const absl::Span<KeyedRow> sorted =
        RadixSort(absl::MakeSpan(keys_), absl::MakeSpan(spare_));
    if (sorted.data() == spare_.data()) std::swap(keys_, spare_);
    SortTies(absl::MakeSpan(keys_));
    return keys_;
  }

  void DivideIntoTiers(absl::Span<const KeyedRow> sorted) {
    if (size_ == 0) return arrays_->all_start_briefs.resize(kReadPadding);
    const std::vector<int> limits = ChooseTiers(intervals_, HasReach());
    if (limits.empty()) {
      data_->tiers.push_back(Tier{0, size_, 0, 0, {}});
      for (uint32_t row = 0; row < size_; ++row) PlaceRow(sorted[row], row);
      return FinishTier(data_->tiers[0], sorted);
    }
    // By the class of a row's duration.
    std::array<uint8_t, 65> tier_of{};
    for (const int limit : limits) {
      for (auto c = static_cast<size_t>(limit) + 1; c < tier_of.size(); ++c) {
        ++tier_of[c];
      }
    }
    const auto class_of = [](const Interval& interval) {
      return static_cast<size_t>(DurationClass(interval));
    };
    std::array<uint32_t, kTiersMax + 1> next{};
    for (const Interval& interval : intervals_) {
      ++next[tier_of[class_of(interval)] + size_t{1}];
    }
    for (size_t t = 0; t <= limits.size(); ++t) {
      next[t + 1] += next[t];
      if (next[t] == next[t + 1]) continue;
      data_->tiers.push_back(Tier{next[t], next[t + 1], 0, 0, {}});
    }
    for (uint32_t k = 0; k < size_; ++k) {
      // Where a row goes to depends on what is read of it, from anywhere, and
      // so does where the next one goes: nothing is read ahead by itself.
      constexpr uint32_t kAhead = 24;
      Prefetch(&intervals_[sorted[std::min(k + kAhead, size_ - 1)].row]);
      const KeyedRow& key = sorted[k];
      const uint32_t row = next[tier_of[class_of(intervals_[key.row])]]++;
      PlaceRow(key, row);
      spare_[row].key = key.key;
    }
    for (Tier& tier : data_->tiers) {
      FinishTier(tier, absl::MakeConstSpan(spare_).subspan(
                           tier.first, tier.last - tier.first));
    }
    arrays_->all_start_briefs.resize(size_ + kReadPadding);
    data_->start_directory.root =
        directories_.Add(sorted, arrays_->all_start_briefs.data());
    data_->start_directory.size = size_;
  }

  // What `key` stands for becomes this row.
  void PlaceRow(const KeyedRow& key, uint32_t row) {
    arrays_->starts[row] = intervals_[key.row].start.code();
    arrays_->ends[row] = intervals_[key.row].end.code();
    arrays_->ids[row] = ids_.empty() ? key.row : ids_[key.row];
    if (places_ != nullptr) (*places_)[row] = key.row;
  }

  // Of a tier whose rows are placed; `keys` are their starts.
  void FinishTier(Tier& tier, absl::Span<const KeyedRow> keys) {
    tier.directory.root =
        directories_.Add(keys, arrays_->start_briefs.data() + tier.first);
    tier.directory.size = tier.last - tier.first;
    if (HasReach()) tier.reach = ReachOf(tier);
  }

  // How long all rows of the tier last, less a tick; or nothing, where few rows
  // start meanwhile, which would spare nothing.
  uint64_t ReachOf(const Tier& tier) const {
    const int64_t* const starts = arrays_->starts.data();
    const int64_t* const ends = arrays_->ends.data();
    uint64_t least = ~uint64_t{0};
    for (uint32_t row = tier.first; row < tier.last && least > 1; ++row) {
      least = std::min(least, static_cast<uint64_t>(ends[row]) -
                                  static_cast<uint64_t>(starts[row]));
    }
    const uint64_t reach = least - 1;
    constexpr uint32_t kSample = 64;
    uint64_t started = 0;
    for (uint32_t i = 0; i < kSample; ++i) {
      const uint32_t row =
          tier.first +
          static_cast<uint32_t>(uint64_t{tier.last - tier.first} * i / kSample);
      // Not beyond the row's end, so that it does not overflow.
      const int64_t until =
          static_cast<int64_t>(static_cast<uint64_t>(starts[row]) + reach);
      started += static_cast<uint64_t>(
          std::lower_bound(starts + row, starts + tier.last, until) -
          (starts + row));
    }
    return started / kSample >= kBlockRows ? reach : 0;
  }

  // Sorts rows with one start by their ends.
  void SortTies(absl::Span<KeyedRow> sorted) {
    for (size_t k = 0; k < sorted.size();) {
      size_t next = k + 1;
      while (next < sorted.size() && sorted[next].key == sorted[k].key) ++next;
      if (next - k > 1) {
        std::sort(sorted.begin() + k, sorted.begin() + next,
                  [&](const KeyedRow& a, const KeyedRow& b) {
                    const Instant a_end = intervals_[a.row].end;
                    const Instant b_end = intervals_[b.row].end;
                    return a_end != b_end ? a_end < b_end : a.row < b.row;
                  });
      }
      k = next;
    }
  }

  void SortByEnd() {
    for (uint32_t row = 0; row < size_; ++row) {
      keys_[row] = KeyedRow{Unsigned(arrays_->ends[row]), row};
    }
    const absl::Span<KeyedRow> sorted =
        RadixSort(absl::MakeSpan(keys_), absl::MakeSpan(spare_));
    ResizePadded(arrays_->by_end);
    for (uint32_t k = 0; k < size_; ++k) arrays_->by_end[k] = sorted[k].row;
    arrays_->end_briefs.resize(size_ + kReadPadding);
    data_->end_directory.root =
        directories_.Add(sorted, arrays_->end_briefs.data());
    data_->end_directory.size = size_;
  }

  // A window is longer than its carry list by an eighth, so that all carry
  // lists together are shorter than all rows, and those of the last window; or
  // by five where the lists are the lesser part of what goes on.
  void MakeWindows(Tier& tier) {
    tier.first_block = static_cast<uint32_t>(arrays_->blocks.size());
    alive_.clear();
    for (uint32_t first = tier.first; first < tier.last;) {
      const int64_t edge = EdgeAt(tier, first);
      while (!alive_.empty() && alive_.back().end <= edge) alive_.pop_back();
      const uint64_t carried = alive_.size();
      const uint64_t rows = carried + carried * (tier.reach > 0 ? 5 : 1) / 8;
      const uint64_t blocks =
          std::max<uint64_t>(1, (rows + kBlockRows - 1) / kBlockRows);
      const auto last = static_cast<uint32_t>(
          std::min<uint64_t>(tier.last, first + blocks * kBlockRows));
      AddWindow(tier, first, last);
      if (last < tier.last) KeepAlive(tier, first, last);
      first = last;
    }
  }

  // The edge of a window that begins with this row; no row of the tier from
  // there on ends so early.
  int64_t EdgeAt(const Tier& tier, uint32_t row) const {
    return static_cast<int64_t>(static_cast<uint64_t>(arrays_->starts[row]) +
                                tier.reach);
  }

  void AddWindow(const Tier& tier, uint32_t first, uint32_t last) {
    Block block{};
    block.edge = EdgeAt(tier, first);
    block.window_first = first;
    block.carry_first = static_cast<uint32_t>(arrays_->carry_rows.size());
    block.carry_size = static_cast<uint32_t>(alive_.size());
    // After the last window no edge comes; its last start stands for that.
    block.shift = ShiftFor(arrays_->starts[first],
                           arrays_->starts[last < tier.last ? last : last - 1]);
    for (const Alive& alive : alive_) {
      arrays_->carry_rows.push_back(alive.row);
      arrays_->carry_ids.push_back(alive.id);
      arrays_->carry_briefs.push_back(block.Brief(alive.end));
    }
    for (uint32_t row = first; row < last; ++row) {
      arrays_->window_briefs[row] = block.Brief(arrays_->ends[row]);
    }
    for (uint32_t row = first; row < last; row += kBlockRows) {
      block.end_max = *std::max_element(
          arrays_->ends.begin() + row,
          arrays_->ends.begin() + std::min(last, row + kBlockRows));
      arrays_->blocks.push_back(block);
    }
  }

  // The finest units in which all of a window is near its edge.
  static uint32_t ShiftFor(int64_t edge, int64_t next_edge) {
    const uint64_t width =
        static_cast<uint64_t>(next_edge) - static_cast<uint64_t>(edge);
    uint32_t shift = 0;
    while (width >> shift >= Block::kFarBriefs) ++shift;
    return shift;
  }

  // Adds the rows of a window to those alive, as far as they reach the next.
  void KeepAlive(const Tier& tier, uint32_t first, uint32_t last) {
    const int64_t next_edge = EdgeAt(tier, last);
    fresh_.clear();
    for (uint32_t row = first; row < last; ++row) {
      if (arrays_->ends[row] > next_edge) {
        fresh_.push_back(Alive{arrays_->ends[row], row, arrays_->ids[row]});
      }
    }
    std::sort(fresh_.begin(), fresh_.end(), EndsLater);
    merged_.clear();
    std::merge(alive_.begin(), alive_.end(), fresh_.begin(), fresh_.end(),
               std::back_inserter(merged_), EndsLater);
    std::swap(alive_, merged_);
  }

  std::shared_ptr<const IndexData> Finish() {
    arrays_->slots = directories_.TakeSlots();
    arrays_->nodes = directories_.TakeNodes();
    IndexData& data = *data_;
    data.size = size_;
    data.bytes = 0;
    Show(arrays_->starts, data.starts);
    Show(arrays_->ends, data.ends);
    Show(arrays_->ids, data.ids);
    Show(arrays_->start_briefs, data.start_briefs);
    Show(arrays_->window_briefs, data.window_briefs);
    Show(arrays_->all_start_briefs, data.all_start_briefs);
    Show(arrays_->by_end, data.by_end);
    Show(arrays_->end_briefs, data.end_briefs);
    Show(arrays_->blocks, data.blocks);
    Show(arrays_->carry_rows, data.carry_rows);
    Show(arrays_->carry_ids, data.carry_ids);
    Show(arrays_->carry_briefs, data.carry_briefs);
    Show(arrays_->slots, data.slots);
    Show(arrays_->nodes, data.nodes);
    if (data.tiers.size() == 1) {
      data.all_start_briefs = data.start_briefs;
      data.start_directory = data.tiers[0].directory;
    }
    Point(data.start_directory);
    Point(data.end_directory);
    for (Tier& tier : data.tiers) Point(tier.directory);
    data.owner = std::move(arrays_);
    return std::move(data_);
  }

  template <typename Array, typename T>
  void Show(Array& array, absl::Span<const T>& span) {
    array.shrink_to_fit();
    span = array;
    data_->bytes += array.size() * sizeof(T);
  }

  void Point(RankDirectory& directory) const {
    directory.slots = arrays_->slots.data();
    directory.nodes = arrays_->nodes.data();
  }

  const absl::Span<const Interval> intervals_;
  const absl::Span<const uint32_t> ids_;
  std::vector<uint32_t>* const places_;
  const uint32_t size_;
  std::shared_ptr<OwnedArrays> arrays_ = std::make_shared<OwnedArrays>();
  std::shared_ptr<IndexData> data_ = std::make_shared<IndexData>();
  RankDirectoryBuilder directories_;
  UnclearedVector<KeyedRow> keys_;
  UnclearedVector<KeyedRow> spare_;
  std::vector<Alive> alive_;
  std::vector<Alive> fresh_;
  std::vector<Alive> merged_;
};

}  // namespace

std::shared_ptr<const IndexData> BuildIndexData(
    absl::Span<const Interval> intervals, absl::Span<const uint32_t> ids,
    std::vector<uint32_t>* places) {
  return Builder(intervals, ids, places).Build();
}

}  // namespace annals::index_internal
