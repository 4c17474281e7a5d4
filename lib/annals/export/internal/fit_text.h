// FitTo() replaces the characters that a format cannot hold in any way.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_FIT_TEXT_H_
#define ANNALS_EXPORT_INTERNAL_FIT_TEXT_H_

#include <string>
#include <string_view>

namespace annals::export_internal {

struct FitText {
  std::string text;
  // True if it is not what it was.
  bool replaced = false;
};

// The text with U+FFFD in place of bytes that are no UTF-8 and of each
// character that does not fit. `fits` is given one character, in UTF-8.
FitText FitTo(std::string_view text, bool (*fits)(std::string_view));

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_FIT_TEXT_H_
