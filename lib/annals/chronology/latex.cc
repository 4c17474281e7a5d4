// LaTeX: a chronology to be set in type.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/latex.h"

#include "annals/chronology/internal/built_in.h"
#include "annals/chronology/internal/latex_markup.h"
#include "annals/chronology/internal/render.h"

namespace annals {

std::string ToLatex(const Chronology& chronology) {
  return chronology_internal::RenderBuiltIn(
      chronology_internal::LatexTemplate(), chronology,
      chronology_internal::LatexMarkup());
}

}  // namespace annals
