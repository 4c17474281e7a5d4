// TimelineJS: a timeline of slides for a web page, as JSON.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_TIMELINEJS_H_
#define ANNALS_EXPORT_TIMELINEJS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// The JSON of TimelineJS 3 (https://timeline.knightlab.com):
//
//   new TL.Timeline("element", await (await fetch("korea.json")).json());
//
// A slide is an event: its title with its mark ("feared: ..."), its
// description, the date in words above. Groups are the kinds of event; the
// slide's unique_id is the event's id.
//
//   2013, 2016-03, 2017-02-03    a start_date of that precision
//   2003/2007, 201X, 2001-21     from the first day to the last
//   2012/..                      the start alone
//   ../2000                      the year 2000
//
// TimelineJS counts years as people do, without a year 0: -44 is 44 BCE. Times
// are UTC; TimelineJS shows them as they are written, in any zone.
//
// Lost, and counted: events without a date, or with none that JavaScript can
// hold (years -271820 to 275759); open ends; ranges whose ends are uncertain,
// and what is approximate or questioned, since a picture shows neither (the
// words do); fractions of a second; the 29th of February before the
// common era, which TimelineJS would take for the 1st of March and is given as
// the 28th; causal links.
// Not told: quotes, participants, places, tags. Without any event TimelineJS
// shows an error.
//
// Can be written event by event, and keeps nothing of one for the next.
absl::StatusOr<ExportResult> ExportTimelineJs(const Selection& selection,
                                              const ExportOptions& options);
std::unique_ptr<EventWriter> MakeTimelineJsWriter(const ExportOptions& options,
                                                  std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_TIMELINEJS_H_
