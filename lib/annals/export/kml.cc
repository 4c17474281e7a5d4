// KML: events on a globe, with a slider for time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/kml.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/export/export_pages.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/event_fields.h"
#include "annals/export/internal/json.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/places.h"
#include "annals/export/internal/xml.h"
#include "annals/export/internal/xsd_date.h"
#include "annals/record/event_time.h"

namespace annals {
namespace {

using export_internal::CoordinatesOf;
using export_internal::EventField;
using export_internal::EventFields;
using export_internal::IsFloating;
using export_internal::Joined;
using export_internal::Json;
using export_internal::LossesAfterFloatingDates;
using export_internal::LossTally;
using export_internal::MarkedTitle;
using export_internal::XmlWriter;
using export_internal::XsdDateTime;
using export_internal::XsdPartialDate;
using export_internal::YearZero;

// What <begin> and <end> say; nothing for an open end.
struct KmlTime {
  std::optional<std::string> begin;
  std::optional<std::string> end;
  // A single date: one <when>, which is `begin`.
  bool is_stamp = false;
};

std::optional<std::string> DateTime(Instant instant) {
  if (!instant.IsFinite()) return std::nullopt;
  return XsdDateTime(instant, YearZero::kIsNone);
}

std::optional<std::string> PartialDate(const EdtfSide& side) {
  if (side.kind != EdtfSide::Kind::kDate) return std::nullopt;
  return XsdPartialDate(side.date, YearZero::kIsNone);
}

KmlTime TimeOf(const Answer& answer) {
  KmlTime time = {DateTime(answer.span->earliest_start),
                  DateTime(answer.span->latest_end), false};
  const Extent extent = ExtentOf(answer.event.when());
  if (!answer.date.has_value() || extent == Extent::kThroughout) return time;
  const EdtfExpression& expression = answer.date->expression();
  if (expression.kind == EdtfExpression::Kind::kDate) {
    if (auto date = PartialDate(expression.start)) {
      return {std::move(date), std::nullopt, true};
    }
  } else if (expression.kind == EdtfExpression::Kind::kInterval) {
    if (auto date = PartialDate(expression.start)) time.begin = std::move(date);
    if (auto date = PartialDate(expression.end)) time.end = std::move(date);
  }
  return time;
}

void WriteTime(const KmlTime& time, XmlWriter& xml) {
  if (time.is_stamp) {
    xml.Begin("TimeStamp");
    xml.Leaf("when", {}, *time.begin);
    xml.End();
  } else if (time.begin.has_value() || time.end.has_value()) {
    xml.Begin("TimeSpan");
    if (time.begin.has_value()) xml.Leaf("begin", {}, *time.begin);
    if (time.end.has_value()) xml.Leaf("end", {}, *time.end);
    xml.End();
  }
}

void WriteFields(const std::vector<EventField>& fields, LossTally& losses,
                 XmlWriter& xml) {
  xml.Begin("ExtendedData");
  for (const EventField& field : fields) {
    xml.Begin("Data", {{"name", std::string(field.name)}});
    xml.Leaf("value", {}, Joined(field, losses));
    xml.End();
  }
  xml.End();
}

void WritePoint(const Coordinates& place, XmlWriter& xml) {
  // JSON's numbers have the fewest digits that read back as the same.
  xml.Begin("Point");
  xml.Leaf("coordinates", {},
           absl::StrCat(Json(place.longitude()).dump(), ",",
                        Json(place.latitude()).dump()));
  xml.End();
}

void WritePoints(const std::vector<const Coordinates*>& places,
                 XmlWriter& xml) {
  if (places.size() > 1) xml.Begin("MultiGeometry");
  for (const Coordinates* place : places) WritePoint(*place, xml);
  if (places.size() > 1) xml.End();
}

// In the order of the schema.
void WritePlacemark(const Selection& selection, const Answer& answer,
                    LossTally& losses, XmlWriter& xml) {
  const Event& event = answer.event;
  xml.Begin("Placemark");
  xml.Leaf("name", {}, MarkedTitle(event));
  if (!event.description().empty()) {
    xml.Leaf("description", {}, event.description());
  }
  if (answer.span.has_value()) WriteTime(TimeOf(answer), xml);
  WriteFields(EventFields(selection, answer), losses, xml);
  WritePoints(CoordinatesOf(selection, event), xml);
  xml.End();
}

class KmlWriter : public EventWriter {
 public:
  KmlWriter(const ExportOptions& options, std::string& out)
      : title_(options.title), xml_(out, losses_) {}

  void Begin() override {
    xml_.Declare();
    xml_.Begin("kml", {{"xmlns", "http://www.opengis.net/kml/2.2"}});
    xml_.Begin("Document");
    if (!title_.empty()) xml_.Leaf("name", {}, title_);
  }

  void Write(const Selection& page, const Answer& answer) override {
    if (IsFloating(answer)) ++floating_;
    WritePlacemark(page, answer, losses_, xml_);
  }

  void End(int64_t links) override {
    xml_.End();
    xml_.End();
    losses_.Add("causal link", "left out", links);
  }

  std::vector<Loss> Losses() const override {
    return LossesAfterFloatingDates(floating_, losses_);
  }

 private:
  const std::string title_;
  LossTally losses_;
  XmlWriter xml_;
  int64_t floating_ = 0;
};

}  // namespace

std::unique_ptr<EventWriter> MakeKmlWriter(const ExportOptions& options,
                                           std::string& out) {
  return std::make_unique<KmlWriter>(options, out);
}

absl::StatusOr<ExportResult> ExportKml(const Selection& selection,
                                       const ExportOptions& options) {
  return ExportWhole(selection, MakeKmlWriter, options);
}

}  // namespace annals
