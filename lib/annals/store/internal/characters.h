// Characters: which of them are one letter to people who search.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_CHARACTERS_H_
#define ANNALS_STORE_INTERNAL_CHARACTERS_H_

#include <string>
#include <string_view>

namespace annals::store_internal {

// The characters of UTF-8 text, up to the first byte that is none.
std::u32string DecodeUtf8(std::string_view text);
void AppendUtf8(char32_t character, std::string& text);

// The characters with those differences taken away that SQLite's tokenizer
// unicode61 leaves and people do not mean when they search:
//
// - full-width letters and half-width katakana are the common ones;
// - what is written as a letter and a mark (Hangul in parts, voiced kana) is
//   one character, as most texts have it;
// - a letter with a stroke, a ligature, the Russian yo, Greek letters with an
//   accent, the variants of Arabic letters are the plain letter; Arabic and
//   Persian digits are 0 to 9;
// - Arabic and Hebrew points, soft hyphens, joiners, variation selectors are
//   not there.
//
// Case and the accents of Latin letters are left to the tokenizer.
std::u32string FoldCharacters(std::u32string_view characters);

// True for scripts that run on without spaces between words, or join what
// belongs to a word without one: Han, kana, bopomofo, Hangul; Thai, Lao,
// Burmese, Khmer.
bool RunsOn(char32_t character);

// True for what is surely no part of a word: punctuation, spaces, signs,
// controls, emoji. There are signs of which this is not known.
bool IsSign(char32_t character);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_CHARACTERS_H_
