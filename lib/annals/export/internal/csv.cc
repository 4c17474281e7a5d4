// CSV: rows of RFC 4180.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/csv.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace annals::export_internal {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHighs = 0x8080808080808080;

// Not 0 if one of the eight bytes is less than `bound`, which is at most 128.
constexpr uint64_t AnyBelow(uint64_t bytes, uint64_t bound) {
  return (bytes - kOnes * bound) & ~bytes & kHighs;
}

// Not 0 if one of the eight bytes is a comma, a quotation mark or a control
// character.
constexpr uint64_t AnySpecial(uint64_t bytes) {
  return AnyBelow(bytes, ' ') | AnyBelow(bytes ^ (kOnes * ','), 1) |
         AnyBelow(bytes ^ (kOnes * '"'), 1);
}

template <typename Bytes>
uint64_t Load(const char* from) {
  Bytes bytes = 0;
  std::memcpy(&bytes, from, sizeof(bytes));
  return bytes;
}

// With letters in place of what a word has room for beside the value.
uint64_t LoadShort(std::string_view value) {
  if (value.size() >= sizeof(uint32_t)) {
    const char* const last = value.data() + value.size() - sizeof(uint32_t);
    return Load<uint32_t>(value.data()) | Load<uint32_t>(last) << 32;
  }
  uint64_t bytes = kOnes * 'x';
  for (const char c : value) bytes = bytes << 8 | static_cast<unsigned char>(c);
  return bytes;
}

constexpr uint64_t AnySpecialOrSemicolon(uint64_t bytes) {
  return AnySpecial(bytes) | AnyBelow(bytes ^ (kOnes * ';'), 1);
}

// True if there is a comma, a quotation mark or a line end, or what else `find`
// finds; maybe for other control characters too. Eight bytes at a time: most of
// a file is looked at here.
template <uint64_t (*find)(uint64_t) = AnySpecial>
bool MayBeSpecial(std::string_view value) {
  constexpr size_t kStep = sizeof(uint64_t);
  if (value.size() < kStep) return find(LoadShort(value)) != 0;
  const char* const last = value.data() + value.size() - kStep;
  uint64_t special = find(Load<uint64_t>(last));
  for (const char* at = value.data(); at < last; at += kStep) {
    special |= find(Load<uint64_t>(at));
  }
  return special != 0;
}

bool IsSpecial(char c) {
  return c == ',' || c == '"' || c == '\r' || c == '\n';
}

bool NeedsQuotes(std::string_view value) {
  if (value.empty()) return false;
  if (value.front() == ' ' || value.back() == ' ') return true;
  return MayBeSpecial(value) &&
         std::any_of(value.begin(), value.end(), IsSpecial);
}

}  // namespace

bool IsPlainCsvList(std::string_view items) {
  return !items.empty() && items.front() != ' ' && items.back() != ' ' &&
         !MayBeSpecial<AnySpecialOrSemicolon>(items);
}

void AppendCsvField(std::string_view value, std::string& out) {
  if (!NeedsQuotes(value)) {
    out.append(value);
    return;
  }
  out += '"';
  size_t begin = 0;
  for (size_t mark = 0; (mark = value.find('"', begin)) != value.npos;) {
    out.append(value.substr(begin, mark + 1 - begin));
    out += '"';
    begin = mark + 1;
  }
  out.append(value.substr(begin));
  out += '"';
}

void AppendCsvRow(const std::vector<std::string>& fields, std::string& out) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    AppendCsvField(fields[i], out);
  }
  out += "\r\n";
}

}  // namespace annals::export_internal
