// Numbers of one to nine bytes, as SQLite writes them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_SQLITE_VARINT_H_
#define ANNALS_STORE_INTERNAL_SQLITE_VARINT_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace annals::store_internal {

// Seven bits a byte, the most significant first; all but the last have the high
// bit set, and a ninth byte counts whole. As in
// https://www.sqlite.org/fileformat2.html#varint.

inline constexpr size_t kSqliteVarintBytesMax = 9;

// Writes the number to where there is room for kSqliteVarintBytesMax, and
// returns how many bytes it took. All of these are inline, since a text index
// is made of little else.
inline size_t WriteSqliteVarint(uint64_t value, char* out) {
  if (value < 0x80) {
    *out = static_cast<char>(value);
    return 1;
  }
  char digits[kSqliteVarintBytesMax];
  size_t begin = kSqliteVarintBytesMax;
  const bool is_whole = value >> 56 != 0;
  if (is_whole) {
    digits[--begin] = static_cast<char>(value);
    value >>= 8;
  }
  char more = is_whole ? '\x80' : '\0';
  do {
    digits[--begin] = static_cast<char>((value & 0x7f) | (more & 0x80));
    more = '\x80';
    value >>= 7;
  } while (value != 0 || (is_whole && begin > 0));
  std::memcpy(out, digits + begin, kSqliteVarintBytesMax - begin);
  return kSqliteVarintBytesMax - begin;
}

// Appends the number.
inline void AppendSqliteVarint(uint64_t value, std::string& bytes) {
  char encoded[kSqliteVarintBytesMax];
  bytes.append(encoded, WriteSqliteVarint(value, encoded));
}

// The number at the front, taken away; nothing if there is no whole one.
inline std::optional<uint64_t> TakeSqliteVarint(std::string_view& bytes) {
  // Most numbers are small.
  if (!bytes.empty() && static_cast<unsigned char>(bytes[0]) < 0x80) {
    const auto value = static_cast<unsigned char>(bytes[0]);
    bytes.remove_prefix(1);
    return value;
  }
  uint64_t value = 0;
  for (size_t i = 0; i < bytes.size() && i < kSqliteVarintBytesMax; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const bool is_whole = i + 1 == kSqliteVarintBytesMax;
    value = is_whole ? value << 8 | byte : value << 7 | (byte & 0x7f);
    if (is_whole || byte < 0x80) {
      bytes.remove_prefix(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_SQLITE_VARINT_H_
