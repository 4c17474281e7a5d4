// KML: events on a globe, with a slider for time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_KML_H_
#define ANNALS_EXPORT_KML_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// KML 2.2 (OGC 07-147r2), as Google Earth, QGIS and others read it. Each event
// is a Placemark: its title, with its mark before it if nobody asserts it; its
// description; its time; the columns of csv.h as ExtendedData; and a Point for
// each of its places that is an entity with coordinates. An event without one
// is a Placemark without geometry: in the list, not on the globe.
//
// Time (section 15) is as precise as the date was written, and no more:
//
//   2013, 2016-03, 2017-02-03   <TimeStamp><when>2013</when></TimeStamp>
//   2003/2007                   <TimeSpan>, begin 2003, end 2007
//   2012/.., ../2007            <TimeSpan> without an end, without a begin
//   any other                   <TimeSpan> from the earliest start to the
//                               latest end, in UTC
//
// Years are those of XML Schema 1.0, which has no year 0: 44 BCE is -0044 in
// the time, where `edtf` and the bounds in ExtendedData have -0043.
//
// Lost, and counted: causal links; items of lists that have a semicolon;
// control characters. Not told: claims, quotes, codes, quantities.
//
// Can be written event by event, and keeps nothing of one for the next.
absl::StatusOr<ExportResult> ExportKml(const Selection& selection,
                                       const ExportOptions& options);
std::unique_ptr<EventWriter> MakeKmlWriter(const ExportOptions& options,
                                           std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_KML_H_
