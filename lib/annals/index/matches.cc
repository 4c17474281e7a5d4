// Matches: counting and copying out.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/matches.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "annals/index/internal/index_data.h"
#include "annals/index/internal/kernels.h"

namespace annals {

using index_internal::BestKernels;
using index_internal::Block;
using index_internal::Bounds;
using index_internal::GoingOn;
using index_internal::IndexData;
using index_internal::kBlockRows;
using index_internal::Kernels;
using index_internal::Tier;

// Rows `first` to `split` of an inside, of which all match but the `few`, which
// go on beyond its end. What is from `split` on is to be looked at; that is all
// if there are not few enough.
struct Matches::AllButAFew {
  AllButAFew(const IndexData& data, const Tier& tier, uint32_t of_first,
             uint32_t last, int64_t end_max)
      : first(of_first), split(of_first) {
    const Block& block = data.BlockOf(tier, last - 1);
    if (block.window_first <= first || end_max < block.edge) return;
    const uint32_t listed = data.CarriedBeyond(block, end_max);
    // To take a row out again costs as much as to look at so many.
    constexpr uint32_t kLooksPerRow = 16;
    if (listed > (block.window_first - first) / kLooksPerRow) return;
    split = block.window_first;
    few.resize(listed);
    uint32_t* const end =
        data.kernels->sift_list(data.carry_rows.data() + block.carry_first,
                                listed, first, few.data(), few.data() + listed);
    few.resize(static_cast<size_t>(end - few.data()));
  }

  uint32_t Count() const {
    return split - first - static_cast<uint32_t>(few.size());
  }

  // What stands for row first + i is out[i]: takes out the few, and puts what
  // is last in their places. Returns the end of what is left. Even of a list
  // that lies (a sealed index may be forged) nothing is touched but these.
  uint32_t* TakeOut(uint32_t* out) const {
    const uint32_t left = Count();
    std::vector<bool> is_out(few.size());
    for (uint32_t row : few) {
      if (row - first >= left && row < split) is_out[row - first - left] = true;
    }
    size_t next = 0;
    for (uint32_t row : few) {
      if (row - first >= left) continue;
      while (next < few.size() && is_out[next]) ++next;
      if (next == few.size()) break;
      out[row - first] = out[left + next++];
    }
    return out + left;
  }

  uint32_t first;
  uint32_t split;
  std::vector<uint32_t> few;
};

Matches::AllButAFew Matches::MostOf(const Piece& inside) const {
  return AllButAFew(*data_, data_->tiers[inside.least], inside.first,
                    inside.last, inside.high);
}

GoingOn Matches::GoingOnOf(const Piece& piece) const {
  return GoingOn{data_->window_briefs.data(), data_->ends.data(), piece.low,
                 static_cast<uint16_t>(piece.least)};
}

Matches& Matches::operator=(const Matches& other) {
  data_ = other.data_;
  size_ = other.size_;
  std::copy_n(other.pieces_.begin(), size_, pieces_.begin());
  return *this;
}

// Whole blocks whose latest end is early enough need no look at their rows.
template <typename Function>
void Matches::ForEachRun(const Piece& inside, uint32_t from, Function f) const {
  const Tier& tier = data_->tiers[inside.least];
  for (uint32_t row = from; row < inside.last;) {
    const bool all = data_->BlockOf(tier, row).end_max <= inside.high;
    uint32_t next = row;
    do {
      next += kBlockRows - (next - tier.first) % kBlockRows;
    } while (next < inside.last &&
             (data_->BlockOf(tier, next).end_max <= inside.high) == all);
    next = std::min(next, inside.last);
    f(row, next, all);
    row = next;
  }
}

size_t Matches::Count() const {
  size_t count = 0;
  for (size_t i = 0; i < size_; ++i) {
    const Piece& piece = pieces_[i];
    switch (piece.kind) {
      case Piece::Kind::kRange:
        count += piece.last - piece.first;
        break;
      case Piece::Kind::kList:
      case Piece::Kind::kCarried:
        count += piece.least == 0
                     ? piece.last - piece.first
                     : static_cast<size_t>(std::count_if(
                           piece.rows + piece.first, piece.rows + piece.last,
                           [&](uint32_t row) { return row >= piece.least; }));
        break;
      case Piece::Kind::kSieve:
      case Piece::Kind::kGoingOn:
        count += BestKernels().count(data_->ends.data(), piece.first,
                                     piece.last, Bounds{piece.low, piece.high});
        break;
      case Piece::Kind::kInside: {
        const AllButAFew most = MostOf(piece);
        count += most.Count();
        ForEachRun(
            piece, most.split, [&](uint32_t first, uint32_t last, bool all) {
              count +=
                  all ? last - first
                      : BestKernels().count(data_->ends.data(), first, last,
                                            Bounds{piece.low, piece.high});
            });
        break;
      }
    }
  }
  return count;
}

size_t Matches::CountMax() const {
  size_t count = 0;
  for (size_t i = 0; i < size_; ++i)
    count += pieces_[i].last - pieces_[i].first;
  return count;
}

uint64_t Matches::Mask(const Piece& piece, uint32_t offset) const {
  const uint32_t first = piece.first + offset;
  const uint32_t size = std::min<uint32_t>(64, piece.last - first);
  return BestKernels().mask(data_->ends.data(), first, first + size,
                            Bounds{piece.low, piece.high});
}

uint32_t* Matches::CopyRows(uint32_t* out) const {
  const Kernels& kernels = BestKernels();
  const uint32_t* const room = out + CountMax();
  for (size_t i = 0; i < size_; ++i) {
    const Piece& piece = pieces_[i];
    const uint32_t size = piece.last - piece.first;
    switch (piece.kind) {
      case Piece::Kind::kRange:
        out = kernels.fill(piece.first, piece.last, out, room);
        break;
      case Piece::Kind::kList:
      case Piece::Kind::kCarried:
        out = piece.least == 0
                  ? kernels.copy(piece.rows + piece.first, size, out, room)
                  : kernels.sift_list(piece.rows + piece.first, size,
                                      piece.least, out, room);
        break;
      case Piece::Kind::kSieve:
        out = kernels.sift(data_->ends.data(), piece.first, piece.last,
                           Bounds{piece.low, piece.high}, out, room);
        break;
      case Piece::Kind::kGoingOn:
        out = kernels.sift_going_on(GoingOnOf(piece), piece.first, piece.last,
                                    out, room);
        break;
      case Piece::Kind::kInside: {
        const AllButAFew most = MostOf(piece);
        kernels.fill(piece.first, most.split, out, room);
        out = most.TakeOut(out);
        ForEachRun(
            piece, most.split, [&](uint32_t first, uint32_t last, bool all) {
              out =
                  all ? kernels.fill(first, last, out, room)
                      : kernels.sift(data_->ends.data(), first, last,
                                     Bounds{piece.low, piece.high}, out, room);
            });
        break;
      }
    }
  }
  return out;
}

uint32_t* Matches::CopyIds(uint32_t* out) const {
  const Kernels& kernels = BestKernels();
  const uint32_t* const ids = data_ == nullptr ? nullptr : data_->ids.data();
  const uint32_t* const room = out + CountMax();
  const auto copy = [&](const uint32_t* from, uint32_t size) {
    out = kernels.copy(from, size, out, room);
  };
  // Of the rows written to `out`, whose end is `end`.
  const auto look_up = [&](uint32_t* end) {
    kernels.look_up(ids, out, static_cast<uint32_t>(end - out), out);
    out = end;
  };
  for (size_t i = 0; i < size_; ++i) {
    const Piece& piece = pieces_[i];
    const uint32_t size = piece.last - piece.first;
    switch (piece.kind) {
      case Piece::Kind::kRange:
        copy(ids + piece.first, size);
        break;
      case Piece::Kind::kList:
        look_up(kernels.copy(piece.rows + piece.first, size, out, room));
        break;
      case Piece::Kind::kCarried:
        if (piece.least == 0) {
          copy(data_->carry_ids.data() + piece.first, size);
        } else {
          look_up(kernels.sift_list(piece.rows + piece.first, size, piece.least,
                                    out, room));
        }
        break;
      case Piece::Kind::kSieve:
        look_up(kernels.sift(data_->ends.data(), piece.first, piece.last,
                             Bounds{piece.low, piece.high}, out, room));
        break;
      case Piece::Kind::kGoingOn:
        out = kernels.pick_going_on(GoingOnOf(piece), ids, piece.first,
                                    piece.last, out, room);
        break;
      case Piece::Kind::kInside: {
        const AllButAFew most = MostOf(piece);
        kernels.copy(ids + piece.first, most.split - piece.first, out, room);
        out = most.TakeOut(out);
        ForEachRun(
            piece, most.split, [&](uint32_t first, uint32_t last, bool all) {
              if (all) return copy(ids + first, last - first);
              look_up(kernels.sift(data_->ends.data(), first, last,
                                   Bounds{piece.low, piece.high}, out, room));
            });
        break;
      }
    }
  }
  return out;
}

std::vector<uint32_t> Matches::Rows() const {
  std::vector<uint32_t> rows(CountMax());
  rows.resize(static_cast<size_t>(CopyRows(rows.data()) - rows.data()));
  return rows;
}

std::vector<uint32_t> Matches::Ids() const {
  std::vector<uint32_t> ids(CountMax());
  ids.resize(static_cast<size_t>(CopyIds(ids.data()) - ids.data()));
  return ids;
}

}  // namespace annals
