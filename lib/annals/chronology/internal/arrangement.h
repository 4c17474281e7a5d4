// An Arrangement puts chosen events on shelves: in what order they are told.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_ARRANGEMENT_H_
#define ANNALS_CHRONOLOGY_INTERNAL_ARRANGEMENT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "annals/chronology/grouping.h"
#include "annals/chronology/internal/event_order.h"
#include "annals/timeline/selection.h"

namespace annals::chronology_internal {

// Events under one heading, by their index in Selection::events.
struct Shelf {
  std::string heading;
  std::vector<size_t> events;
  // Those that stand on another shelf and have a share in this one.
  std::vector<size_t> also;
};

// No shelf is empty. Every event stands on exactly one.
struct Arrangement {
  // Those with a date, and those that the network places among them.
  std::vector<Shelf> dated;
  // At most one shelf.
  std::vector<Shelf> undated;
  // By kind of hypothesis, from forecasts to what was found wrong.
  std::vector<Shelf> unasserted;
  // What `dated` is grouped by; never kAuto.
  Grouping grouping = Grouping::kYear;
};

Arrangement Arrange(const Selection& selection, const EventOrder& order,
                    Grouping grouping);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_ARRANGEMENT_H_
