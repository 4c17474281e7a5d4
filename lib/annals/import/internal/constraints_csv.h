// The plain table of constraints: one distance between two ends a row.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_IMPORT_INTERNAL_CONSTRAINTS_CSV_H_
#define ANNALS_IMPORT_INTERNAL_CONSTRAINTS_CSV_H_

#include <string_view>

#include "annals/record/read.h"

namespace annals::import_internal {

// The first row.
inline constexpr std::string_view kConstraintsHeader =
    "from,from_end,to,to_end,min,max";

// A row says that min <= to - from <= max:
//
//   from,from_end,to,to_end,min,max
//   war,end,treaty,start,P1M,P3M       signed one to three months after the war
//   origin,,war,start,-631152000,      starts in 1950 or later
//
// `from` and `to` are ids of events, or `origin`, 1970-01-01T00:00:00Z, which
// has no end. `min` and `max` are whole seconds or ISO 8601 durations, of
// either sign, or empty. A row in which min is more than max becomes two
// constraints, which contradict one another: it is for solving to say so. One
// without either says no more than that there are these events.
//
// Cells may stand in quotation marks (RFC 4180) and blanks around them do not
// count. Each bad row is a fault of its own. The events are records that are
// wanted if there are none of their ids (ReadResult::if_missing). Linear.
ReadResult ReadConstraintsCsv(std::string_view text);

// Whether the first row is the header.
bool IsConstraintsCsv(std::string_view text);

}  // namespace annals::import_internal

#endif  // ANNALS_IMPORT_INTERNAL_CONSTRAINTS_CSV_H_
