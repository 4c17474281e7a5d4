// RowSet as bytes: the number of chunks, each chunk's first row and number of
// rows, and then what the chunks hold.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/index/row_set.h"
#include "annals/index/sealed_bytes.h"

namespace annals {
namespace {

template <typename T>
void AppendAll(const std::vector<T>& values, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(values.data()),
               values.size() * sizeof(T));
}

// Takes `count` values off the front; false if there are not so many.
template <typename T>
bool Take(size_t count, std::string_view& bytes, std::vector<T>& values) {
  if (bytes.size() / sizeof(T) < count) return false;
  values.resize(count);
  // No pointer to nothing may be copied to, not even nothing.
  if (count == 0) return true;
  std::memcpy(values.data(), bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
  return true;
}

bool Ascends(const std::vector<uint16_t>& list) {
  return std::adjacent_find(list.begin(), list.end(),
                            std::greater_equal<uint16_t>()) == list.end();
}

}  // namespace

void RowSet::AppendTo(std::string& bytes) const {
  std::vector<uint32_t> head = {static_cast<uint32_t>(chunks_.size())};
  for (const Chunk& chunk : chunks_) {
    head.push_back(chunk.first_row);
    head.push_back(static_cast<uint32_t>(CountOf(chunk)));
  }
  AppendAll(head, bytes);
  for (const Chunk& chunk : chunks_) {
    AppendAll(chunk.list, bytes);
    AppendAll(chunk.words, bytes);
  }
}

absl::StatusOr<RowSet> RowSet::FromBytes(std::string_view bytes) {
  const auto damaged = [] { return SealDamaged("a set of rows that is none"); };
  std::vector<uint32_t> chunks;
  std::vector<uint32_t> head;
  if (!Take(1, bytes, chunks) || !Take(size_t{chunks[0]} * 2, bytes, head)) {
    return damaged();
  }
  RowSet set;
  for (size_t i = 0; i < head.size(); i += 2) {
    Chunk chunk{head[i], {}, {}};
    const size_t count = head[i + 1];
    const bool is_next = chunk.first_row % kChunkRows == 0 &&
                         (i == 0 || head[i - 2] < chunk.first_row);
    const bool is_there = count <= kListMax
                              ? Take(count, bytes, chunk.list)
                              : Take(kChunkRows / 64, bytes, chunk.words);
    if (!is_next || !is_there || count == 0 || CountOf(chunk) != count ||
        !Ascends(chunk.list)) {
      return damaged();
    }
    set.count_ += count;
    set.chunks_.push_back(std::move(chunk));
  }
  if (!bytes.empty()) return damaged();
  return set;
}

}  // namespace annals
