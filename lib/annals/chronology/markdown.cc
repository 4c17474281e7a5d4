// Markdown: a chronology as a text file that reads well as it stands.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/markdown.h"

#include "annals/chronology/internal/built_in.h"
#include "annals/chronology/internal/markdown_markup.h"
#include "annals/chronology/internal/render.h"

namespace annals {

std::string ToMarkdown(const Chronology& chronology) {
  return chronology_internal::RenderBuiltIn(
      chronology_internal::MarkdownTemplate(), chronology,
      chronology_internal::MarkdownMarkup());
}

}  // namespace annals
