// An EntryWriter turns one event into one entry of a telling.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_ENTRY_WRITER_H_
#define ANNALS_CHRONOLOGY_INTERNAL_ENTRY_WRITER_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/claim_writer.h"
#include "annals/chronology/internal/event_order.h"
#include "annals/chronology/internal/placement_writer.h"
#include "annals/chronology/internal/pointer_book.h"
#include "annals/network/solved_events.h"

namespace annals::chronology_internal {

// The selection, the order and the network must outlive it.
class EntryWriter {
 public:
  // `sequence` has the events as they are told, by their index in
  // Selection::events, the first one being number 1. `solved` is what the order
  // goes by; null if it goes by the events' own dates.
  EntryWriter(const Selection& selection, const EventOrder& order,
              const SolvedEvents* solved, std::vector<size_t> sequence,
              int quote_length_max);
  EntryWriter(const EntryWriter&) = delete;
  EntryWriter& operator=(const EntryWriter&) = delete;

  // `follows` is the event told before it, where their order matters.
  // InvalidArgument if a date in the event, its claims, its links or its
  // constraints cannot be read.
  absl::StatusOr<Entry> Write(size_t event, std::optional<size_t> follows);

  const PointerBook& pointers() const { return pointers_; }
  const NoteBook& notes() const { return claims_.notes(); }

 private:
  // A link, and whether the event at hand is one of its causes.
  struct LinkEnd {
    const CausalLink* link;
    bool at_cause;
  };

  absl::Status AddTies(const Event& event, Entry& entry);
  absl::StatusOr<Tie> TieOf(const LinkEnd& end, std::string_view id, int entry);

  const Selection& selection_;
  const PointerBook pointers_;
  // By id; the views point into the selection.
  std::unordered_map<std::string_view, std::vector<LinkEnd>> links_;
  ClaimWriter claims_;
  PlacementWriter placement_;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_ENTRY_WRITER_H_
