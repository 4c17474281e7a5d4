// Content lines: what an iCalendar file is made of.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/content_line.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/fit_text.h"

namespace annals::export_internal {
namespace {

constexpr size_t kLineOctetsMax = 75;

bool IsInsideCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// How much of the line is within so many octets, cut between characters. Bytes
// that are no UTF-8 may be cut anywhere.
size_t CutAt(std::string_view line, size_t octets_max) {
  if (line.size() <= octets_max) return line.size();
  size_t cut = octets_max;
  while (cut > 0 && IsInsideCharacter(line[cut])) --cut;
  return cut == 0 ? octets_max : cut;
}

// Section 3.1, SAFE-CHAR and its like: no CONTROL save the tab; a line feed is
// escaped.
bool IsTextCharacter(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  return (first >= 0x20 && first != 0x7F) || first == '\t' || first == '\n';
}

}  // namespace

void AppendContentLine(std::string_view line, std::string& out) {
  size_t cut = CutAt(line, kLineOctetsMax);
  absl::StrAppend(&out, AsAbsl(line.substr(0, cut)), "\r\n");
  for (line.remove_prefix(cut); !line.empty(); line.remove_prefix(cut)) {
    // The space that marks a continuation is an octet of its line.
    cut = CutAt(line, kLineOctetsMax - 1);
    absl::StrAppend(&out, " ", AsAbsl(line.substr(0, cut)), "\r\n");
  }
}

std::string ContentText(std::string_view text, LossTally& losses) {
  const FitText fit = FitTo(text, IsTextCharacter);
  if (fit.replaced) {
    losses.Add("text", "with control characters, which iCalendar cannot hold");
  }
  return absl::StrReplaceAll(
      fit.text, {{"\\", "\\\\"}, {";", "\\;"}, {",", "\\,"}, {"\n", "\\n"}});
}

}  // namespace annals::export_internal
