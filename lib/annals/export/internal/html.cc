// Text as HTML, for tools that read titles as such.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/html.h"

#include "annals/record/markup.h"

namespace annals::export_internal {

std::string EscapedHtml(std::string_view text) { return EscapedMarkup(text); }

}  // namespace annals::export_internal
