// Render() writes a chronology by a template.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/render.h"

#include <cstdint>
#include <limits>

#include "annals/base/status_macros.h"
#include "annals/chronology/internal/telling_frame.h"

namespace annals::chronology_internal {

absl::StatusOr<std::string> Render(const Template& checked,
                                   const Chronology& chronology,
                                   const Markup& markup,
                                   const TemplateLimits& limits) {
  ANNALS_ASSIGN_OR_RETURN(
      std::string text,
      checked.Write(TellingFrame(chronology, markup), limits));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text + "\n";
}

std::string RenderBuiltIn(std::string_view text, const Chronology& chronology,
                          const Markup& markup) {
  constexpr int64_t kUnlimited = std::numeric_limits<int64_t>::max();
  return Render(Template::Parse(text).value(), chronology, markup,
                {kUnlimited, kUnlimited, kUnlimited})
      .value();
}

}  // namespace annals::chronology_internal
