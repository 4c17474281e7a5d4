// TellDifference() tells what changed from one telling to a later one, and why.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_DIFFERENCE_H_
#define ANNALS_CHRONOLOGY_DIFFERENCE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "annals/chronology/chronology.h"
#include "annals/record/record.h"

namespace annals {

// What was committed between two points.
struct RevisionsBetween {
  // The newest revision at the first point, and at the second.
  int64_t from = 0;
  int64_t to = 0;
  // Of every record that was committed after `from`, by id: all its revisions
  // up to `to`, oldest first, with their content (Store::History).
  std::map<std::string, std::vector<Revision>> histories;
};

// A telling of its own, which any format writes: entries that are new, that
// changed, and that are no longer told, each with its lines as they were and as
// they are (Entry::changes). Every changed line names the revisions behind it,
// with author and reason, and the sources that the line rests on. A line of
// which no record of its own was committed (its order hangs on others) names
// what else was.
//
//   absl::StatusOr<annals::Chronology> then = annals::Tell(*chosen_then, ...);
//   absl::StatusOr<annals::Chronology> now = annals::Tell(*chosen_now, ...);
//   std::cout << annals::ToMarkdown(
//       annals::TellDifference(*then, *now, revisions));
//
// Numbers of entries and notes are no difference, nor is a section's heading;
// an entry that comes before another now which it came after is. Pure; n log n
// in the entries and what they say.
Chronology TellDifference(const Chronology& before, const Chronology& after,
                          const RevisionsBetween& revisions);

}  // namespace annals

#endif  // ANNALS_CHRONOLOGY_DIFFERENCE_H_
