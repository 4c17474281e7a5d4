// GeoJSON: events as features on a map.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_GEOJSON_H_
#define ANNALS_EXPORT_GEOJSON_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// A FeatureCollection of RFC 7946. Each event is a Feature with its id: a Point
// if one of its places is an entity with coordinates, a MultiPoint if several
// are, and with the geometry null, which the standard has for what is not
// located (section 3.2), if none is. Positions are longitude, latitude in
// degrees of WGS 84 (section 4).
//
// GeoJSON has no time. The properties are the columns of csv.h, lists as
// arrays; tools with a slider for time are told which property to take, as a
// rule `earliest_start` and `latest_end`. Most of them read years from 0 to
// 9999 alone.
//
// Lost, and counted: causal links. Not told: claims, quotes, codes, quantities.
//
// Can be written event by event, and keeps nothing of one for the next.
absl::StatusOr<ExportResult> ExportGeoJson(const Selection& selection,
                                           const ExportOptions& options);
std::unique_ptr<EventWriter> MakeGeoJsonWriter(const ExportOptions& options,
                                               std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_GEOJSON_H_
