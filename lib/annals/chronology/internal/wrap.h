// Wrapping text at a width in terminal columns.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_WRAP_H_
#define ANNALS_CHRONOLOGY_INTERNAL_WRAP_H_

#include <string>
#include <string_view>

namespace annals::chronology_internal {

// How many columns a terminal gives the character: 0 for what joins the one
// before it, 2 for East Asian wide ones and emoji, else 1 (Unicode Standard
// Annex 11; the blocks, not every single character).
int ColumnsOf(char32_t point);

// The columns of a whole text.
int ColumnsOf(std::string_view text);

// How a paragraph stands on the page, in columns.
struct WrapOptions {
  int width = 80;
  // Before its first line, and before the others.
  std::string first_indent;
  std::string other_indent;
};

// The text as lines that each end with a line feed. Breaks at spaces and
// between wide characters; a word that is wider than a line is cut. The text
// is on one line, as OneLine() has it.
std::string Wrapped(std::string_view text, const WrapOptions& options);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_WRAP_H_
