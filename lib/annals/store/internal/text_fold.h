// Text as the full-text index has it, before SQLite's tokenizer sees it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_FOLD_H_
#define ANNALS_STORE_INTERNAL_TEXT_FOLD_H_

#include <string>
#include <string_view>

namespace annals::store_internal {

// The tokenizer takes a run of Chinese, Japanese, Korean, Thai and the like for
// one word, so that nothing inside it would be found. A run is therefore
// written as pairs that overlap, and its last character once more by itself:
//
//   FoldText("KBS석유공사 2013")   "KBS 석유 유공 공사 사 2013"
//
// Every character of a run thus begins one word of the index, as if it were one
// itself, and two that follow each other are a word. Signs beyond ASCII become
// spaces. See FoldCharacters() for what else changes. Linear.
std::string FoldText(std::string_view text);

// What to look for in the index.
struct FoldedPhrase {
  // Words of which each follows the one before it.
  std::string words;
  // The last one may go on.
  bool is_prefix = false;
};

// Finds the text wherever it stands, also inside a run:
//
//   FoldPhrase("석유공", false)    "석유 유공"
//   FoldPhrase("석", false)        "석", which may go on
//
// Any other word must end where it ends, unless `is_prefix`.
FoldedPhrase FoldPhrase(std::string_view text, bool is_prefix);

// False if the text is surely without a word.
bool HasWords(std::string_view text);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_FOLD_H_
