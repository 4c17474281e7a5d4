// What formats with room for named values of one's own carry of an event.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_EVENT_FIELDS_H_
#define ANNALS_EXPORT_INTERNAL_EVENT_FIELDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "annals/export/internal/loss_tally.h"
#include "annals/timeline/selection.h"

namespace annals::export_internal {

// A named value of an event: a text, or a list of them.
struct EventField {
  std::string_view name;
  bool is_list = false;
  // Not empty unless is_list.
  std::string text;
  // Only if is_list; at least one.
  std::vector<std::string> items;
};

// The fields of an event that are known, in this order:
//
//   id, title, description, kind ("occurrence")
//   mark            how it is meant if nobody asserts it: "feared", "forecast"
//   date            in words: "some time in 2013"
//   edtf, extent, zone, duration, recurrence, words, calendar, basis
//                   as the record states them
//   earliest_start, latest_start, earliest_end, latest_end
//                   the four bounds, as Instant::ToString() writes them, the
//                   infinite ones too
//   participants    "China (agent)"
//   places, tags, sources (titles of what the claims' evidence is in)
//   part_of, series, ordinal
//
// The same names in every format, so that a script for one reads the next.
// `edtf` and the bounds are why no such format loses anything of a date,
// whatever its own idea of time.
std::vector<EventField> EventFields(const Selection& selection,
                                    const Answer& answer);

// The names of all fields that there are, in the same order.
const std::vector<std::string_view>& EventFieldNames();

// The value as one text; that of a list with "; " between its items. An item
// that has a semicolon itself reads as two then, which is counted.
std::string Joined(const EventField& field, LossTally& losses);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_EVENT_FIELDS_H_
