// An EntryWriter turns one event into one entry of a telling.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_ENTRY_WRITER_H_
#define ANNALS_CHRONOLOGY_INTERNAL_ENTRY_WRITER_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/event_order.h"
#include "annals/chronology/internal/note_book.h"

namespace annals::chronology_internal {

// Entries refer to one another by number, so all events are numbered before
// the first is written.
//
// The selection and the order must outlive it.
class EntryWriter {
 public:
  // `sequence` has the events as they are told, by their index in
  // Selection::events, the first one being number 1.
  EntryWriter(const Selection& selection, const EventOrder& order,
              std::vector<size_t> sequence, int quote_length_max);

  // InvalidArgument if a date in the event, its claims or its links cannot be
  // read.
  absl::StatusOr<Entry> Write(size_t event);

  std::vector<Pointer> PointToEvents(const std::vector<size_t>& events) const;

  const NoteBook& notes() const { return notes_; }

 private:
  using Claims = google::protobuf::RepeatedPtrField<Claim>;
  using Ids = google::protobuf::RepeatedPtrField<std::string>;

  // A link, and whether the event at hand is one of its causes.
  struct LinkEnd {
    const CausalLink* link;
    bool at_cause;
  };

  const Answer& Numbered(int number) const {
    return selection_.events[sequence_[static_cast<size_t>(number) - 1]];
  }
  int NumberOf(size_t event) const {
    return numbers_.at(selection_.events[event].event.id());
  }
  std::string NameOf(std::string_view id) const;
  std::string MarkOfRecord(const std::string& id) const;
  Pointer PointTo(const std::string& id) const;
  std::vector<Pointer> PointToAll(const Ids& ids, std::string_view but) const;

  absl::StatusOr<std::vector<Voice>> VoicesOf(const Claims& claims, int entry);
  absl::StatusOr<std::vector<Tie>> TiesOf(const Event& event, int entry);
  absl::StatusOr<Tie> TieOf(const LinkEnd& end, std::string_view id, int entry);
  void AddPlacement(size_t event, Entry& entry) const;

  const Selection& selection_;
  const EventOrder& order_;
  const std::vector<size_t> sequence_;
  // By id; the views point into the selection.
  std::unordered_map<std::string_view, int> numbers_;
  std::unordered_map<std::string_view, std::vector<LinkEnd>> links_;
  NoteBook notes_;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_ENTRY_WRITER_H_
