// TimelineJS: the same timeline as a spreadsheet.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_TIMELINEJS_CSV_H_
#define ANNALS_EXPORT_TIMELINEJS_CSV_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// The columns of TimelineJS's spreadsheet template as CSV (RFC 4180, UTF-8), to
// be imported into a Google sheet and gone on with there, or read by TimelineJS
// from its address:
//
//   Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,
//   Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,
//   Background
//
// Rows are those that timelinejs.h calls slides, and lose the same. A heading,
// if one is given, is a row of the type `title`. Headlines and texts are HTML;
// one that a spreadsheet would take for a formula begins with an entity.
//
// Can be written event by event, and keeps nothing of one for the next.
absl::StatusOr<ExportResult> ExportTimelineJsCsv(const Selection& selection,
                                                 const ExportOptions& options);
std::unique_ptr<EventWriter> MakeTimelineJsCsvWriter(
    const ExportOptions& options, std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_TIMELINEJS_CSV_H_
