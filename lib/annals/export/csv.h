// CSV: one row an event, for spreadsheets and scripts.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_CSV_H_
#define ANNALS_EXPORT_CSV_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// RFC 4180 in UTF-8, without a byte order mark, lines ending in CR LF. The
// first row has the names of the columns:
//
//   id,title,description,kind,mark,date,edtf,extent,earliest_start,
//   latest_start,earliest_end,latest_end,zone,duration,recurrence,words,
//   calendar,basis,participants,places,tags,sources,part_of,series,ordinal
//
// `mark` says how an event is meant that nobody asserts ("feared"), `date` is
// in words, `edtf` as the record states it. The four bounds are ISO 8601 in UTC
// with "Z", years below 0 or beyond 9999 with a sign and six digits, or "-inf"
// and "+inf"; spreadsheets take them for text where they know no such date. A
// list has "; " between its items.
//
// Values are never changed. A spreadsheet that opens the file may take a text
// that begins with = for a formula and "1-2" for a date: import the columns as
// text.
//
// Lost, and counted: causal links; items of lists that have a semicolon. Not
// told: claims, quotes, codes, quantities.
//
// Can be written event by event, and keeps nothing of one for the next.
absl::StatusOr<ExportResult> ExportCsv(const Selection& selection,
                                       const ExportOptions& options);
std::unique_ptr<EventWriter> MakeCsvWriter(const ExportOptions& options,
                                           std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_CSV_H_
