// Cytoscape: events and causal links as a graph, for a web page.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_CYTOSCAPE_H_
#define ANNALS_EXPORT_CYTOSCAPE_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// One JSON object, {"elements", "style", "layout"}, as Cytoscape.js 3
// (https://js.cytoscape.org) takes it:
//
//   cytoscape({container: element,
//              ...await (await fetch("korea.json")).json()});
//
// A node is an event and bears its id. Its data:
//
//   title, label                     with its mark if not asserted; the label
//                                    has the date in words below it
//   date, edtf                       in words, and as it was given
//   earliest_start, latest_start,    instants, as annals/time/instant.h writes
//   earliest_end, latest_end         them: JavaScript reads all but "-inf" and
//                                    "+inf", and years beyond its own
//   kind, asserted
//
// and nothing of a date that there is not. An edge is a causal link with the
// link's id, kind, sense and asserted. A link with several causes or effects,
// or that is itself one, is a small node with the link's id and the class
// `joint` (all causes are needed) or `alternative` (each is enough), and its
// edges are LINK#cause0, LINK#effect0 and so on. Classes: event, unasserted,
// other (named by a link, not chosen), promotes, opposes, aims, not-causal.
//
// Nothing is lost of dates, events and links. Not told: quotes, participants,
// places, tags.
absl::StatusOr<ExportResult> ExportCytoscape(const Selection& selection,
                                             const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_CYTOSCAPE_H_
