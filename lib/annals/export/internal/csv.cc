// CSV: rows of RFC 4180.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/csv.h"

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

// True if there is a comma, a quotation mark or a line end; maybe for other
// control characters too. Eight bytes at a time: most of a file is looked at
// here.
bool MayBeSpecial(std::string_view value) {
  size_t i = 0;
  for (; value.size() - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, value.data() + i, sizeof(bytes));
    const uint64_t special = AnyBelow(bytes, ' ') |
                             AnyBelow(bytes ^ (kOnes * ','), 1) |
                             AnyBelow(bytes ^ (kOnes * '"'), 1);
    if (special != 0) return true;
  }
  for (; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    if (c < ' ' || c == ',' || c == '"') return true;
  }
  return false;
}

bool NeedsQuotes(std::string_view value) {
  if (value.empty()) return false;
  if (value.front() == ' ' || value.back() == ' ') return true;
  return MayBeSpecial(value) &&
         value.find_first_of(",\"\r\n") != std::string_view::npos;
}

}  // namespace

bool IsPlainCsvList(std::string_view items) {
  return !items.empty() && items.front() != ' ' && items.back() != ' ' &&
         !MayBeSpecial(items) && items.find(';') == std::string_view::npos;
}

void AppendCsvField(std::string_view value, std::string& out) {
  if (!NeedsQuotes(value)) {
    out.append(value);
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
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
