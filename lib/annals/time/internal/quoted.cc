// Quoted(): a caller's text as an error message repeats it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/quoted.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"

namespace annals::time_internal {

std::string Quoted(std::string_view text, size_t bytes_max) {
  const std::string_view shown = text.substr(0, bytes_max);
  return absl::StrCat("\"", absl::Utf8SafeCHexEscape(AsAbsl(shown)),
                      text.size() > shown.size() ? "...\"" : "\"");
}

}  // namespace annals::time_internal
