// JSON-LD: events, times and claims as linked data.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/json_ld.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/event_graph.h"
#include "annals/export/internal/instants.h"
#include "annals/export/internal/json.h"
#include "annals/export/internal/linked_claims.h"
#include "annals/export/internal/linked_context.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/places.h"
#include "annals/export/internal/xsd_date.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/record/names.h"

namespace annals {
namespace {

using export_internal::ClaimsJson;
using export_internal::CountFloatingDates;
using export_internal::IriOf;
using export_internal::IsFourDigitYear;
using export_internal::IsSameSecond;
using export_internal::Json;
using export_internal::JsonText;
using export_internal::LinkedContext;
using export_internal::LossTally;
using export_internal::ReferenceTo;
using export_internal::XsdDateTime;
using export_internal::XsdPartialDate;
using export_internal::YearZero;

void AddText(const char* name, const std::string& value, Json& json) {
  if (!value.empty()) json[name] = value;
}

// A beginning or an end as precise as it was written; null if it is not plain.
Json InstantJson(const EdtfSide& side) {
  if (side.kind != EdtfSide::Kind::kDate) return nullptr;
  const std::optional<std::string> date =
      XsdPartialDate(side.date, YearZero::kIs1Bce);
  if (!date.has_value()) return nullptr;
  const char* term = side.date.precision == EdtfPrecision::kYear ? "gYear"
                     : side.date.precision == EdtfPrecision::kMonth
                         ? "gYearMonth"
                         : "day";
  return {{"@type", "time:Instant"}, {term, *date}};
}

// The same of what is known to the second.
Json ExactInstantJson(Instant earliest, Instant latest) {
  if (!IsSameSecond(earliest, latest)) return nullptr;
  return {{"@type", "time:Instant"},
          {"dateTimeStamp", XsdDateTime(earliest, YearZero::kIs1Bce)}};
}

void AddBound(const char* name, Instant instant, Json& json) {
  if (instant.IsFinite()) json[name] = XsdDateTime(instant, YearZero::kIs1Bce);
}

void AddEnds(const Answer& answer, Json& time) {
  const Span& span = *answer.span;
  Json beginning = ExactInstantJson(span.earliest_start, span.latest_start);
  // The end of what ends with a second may be the first of the next.
  Json end = ExactInstantJson(span.earliest_end, span.latest_end);
  const EdtfExpression& expression = answer.date->expression();
  const bool is_interval = expression.kind == EdtfExpression::Kind::kInterval;
  if (is_interval || expression.kind == EdtfExpression::Kind::kDate) {
    if (beginning.is_null()) beginning = InstantJson(expression.start);
    if (end.is_null()) {
      end = InstantJson(is_interval ? expression.end : expression.start);
    }
  }
  if (!beginning.is_null()) time["hasBeginning"] = std::move(beginning);
  if (!end.is_null()) time["hasEnd"] = std::move(end);
}

Json TimeJson(const Answer& answer) {
  const When& when = answer.event.when();
  Json time;
  time["@type"] = {"time:ProperInterval", "crm:E52_Time-Span"};
  AddText("edtf", when.edtf(), time);
  AddText("duration", when.duration(), time);
  AddText("recurrence", when.recurrence(), time);
  AddText("zone", when.zone(), time);
  AddText("words", when.words(), time);
  if (when.extent() != When::EXTENT_UNSPECIFIED) {
    time["extent"] = When::Extent_Name(when.extent());
  }
  if (answer.span.has_value()) {
    AddBound("earliestStart", answer.span->earliest_start, time);
    AddBound("latestStart", answer.span->latest_start, time);
    AddBound("earliestEnd", answer.span->earliest_end, time);
    AddBound("latestEnd", answer.span->latest_end, time);
    if (answer.date.has_value()) AddEnds(answer, time);
  }
  return time;
}

// schema.org's dates, which search engines read: plain ones of four digits.
void AddSchemaDates(const Answer& answer, Json& json) {
  if (!answer.date.has_value() ||
      !IsFourDigitYear(answer.span->earliest_start)) {
    return;
  }
  const EdtfExpression& expression = answer.date->expression();
  const auto add = [&json](const char* name, const EdtfSide& side) {
    if (side.kind != EdtfSide::Kind::kDate) return;
    const auto date = XsdPartialDate(side.date, YearZero::kIs1Bce);
    if (date.has_value()) json[name] = *date;
  };
  if (expression.kind == EdtfExpression::Kind::kDate) {
    add("startDate", expression.start);
  } else if (expression.kind == EdtfExpression::Kind::kInterval) {
    add("startDate", expression.start);
    if (IsFourDigitYear(answer.span->latest_end)) {
      add("endDate", expression.end);
    }
  }
}

class LinkedDataWriter {
 public:
  LinkedDataWriter(const Selection& selection, const ExportOptions& options)
      : selection_(selection), options_(options) {}

  ExportResult Write() && {
    // A title beside "@graph" would give a name to the graph, and take all
    // that is in it out of the default one.
    if (!options_.title.empty()) {
      graph_.push_back(
          {{"@type", "schema:Dataset"}, {"title", options_.title}});
    }
    CountFloatingDates(selection_, losses_);
    for (const Answer& answer : selection_.events) AddEvent(answer);
    for (const CausalLink& link : selection_.links) AddLink(link);
    for (const auto& [id, record] : selection_.named) {
      if (record.has_source()) AddSource(record.source());
      if (record.has_entity()) AddEntity(record.entity());
    }
    Json document;
    document["@context"] = LinkedContext();
    document["@graph"] = std::move(graph_);
    return {JsonText(document), losses_.Losses()};
  }

 private:
  void AddEvent(const Answer& answer) {
    const Event& event = answer.event;
    Json json;
    json["@id"] = IriOf(event.id());
    json["@type"] = IsAsserted(event) ? "schema:Event" : "UnassertedEvent";
    AddText("name", event.title(), json);
    if (!IsAsserted(event)) json["mark"] = MarkOf(event.claims());
    AddText("description", event.description(), json);
    json["eventKind"] = EventKindName(event.kind());
    AddSchemaDates(answer, json);
    if (event.has_when()) json["hasTime"] = TimeJson(answer);
    AddParticipants(event, json);
    for (const std::string& place : event.places()) {
      json["location"].push_back(PlaceJson(place));
    }
    for (const std::string& tag : event.tags()) {
      json["keywords"].push_back(tag);
    }
    if (!event.part_of().empty()) {
      json["superEvent"] = {{"@id", IriOf(event.part_of())}};
    }
    AddText("series", event.series(), json);
    if (event.has_ordinal()) json["ordinal"] = event.ordinal();
    if (event.claims_size() > 0) {
      json["claim"] = ClaimsJson(selection_, event.id(), event.claims());
    }
    graph_.push_back(std::move(json));
  }

  void AddParticipants(const Event& event, Json& json) const {
    for (const Participant& participant : event.participants()) {
      Json part;
      part["@type"] = "Participation";
      part["agent"] = ReferenceTo(selection_, participant.entity().empty()
                                                  ? participant.name()
                                                  : participant.entity());
      AddText("role", RoleName(participant.role()), part);
      json["participant"].push_back(std::move(part));
    }
  }

  Json PlaceJson(const std::string& place) const {
    if (selection_.FindEntity(place) != nullptr) return {{"@id", IriOf(place)}};
    return {{"@type", "schema:Place"}, {"name", place}};
  }

  void AddLink(const CausalLink& link) {
    Json json;
    json["@id"] = IriOf(link.id());
    json["@type"] = "CausalLink";
    for (const std::string& cause : link.causes()) {
      json["cause"].push_back({{"@id", IriOf(cause)}});
    }
    for (const std::string& effect : link.effects()) {
      json["effect"].push_back({{"@id", IriOf(effect)}});
    }
    json["linkKind"] = LinkKindName(link.kind());
    AddText("combination", std::string(export_internal::CombinationOf(link)),
            json);
    AddText("mark", export_internal::MarkOfLink(link), json);
    AddText("lagMin", link.lag_min(), json);
    AddText("lagMax", link.lag_max(), json);
    AddText("mechanism", link.mechanism(), json);
    for (const std::string& signal : link.signals()) {
      json["signal"].push_back(signal);
    }
    if (link.claims_size() > 0) {
      json["claim"] = ClaimsJson(selection_, link.id(), link.claims());
    }
    graph_.push_back(std::move(json));
  }

  void AddSource(const Source& source) {
    Json json;
    json["@id"] = IriOf(source.id());
    json["@type"] = {"schema:CreativeWork", "prov:Entity"};
    AddText("name", source.title(), json);
    for (const std::string& author : source.authors()) {
      json["author"].push_back(author);
    }
    AddText("publisher", source.publisher(), json);
    AddText("published", source.published().edtf(), json);
    AddText("url", source.url(), json);
    AddText("inLanguage", source.language(), json);
    AddText("sha256", source.sha256(), json);
    for (const std::string& other : source.derived_from()) {
      json["wasDerivedFrom"].push_back({{"@id", IriOf(other)}});
    }
    graph_.push_back(std::move(json));
  }

  void AddEntity(const Entity& entity) {
    Json json;
    json["@id"] = IriOf(entity.id());
    json["@type"] = {TypeOf(entity), "prov:Agent"};
    if (entity.kind() == Entity::PLACE) json["@type"] = TypeOf(entity);
    for (const Name& name : entity.names()) {
      Json text = name.text();
      if (!name.language().empty()) {
        text = {{"@value", name.text()}, {"@language", name.language()}};
      }
      json["name"].push_back(std::move(text));
    }
    for (const Code& code : entity.external_ids()) {
      json["identifier"].push_back(
          absl::StrCat(code.scheme(), ":", code.code()));
    }
    if (!entity.part_of().empty()) {
      json["isPartOf"] = {{"@id", IriOf(entity.part_of())}};
    }
    if (entity.has_coordinates()) {
      json["geo"] = {{"@type", "schema:GeoCoordinates"},
                     {"latitude", entity.coordinates().latitude()},
                     {"longitude", entity.coordinates().longitude()}};
    }
    graph_.push_back(std::move(json));
  }

  static std::string TypeOf(const Entity& entity) {
    switch (entity.kind()) {
      case Entity::PERSON:
        return "schema:Person";
      case Entity::PLACE:
        return "schema:Place";
      case Entity::STATE:
      case Entity::ORGANISATION:
      case Entity::GROUP:
        return "schema:Organization";
      default:
        return "schema:Thing";
    }
  }

  const Selection& selection_;
  const ExportOptions& options_;
  LossTally losses_;
  Json graph_ = Json::array();
};

}  // namespace

absl::StatusOr<ExportResult> ExportJsonLd(const Selection& selection,
                                          const ExportOptions& options) {
  return LinkedDataWriter(selection, options).Write();
}

}  // namespace annals
