// LatexMarkup writes the sentences of a telling in LaTeX.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_LATEX_MARKUP_H_
#define ANNALS_CHRONOLOGY_INTERNAL_LATEX_MARKUP_H_

#include <string>
#include <string_view>
#include <vector>

#include "annals/chronology/internal/sentences.h"

namespace annals::chronology_internal {

// For LuaLaTeX and XeLaTeX. Text comes out fit for running text and for
// arguments that move (headings); what runs from right to left stands in
// \rtl{...}, other scripts that TeX's own fonts lack in \letters{...},
// \cjk{...} and \symbols{...}, which the template defines. Links are
// hyperref's.
class LatexMarkup : public Markup {
 public:
  std::string Text(std::string_view text) const override;
  std::string Stress(std::string_view text) const override;
  std::string Work(std::string_view title,
                   std::string_view language) const override;
  std::string Quote(std::string_view words,
                    std::string_view language) const override;
  std::string ToEntry(int number, std::string_view label) const override;
  std::string ToSource(int number, std::string_view label) const override;
  std::string Address(std::string_view url) const override;
  std::string NoteMarks(const std::vector<int>& notes) const override;
  std::string Heading(int level) const override;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_LATEX_MARKUP_H_
