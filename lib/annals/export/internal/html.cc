// Text as HTML, for tools that read titles as such.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/html.h"

#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"

namespace annals::export_internal {

std::string EscapedHtml(std::string_view text) {
  return absl::StrReplaceAll(
      AsAbsl(text),
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

}  // namespace annals::export_internal
