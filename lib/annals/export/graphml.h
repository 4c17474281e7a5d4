// GraphML: events and causal links as a graph for yEd, igraph, NetworkX.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_GRAPHML_H_
#define ANNALS_EXPORT_GRAPHML_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// GraphML 1.0 (http://graphml.graphdrawing.org): one directed graph.
//
// A node is an event, whose data are the columns of csv.h and, for those tools
// that draw it, `label`: the title, with its mark before it if nobody asserts
// the event. `role` is "event"; "named" for what a link names and the query did
// not choose, so that no edge has an end that is not there; and "link" for a
// causal link with more than two ends, or that is itself a cause or an effect:
// then an edge leads from each cause to it and from it to each effect, and its
// `combination` is "joint" (all causes are needed) or "alternative".
//
// An edge's data are `link` (the link's id), `kind` ("cause", "prevent", ...)
// and `mark` ("forecast", if nobody asserts the link). The ids of nodes are
// those of records, with U+00B7 for each "/", which XML's NMTOKEN cannot have;
// the datum `id` has it as it is.
//
// GraphML has no time: dates are data as any other.
//
// Lost, and counted: items of lists that have a semicolon; control characters.
// Not told: claims, quotes, codes, quantities, lags and mechanisms of links.
absl::StatusOr<ExportResult> ExportGraphMl(const Selection& selection,
                                           const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_GRAPHML_H_
