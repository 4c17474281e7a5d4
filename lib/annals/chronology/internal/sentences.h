// Sentences of a telling, the same in every format but for its markup.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_SENTENCES_H_
#define ANNALS_CHRONOLOGY_INTERNAL_SENTENCES_H_

#include <string>
#include <string_view>
#include <vector>

#include "annals/chronology/chronology.h"

namespace annals::chronology_internal {

// How a format writes the pieces of a sentence. What goes in is plain text;
// what comes out is safe to put on one line of the format. A new format is one
// of these and a walk over the parts.
class Markup {
 public:
  virtual ~Markup() = default;

  // Text as it is, escaped.
  virtual std::string Text(std::string_view text) const = 0;
  // Stressed: a mark such as "feared".
  virtual std::string Stress(std::string_view text) const = 0;
  // The title of a work, in a language (a BCP 47 tag; empty if not known).
  virtual std::string Work(std::string_view title,
                           std::string_view language) const = 0;
  // The words of a source, in quotation marks.
  virtual std::string Quote(std::string_view words,
                            std::string_view language) const = 0;
  // A pointer to an entry or a source, where the reader can follow it.
  virtual std::string ToEntry(int number, std::string_view label) const = 0;
  virtual std::string ToSource(int number, std::string_view label) const = 0;
  // An address, a link if it may be one.
  virtual std::string Address(std::string_view url) const = 0;
  // The numbers of notes, behind a word.
  virtual std::string NoteMarks(const std::vector<int>& notes) const = 0;
  // What a line no longer says, and what it says now.
  virtual std::string Removed(std::string_view text) const {
    return Quote(text, "");
  }
  virtual std::string Added(std::string_view text) const {
    return Quote(text, "");
  }
  // Text that begins a line of its own.
  virtual std::string Paragraph(std::string_view text) const {
    return Text(text);
  }
  // What the format calls a heading of this level, from 1: "h2", "##".
  virtual std::string Heading(int level) const = 0;
};

// With a capital letter at the start, if it is an ASCII one; without.
std::string Capitalised(std::string_view text);
std::string Uncapitalised(std::string_view text);

// "Feared: " before a title, stressed; nothing for what is asserted.
std::string MarkBefore(std::string_view mark, const Markup& markup);

// "3. China suspends oil supply", "7. Refugees rush to China (feared)".
std::string PointersInWords(const std::vector<Pointer>& pointers,
                            std::string_view separator, const Markup& markup);

// "According to Yoko Hirose[1][2], contradicting Samuel Ramani on 4. Talks".
std::string Sentence(const Voice& voice, const Markup& markup);

// "Caused by 3. China suspends oil supply. According to Yoko Hirose[1]"; "Must
// come after 3. Visit, since 4. Report is dated 31 January 2017".
std::string Sentence(const Tie& tie, const Markup& markup);

// `Date: was "2013"; is "March 2013" (revision 52, Alice: typo; source: Aims)`.
std::string Sentence(const LineChange& change, const Markup& markup);

// `Yoko Hirose, source 2, bytes 1020 to 1110: "suspension of oil supply"`.
std::string Sentence(const Note& note, const Chronology& chronology,
                     const Markup& markup);

// "Yoko Hirose: Russian Aims and Prospects. Aleksanteri Institute, 2018."
std::string Sentence(const SourceNote& source, const Markup& markup);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_SENTENCES_H_
