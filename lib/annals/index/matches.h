// Matches are the rows that answer a question put to an index, not yet copied.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_MATCHES_H_
#define ANNALS_INDEX_MATCHES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/numeric/bits.h"

namespace annals {

namespace index_internal {
struct GoingOn;
struct IndexData;
}  // namespace index_internal

// A view into an IntervalIndex: a few pieces, each of which is
//   - a range of row numbers, all of which match;
//   - a list of row numbers that lies in the index, all of which match or, for
//     a few relations, those from some number on;
//   - a range of row numbers of which some match, found 64 at a time, as a
//     bitmap, when they are asked for.
// So a view costs the same whether ten rows match or ten million; what costs is
// to go through them. Each row comes once, in no promised order.
//
//   const Matches matches = index.Find(window);
//   matches.ForEachRow([&](uint32_t row) { Use(index.id(row)); });
//   std::vector<uint32_t> ids = matches.Ids();
//
// A row is a number from 0 to the index's size, in the index's own order; an id
// is what the caller calls that row.
//
// A view keeps nothing alive: it is valid as long as some copy of the index it
// came from is. It is a plain value of about four kilobytes, of which some
// hundred bytes are in use; read from any thread.
class Matches {
 public:
  // Nothing.
  Matches() = default;
  Matches(const Matches& other) { *this = other; }
  Matches& operator=(const Matches& other);

  // How many rows match, exactly. Goes through the ranges of which some match.
  size_t Count() const;

  // At least Count(), in constant time: all rows that may have to be looked at.
  size_t CountMax() const;

  bool IsEmpty() const { return Count() == 0; }

  // Calls f(row) for each.
  template <typename Function>
  void ForEachRow(Function f) const;

  // The same by parts, to be combined with other sets of rows: calls
  // all(first, last) for each range of rows, up to and without `last`, that
  // match as a whole; some(first, last) for each of which some match; and
  // row(row) for each other row.
  template <typename All, typename Some, typename Row>
  void ForEachPart(All all, Some some, Row row) const;

  // The same as ForEachRow(), with lists by themselves: calls list(rows, size,
  // least), of whose rows only those from `least` on match, and row(row) for
  // each row that is not in a list.
  template <typename List, typename Row>
  void ForEachRowAndList(List list, Row row) const;

  std::vector<uint32_t> Rows() const;
  std::vector<uint32_t> Ids() const;

  // Writes the rows, or their ids, to `out`, which must have room for
  // CountMax() of them, and returns the end of what was written. What is after
  // that, within CountMax(), is undefined.
  uint32_t* CopyRows(uint32_t* out) const;
  uint32_t* CopyIds(uint32_t* out) const;

 private:
  friend class MatchesBuilder;

  struct Piece {
    enum class Kind : uint8_t {
      kRange,
      kList,
      kCarried,
      kSieve,
      kGoingOn,
      kInside
    };
    Kind kind;
    // Row numbers; for a list, places in it.
    uint32_t first;
    uint32_t last;
    // Carried: only rows from this one on match. Going on: what `low` is in
    // short. Insides: the number of the tier.
    uint32_t least;
    const uint32_t* rows;
    // Sieves: rows with an end from `low` to `high`, both included, match.
    // What goes on has no `high`, and is compared in short; insides have no
    // `low`, and most rows of most of their blocks are expected to match.
    int64_t low;
    int64_t high;
  };

  // Six tiers, with at most fourteen pieces each, and a list in order of end.
  static constexpr size_t kPiecesMax = 96;

  // Of a piece that goes on.
  index_internal::GoingOn GoingOnOf(const Piece& piece) const;

  struct AllButAFew;
  AllButAFew MostOf(const Piece& inside) const;

  // Calls f(first, last, all) for the runs of rows of an inside, from row
  // `from` on, and says of each whether all its rows are known to match.
  template <typename Function>
  void ForEachRun(const Piece& inside, uint32_t from, Function f) const;

  // Bit i: whether row piece.first + offset + i, one of the next 64, matches.
  uint64_t Mask(const Piece& piece, uint32_t offset) const;

  const index_internal::IndexData* data_ = nullptr;
  size_t size_ = 0;
  // Only the first size_ are ever written or read.
  std::array<Piece, kPiecesMax> pieces_;
};

template <typename All, typename Some, typename Row>
void Matches::ForEachPart(All all, Some some, Row row) const {
  for (size_t i = 0; i < size_; ++i) {
    const Piece& piece = pieces_[i];
    switch (piece.kind) {
      case Piece::Kind::kRange:
        all(piece.first, piece.last);
        break;
      case Piece::Kind::kList:
      case Piece::Kind::kCarried:
        for (uint32_t k = piece.first; k < piece.last; ++k) {
          if (piece.rows[k] >= piece.least) row(piece.rows[k]);
        }
        break;
      case Piece::Kind::kSieve:
      case Piece::Kind::kGoingOn:
      case Piece::Kind::kInside:
        some(piece.first, piece.last);
        break;
    }
  }
}

template <typename Function>
void Matches::ForEachRow(Function f) const {
  ForEachRowAndList(
      [&](const uint32_t* rows, uint32_t size, uint32_t least) {
        for (uint32_t i = 0; i < size; ++i) {
          if (rows[i] >= least) f(rows[i]);
        }
      },
      f);
}

template <typename List, typename Row>
void Matches::ForEachRowAndList(List list, Row f) const {
  for (size_t i = 0; i < size_; ++i) {
    const Piece& piece = pieces_[i];
    const uint32_t size = piece.last - piece.first;
    switch (piece.kind) {
      case Piece::Kind::kRange:
        for (uint32_t row = piece.first; row < piece.last; ++row) f(row);
        break;
      case Piece::Kind::kList:
      case Piece::Kind::kCarried:
        list(piece.rows + piece.first, size, piece.least);
        break;
      case Piece::Kind::kSieve:
      case Piece::Kind::kGoingOn:
      case Piece::Kind::kInside:
        for (uint32_t offset = 0; offset < size; offset += 64) {
          for (uint64_t mask = Mask(piece, offset); mask != 0;
               mask &= mask - 1) {
            f(piece.first + offset +
              static_cast<uint32_t>(absl::countr_zero(mask)));
          }
        }
        break;
    }
  }
}

}  // namespace annals

#endif  // ANNALS_INDEX_MATCHES_H_
