// EscapedMarkup(), AppendEscapedMarkup(): text that HTML and XML read as text.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/markup.h"

#include <cstddef>

namespace annals {

void AppendEscapedMarkup(std::string_view text, std::string& out) {
  while (true) {
    const size_t plain = text.find_first_of("&<>\"");
    out += text.substr(0, plain);
    if (plain == std::string_view::npos) return;
    const char c = text[plain];
    out += c == '&'   ? "&amp;"
           : c == '<' ? "&lt;"
           : c == '>' ? "&gt;"
                      : "&quot;";
    text.remove_prefix(plain + 1);
  }
}

std::string EscapedMarkup(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  AppendEscapedMarkup(text, escaped);
  return escaped;
}

}  // namespace annals
