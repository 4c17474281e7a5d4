// An EntryWriter turns one event into one entry of a telling.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/entry_writer.h"

#include <string>
#include <utility>

#include "annals/base/status_macros.h"
#include "annals/chronology/internal/dates.h"
#include "annals/chronology/internal/facts.h"
#include "annals/chronology/internal/named_by.h"
#include "annals/chronology/internal/ties.h"
#include "annals/chronology/internal/voices.h"
#include "annals/record/claims.h"

namespace annals::chronology_internal {

EntryWriter::EntryWriter(const Selection& selection, const EventOrder& order,
                         const SolvedEvents* solved,
                         std::vector<size_t> sequence, int quote_length_max)
    : selection_(selection),
      pointers_(selection, std::move(sequence)),
      claims_(selection, pointers_, quote_length_max),
      placement_(selection, order, solved, pointers_, claims_) {
  for (const CausalLink& link : selection.links) {
    for (const std::string& id : link.effects()) {
      links_[id].push_back({&link, false});
    }
  }
  // Causes are told before effects.
  for (const CausalLink& link : selection.links) {
    for (const std::string& id : link.causes()) {
      links_[id].push_back({&link, true});
    }
  }
}

absl::StatusOr<Entry> EntryWriter::Write(size_t index,
                                         std::optional<size_t> follows) {
  const Answer& answer = selection_.events[index];
  const Event& event = answer.event;
  Entry entry;
  entry.number = pointers_.NumberOf(index);
  entry.id = event.id();
  ANNALS_ASSIGN_OR_RETURN(entry.date, DateInWords(event.when()));
  entry.title = pointers_.NameOf(event.id());
  entry.mark = MarkOf(event.claims(), answer.asserted);
  entry.description = event.description();
  entry.facts = FactsOf(
      event, [this](std::string_view id) { return pointers_.NameOf(id); });
  entry.disputed = claims_.IsDisputed(event);
  entry.records = IdsNamedBy(ToRecord(event));
  for (std::string& id : claims_.RecordsSpeakingOf(event)) {
    entry.records.push_back(std::move(id));
  }
  ANNALS_ASSIGN_OR_RETURN(
      entry.voices, claims_.VoicesOf(event.id(), event.claims(), entry.number));
  ANNALS_RETURN_IF_ERROR(AddTies(event, entry));
  ANNALS_RETURN_IF_ERROR(placement_.Add(index, follows, entry));
  return entry;
}

absl::StatusOr<Tie> EntryWriter::TieOf(const LinkEnd& end, std::string_view id,
                                       int entry) {
  const CausalLink& link = *end.link;
  Tie tie;
  tie.words = std::string(end.at_cause ? WordsAtCause(link.kind())
                                       : WordsAtEffect(link.kind()));
  tie.to = pointers_.PointToAll(end.at_cause ? link.effects() : link.causes());
  const bool joint = link.combination() != CausalLink::ALTERNATIVE;
  if (end.at_cause && joint) {
    tie.together_with = pointers_.PointToAll(link.causes(), id);
  }
  tie.alternative = !end.at_cause && !joint && link.causes_size() > 1;
  tie.mark = MarkOf(link.claims(), IsAsserted(link));
  tie.mechanism = link.mechanism();
  ANNALS_ASSIGN_OR_RETURN(tie.voices,
                          claims_.VoicesOf(link.id(), link.claims(), entry));
  tie.records = IdsNamedBy(ToRecord(link));
  return tie;
}

absl::Status EntryWriter::AddTies(const Event& event, Entry& entry) {
  const auto found = links_.find(event.id());
  if (found != links_.end()) {
    for (const LinkEnd& end : found->second) {
      ANNALS_ASSIGN_OR_RETURN(Tie tie, TieOf(end, event.id(), entry.number));
      entry.ties.push_back(std::move(tie));
    }
  }
  const auto refer = [&](const char* words, std::vector<Pointer> to) {
    if (to.empty()) return;
    Tie tie;
    tie.words = words;
    tie.to = std::move(to);
    entry.ties.push_back(std::move(tie));
  };
  if (!event.part_of().empty()) {
    refer("Part of", {pointers_.PointTo(event.part_of())});
  }
  refer("Speaks of", pointers_.PointToAll(event.about()));
  refer("The same as", pointers_.PointToAll(event.same_as()));
  return absl::OkStatus();
}

}  // namespace annals::chronology_internal
