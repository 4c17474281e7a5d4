// GEXF: events and causal links as a graph that changes in time, for Gephi.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_GEXF_H_
#define ANNALS_EXPORT_GEXF_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// GEXF 1.3 (https://gexf.net): one directed graph of the mode "dynamic", whose
// time is intervals of dateTime. A file cannot mix intervals with timestamps
// (primer, section 5.2), so that all events are intervals, the shortest too.
//
// A node is an event, with the interval from its earliest start to its latest
// end in which it may be; an open end has no attribute, and is infinite to
// Gephi. The columns of csv.h are the node's attributes, beside `role` and
// `combination`, which graphml.h explains: nodes and edges are the same in both
// formats. An edge's `kind` is that of the link, its attributes `link` and
// `mark`. Both ends of an interval belong to it (primer, section 5.4), so that
// an event shares one instant with what follows it.
//
// Times are whole dateTimes, since the schema has no xsd:gYearMonth and takes
// "2012" for a number. Years are those of XML Schema 1.0, which has no year 0:
// 44 BCE is -0044 in `start` and `end`, where the attributes `edtf` and
// `earliest_start` have -0043.
//
// Lost, and counted: events without a date, which stand at all times; items of
// lists that have a semicolon; control characters. Not told: claims, quotes,
// codes, quantities, lags and mechanisms of links.
absl::StatusOr<ExportResult> ExportGexf(const Selection& selection,
                                        const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_GEXF_H_
