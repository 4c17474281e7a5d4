// The look of a chronology's HTML page.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_HTML_STYLE_H_
#define ANNALS_CHRONOLOGY_INTERNAL_HTML_STYLE_H_

#include <string_view>

namespace annals::chronology_internal {

// CSS. Colours of text have a contrast of at least 4.5 to 1 in both schemes
// (WCAG 2.2, level AA); no meaning is told by colour alone.
std::string_view HtmlStyle();

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_HTML_STYLE_H_
