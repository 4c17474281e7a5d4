// Text inside Mermaid diagrams: what must be escaped.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/mermaid_text.h"

#include "absl/strings/str_cat.h"

namespace annals::export_internal {
namespace {

// Separator, entity or comment, end of an entity, line break, comment or
// directive.
constexpr std::string_view kSpecial = ":#;<>%";

}  // namespace

// Mermaid measures an entity by its letters and wraps early, so only what must
// be escaped is.
std::string EscapedForMermaid(std::string_view text) {
  std::string escaped;
  for (char c : text) {
    if (kSpecial.find(c) == std::string_view::npos) {
      escaped.push_back(c);
    } else if (c == ':') {
      escaped += "#colon;";
    } else {
      absl::StrAppend(&escaped, "#", static_cast<int>(c), ";");
    }
  }
  return escaped;
}

}  // namespace annals::export_internal
