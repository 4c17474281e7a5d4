// TextPlaces tells where a word stands in many texts, in FTS5's encoding.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_places.h"

#include <algorithm>
#include <cstring>

namespace annals::store_internal {
namespace {

constexpr size_t kBlockBytes = 65'536;
// Many words stand once or twice.
constexpr uint32_t kPieceBytesMin = 40;
constexpr uint32_t kPieceBytesMax = 2'048;

}  // namespace

char* PieceMemory::Take(size_t bytes) {
  if (bytes > free_bytes_) {
    free_bytes_ = std::max(bytes, kBlockBytes);
    // Not std::make_unique, which would write zeros first.
    blocks_.emplace_back(new char[free_bytes_]);
    free_ = blocks_.back().get();
  }
  char* const taken = free_;
  free_ += bytes;
  free_bytes_ -= bytes;
  return taken;
}

const std::vector<std::string_view>& TextPlaces::Finish() {
  End();
  if (size_ > 0) pieces_.emplace_back(piece_, size_);
  return pieces_;
}

void TextPlaces::EndLong(uint32_t bytes) {
  char encoded[kSqliteVarintBytesMax];
  const size_t encoded_bytes = WriteSqliteVarint(2 * uint64_t{bytes}, encoded);
  char* const size_at = piece_ + places_at_ - 1;
  std::memmove(size_at + encoded_bytes, size_at + 1, bytes);
  std::memcpy(size_at, encoded, encoded_bytes);
  size_ += static_cast<uint32_t>(encoded_bytes) - 1;
}

void TextPlaces::BeginPiece(PieceMemory& memory) {
  const uint32_t row_bytes = size_ - row_at_;
  const uint32_t usual =
      std::clamp(2 * capacity_, kPieceBytesMin, kPieceBytesMax);
  capacity_ = std::max(usual, 2 * row_bytes + kRoomMin);
  char* const piece = memory.Take(capacity_);
  std::copy_n(piece_ + row_at_, row_bytes, piece);
  if (row_at_ > 0) pieces_.emplace_back(piece_, row_at_);
  piece_ = piece;
  size_ = row_bytes;
  if (places_at_ > 0) places_at_ -= row_at_;
  row_at_ = 0;
}

}  // namespace annals::store_internal
