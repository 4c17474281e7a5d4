// Text as the full-text index has it, before SQLite's tokenizer sees it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_fold.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "annals/store/internal/characters.h"

namespace annals::store_internal {
namespace {

// Eight bytes at a time: every text of a record comes by here.
bool IsAscii(std::string_view text) {
  uint64_t all = 0;
  while (text.size() >= sizeof all) {
    uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), sizeof bytes);
    all |= bytes;
    text.remove_prefix(sizeof bytes);
  }
  unsigned char rest = 0;
  for (const char c : text) rest |= static_cast<unsigned char>(c);
  return (all & 0x8080808080808080) == 0 && rest < 0x80;
}

void AppendWord(std::u32string_view word, std::string& out) {
  if (!out.empty() && out.back() != ' ') out += ' ';
  for (const char32_t character : word) AppendUtf8(character, out);
  out += ' ';
}

// The pairs of a run, and its last character unless it may go on.
void AppendRun(std::u32string_view run, bool may_go_on, std::string& out) {
  for (size_t i = 0; i + 1 < run.size(); ++i) {
    AppendWord(run.substr(i, 2), out);
  }
  if (!may_go_on || run.size() == 1)
    AppendWord(run.substr(run.size() - 1), out);
}

size_t LengthOfRun(std::u32string_view characters) {
  size_t length = 0;
  while (length < characters.size() && RunsOn(characters[length])) ++length;
  return length;
}

// What newer versions of Unicode added, SQLite's tables do not know, and take
// for letters: oil🤔 would be one word.
char32_t SpaceForSign(char32_t character) {
  return character >= 0x80 && IsSign(character) ? U' ' : character;
}

std::string WriteWords(std::u32string_view characters, bool may_go_on) {
  std::string out;
  out.reserve(characters.size() * 2);
  while (!characters.empty()) {
    const size_t length = LengthOfRun(characters);
    if (length == 0) {
      AppendUtf8(SpaceForSign(characters.front()), out);
      characters.remove_prefix(1);
      continue;
    }
    const bool is_last = length == characters.size();
    AppendRun(characters.substr(0, length), is_last && may_go_on, out);
    characters.remove_prefix(length);
  }
  return out;
}

// Without the signs at its end, behind which a run could not go on.
std::u32string_view WithoutSignsAtEnd(std::u32string_view characters) {
  while (!characters.empty() && IsSign(characters.back())) {
    characters.remove_suffix(1);
  }
  return characters;
}

}  // namespace

std::string FoldText(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  return WriteWords(FoldCharacters(DecodeUtf8(text)), /*may_go_on=*/false);
}

FoldedPhrase FoldPhrase(std::string_view text, bool is_prefix) {
  const std::u32string folded = FoldCharacters(DecodeUtf8(text));
  const std::u32string_view words = WithoutSignsAtEnd(folded);
  FoldedPhrase phrase;
  phrase.words = WriteWords(words, /*may_go_on=*/true);
  if (words.empty() || !RunsOn(words.back())) {
    phrase.is_prefix = is_prefix;
  } else {
    phrase.is_prefix = words.size() == 1 || !RunsOn(words[words.size() - 2]);
  }
  return phrase;
}

bool HasWords(std::string_view text) {
  const std::u32string folded = FoldCharacters(DecodeUtf8(text));
  return !std::all_of(folded.begin(), folded.end(), IsSign);
}

}  // namespace annals::store_internal
