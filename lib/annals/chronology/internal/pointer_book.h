// A PointerBook numbers the entries, and points from one to another.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_POINTER_BOOK_H_
#define ANNALS_CHRONOLOGY_INTERNAL_POINTER_BOOK_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annals/chronology/chronology.h"
#include "annals/timeline/selection.h"

namespace annals::chronology_internal {

// Knows how every record is called in one telling, and how it is meant. Entries
// refer to one another by number, so all are numbered before the first is
// written.
//
// Immutable. The selection must outlive it.
class PointerBook {
 public:
  using Ids = google::protobuf::RepeatedPtrField<std::string>;

  // `sequence` has the events as they are told, by their index in
  // Selection::events, the first one being number 1.
  PointerBook(const Selection& selection, std::vector<size_t> sequence);

  // Of an event by its index, or by its id; 0 if it is not told.
  int NumberOf(size_t event) const;
  int NumberOf(std::string_view id) const;
  // By its number.
  const Event& EventAt(int number) const { return Numbered(number).event; }

  // What to call the record of this id: its title, the ends of a link or of a
  // constraint; the text itself if nothing bears it.
  std::string NameOf(std::string_view id) const;

  // The event of this id, told or only named; null if there is none.
  const Event* FindEvent(std::string_view id) const;

  Pointer PointTo(const std::string& id) const;
  // To all of these but one.
  std::vector<Pointer> PointToAll(const Ids& ids,
                                  std::string_view but = "") const;
  std::vector<Pointer> PointToEvents(const std::vector<size_t>& events) const;

 private:
  const Answer& Numbered(int number) const {
    return selection_.events[sequence_[static_cast<size_t>(number) - 1]];
  }
  std::string MarkOfRecord(const std::string& id) const;
  std::string TitleAt(std::string_view id) const;
  std::string TitlesOf(const Ids& ids) const;
  std::string EndsInWords(const Constraint& constraint) const;

  const Selection& selection_;
  const std::vector<size_t> sequence_;
  // By id; the views point into the selection.
  std::unordered_map<std::string_view, int> numbers_;
  std::unordered_map<std::string_view, const CausalLink*> links_;
  std::unordered_map<std::string_view, const Constraint*> constraints_;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_POINTER_BOOK_H_
