// Plain text: what is safe to show of a string that somebody entered.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/plain.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "annals/base/string_view.h"

namespace annals::chronology_internal {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementBytes = "\uFFFD";

// How many bytes a sequence with this first byte has; 0 if none starts so.
int SequenceLength(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

bool IsScalar(char32_t point, int length) {
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  return point >= kLeast[length] && point <= 0x10FFFF &&
         (point < 0xD800 || point > 0xDFFF);
}

bool IsSpace(char32_t point) {
  return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 ||
         point == 0xA0 || point == 0x2028 || point == 0x2029;
}

bool IsControl(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

bool IsReversing(char32_t point) {
  return (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069);
}

}  // namespace

char32_t NextCodePoint(std::string_view& text) {
  const auto byte_at = [text](int i) {
    return static_cast<unsigned char>(text[i]);
  };
  const int length = SequenceLength(byte_at(0));
  char32_t point = length <= 1 ? byte_at(0) : byte_at(0) & (0x7F >> length);
  bool legal = length > 0 && static_cast<size_t>(length) <= text.size();
  for (int i = 1; legal && i < length; ++i) {
    legal = (byte_at(i) & 0xC0) == 0x80;
    point = point << 6 | (byte_at(i) & 0x3F);
  }
  legal = legal && IsScalar(point, length);
  text.remove_prefix(legal ? length : 1);
  return legal ? point : kReplacement;
}

std::string OneLine(std::string_view text) {
  std::string line;
  bool space_due = false;
  while (!text.empty()) {
    const std::string_view rest = text;
    const char32_t point = NextCodePoint(text);
    if (IsSpace(point)) {
      space_due = !line.empty();
      continue;
    }
    if (IsReversing(point)) continue;
    if (space_due) line.push_back(' ');
    space_due = false;
    if (IsControl(point) || point == kReplacement) {
      line.append(kReplacementBytes);
    } else {
      line.append(rest.substr(0, rest.size() - text.size()));
    }
  }
  return line;
}

std::vector<std::string> Paragraphs(std::string_view text) {
  std::vector<std::string> paragraphs;
  for (absl::string_view line : absl::StrSplit(AsAbsl(text), '\n')) {
    std::string paragraph = OneLine(AsStd(line));
    if (!paragraph.empty()) paragraphs.push_back(std::move(paragraph));
  }
  return paragraphs;
}

std::string Shortened(std::string_view text, int length_max) {
  std::string_view rest = text;
  size_t last_word_end = 0;
  for (int length = 0; length < length_max && !rest.empty(); ++length) {
    if (rest[0] == ' ') last_word_end = text.size() - rest.size();
    NextCodePoint(rest);
  }
  if (rest.empty()) return std::string(text);
  const size_t cut = text.size() - rest.size();
  // A word is cut only if that saves most of the text.
  const size_t end = last_word_end > cut / 2 ? last_word_end : cut;
  return absl::StrCat(AsAbsl(text.substr(0, end)), "\u2026");
}

bool IsLinkable(std::string_view url) {
  if (!absl::StartsWithIgnoreCase(AsAbsl(url), "http://") &&
      !absl::StartsWithIgnoreCase(AsAbsl(url), "https://")) {
    return false;
  }
  return std::all_of(url.begin(), url.end(), [](char c) {
    return c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\';
  });
}

}  // namespace annals::chronology_internal
