// Wrapping text at a width in terminal columns.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/wrap.h"

#include <algorithm>
#include <vector>

#include "annals/chronology/internal/plain.h"

namespace annals::chronology_internal {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Sorted. Marks that combine, joiners, variation selectors, skin tones.
constexpr Range kZeroWidth[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x0670, 0x0670},   {0x06D6, 0x06DC},   {0x06DF, 0x06E4},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},   {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200F},   {0x2060, 0x2064},   {0x20D0, 0x20FF},
    {0x302A, 0x302D}, {0x3099, 0x309A},   {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0001, 0xE01EF},
};

// Sorted. East Asian wide and full-width blocks, emoji.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},
    {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},
    {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},
    {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},
    {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},
    {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},
    {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},
    {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},
    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x1B2FF}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3},
    {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D},
    {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A},
    {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D7},
    {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD},
};

template <size_t N>
bool IsIn(const Range (&ranges)[N], char32_t point) {
  const Range* found = std::lower_bound(
      std::begin(ranges), std::end(ranges), point,
      [](const Range& range, char32_t wanted) { return range.last < wanted; });
  return found != std::end(ranges) && found->first <= point;
}

// What is not broken: a word, or one wide character with what joins it.
struct Piece {
  std::string text;
  int columns = 0;
  bool space_before = false;
};

std::vector<Piece> PiecesOf(std::string_view text) {
  std::vector<Piece> pieces;
  bool space = false;
  bool open = false;
  while (!text.empty()) {
    const std::string_view rest = text;
    const char32_t point = NextCodePoint(text);
    if (point == ' ') {
      space = true;
      open = false;
      continue;
    }
    const int columns = ColumnsOf(point);
    const bool joins = columns == 0 && !pieces.empty() && !space;
    if (!joins && (columns == 2 || !open)) {
      pieces.push_back({"", 0, space});
      space = false;
    }
    pieces.back().text.append(rest.substr(0, rest.size() - text.size()));
    pieces.back().columns += columns;
    open = open || columns == 1;
    if (columns == 2) open = false;
  }
  return pieces;
}

// A piece that is wider than a line, as several that are not.
std::vector<Piece> Cut(const Piece& piece, int columns_max) {
  std::vector<Piece> parts = {{"", 0, piece.space_before}};
  std::string_view text = piece.text;
  while (!text.empty()) {
    const std::string_view rest = text;
    const int columns = ColumnsOf(NextCodePoint(text));
    if (parts.back().columns + columns > columns_max) parts.emplace_back();
    parts.back().text.append(rest.substr(0, rest.size() - text.size()));
    parts.back().columns += columns;
  }
  return parts;
}

// Fills lines one after another.
class Lines {
 public:
  explicit Lines(const WrapOptions& options)
      : options_(options),
        text_(options.first_indent),
        column_(ColumnsOf(options.first_indent)),
        indent_(ColumnsOf(options.other_indent)) {}

  int columns_max() const { return std::max(options_.width - indent_, 2); }

  void Add(const Piece& piece) {
    const int space = piece.space_before && !is_line_empty_ ? 1 : 0;
    if (!is_line_empty_ && column_ + space + piece.columns > options_.width) {
      text_ += "\n" + options_.other_indent;
      column_ = indent_;
    } else if (space > 0) {
      text_ += " ";
      column_ += 1;
    }
    text_ += piece.text;
    column_ += piece.columns;
    is_line_empty_ = false;
  }

  std::string Finish() && { return std::move(text_) + "\n"; }

 private:
  const WrapOptions& options_;
  std::string text_;
  int column_;
  const int indent_;
  bool is_line_empty_ = true;
};

}  // namespace

int ColumnsOf(char32_t point) {
  if (point < 0x300) return 1;
  if (IsIn(kZeroWidth, point)) return 0;
  return IsIn(kWide, point) ? 2 : 1;
}

int ColumnsOf(std::string_view text) {
  int columns = 0;
  while (!text.empty()) columns += ColumnsOf(NextCodePoint(text));
  return columns;
}

std::string Wrapped(std::string_view text, const WrapOptions& options) {
  Lines lines(options);
  for (const Piece& piece : PiecesOf(text)) {
    if (piece.columns <= lines.columns_max()) {
      lines.Add(piece);
      continue;
    }
    for (const Piece& part : Cut(piece, lines.columns_max())) lines.Add(part);
  }
  return std::move(lines).Finish();
}

}  // namespace annals::chronology_internal
