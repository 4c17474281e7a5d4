// GeoJSON: events as features on a map.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/geojson.h"

#include <cstdint>
#include <vector>

#include "annals/export/export_pages.h"
#include "annals/export/internal/json_fields.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/places.h"
#include "annals/record/json_writer.h"

namespace annals {
namespace {

using export_internal::CoordinatesOf;
using export_internal::JsonFields;
using export_internal::LossTally;

void WritePosition(const Coordinates& coordinates, JsonWriter& json) {
  json.BeginArray();
  json.Double(coordinates.longitude());
  json.Double(coordinates.latitude());
  json.EndArray();
}

void WriteGeometry(const std::vector<const Coordinates*>& places,
                   JsonWriter& json) {
  if (places.empty()) return json.Raw("null");
  const bool is_one = places.size() == 1;
  json.BeginObject();
  json.Member("type", is_one ? "Point" : "MultiPoint");
  json.Key("coordinates");
  if (!is_one) json.BeginArray();
  for (const Coordinates* place : places) WritePosition(*place, json);
  if (!is_one) json.EndArray();
  json.EndObject();
}

// A feature a line: files stay readable, and differences small.
class GeoJsonWriter : public EventWriter {
 public:
  explicit GeoJsonWriter(std::string& out) : out_(out) {}

  void Begin() override {
    out_ += "{\"type\":\"FeatureCollection\",\"features\":[";
  }

  void Write(const Selection& page, const Answer& answer) override {
    out_ += is_first_ ? "\n" : ",\n";
    is_first_ = false;
    JsonWriter json(out_);
    json.BeginObject();
    json.Member("type", "Feature");
    json.Member("id", answer.event.id());
    json.Key("geometry");
    WriteGeometry(CoordinatesOf(page, answer.event), json);
    json.Key("properties");
    json.BeginObject();
    fields_.Write(page, answer, json);
    json.EndObject();
    json.EndObject();
  }

  void End(int64_t links) override {
    out_ += "\n]}\n";
    losses_.Add("causal link", "left out", links);
  }

  std::vector<Loss> Losses() const override { return losses_.Losses(); }

 private:
  std::string& out_;
  JsonFields fields_;
  LossTally losses_;
  bool is_first_ = true;
};

}  // namespace

std::unique_ptr<EventWriter> MakeGeoJsonWriter(const ExportOptions&,
                                               std::string& out) {
  return std::make_unique<GeoJsonWriter>(out);
}

absl::StatusOr<ExportResult> ExportGeoJson(const Selection& selection,
                                           const ExportOptions& options) {
  return ExportWhole(selection, MakeGeoJsonWriter, options);
}

}  // namespace annals
