// JSON Lines: records as they are, one a line, for Annals itself and scripts.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_JSON_LINES_H_
#define ANNALS_EXPORT_JSON_LINES_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// The records of the selection, as WriteJson() writes one and `annals import`
// reads it back:
//
//   {"entity":{"id":"china","names":[{"text":"China"}],"kind":"STATE"}}
//   {"event":{"id":"oil","title":"China suspends oil","when":{"edtf":"2013"}}}
//   {"causal_link":{"id":"oil-visit","causes":["oil"],"effects":["visit"]}}
//
// The events come in their order. The sources and entities that an event names,
// and those that these name, stand before the first that does; a causal link
// after the first event that it touches. An event or link that was not chosen
// and is only named stands nowhere: whoever imports the lines into an empty
// store is told of each.
//
// Nothing of a record is lost. Not told: revisions, constraints.
//
// Can be written event by event. What is kept is the id of each source and
// entity that was written, so that none comes twice.
absl::StatusOr<ExportResult> ExportJsonLines(const Selection& selection,
                                             const ExportOptions& options);
std::unique_ptr<EventWriter> MakeJsonLinesWriter(const ExportOptions& options,
                                                 std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_JSON_LINES_H_
