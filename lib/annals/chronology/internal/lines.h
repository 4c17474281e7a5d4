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
  // Ids of the records that it was made of, the one that says it first; lives
  // with the entry. And the fields of that one, as paths begin in FieldChange,
  // a claim by its id: "event.when", "event.claims#ramani"; none if any field
  // may matter.
  const std::vector<std::string>* records = nullptr;
  std::vector<std::string> fields;
  // What the line rests on, without repetition; of many, the first few, and
  // how many more there are.
  std::vector<std::string> sources;
  // If it is known which of the records this line names: ids. Lives with the
  // entry; null if it may name any.
  const std::vector<std::string>* named = nullptr;
};

// The title first. Linear in what the entry says; the entry must outlive it.
std::vector<Line> LinesOf(const Entry& entry, const Chronology& chronology);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_LINES_H_
