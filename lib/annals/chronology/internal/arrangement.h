// An Arrangement puts chosen events on shelves: in what order they are told.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_ARRANGEMENT_H_
#define ANNALS_CHRONOLOGY_INTERNAL_ARRANGEMENT_H_

#include <string>
#include <vector>

#include "annals/timeline/selection.h"

namespace annals::chronology_internal {

// Events under one heading.
struct Shelf {
  std::string heading;
  std::vector<const Answer*> answers;
};

// Points into the selection, which must outlive it. No shelf is empty.
struct Arrangement {
  // By the year of the earliest start; first those that have none.
  std::vector<Shelf> dated;
  // At most one shelf.
  std::vector<Shelf> undated;
  // By kind of hypothesis, from forecasts to what was found wrong.
  std::vector<Shelf> unasserted;
};

Arrangement Arrange(const Selection& selection);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_ARRANGEMENT_H_
