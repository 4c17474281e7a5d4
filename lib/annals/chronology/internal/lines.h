// Lines of an entry: what it says, apart from numbers, and what that rests on.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_LINES_H_
#define ANNALS_CHRONOLOGY_INTERNAL_LINES_H_

#include <string>
#include <vector>

#include "annals/chronology/chronology.h"

namespace annals::chronology_internal {

struct Line {
  // "Date", "Claim", "Tie", "Participants".
  std::string label;
  // Plain, without numbers of entries or notes; passages stand in full.
  std::string words;
  // Ids of the records that it was made of, the one that says it first; and
  // the fields of that one, as paths begin in FieldChange.
  std::vector<std::string> records;
  std::vector<std::string> fields;
  // What the line rests on, without repetition.
  std::vector<std::string> sources;
};

// The title first.
std::vector<Line> LinesOf(const Entry& entry, const Chronology& chronology);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_LINES_H_
