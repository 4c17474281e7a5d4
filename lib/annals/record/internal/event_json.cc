// WriteEventJson() writes an event as JSON, field by field as the schema has
// them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/event_json.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace annals::record_internal {
namespace {

// What is not set is not written.
void WriteText(std::string_view key, const std::string& text,
               JsonWriter& json) {
  if (!text.empty()) json.Member(key, text);
}

template <typename Texts>
void WriteTexts(std::string_view key, const Texts& texts, JsonWriter& json) {
  if (texts.empty()) return;
  json.Key(key);
  json.BeginArray();
  for (const std::string& text : texts) json.String(text);
  json.EndArray();
}

// A value that the schema does not name, whose name is empty, keeps its number.
template <typename Enum, typename Name>
void WriteEnum(std::string_view key, Enum value, const Name& name_of,
               JsonWriter& json) {
  if (value == 0) return;
  json.Key(key);
  const std::string_view name = name_of(value);
  if (name.empty()) {
    json.Int(value);
  } else {
    json.String(name);
  }
}

void Write(const Participant& participant, JsonWriter& json);
void Write(const Evidence& evidence, JsonWriter& json);
void Write(const Claim& claim, JsonWriter& json);
void Write(const Code& code, JsonWriter& json);
void Write(const Quantity& quantity, JsonWriter& json);

template <typename Messages>
void WriteMessages(std::string_view key, const Messages& messages,
                   JsonWriter& json) {
  if (messages.empty()) return;
  json.Key(key);
  json.BeginArray();
  for (const auto& message : messages) Write(message, json);
  json.EndArray();
}

void WriteInt(std::string_view key, int64_t value, JsonWriter& json) {
  json.Key(key);
  json.Int(value);
}

void Write(const When& when, JsonWriter& json) {
  json.BeginObject();
  WriteText("edtf", when.edtf(), json);
  WriteEnum("extent", when.extent(), When::Extent_Name<When::Extent>, json);
  WriteText("words", when.words(), json);
  WriteText("duration", when.duration(), json);
  WriteText("recurrence", when.recurrence(), json);
  WriteText("zone", when.zone(), json);
  WriteEnum("basis", when.basis(), When::Basis_Name<When::Basis>, json);
  WriteEnum("calendar", when.calendar(), When::Calendar_Name<When::Calendar>,
            json);
  json.EndObject();
}

void Write(const Participant& participant, JsonWriter& json) {
  json.BeginObject();
  WriteText("entity", participant.entity(), json);
  WriteText("name", participant.name(), json);
  WriteEnum("role", participant.role(),
            Participant::Role_Name<Participant::Role>, json);
  if (participant.has_rank()) WriteInt("rank", participant.rank(), json);
  json.EndObject();
}

void Write(const Evidence& evidence, JsonWriter& json) {
  json.BeginObject();
  WriteText("source", evidence.source(), json);
  if (evidence.has_begin()) WriteInt("begin", evidence.begin(), json);
  if (evidence.has_end()) WriteInt("end", evidence.end(), json);
  WriteText("quote", evidence.quote(), json);
  WriteText("prefix", evidence.prefix(), json);
  WriteText("suffix", evidence.suffix(), json);
  WriteText("page", evidence.page(), json);
  WriteEnum("stance", evidence.stance(),
            Evidence::Stance_Name<Evidence::Stance>, json);
  json.EndObject();
}

void Write(const Claim& claim, JsonWriter& json) {
  json.BeginObject();
  WriteText("id", claim.id(), json);
  WriteTexts("holders", claim.holders(), json);
  WriteEnum("certainty", claim.certainty(),
            Claim::Certainty_Name<Claim::Certainty>, json);
  WriteEnum("modality", claim.modality(), Claim::Modality_Name<Claim::Modality>,
            json);
  if (claim.negated()) {
    json.Key("negated");
    json.Bool(true);
  }
  WriteTexts("conditions", claim.conditions(), json);
  WriteMessages("evidence", claim.evidence(), json);
  WriteTexts("supports", claim.supports(), json);
  WriteTexts("contradicts", claim.contradicts(), json);
  if (claim.has_confidence()) WriteInt("confidence", claim.confidence(), json);
  if (claim.has_credibility()) {
    WriteInt("credibility", claim.credibility(), json);
  }
  if (claim.has_when()) {
    json.Key("when");
    Write(claim.when(), json);
  }
  WriteEnum("status", claim.status(), Claim::Status_Name<Claim::Status>, json);
  WriteText("method", claim.method(), json);
  json.EndObject();
}

void Write(const Code& code, JsonWriter& json) {
  json.BeginObject();
  WriteText("scheme", code.scheme(), json);
  WriteText("code", code.code(), json);
  json.EndObject();
}

void Write(const Quantity& quantity, JsonWriter& json) {
  json.BeginObject();
  if (quantity.has_value()) {
    json.Key("value");
    json.Double(quantity.value());
  }
  WriteText("unit", quantity.unit(), json);
  WriteText("of", quantity.of(), json);
  WriteEnum("bound", quantity.bound(), Quantity::Bound_Name<Quantity::Bound>,
            json);
  json.EndObject();
}

}  // namespace

void WriteEventJson(const Event& event, JsonWriter& json) {
  json.BeginObject();
  WriteText("id", event.id(), json);
  WriteText("title", event.title(), json);
  if (event.has_when()) {
    json.Key("when");
    Write(event.when(), json);
  }
  WriteEnum("kind", event.kind(), Event::Kind_Name<Event::Kind>, json);
  WriteMessages("participants", event.participants(), json);
  WriteTexts("tags", event.tags(), json);
  WriteMessages("claims", event.claims(), json);
  WriteTexts("places", event.places(), json);
  WriteText("description", event.description(), json);
  WriteMessages("codes", event.codes(), json);
  WriteMessages("quantities", event.quantities(), json);
  WriteText("part_of", event.part_of(), json);
  WriteText("series", event.series(), json);
  if (event.has_ordinal()) WriteInt("ordinal", event.ordinal(), json);
  WriteTexts("about", event.about(), json);
  WriteTexts("same_as", event.same_as(), json);
  json.EndObject();
}

}  // namespace annals::record_internal
