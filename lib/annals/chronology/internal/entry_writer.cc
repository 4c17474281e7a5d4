// An EntryWriter turns one event into one entry of a telling.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/entry_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/chronology/internal/dates.h"
#include "annals/chronology/internal/facts.h"
#include "annals/chronology/internal/ties.h"
#include "annals/chronology/internal/voices.h"
#include "annals/record/claims.h"

namespace annals::chronology_internal {
namespace {

bool IsTightened(const Span& stated, const Span& bounds) {
  return stated.earliest_start < bounds.earliest_start ||
         bounds.latest_start < stated.latest_start;
}

// The record's own id, then those that it names, each once.
std::vector<std::string> IdsNamedBy(const std::string& id,
                                    const Record& record) {
  std::vector<std::string> ids = {id};
  for (const Reference& reference : ReferencesOf(record)) {
    if (std::find(ids.begin(), ids.end(), reference.id) == ids.end()) {
      ids.push_back(reference.id);
    }
  }
  return ids;
}

// Disputed if the analyst says so, or if some say yes and others no.
bool IsDisputed(const google::protobuf::RepeatedPtrField<Claim>& claims) {
  bool affirmed = false;
  bool denied = false;
  for (const Claim& claim : claims) {
    if (claim.status() == Claim::DISPUTED) return true;
    affirmed = affirmed || IsAsserted(claim);
    denied = denied || (claim.negated() && claim.status() <= Claim::ACCEPTED);
  }
  return affirmed && denied;
}

}  // namespace

EntryWriter::EntryWriter(const Selection& selection, const EventOrder& order,
                         std::vector<size_t> sequence, int quote_length_max)
    : selection_(selection),
      order_(order),
      sequence_(std::move(sequence)),
      notes_(selection, quote_length_max) {
  for (size_t i = 0; i < sequence_.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    numbers_.emplace(Numbered(number).event.id(), number);
  }
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

absl::StatusOr<Entry> EntryWriter::Write(size_t index) {
  const Answer& answer = selection_.events[index];
  const Event& event = answer.event;
  Entry entry;
  entry.number = numbers_.at(event.id());
  entry.id = event.id();
  ANNALS_ASSIGN_OR_RETURN(entry.date, DateInWords(event.when()));
  entry.title = NameOf(event.id());
  entry.mark = MarkOf(event.claims(), answer.asserted);
  entry.description = event.description();
  entry.facts =
      FactsOf(event, [this](std::string_view id) { return NameOf(id); });
  entry.disputed = IsDisputed(event.claims());
  ANNALS_ASSIGN_OR_RETURN(entry.voices, VoicesOf(event.claims(), entry.number));
  ANNALS_ASSIGN_OR_RETURN(entry.ties, TiesOf(event, entry.number));
  AddPlacement(index, entry);
  entry.records = IdsNamedBy(event.id(), ToRecord(event));
  return entry;
}

// What the network says of an event's start that its own date does not.
void EntryWriter::AddPlacement(size_t event, Entry& entry) const {
  const Span& bounds = order_.BoundsOf(event);
  const std::optional<Span>& stated = selection_.events[event].span;
  const bool is_derived = stated.has_value() ? IsTightened(*stated, bounds)
                                             : order_.IsPlaceable(event);
  if (!is_derived) return;
  const std::string words = StartInWords(bounds);
  if (words.empty()) {
    // It only comes before or after others.
  } else if (entry.date.empty()) {
    entry.date = words;
    entry.facts.insert(entry.facts.begin(),
                       {"Date",
                        "derived from the order of events; no source "
                        "states it"});
  } else {
    entry.facts.push_back(
        {"Start", absl::StrCat(words, ", by the order of events")});
  }
  // Of those that must be before and after, the nearest.
  int before = 0;
  int after = 0;
  for (const size_t other : order_.Predecessors(event)) {
    const int number = NumberOf(other);
    if (number < entry.number) before = std::max(before, number);
  }
  for (const size_t other : order_.Successors(event)) {
    const int number = NumberOf(other);
    if (number > entry.number && (after == 0 || number < after)) after = number;
  }
  const auto refer = [&](const char* relation, int number) {
    if (number == 0) return;
    Tie tie;
    tie.words = relation;
    tie.to = {PointTo(Numbered(number).event.id())};
    entry.ties.push_back(std::move(tie));
  };
  refer("Must come after", before);
  refer("Must come before", after);
}

// Selection::NameOf looks through all events; ours are at hand.
std::string EntryWriter::NameOf(std::string_view id) const {
  const auto found = numbers_.find(id);
  if (found != numbers_.end()) {
    const std::string& title = Numbered(found->second).event.title();
    return title.empty() ? std::string(id) : title;
  }
  const auto named = selection_.named.find(id);
  if (named == selection_.named.end()) return std::string(id);
  const std::string& title = TitleOf(named->second);
  return title.empty() ? selection_.NameOf(id) : title;
}

std::string EntryWriter::MarkOfRecord(const std::string& id) const {
  const auto found = numbers_.find(id);
  if (found != numbers_.end()) {
    const Answer& answer = Numbered(found->second);
    return MarkOf(answer.event.claims(), answer.asserted);
  }
  const auto named = selection_.named.find(id);
  if (named == selection_.named.end()) return "";
  return MarkOf(ClaimsOf(named->second), IsAsserted(named->second));
}

Pointer EntryWriter::PointTo(const std::string& id) const {
  const auto found = numbers_.find(id);
  return {found == numbers_.end() ? 0 : found->second, NameOf(id),
          MarkOfRecord(id)};
}

std::vector<Pointer> EntryWriter::PointToEvents(
    const std::vector<size_t>& events) const {
  std::vector<Pointer> pointers;
  for (const size_t event : events) {
    pointers.push_back(PointTo(selection_.events[event].event.id()));
  }
  return pointers;
}

std::vector<Pointer> EntryWriter::PointToAll(const Ids& ids,
                                             std::string_view but) const {
  std::vector<Pointer> pointers;
  for (const std::string& id : ids) {
    if (id != but) pointers.push_back(PointTo(id));
  }
  return pointers;
}

absl::StatusOr<std::vector<Voice>> EntryWriter::VoicesOf(const Claims& claims,
                                                         int entry) {
  std::vector<Voice> voices;
  for (const Claim& claim : claims) {
    Voice voice;
    ANNALS_ASSIGN_OR_RETURN(voice.words,
                            ClaimInWords(claim, [this](std::string_view id) {
                              return NameOf(id);
                            }));
    voice.denies = claim.negated();
    for (const Evidence& evidence : claim.evidence()) {
      ANNALS_ASSIGN_OR_RETURN(const int note, notes_.Cite(evidence, entry));
      voice.notes.push_back(note);
    }
    voices.push_back(std::move(voice));
  }
  return voices;
}

absl::StatusOr<Tie> EntryWriter::TieOf(const LinkEnd& end, std::string_view id,
                                       int entry) {
  const CausalLink& link = *end.link;
  Tie tie;
  tie.words = std::string(end.at_cause ? WordsAtCause(link.kind())
                                       : WordsAtEffect(link.kind()));
  tie.to = PointToAll(end.at_cause ? link.effects() : link.causes(), "");
  const bool joint = link.combination() != CausalLink::ALTERNATIVE;
  if (end.at_cause && joint) {
    tie.together_with = PointToAll(link.causes(), id);
  }
  tie.alternative = !end.at_cause && !joint && link.causes_size() > 1;
  tie.mark = MarkOf(link.claims(), IsAsserted(link));
  tie.mechanism = link.mechanism();
  ANNALS_ASSIGN_OR_RETURN(tie.voices, VoicesOf(link.claims(), entry));
  tie.records = IdsNamedBy(link.id(), ToRecord(link));
  return tie;
}

absl::StatusOr<std::vector<Tie>> EntryWriter::TiesOf(const Event& event,
                                                     int entry) {
  std::vector<Tie> ties;
  const auto found = links_.find(event.id());
  if (found != links_.end()) {
    for (const LinkEnd& end : found->second) {
      ANNALS_ASSIGN_OR_RETURN(Tie tie, TieOf(end, event.id(), entry));
      ties.push_back(std::move(tie));
    }
  }
  const auto refer = [&](const char* words, std::vector<Pointer> to) {
    if (to.empty()) return;
    Tie tie;
    tie.words = words;
    tie.to = std::move(to);
    ties.push_back(std::move(tie));
  };
  if (!event.part_of().empty()) refer("Part of", {PointTo(event.part_of())});
  refer("Speaks of", PointToAll(event.about(), ""));
  refer("The same as", PointToAll(event.same_as(), ""));
  return ties;
}

}  // namespace annals::chronology_internal
