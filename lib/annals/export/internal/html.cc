// Text as HTML, for tools that read titles as such.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/html.h"

#include <algorithm>

#include "annals/record/markup.h"

namespace annals::export_internal {

std::string EscapedHtml(std::string_view text) { return EscapedMarkup(text); }

// Most texts have nothing to be escaped.
void AppendEscapedHtml(std::string_view text, std::string& out) {
  const bool is_plain = std::none_of(text.begin(), text.end(), [](char c) {
    return c == '&' || c == '<' || c == '>' || c == '"';
  });
  if (is_plain) {
    out.append(text);
  } else {
    out += EscapedMarkup(text);
  }
}

}  // namespace annals::export_internal
