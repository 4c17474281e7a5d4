// FitTo() replaces the characters that a format cannot hold in any way.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/fit_text.h"

#include <algorithm>
#include <cstddef>

#include "annals/record/utf8.h"

namespace annals::export_internal {

FitText FitTo(std::string_view text, bool (*fits)(std::string_view)) {
  FitText fit;
  fit.text.reserve(text.size());
  while (!text.empty()) {
    const size_t length = Utf8CharacterLength(text);
    const std::string_view character =
        text.substr(0, std::max<size_t>(length, 1));
    if (length > 0 && fits(character)) {
      fit.text.append(character);
    } else {
      fit.text.append("\uFFFD");
      fit.replaced = true;
    }
    text.remove_prefix(character.size());
  }
  return fit;
}

}  // namespace annals::export_internal
