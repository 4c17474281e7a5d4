// Timesketch: events as the lines of a forensic timeline.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_TIMESKETCH_H_
#define ANNALS_EXPORT_TIMESKETCH_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// JSON Lines as Timesketch imports them: one object a line, with the members
// that it demands, `message`, `datetime` and `timestamp_desc`; the title, with
// its mark before it if nobody asserts the event; and the columns of csv.h,
// lists as arrays.
//
// A line is a point of time, so that an event has one or two, of the same id:
//
//   2013, [1667,1670]    earliest start
//   2003/2007            earliest start, latest end
//   2012/..              earliest start
//   ../2007              latest end
//
// `timestamp_desc` says which, and "start" or "end" where it is known to the
// second or finer. An interval, or what lasted throughout its date, has two
// lines. `datetime` is a whole date-time in UTC with its offset, since
// Timesketch's reader takes today's month and day for those of "2013".
//
// Lost, and counted: events without a date, or with no bound from the year 1 to
// 9999, beyond which Timesketch cannot read (it drops the sign of a year BCE);
// single bounds out of that range; causal links. Not told: claims, quotes,
// codes, quantities.
//
// Can be written event by event, and keeps nothing of one for the next.
absl::StatusOr<ExportResult> ExportTimesketch(const Selection& selection,
                                              const ExportOptions& options);
std::unique_ptr<EventWriter> MakeTimesketchWriter(const ExportOptions& options,
                                                  std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_TIMESKETCH_H_
