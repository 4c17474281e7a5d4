// Markdown: a chronology as a text file that reads well as it stands.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_MARKDOWN_H_
#define ANNALS_CHRONOLOGY_MARKDOWN_H_

#include <string>

#include "annals/chronology/chronology.h"

namespace annals {

// CommonMark with the footnotes and tables of GitHub, which Pandoc reads too:
//
//   pandoc korea.md -o korea.docx
//
// Every string of the chronology is escaped: none of them can begin a heading,
// a link or an HTML element. Ends with a line feed.
std::string ToMarkdown(const Chronology& chronology);

}  // namespace annals

#endif  // ANNALS_CHRONOLOGY_MARKDOWN_H_
