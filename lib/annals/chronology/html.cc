// HTML: a chronology as one page that reads well on screen and on paper.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/html.h"

#include "annals/chronology/internal/built_in.h"
#include "annals/chronology/internal/html_markup.h"
#include "annals/chronology/internal/render.h"

namespace annals {

std::string ToHtml(const Chronology& chronology) {
  return chronology_internal::RenderBuiltIn(chronology_internal::HtmlTemplate(),
                                            chronology,
                                            chronology_internal::HtmlMarkup());
}

}  // namespace annals
