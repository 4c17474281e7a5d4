// Text inside Mermaid diagrams: what must be escaped, and how much is drawn.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/mermaid_text.h"

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"

namespace annals::export_internal {
namespace {

// Mermaid's maxTextSize, in UTF-16 units.
constexpr int kLengthMax = 50'000;

// Separator, entity or comment, end of an entity, line break, comment or
// directive.
constexpr std::string_view kSpecial = ":#;<>%";

// Characters beyond the basic plane are two units of UTF-16.
int Utf16LengthOf(std::string_view text) {
  int length = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    length += (byte & 0xC0) == 0x80 ? 0 : byte < 0xF0 ? 1 : 2;
  }
  return length;
}

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

absl::Status CheckMermaidLength(std::string_view format,
                                std::string_view diagram, size_t events) {
  const int length = Utf16LengthOf(diagram);
  if (length <= kLengthMax) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(
      AsAbsl(format), ": ", length, " characters for ", events,
      " events; Mermaid draws at most ", kLengthMax, " (choose fewer events)"));
}

}  // namespace annals::export_internal
