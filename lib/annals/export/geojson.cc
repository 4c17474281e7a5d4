// GeoJSON: events as features on a map.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/geojson.h"

#include <utility>

#include "annals/export/internal/json.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/places.h"

namespace annals {
namespace {

using export_internal::CoordinatesOf;
using export_internal::EventJson;
using export_internal::Json;
using export_internal::JsonLine;
using export_internal::LossTally;

Json Position(const Coordinates& coordinates) {
  return {coordinates.longitude(), coordinates.latitude()};
}

Json Geometry(const std::vector<const Coordinates*>& places) {
  if (places.empty()) return nullptr;
  if (places.size() == 1) {
    return {{"type", "Point"}, {"coordinates", Position(*places.front())}};
  }
  Json positions = Json::array();
  for (const Coordinates* place : places) positions.push_back(Position(*place));
  return {{"type", "MultiPoint"}, {"coordinates", std::move(positions)}};
}

Json Feature(const Selection& selection, const Answer& answer) {
  Json feature;
  feature["type"] = "Feature";
  feature["id"] = answer.event.id();
  feature["geometry"] = Geometry(CoordinatesOf(selection, answer.event));
  feature["properties"] = EventJson(selection, answer);
  return feature;
}

}  // namespace

absl::StatusOr<ExportResult> ExportGeoJson(const Selection& selection,
                                           const ExportOptions&) {
  // A feature a line: files stay readable, and differences small.
  std::string bytes = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (const Answer& answer : selection.events) {
    bytes += bytes.back() == '[' ? "\n" : ",\n";
    bytes += JsonLine(Feature(selection, answer));
  }
  bytes += "\n]}\n";
  LossTally losses;
  losses.Add("causal link", "left out",
             static_cast<int64_t>(selection.links.size()));
  return ExportResult{std::move(bytes), losses.Losses()};
}

}  // namespace annals
