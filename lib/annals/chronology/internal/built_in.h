// The templates that are built in: what a chronology looks like by default.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_BUILT_IN_H_
#define ANNALS_CHRONOLOGY_INTERNAL_BUILT_IN_H_

#include <string_view>

namespace annals::chronology_internal {

std::string_view MarkdownTemplate();

// Colours of text have a contrast of at least 4.5 to 1 in light and in dark
// (WCAG 2.2, level AA); no meaning is told by colour alone.
std::string_view HtmlTemplate();

std::string_view LatexTemplate();
std::string_view TextTemplate();

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_BUILT_IN_H_
