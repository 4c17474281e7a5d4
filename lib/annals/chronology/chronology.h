// A Chronology is one telling: chosen events in a defensible order, with notes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_CHRONOLOGY_H_
#define ANNALS_CHRONOLOGY_CHRONOLOGY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/chronology/grouping.h"
#include "annals/network/solved_events.h"
#include "annals/timeline/selection.h"

namespace annals {

// The structs below say *what* is told; markdown.h, html.h, latex.h and text.h
// say how it looks. All strings are plain text as people entered it, in our
// English sentences: none is escaped for any format, and any of them may hold
// quotes, markup or control characters. Whoever writes a format escapes them.

// A pointer from one entry to another, or to something outside the telling.
struct Pointer {
  // The entry's number; 0 if it is not part of this telling.
  int entry = 0;
  std::string title;
  // How it is meant if nobody asserts it: "feared". Empty for what is told as
  // fact, so that a hypothetical never reads as one.
  std::string mark;
};

// What one claim does to another, or the other to it.
struct Bearing {
  // "bearing out", "contradicting", "borne out by", "contradicted by".
  std::string words;
  // Who makes the other claim: "Samuel Ramani, citing TASS".
  std::string holder;
  // What that claim says is so; entry 0 without a title if that is the same
  // record.
  Pointer of;
};

// One claim in words, without a full stop.
struct Voice {
  // "According to Samuel Ramani, citing some Russian analysts", "Denied by
  // Yoko Hirose (disputed)".
  std::string words;
  // The holder says that it is not so.
  bool denies = false;
  // Numbers of the notes that bear it out.
  std::vector<int> notes;
  // The claim's id within its record.
  std::string claim{};
  std::vector<Bearing> bearings{};
  // Ids of the records that the claim names, and of those that speak of it.
  std::vector<std::string> records{};
};

// One step of a derivation: what a record says that leads to a tie.
struct Ground {
  // The event that it is said of; entry 0 without a title if there is none.
  Pointer about;
  // "is dated some time in 2013", "starts no earlier than the start of".
  std::string words;
  std::vector<Pointer> to{};
  std::vector<Voice> voices{};
};

// One tie of an entry to others: a cause, an effect, a larger whole, what is
// recorded of their order.
struct Tie {
  // "Caused by", "Prevents", "Part of", "Starts no earlier than the start of".
  std::string words;
  // None if the words are the whole: "Starts no earlier than 3 February 2017".
  std::vector<Pointer> to;
  // What must come with this entry for the tie to hold.
  std::vector<Pointer> together_with;
  // True if each of `to` is enough alone.
  bool alternative = false;
  // As Pointer::mark, of the tie itself.
  std::string mark;
  // How it works, in the editor's words.
  std::string mechanism;
  std::vector<Voice> voices;
  // Ids of the records that say so, the one that ties first.
  std::vector<std::string> records{};
  // Of a tie that no record states: what it follows from, save what other ties
  // of the entry say.
  std::vector<Ground> grounds{};
};

// A labelled line: "Participants", "Russia (agent), North Korea (target)".
struct Fact {
  std::string label;
  std::string words;
  // Ids of the records that it names.
  std::vector<std::string> records{};
};

// A line that differs from what an earlier telling said; see difference.h.
struct LineChange {
  // "Date", "Claim".
  std::string label;
  // As it was and as it is; empty if there was, or is, no such line.
  std::string before;
  std::string after;
  // "revision 52, Alice: the source has March", oldest first.
  std::vector<std::string> because;
  // Titles of the sources that the line rests on.
  std::vector<std::string> sources;
};

struct Entry {
  // From 1 through the whole telling.
  int number = 0;
  // The event's id.
  std::string id;
  // In words: "some time in 2013", "for 49 years"; for an event that the
  // network places, within which days it started or that it is undated, and a
  // fact says that this is derived. Empty if nothing is known.
  std::string date;
  std::string title;
  // As Pointer::mark.
  std::string mark;
  // Paragraphs, separated by line feeds.
  std::string description;
  std::vector<Fact> facts;
  // True if claims stand against each other: some voices deny what others say,
  // give another date, or contradict a claim that still stands; or the analyst
  // calls a claim disputed.
  bool disputed = false;
  std::vector<Voice> voices;
  std::vector<Tie> ties;
  // Only in a difference, which has nothing but these and the title.
  std::vector<LineChange> changes{};
  // Ids of the event, of the records that it names and of those that it is
  // placed by.
  std::vector<std::string> records{};
};

// Entries under one heading: a year, a kind of hypothesis.
struct Section {
  // Empty if the part needs no division.
  std::string heading;
  std::vector<Entry> entries;
  // Entries of other sections that have their share in this lane.
  std::vector<Pointer> also{};
};

struct Part {
  // Empty for the first part, what is dated and asserted.
  std::string heading;
  // A sentence or two on what stands here; may be empty.
  std::string preamble;
  std::vector<Section> sections;
};

// One passage of one source.
struct Note {
  // From 1, in the order of first mention.
  int number = 0;
  // Number of the source.
  int source = 0;
  // The words of the source, shortened; may be empty.
  std::string quote;
  // "page 12, bytes 1020 to 1110"; may be empty.
  std::string where;
  // What the passage does, if it does not simply say so: "contradicts it".
  std::string stance;
  // Numbers of the entries that cite it.
  std::vector<int> entries;
  // Of the source, a BCP 47 tag ("ar"); empty if not known.
  std::string language{};
};

struct SourceNote {
  int number = 0;
  // Each may be empty, save the title.
  std::string authors;
  std::string title;
  std::string publisher;
  std::string date;
  std::string url;
  // "usually reliable (B)".
  std::string remarks;
  // A BCP 47 tag; empty if not known.
  std::string language{};
};

// Which entries stand as they do for one reason.
struct OrderNote {
  // "By earliest start".
  std::string words;
  // "1-2, 4-7": 2 comes after 1 for that reason, 5 after 4 and so on.
  std::string entries;
};

struct Chronology {
  std::string title;
  // How many events, as of which revision, in what order.
  std::string preamble;
  // Never an empty part or section.
  std::vector<Part> parts;
  // For every two neighbours what decided their order, the best reasons first.
  std::vector<OrderNote> order;
  std::vector<Note> notes;
  std::vector<SourceNote> sources;
};

struct TellingOptions {
  std::string title = "Chronology";
  // Longer quotes are cut at a word; in characters.
  int quote_length_max = 280;
  Grouping grouping = Grouping::kAuto;
  // What the records say of order (Timeline::Solve, as of the same revision);
  // null to go by the events' own dates. Lives until Tell() returns.
  const SolvedEvents* solved = nullptr;
};

// Tells the selection in three parts: what is asserted and has a date, or a
// place among those that have, in sections (see Grouping); then what is
// asserted without; then what is said, but not as fact (forecasts, conditions,
// fears, wishes, denials), by kind.
//
//   absl::StatusOr<annals::Selection> chosen = timeline.Select(
//       annals::Query().Undated().All().WithConstraints());
//   absl::StatusOr<annals::SolvedEvents> solved = timeline.Solve();
//   annals::TellingOptions options;
//   options.solved = &*solved;
//   absl::StatusOr<annals::Chronology> told = annals::Tell(*chosen, options);
//   std::cout << annals::ToMarkdown(*told);
//
// What must start first comes first, by the events' dates and, if there is a
// network, by all that it says: no order is told that the records rule out.
// Where nothing decides, the order is earliest start, latest end, id; the
// telling says of every two neighbours which, and where the records decide, by
// which records and who says so. An event without a date stands
// where the network has it start: as early as it may, or as late as it may if
// it must only precede others. A network with a contradiction is not used, and
// the preamble says so.
//
// The same selection gives the same telling, byte for byte: neither the time
// of day nor the locale enters. Cost: n log n in events, links and claims, and
// a search of the network for each of at most 2,000 events that it relates to
// others, and for each of at most 2,000 ties that follow from several records.
//
// InvalidArgument if a date inside a claim or a source cannot be read; the
// store lets none in.
absl::StatusOr<Chronology> Tell(const Selection& selection,
                                const TellingOptions& options = {});

}  // namespace annals

#endif  // ANNALS_CHRONOLOGY_CHRONOLOGY_H_
