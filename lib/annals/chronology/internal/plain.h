// Plain text: what is safe to show of a string that somebody entered.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_PLAIN_H_
#define ANNALS_CHRONOLOGY_INTERNAL_PLAIN_H_

#include <string>
#include <string_view>
#include <vector>

namespace annals::chronology_internal {

// Reads the first code point of a text that is not empty and moves the text
// past it. A byte that is no UTF-8 is read as U+FFFD.
char32_t NextCodePoint(std::string_view& text);

// The text on one line: white space of any kind becomes single spaces, none at
// the ends; other control characters and bytes that are no UTF-8 become U+FFFD,
// so that no escape sequence reaches a terminal; the controls that reverse
// what follows them (U+202A to U+202E, U+2066 to U+2069) are left out, since
// they would reverse our words too.
std::string OneLine(std::string_view text);

// The lines of the text that are not empty, each as OneLine() has it.
std::vector<std::string> Paragraphs(std::string_view text);

// The text itself if it has at most so many characters; else as many whole
// words of it, and an ellipsis. Words without end are cut.
std::string Shortened(std::string_view text, int length_max);

// True for an address that may become a link: http or https, of printable
// ASCII without spaces, quotes, angle brackets or backslashes.
bool IsLinkable(std::string_view url);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_PLAIN_H_
