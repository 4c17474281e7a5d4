// UTF-8: where it ends, and text that is fit for a message.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/utf8.h"

#include <cstdint>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"

namespace annals {
namespace {

constexpr size_t kQuotedBytesMax = 60;

uint8_t ByteAt(std::string_view text, size_t index) {
  return static_cast<uint8_t>(text[index]);
}

// The range of a second byte depends on the first (Unicode, table 3-7): this
// is what keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
bool IsSecondByte(uint8_t first, uint8_t second) {
  switch (first) {
    case 0xE0:
      return second >= 0xA0 && second <= 0xBF;
    case 0xED:
      return second >= 0x80 && second <= 0x9F;
    case 0xF0:
      return second >= 0x90 && second <= 0xBF;
    case 0xF4:
      return second >= 0x80 && second <= 0x8F;
    default:
      return second >= 0x80 && second <= 0xBF;
  }
}

size_t LengthByFirstByte(uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

// The number of bytes of ASCII at the start, counted in steps of eight.
size_t AsciiPrefixLength(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  size_t done = 0;
  for (; text.size() - done >= sizeof(uint64_t); done += sizeof(uint64_t)) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + done, sizeof(bytes));
    if ((bytes & kHighBits) != 0) break;
  }
  return done;
}

void AppendEscaped(std::string& out, std::string_view character) {
  const uint8_t first = ByteAt(character, 0);
  if (first == '\n') {
    absl::StrAppend(&out, "\\n");
  } else if (first < 0x20 || first == 0x7F) {
    absl::StrAppendFormat(&out, "\\x%02x", first);
  } else {
    out.append(character);
  }
}

}  // namespace

size_t Utf8CharacterLength(std::string_view text) {
  const uint8_t first = ByteAt(text, 0);
  const size_t length = LengthByFirstByte(first);
  if (length <= 1) return length;
  if (text.size() < length || !IsSecondByte(first, ByteAt(text, 1))) return 0;
  for (size_t i = 2; i < length; ++i) {
    if ((ByteAt(text, i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

size_t Utf8PrefixLength(std::string_view text) {
  size_t done = AsciiPrefixLength(text);
  while (done < text.size()) {
    const size_t length = Utf8CharacterLength(text.substr(done));
    if (length == 0) break;
    done += length;
    if (length > 1) done += AsciiPrefixLength(text.substr(done));
  }
  return done;
}

std::string Printable(std::string_view text, size_t bytes_max) {
  std::string out;
  size_t done = 0;
  while (done < text.size() && done < bytes_max) {
    const size_t length = Utf8CharacterLength(text.substr(done));
    if (length == 0) {
      absl::StrAppendFormat(&out, "\\x%02x", ByteAt(text, done++));
      continue;
    }
    AppendEscaped(out, text.substr(done, length));
    done += length;
  }
  return done < text.size() ? out + "..." : out;
}

std::string Quoted(std::string_view text) {
  const std::string escaped = absl::StrReplaceAll(
      AsAbsl(text.substr(0, kQuotedBytesMax + 1)), {{"\"", "\\\""}});
  return absl::StrCat("\"", Printable(escaped, kQuotedBytesMax), "\"");
}

std::string OneLine(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const uint8_t byte = ByteAt(text, i);
    // C1 control characters are U+0080 to U+009F.
    const bool is_c1 = byte == 0xC2 && i + 1 < text.size() &&
                       ByteAt(text, i + 1) >= 0x80 &&
                       ByteAt(text, i + 1) < 0xA0;
    if (is_c1) ++i;
    line += is_c1 || byte < 0x20 || byte == 0x7F ? ' ' : text[i];
  }
  return line;
}

}  // namespace annals
