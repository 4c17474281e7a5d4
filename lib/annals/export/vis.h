// vis-timeline: a timeline to scale, for a web page.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_VIS_H_
#define ANNALS_EXPORT_VIS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// One JSON object, {"items", "groups", "options", "css"}: the arguments of
// vis-timeline (https://visjs.github.io/vis-timeline, 7 and 8) and a style
// sheet for the classes below. A page needs four lines:
//
//   const data = await (await fetch("korea.json")).json();
//   document.head.appendChild(document.createElement("style")).textContent =
//       data.css;
//   new vis.Timeline(element, new vis.DataSet(data.items),
//                    new vis.DataSet(data.groups), data.options);
//
// An item is an event: a range from its earliest start to its latest end, with
// these classes.
//
//   exact         it lasted from the first instant to the last
//   partly        it certainly lasted between --from and --to, of the range
//   uncertain     it lies anywhere within the range
//   open-start    the range begins at the edge of the data, for want of a date
//   open-end      likewise at its end
//   approximate   the date has a ~
//   questioned    the date has a ?
//   unasserted    forecast, feared, denied, ...; the text says which
//
// Groups are the kinds of event. Text is escaped, since vis-timeline reads it
// as HTML. Years from 1000 to 9999 are ISO 8601; before and after, where
// JavaScript misreads it, milliseconds since 1970.
//
// Lost, and counted: events without a date, or with none that JavaScript can
// hold (-271821 to 275760); open ends, which are closed at the edge of the
// data; holes inside dates that are sets; fractions of a millisecond, by which
// a range is widened; causal links. Not told: quotes, participants, places,
// tags.
//
// Can be written event by event; they are read twice, since an open end is
// closed at the edge of all.
absl::StatusOr<ExportResult> ExportVis(const Selection& selection,
                                       const ExportOptions& options);
std::unique_ptr<EventWriter> MakeVisWriter(const ExportOptions& options,
                                           std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_VIS_H_
