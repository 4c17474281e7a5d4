// The plain table of constraints: what is known of order, a distance a row.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_CONSTRAINTS_TABLE_H_
#define ANNALS_EXPORT_CONSTRAINTS_TABLE_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// The CSV that `annals import --format constraints` reads, for any solver of
// simple temporal networks:
//
//   from,from_end,to,to_end,min,max
//   origin,,war,start,-631152000,-599616000
//   war,end,treaty,start,P1M,P3M
//
// A row says that min <= to - from <= max; `origin` is 1970-01-01T00:00:00Z.
// What was stated as an ISO 8601 duration stays so, with its months and years;
// all else is whole seconds, or such a duration with a fraction. The dates and
// durations of the events are rows like any other, so that a network of the
// table alone has the same solution as that of the selection. An event of which
// nothing is known has a row without bounds. A set of Allen relations is the
// orders that it implies.
//
// Lost, and counted: what a set of relations says beyond plain order; holes and
// members of dates, ? ~ %, missing zones; who says that a constraint is so;
// constraints that nobody asserts; what lies at the ends of the axis. Not told:
// titles and all else; links, parts and series, which only imply order when
// asked.
absl::StatusOr<ExportResult> ExportConstraintsTable(
    const Selection& selection, const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_CONSTRAINTS_TABLE_H_
