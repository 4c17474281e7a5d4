// TextPlaces tells where a word stands in many texts, in FTS5's encoding.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_PLACES_H_
#define ANNALS_STORE_INTERNAL_TEXT_PLACES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "annals/store/internal/sqlite_varint.h"

namespace annals::store_internal {

// Memory for pieces of text that are let go of together. Not thread-safe.
class PieceMemory {
 public:
  PieceMemory() = default;
  PieceMemory(const PieceMemory&) = delete;
  PieceMemory& operator=(const PieceMemory&) = delete;

  // So many bytes, which live as long as this.
  char* Take(size_t bytes);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  size_t free_bytes_ = 0;
};

// Where a word stands, row after row: the row's distance from the one before,
// the bytes of its places (twice their number, as FTS5 has a flag there), and
// the places. No row is divided among two pieces.
//
//   TextPlaces places;
//   places.Add(7, 0, 3, memory);   // the word is the fourth of row 7's title
//   places.Add(7, 1, 0, memory);   // and the first of its description
//   for (std::string_view piece : places.Finish()) ...   // "\7\10\5\1\1\2"
//
// Add() is called for every word of every text, hence inline. Not thread-safe.
class TextPlaces {
 public:
  // Rows rise, columns within a row, and places within a column. `memory` is
  // the same each time, and must outlive this.
  void Add(int64_t row, uint32_t column, uint32_t place, PieceMemory& memory) {
    const bool is_new = row != row_;
    if (is_new) End();
    if (capacity_ - size_ < kRoomMin) BeginPiece(memory);
    if (is_new) Begin(row);
    if (column != column_) {
      constexpr char kNextColumn = 1;
      piece_[size_++] = kNextColumn;
      Put(column);
      column_ = column;
      place_ = 0;
    }
    Put(uint64_t{place - place_} + 2);
    place_ = place;
  }

  // All pieces. To be called once, after the last Add().
  const std::vector<std::string_view>& Finish();

  // Of the longest row, without what stands before its places.
  size_t row_bytes_max() const { return row_bytes_max_; }

 private:
  // Enough for what one Add() writes (distance, size, column and place) and for
  // a size that turns out to need more than one byte.
  static constexpr uint32_t kRoomMin = 4 * kSqliteVarintBytesMax + 2;

  void Put(uint64_t value) {
    size_ += static_cast<uint32_t>(WriteSqliteVarint(value, piece_ + size_));
  }

  void Begin(int64_t row) {
    row_at_ = size_;
    Put(static_cast<uint64_t>(row - row_));
    row_ = row;
    column_ = 0;
    place_ = 0;
    // Mostly one byte is enough.
    places_at_ = ++size_;
  }

  // Ends the row under way, if there is one.
  void End() {
    if (places_at_ == 0) return;
    const uint32_t bytes = size_ - places_at_;
    if (bytes < kLongRow) {
      piece_[places_at_ - 1] = static_cast<char>(2 * bytes);
    } else {
      EndLong(bytes);
    }
    if (bytes > row_bytes_max_) row_bytes_max_ = bytes;
    row_at_ = size_;
    places_at_ = 0;
  }

  void EndLong(uint32_t bytes);
  // Takes the row under way along.
  void BeginPiece(PieceMemory& memory);

  // The least that twice of it needs more than one byte.
  static constexpr uint32_t kLongRow = 0x40;

  char* piece_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
  // The row under way: where it begins, or the next will; where its places do,
  // which is never at the front, so 0 is none.
  uint32_t row_at_ = 0;
  uint32_t places_at_ = 0;
  int64_t row_ = 0;
  uint32_t column_ = 0;
  uint32_t place_ = 0;
  uint32_t row_bytes_max_ = 0;
  // Those that are full.
  std::vector<std::string_view> pieces_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_PLACES_H_
