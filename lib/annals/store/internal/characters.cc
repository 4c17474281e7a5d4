// Characters: which of them are one letter to people who search.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/characters.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "annals/record/utf8.h"

namespace annals::store_internal {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Ranges are in order and do not overlap.
template <size_t kSize>
bool IsIn(const Range (&ranges)[kSize], char32_t character) {
  const Range* const found = std::lower_bound(
      std::begin(ranges), std::end(ranges), character,
      [](const Range& range, char32_t c) { return range.last < c; });
  return found != std::end(ranges) && found->first <= character;
}

constexpr Range kRunOn[] = {
    {0x0E01, 0x0E3A},    // Thai letters and vowels, not the digits
    {0x0E40, 0x0E4E},    //
    {0x0E81, 0x0ECF},    // Lao, likewise
    {0x0EDC, 0x0EDF},    //
    {0x1000, 0x103F},    // Burmese, likewise
    {0x1050, 0x108F},    //
    {0x109A, 0x109D},    //
    {0x1100, 0x11FF},    // Hangul in parts
    {0x1780, 0x17D3},    // Khmer, likewise
    {0x17D7, 0x17D7},    //
    {0x17DC, 0x17DD},    //
    {0x3005, 0x3007},    // marks of repetition, the zero
    {0x3021, 0x302F},    // Suzhou numerals, tone marks
    {0x3031, 0x3035},    // marks of repetition
    {0x3038, 0x303C},    //
    {0x3041, 0x309A},    // hiragana
    {0x309D, 0x309F},    //
    {0x30A1, 0x30FA},    // katakana
    {0x30FC, 0x318E},    // its long vowel; bopomofo; Hangul letters
    {0x31A0, 0x31BF},    // bopomofo
    {0x31F0, 0x31FF},    // small katakana
    {0x3400, 0x4DBF},    // Han, extension A
    {0x4E00, 0x9FFF},    // Han
    {0xA960, 0xA97F},    // Hangul in parts
    {0xA9E0, 0xA9EF},    // Burmese, more
    {0xA9FA, 0xA9FE},    //
    {0xAA60, 0xAA7F},    //
    {0xAC00, 0xD7FF},    // Hangul
    {0xF900, 0xFAFF},    // Han, compatibility
    {0xFF66, 0xFFDC},    // half-width kana and Hangul
    {0x1AFF0, 0x1B16F},  // kana, more
    {0x20000, 0x3FFFD},  // Han, all later extensions
};

constexpr Range kDropped[] = {
    {0x00AD, 0x00AD},    // soft hyphen
    {0x034F, 0x034F},    // grapheme joiner
    {0x0591, 0x05BD},    // Hebrew points and accents
    {0x05BF, 0x05BF},    //
    {0x05C1, 0x05C2},    //
    {0x05C4, 0x05C5},    //
    {0x05C7, 0x05C7},    //
    {0x0610, 0x061A},    // Arabic points and signs
    {0x0640, 0x0640},    // the stroke that stretches a word
    {0x064B, 0x065F},    //
    {0x0670, 0x0670},    //
    {0x06D6, 0x06DC},    //
    {0x06DF, 0x06E4},    //
    {0x06E7, 0x06E8},    //
    {0x06EA, 0x06ED},    //
    {0x180B, 0x180D},    // variation selectors
    {0x200B, 0x200F},    // spaces without width, joiners, direction marks
    {0x202A, 0x202E},    // direction
    {0x2060, 0x2069},    //
    {0xFE00, 0xFE0F},    // variation selectors
    {0xFEFF, 0xFEFF},    // byte order mark
    {0xE0100, 0xE01EF},  // variation selectors
};

constexpr Range kSigns[] = {
    {0x0000, 0x002F},   {0x003A, 0x0040}, {0x005B, 0x0060}, {0x007B, 0x00A9},
    {0x00AB, 0x00B1},   {0x00B4, 0x00B4}, {0x00B6, 0x00B8}, {0x00BB, 0x00BB},
    {0x00BF, 0x00BF},   {0x00D7, 0x00D7}, {0x00F7, 0x00F7}, {0x060C, 0x060C},
    {0x061B, 0x061F},   {0x066A, 0x066D}, {0x06D4, 0x06D4}, {0x0964, 0x0965},
    {0x0E3F, 0x0E3F},   {0x2000, 0x206F}, {0x20A0, 0x20CF}, {0x2190, 0x245F},
    {0x2500, 0x2775},   {0x2794, 0x2BFF}, {0x2E00, 0x2E2E}, {0x2E30, 0x2E7F},
    {0x3000, 0x3004},   {0x3008, 0x3020}, {0x3030, 0x3030}, {0x303D, 0x303F},
    {0x309B, 0x309C},   {0x30A0, 0x30A0}, {0x30FB, 0x30FB}, {0xE000, 0xE000},
    {0xFE10, 0xFE1F},   {0xFE30, 0xFE6F}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20},
    {0xFF3B, 0xFF40},   {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1F0FF},
    {0x1F200, 0x1FAFF},
};

struct Letter {
  char32_t letter;
  const char32_t* plain;
};

// Letters that no decomposition of Unicode makes plain, or that unicode61 does
// not look at; in order.
constexpr Letter kLetters[] = {
    {0x00C6, U"ae"},     {0x00D0, U"d"},      {0x00D8, U"o"},
    {0x00DE, U"th"},     {0x00DF, U"ss"},     {0x00E6, U"ae"},
    {0x00F0, U"d"},      {0x00F8, U"o"},      {0x00FE, U"th"},
    {0x0110, U"d"},      {0x0111, U"d"},      {0x0126, U"h"},
    {0x0127, U"h"},      {0x0131, U"i"},      {0x0141, U"l"},
    {0x0142, U"l"},      {0x0152, U"oe"},     {0x0153, U"oe"},
    {0x0386, U"\u03B1"}, {0x0388, U"\u03B5"}, {0x0389, U"\u03B7"},
    {0x038A, U"\u03B9"}, {0x038C, U"\u03BF"}, {0x038E, U"\u03C5"},
    {0x038F, U"\u03C9"}, {0x0390, U"\u03B9"}, {0x03AA, U"\u03B9"},
    {0x03AB, U"\u03C5"}, {0x03AC, U"\u03B1"}, {0x03AD, U"\u03B5"},
    {0x03AE, U"\u03B7"}, {0x03AF, U"\u03B9"}, {0x03B0, U"\u03C5"},
    {0x03CA, U"\u03B9"}, {0x03CB, U"\u03C5"}, {0x03CC, U"\u03BF"},
    {0x03CD, U"\u03C5"}, {0x03CE, U"\u03C9"}, {0x0401, U"\u0435"},
    {0x0451, U"\u0435"}, {0x0622, U"\u0627"}, {0x0623, U"\u0627"},
    {0x0624, U"\u0648"}, {0x0625, U"\u0627"}, {0x0626, U"\u064A"},
    {0x0629, U"\u0647"}, {0x0649, U"\u064A"}, {0x0671, U"\u0627"},
    {0x06A9, U"\u0643"}, {0x06CC, U"\u064A"}, {0x1E9E, U"ss"},
    {0xFB00, U"ff"},     {0xFB01, U"fi"},     {0xFB02, U"fl"},
    {0xFB03, U"ffi"},    {0xFB04, U"ffl"},    {0xFB05, U"st"},
    {0xFB06, U"st"},
};

// U+FF66 and those after it.
constexpr char32_t kHalfWidthKatakana[] =
    U"ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
    U"ハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

constexpr char32_t kVoiced = 0x3099;
constexpr char32_t kHalfVoiced = 0x309A;

// The one that most texts have, for a character that has a width of its own or
// is another way to write a digit.
char32_t Common(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c >= 0xFF66 && c <= 0xFF9F) return kHalfWidthKatakana[c - 0xFF66];
  if (c >= 0x0660 && c <= 0x0669) return U'0' + (c - 0x0660);
  if (c >= 0x06F0 && c <= 0x06F9) return U'0' + (c - 0x06F0);
  // The mark that separates texts in the index is nobody else's.
  return c == 0xE000 ? U' ' : c;
}

// A hiragana whose voiced form follows it; katakana lie 0x60 further on.
bool HasVoicedForm(char32_t c) {
  return (c >= 0x304B && c <= 0x3061 && c % 2 == 1) ||
         (c >= 0x3064 && c <= 0x3068 && c % 2 == 0) ||
         (c >= 0x306F && c <= 0x307B && c % 3 == 0x306F % 3);
}

char32_t ComposeKana(char32_t base, char32_t mark) {
  const bool is_katakana = base >= 0x30A1 && base <= 0x30FA;
  const char32_t hiragana = is_katakana ? base - 0x60 : base;
  if (mark == kVoiced && hiragana == 0x3046) return base + 0x4E;
  if (!HasVoicedForm(hiragana)) return 0;
  if (mark == kVoiced) return base + 1;
  return hiragana >= 0x306F ? base + 2 : 0;
}

// The Unicode Standard, section 3.12.
char32_t ComposeHangul(char32_t a, char32_t b) {
  constexpr char32_t kSyllables = 0xAC00;
  if (a >= 0x1100 && a <= 0x1112 && b >= 0x1161 && b <= 0x1175) {
    return kSyllables + ((a - 0x1100) * 21 + (b - 0x1161)) * 28;
  }
  const bool is_open =
      a >= kSyllables && a <= 0xD7A3 && (a - kSyllables) % 28 == 0;
  return is_open && b >= 0x11A8 && b <= 0x11C2 ? a + (b - 0x11A7) : 0;
}

// Letters that are not their base with an accent, but others.
char32_t ComposeCyrillic(char32_t base, char32_t mark) {
  if (mark == 0x0306 && (base == 0x0418 || base == 0x0438)) return base + 1;
  if (mark == 0x0306 && base == 0x0423) return 0x040E;
  if (mark == 0x0306 && base == 0x0443) return 0x045E;
  if (mark == 0x0308 && (base == 0x0406 || base == 0x0456)) return base + 1;
  return 0;
}

// The character that the two of them are; 0 if they are two.
char32_t Compose(char32_t a, char32_t b) {
  if (b == kVoiced || b == kHalfVoiced) return ComposeKana(a, b);
  if (b == 0x0306 || b == 0x0308) return ComposeCyrillic(a, b);
  return ComposeHangul(a, b);
}

void AppendPlain(char32_t character, std::u32string& out) {
  const Letter* const found = std::lower_bound(
      std::begin(kLetters), std::end(kLetters), character,
      [](const Letter& letter, char32_t c) { return letter.letter < c; });
  if (found != std::end(kLetters) && found->letter == character) {
    out += found->plain;
  } else {
    out += character;
  }
}

char32_t DecodeOne(std::string_view bytes) {
  const auto tail = [&bytes](size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[i]) & 0x3F);
  };
  const auto lead = static_cast<unsigned char>(bytes[0]);
  switch (bytes.size()) {
    case 1:
      return lead;
    case 2:
      return (lead & 0x1Fu) << 6 | tail(1);
    case 3:
      return (lead & 0x0Fu) << 12 | tail(1) << 6 | tail(2);
    default:
      return (lead & 0x07u) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
  }
}

}  // namespace

std::u32string DecodeUtf8(std::string_view text) {
  std::u32string characters;
  characters.reserve(text.size());
  while (!text.empty()) {
    const size_t length = Utf8CharacterLength(text);
    if (length == 0) break;
    characters += DecodeOne(text.substr(0, length));
    text.remove_prefix(length);
  }
  return characters;
}

void AppendUtf8(char32_t c, std::string& text) {
  const auto tail = [&](int shift) {
    text += static_cast<char>(0x80 | (c >> shift & 0x3F));
  };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::u32string FoldCharacters(std::u32string_view characters) {
  std::u32string folded;
  folded.reserve(characters.size());
  for (const char32_t character : characters) {
    if (character < 0x80) {
      folded += character;
      continue;
    }
    if (IsIn(kDropped, character)) continue;
    const char32_t common = Common(character);
    const char32_t composed =
        folded.empty() ? 0 : Compose(folded.back(), common);
    if (composed != 0) {
      folded.back() = composed;
    } else {
      AppendPlain(common, folded);
    }
  }
  return folded;
}

bool RunsOn(char32_t character) {
  return character >= kRunOn[0].first && IsIn(kRunOn, character);
}

bool IsSign(char32_t character) { return IsIn(kSigns, character); }

}  // namespace annals::store_internal
