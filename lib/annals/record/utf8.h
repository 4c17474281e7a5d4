// UTF-8: where it ends, and text that is fit for a message.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_UTF8_H_
#define ANNALS_RECORD_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace annals {

// The length in bytes of the character that begins `text`; 0 if it is not one
// (cut off, overlong, a surrogate, beyond U+10FFFF). `text` is not empty.
size_t Utf8CharacterLength(std::string_view text);

// The number of bytes that are UTF-8, from the start: text.size() if all are.
size_t Utf8PrefixLength(std::string_view text);

// The text for a message: control characters and bad bytes escaped, and no more
// than about `bytes_max` bytes of it.
std::string Printable(std::string_view text, size_t bytes_max);

// The same between quotation marks, with those inside it escaped; about 60
// bytes.
std::string Quoted(std::string_view text);

// The text on one line and fit for a terminal: every control character, C1 and
// line feeds too, is a space.
std::string OneLine(std::string_view text);

}  // namespace annals

#endif  // ANNALS_RECORD_UTF8_H_
