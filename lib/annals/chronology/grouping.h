// A Grouping says under what headings a chronology tells its events.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_GROUPING_H_
#define ANNALS_CHRONOLOGY_GROUPING_H_

#include <optional>
#include <string>
#include <string_view>

namespace annals {

//   TellingOptions options;
//   options.grouping = Grouping::kDecade;
enum class Grouping {
  // The finest of day, month, year and decade whose sections hold two events on
  // average, and within which at least half of the events are known to start;
  // the year if there is none.
  kAuto,
  // By when they may start at the earliest.
  kDay,
  kMonth,
  kYear,
  kDecade,
  // In lanes: the first participant, tag or place that the event names, its
  // series, its kind. A lane is told from beginning to end before the next; one
  // that has its share in an event of another points to it.
  kParticipant,
  kTag,
  kPlace,
  kSeries,
  kKind,
};

// "auto", "day", "participant".
std::string_view GroupingName(Grouping grouping);

// The grouping of that name; nothing if there is none.
std::optional<Grouping> GroupingNamed(std::string_view name);

// All names, for a message: "auto, day, month, ...".
std::string GroupingNames();

}  // namespace annals

#endif  // ANNALS_CHRONOLOGY_GROUPING_H_
