// What is told of rows: which are certain, and which are possible, as numbers
// or by how many they are.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_TOLD_ROWS_H_
#define ANNALS_INDEX_INTERNAL_TOLD_ROWS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/judge.h"
#include "annals/index/internal/kernels.h"
#include "annals/index/matches.h"

namespace annals::index_internal {

// Masks are of up to kJudgedRows rows that lie side by side, from row `first`
// on, or in the carry lists, from `place` on.

inline uint32_t CountOf(uint64_t mask) {
  return static_cast<uint32_t>(absl::popcount(mask));
}

// The ids of what is possible, of which nobody knows how many there will be.
class PossibleList {
 public:
  explicit PossibleList(const IndexData& data) : data_(data) {}

  void AddRows(uint32_t first, uint64_t mask) {
    Add(data_.ids.data() + first, mask);
  }
  void AddCarried(uint32_t place, uint64_t mask) {
    Add(data_.carry_ids.data() + place, mask);
  }

  void AddId(uint32_t id) {
    *end_ = id;
    SetEnd(end_ + 1);
  }

  // Where up to kJudgedRows more ids may be written, and kPackPadding past
  // these; then, how far they were.
  uint32_t* end() { return end_; }
  void SetEnd(uint32_t* end) {
    end_ = end;
    if (static_cast<size_t>(end_ - some_.data()) > kSpill) Spill();
  }

  std::vector<uint32_t> Take() {
    Spill();
    return std::move(ids_);
  }

 private:
  static constexpr size_t kSpill = 2048;

  void Add(const uint32_t* values, uint64_t mask) {
    SetEnd(judges_.pack(values, mask, end_));
  }

  void Spill() {
    ids_.insert(ids_.end(), some_.data(), end_);
    end_ = some_.data();
  }

  const IndexData& data_;
  const Judges& judges_ = BestJudges();
  std::vector<uint32_t> ids_;
  std::array<uint32_t, kSpill + kJudgedRows + kPackPadding> some_;
  uint32_t* end_ = some_.data();
};

// The ids of what is certain. Even of a list that lies (a sealed index may be
// forged) nothing is written beyond what was reserved.
class CertainList {
 public:
  explicit CertainList(const IndexData& data) : data_(data) {}

  // As many rows at most may be told.
  void Reserve(size_t rows_max) {
    ids_.resize(rows_max + kPackPadding);
    end_ = ids_.data();
    room_ = end_ + ids_.size();
  }

  void AddRange(uint32_t first, uint32_t last) {
    end_ = data_.kernels->copy(data_.ids.data() + first, last - first, end_,
                               room_);
  }
  void AddListed(const uint32_t* rows, uint32_t size) {
    data_.kernels->look_up(data_.ids.data(), rows, size, end_);
    end_ += size;
  }
  void AddMatches(const Matches& matches) { end_ = matches.CopyIds(end_); }
  void AddRows(uint32_t first, uint64_t mask) {
    end_ = judges_.pack(data_.ids.data() + first, mask, end_);
  }
  void AddCarried(uint32_t place, uint64_t mask) {
    end_ = judges_.pack(data_.carry_ids.data() + place, mask, end_);
  }

  // Some of `size` ids, and others to what is possible.
  void Split(const uint32_t* ids, uint32_t size, const Verdicts& verdicts,
             PossibleList& possible) {
    const TwoLists out =
        judges_.split(ids, size, verdicts, TwoLists{end_, possible.end()});
    end_ = out.certain;
    possible.SetEnd(out.possible);
  }

  // A range, of which what is taken out next is not certain.
  void BeginMost(uint32_t first, uint32_t last) {
    most_first_ = first;
    most_ = end_;
    out_size_ = 0;
    AddRange(first, last);
  }
  void TakeOut(uint32_t place, uint64_t mask) {
    if (out_.size() < out_size_ + kJudgedRows + kPackPadding) {
      out_.resize(2 * out_size_ + 4 * (kJudgedRows + kPackPadding));
    }
    uint32_t* const end = judges_.pack(data_.carry_rows.data() + place, mask,
                                       out_.data() + out_size_);
    out_size_ = static_cast<size_t>(end - out_.data());
  }
  // What is last takes the place of what is taken out.
  void EndMost() {
    const auto size = static_cast<size_t>(end_ - most_);
    const size_t left = size - std::min(size, out_size_);
    is_out_.assign(size - left, false);
    for (size_t i = 0; i < out_size_; ++i) {
      const size_t place = out_[i] - most_first_;
      if (place >= left && place < size) is_out_[place - left] = true;
    }
    size_t next = left;
    for (size_t i = 0; i < out_size_; ++i) {
      const size_t place = out_[i] - most_first_;
      if (place >= left) continue;
      while (next < size && is_out_[next - left]) ++next;
      if (next == size) break;
      most_[place] = most_[next++];
    }
    end_ = most_ + left;
  }

  const IndexData& data() const { return data_; }

  std::vector<uint32_t> Take() {
    ids_.resize(static_cast<size_t>(end_ - ids_.data()));
    return std::move(ids_);
  }

 private:
  const IndexData& data_;
  const Judges& judges_ = BestJudges();
  std::vector<uint32_t> ids_;
  uint32_t* end_ = nullptr;
  const uint32_t* room_ = nullptr;
  // Where the range begins, and the rows that are taken out.
  uint32_t* most_ = nullptr;
  uint32_t most_first_ = 0;
  std::vector<uint32_t> out_;
  size_t out_size_ = 0;
  std::vector<uint8_t> is_out_;
};

// How many are certain.
class CertainCount {
 public:
  void Reserve(size_t) {}
  void AddRange(uint32_t first, uint32_t last) { count_ += last - first; }
  void AddListed(const uint32_t*, uint32_t size) { count_ += size; }
  void AddMatches(const Matches& matches) { count_ += matches.Count(); }
  void AddRows(uint32_t, uint64_t mask) { count_ += CountOf(mask); }
  void AddCarried(uint32_t, uint64_t mask) { count_ += CountOf(mask); }
  void BeginMost(uint32_t first, uint32_t last) { AddRange(first, last); }
  void TakeOut(uint32_t, uint64_t mask) {
    count_ -= std::min<size_t>(count_, CountOf(mask));
  }
  void EndMost() {}
  size_t count() const { return count_; }

 private:
  size_t count_ = 0;
};

// The rows that are possible.
class PossibleRows {
 public:
  explicit PossibleRows(const IndexData& data) : data_(data) {}
  void AddRows(uint32_t first, uint64_t mask) {
    for (; mask != 0; mask &= mask - 1) {
      rows_.push_back(first + static_cast<uint32_t>(absl::countr_zero(mask)));
    }
  }
  void AddCarried(uint32_t place, uint64_t mask) {
    for (; mask != 0; mask &= mask - 1) {
      const auto i = static_cast<uint32_t>(absl::countr_zero(mask));
      rows_.push_back(data_.carry_rows[place + i]);
    }
  }
  std::vector<uint32_t> Take() { return std::move(rows_); }

 private:
  const IndexData& data_;
  std::vector<uint32_t> rows_;
};

// How many are possible.
class PossibleCount {
 public:
  void AddRows(uint32_t, uint64_t mask) { count_ += CountOf(mask); }
  void AddCarried(uint32_t, uint64_t mask) { count_ += CountOf(mask); }
  size_t count() const { return count_; }

 private:
  size_t count_ = 0;
};

// Tells the verdicts on `size` rows to both.
template <typename CertainTold, typename PossibleTold>
void AddRows(uint32_t first, uint32_t, const Verdicts& verdicts,
             CertainTold& certain, PossibleTold& possible) {
  certain.AddRows(first, verdicts.certain);
  possible.AddRows(first, verdicts.possible);
}
template <typename CertainTold, typename PossibleTold>
void AddCarried(uint32_t place, uint32_t, const Verdicts& verdicts,
                CertainTold& certain, PossibleTold& possible) {
  certain.AddCarried(place, verdicts.certain);
  possible.AddCarried(place, verdicts.possible);
}

// Two lists are written in one go.
inline void AddRows(uint32_t first, uint32_t size, const Verdicts& verdicts,
                    CertainList& certain, PossibleList& possible) {
  certain.Split(certain.data().ids.data() + first, size, verdicts, possible);
}
inline void AddCarried(uint32_t place, uint32_t size, const Verdicts& verdicts,
                       CertainList& certain, PossibleList& possible) {
  certain.Split(certain.data().carry_ids.data() + place, size, verdicts,
                possible);
}

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_TOLD_ROWS_H_
