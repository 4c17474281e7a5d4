// HTML: a chronology as one page that reads well on screen and on paper.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_HTML_H_
#define ANNALS_CHRONOLOGY_HTML_H_

#include <string>

#include "annals/chronology/chronology.h"

namespace annals {

// One self-contained file: no script, no font, picture or style from elsewhere,
// and a content security policy that says so. Light or dark as the reader's
// system is. Headings and landmarks for those who listen; notes and entries
// point to each other. Entry 3 is at #entry-3, note 7 at #note-7.
//
// Every string of the chronology is escaped; an address becomes a link only if
// it is http or https.
std::string ToHtml(const Chronology& chronology);

}  // namespace annals

#endif  // ANNALS_CHRONOLOGY_HTML_H_
