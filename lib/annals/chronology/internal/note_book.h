// A NoteBook numbers the passages and sources that a telling cites.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_NOTE_BOOK_H_
#define ANNALS_CHRONOLOGY_INTERNAL_NOTE_BOOK_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/chronology/chronology.h"

namespace annals::chronology_internal {

// Notes and sources get their numbers in the order of first mention. The same
// passage cited twice is one note.
//
// The selection must outlive it.
class NoteBook {
 public:
  NoteBook(const Selection& selection, int quote_length_max)
      : selection_(selection), quote_length_max_(quote_length_max) {}

  // The number of the note for this passage, cited by that entry.
  // InvalidArgument if the source's date cannot be read.
  absl::StatusOr<int> Cite(const Evidence& evidence, int entry);

  const std::vector<Note>& notes() const { return notes_; }
  const std::vector<SourceNote>& sources() const { return sources_; }

 private:
  // Source, begin and end (-1 if not given), quote, page, stance.
  using Passage = std::tuple<std::string, int64_t, int64_t, std::string,
                             std::string, Evidence::Stance>;

  absl::StatusOr<int> SourceNumber(const std::string& id);
  absl::StatusOr<SourceNote> Describe(const std::string& id) const;

  const Selection& selection_;
  const int quote_length_max_;
  std::map<Passage, int> note_numbers_;
  std::map<std::string, int> source_numbers_;
  std::vector<Note> notes_;
  std::vector<SourceNote> sources_;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_NOTE_BOOK_H_
