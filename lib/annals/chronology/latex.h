// LaTeX: a chronology to be set in type.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_LATEX_H_
#define ANNALS_CHRONOLOGY_LATEX_H_

#include <string>

#include "annals/chronology/chronology.h"

namespace annals {

// A whole document for LuaLaTeX or XeLaTeX, which read UTF-8; compile it twice.
// It uses fontspec, geometry and hyperref. Greek, Cyrillic, East Asian and
// right-to-left scripts and emoji are set in the first of some fonts that is
// installed, and are blank if none is: name another in the preamble, or in a
// template of your own. Indic scripts and Thai are blank.
//
//   std::ofstream("korea.tex") << annals::ToLatex(*chronology);
//
// Every string of the chronology is escaped: none of them can be a command.
// Pure; linear in what it writes.
std::string ToLatex(const Chronology& chronology);

}  // namespace annals

#endif  // ANNALS_CHRONOLOGY_LATEX_H_
