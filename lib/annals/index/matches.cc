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
using index_internal::Bounds;
using index_internal::kBlockRows;
using index_internal::Kernels;
using index_internal::Tier;

Matches& Matches::operator=(const Matches& other) {
  data_ = other.data_;
  size_ = other.size_;
  std::copy_n(other.pieces_.begin(), size_, pieces_.begin());
  return *this;
}

// Whole blocks whose latest end is early enough need no look at their rows.
template <typename Function>
void Matches::ForEachRun(const Piece& piece, Function f) const {
  if (piece.kind == Piece::Kind::kSieve) {
    f(piece.first, piece.last, false);
    return;
  }
  const Tier& tier = data_->tiers[piece.least];
  for (uint32_t row = piece.first; row < piece.last;) {
    const bool all = data_->BlockOf(tier, row).end_max <= piece.high;
    uint32_t next = row;
    do {
      next += kBlockRows - (next - tier.first) % kBlockRows;
    } while (next < piece.last &&
             (data_->BlockOf(tier, next).end_max <= piece.high) == all);
    next = std::min(next, piece.last);
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
        count += piece.least == 0
                     ? piece.last - piece.first
                     : static_cast<size_t>(std::count_if(
                           piece.rows + piece.first, piece.rows + piece.last,
                           [&](uint32_t row) { return row >= piece.least; }));
        break;
      case Piece::Kind::kSieve:
      case Piece::Kind::kInside:
        ForEachRun(piece, [&](uint32_t first, uint32_t last, bool all) {
          count += all ? last - first
                       : BestKernels().count(data_->ends.data(), first, last,
                                             Bounds{piece.low, piece.high});
        });
        break;
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
        out = piece.least == 0
                  ? kernels.copy(piece.rows + piece.first, size, out, room)
                  : kernels.sift_list(piece.rows + piece.first, size,
                                      piece.least, out, room);
        break;
      case Piece::Kind::kSieve:
      case Piece::Kind::kInside:
        ForEachRun(piece, [&](uint32_t first, uint32_t last, bool all) {
          out = all ? kernels.fill(first, last, out, room)
                    : kernels.sift(data_->ends.data(), first, last,
                                   Bounds{piece.low, piece.high}, out, room);
        });
        break;
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
    switch (piece.kind) {
      case Piece::Kind::kRange:
        copy(ids + piece.first, piece.last - piece.first);
        break;
      case Piece::Kind::kList:
        look_up(kernels.sift_list(piece.rows + piece.first,
                                  piece.last - piece.first, piece.least, out,
                                  room));
        break;
      case Piece::Kind::kSieve:
      case Piece::Kind::kInside:
        ForEachRun(piece, [&](uint32_t first, uint32_t last, bool all) {
          if (all) return copy(ids + first, last - first);
          look_up(kernels.sift(data_->ends.data(), first, last,
                               Bounds{piece.low, piece.high}, out, room));
        });
        break;
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
