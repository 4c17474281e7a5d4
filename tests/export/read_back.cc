// Readers of what the exports write, for tests: events as named values again.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/export/read_back.h"

#include <deque>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "annals/base/string_view.h"
#include "google/protobuf/unknown_field_set.h"
#include "nlohmann/json.hpp"

namespace annals::testing {
namespace {

using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;
using Json = nlohmann::json;

// A string, or the items of a list with "; " between them.
std::string TextOf(const Json& json) {
  if (json.is_string()) return json;
  if (!json.is_array()) return json.dump();
  std::vector<std::string> items;
  for (const Json& item : json) items.push_back(TextOf(item));
  return absl::StrJoin(items, "; ");
}

Fields FieldsOf(const Json& object) {
  Fields fields;
  for (const auto& [name, value] : object.items()) {
    fields[name] = TextOf(value);
  }
  return fields;
}

std::string Unescaped(std::string text) {
  return absl::StrReplaceAll(text, {{"&lt;", "<"},
                                    {"&gt;", ">"},
                                    {"&quot;", "\""},
                                    {"&#9;", "\t"},
                                    {"&#10;", "\n"},
                                    {"&#13;", "\r"},
                                    {"&amp;", "&"}});
}

// A tag with its attributes, and the text up to the next tag.
struct XmlTag {
  std::string name;
  Fields attributes;
  std::string text;
};

XmlTag TagOf(const std::string& inside) {
  XmlTag tag;
  const size_t name_end = inside.find_first_of(" /", 1);
  tag.name = inside.substr(0, name_end);
  size_t at = name_end;
  while (at != std::string::npos) {
    const size_t equals = inside.find("=\"", at);
    if (equals == std::string::npos) break;
    const size_t close = inside.find('"', equals + 2);
    tag.attributes[inside.substr(at + 1, equals - at - 1)] =
        Unescaped(inside.substr(equals + 2, close - equals - 2));
    at = close + 1;
  }
  return tag;
}

std::vector<XmlTag> TagsOf(std::string_view bytes) {
  std::vector<XmlTag> tags;
  const std::string document(bytes);
  for (absl::string_view part : absl::StrSplit(document, '<')) {
    const std::vector<std::string> halves =
        absl::StrSplit(part, absl::MaxSplits('>', 1));
    if (halves.size() != 2) continue;
    tags.push_back(TagOf(halves[0]));
    tags.back().text = Unescaped(halves[1]);
  }
  return tags;
}

// Moves `fields` to the events, if they are of one.
void Keep(Fields& fields, EventsRead& events) {
  const std::string id = fields["id"];
  if (!id.empty()) events[id] = fields;
  fields.clear();
}

std::vector<std::string> BytesOf(const UnknownFieldSet& message, int number) {
  std::vector<std::string> values;
  for (int i = 0; i < message.field_count(); ++i) {
    const UnknownField& field = message.field(i);
    if (field.number() != number ||
        field.type() != UnknownField::TYPE_LENGTH_DELIMITED) {
      continue;
    }
    values.push_back(field.length_delimited());
  }
  return values;
}

std::string OneBytes(const UnknownFieldSet& message, int number) {
  const std::vector<std::string> values = BytesOf(message, number);
  return values.empty() ? "" : values.back();
}

std::deque<UnknownFieldSet> MessagesOf(const UnknownFieldSet& message,
                                       int number) {
  std::deque<UnknownFieldSet> messages;
  for (const std::string& bytes : BytesOf(message, number)) {
    messages.emplace_back();
    messages.back().ParseFromString(bytes);
  }
  return messages;
}

std::vector<uint64_t> NumbersOf(const UnknownFieldSet& message, int number) {
  std::vector<uint64_t> values;
  for (int i = 0; i < message.field_count(); ++i) {
    const UnknownField& field = message.field(i);
    if (field.number() != number) continue;
    if (field.type() == UnknownField::TYPE_VARINT) {
      values.push_back(field.varint());
    } else if (field.type() == UnknownField::TYPE_FIXED64) {
      values.push_back(field.fixed64());
    }
  }
  return values;
}

uint64_t OneNumber(const UnknownFieldSet& message, int number) {
  const std::vector<uint64_t> values = NumbersOf(message, number);
  return values.empty() ? 0 : values.back();
}

SliceRead SliceOf(const UnknownFieldSet& event) {
  SliceRead slice;
  slice.name = OneBytes(event, 23);
  slice.flows_out = NumbersOf(event, 47);
  slice.flows_in = NumbersOf(event, 48);
  for (const UnknownFieldSet& annotation : MessagesOf(event, 4)) {
    slice.annotations[OneBytes(annotation, 10)] = OneBytes(annotation, 6);
  }
  return slice;
}

// "-0043-03-15T00:00:00Z" of XML Schema 1.1, as Instant writes it.
std::string FromXsd11(const std::string& text) {
  const size_t dash = text.find('-', 1);
  int64_t year = 0;
  if (!absl::SimpleAtoi(text.substr(0, dash), &year)) return text;
  if (year >= 0 && year <= 9999) return text;
  return absl::StrFormat("%+07d", year) + text.substr(dash);
}

void CopyTime(const Json& time, Fields& fields) {
  if (time.contains("edtf")) fields["edtf"] = time["edtf"];
  const std::pair<const char*, const char*> names[] = {
      {"earliestStart", "earliest_start"},
      {"latestStart", "latest_start"},
      {"earliestEnd", "earliest_end"},
      {"latestEnd", "latest_end"}};
  for (const auto& [theirs, ours] : names) {
    if (time.contains(theirs)) fields[ours] = FromXsd11(time[theirs]);
  }
  for (const char* end : {"hasBeginning", "hasEnd"}) {
    if (!time.contains(end)) continue;
    for (const auto& [name, value] : time[end].items()) {
      if (name != "@type") fields[absl::StrCat(end, " ", name)] = value;
    }
  }
}

}  // namespace

std::vector<std::vector<std::string>> CsvRows(std::string_view bytes) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool is_quoted = false;
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string& field = rows.back().back();
    const bool is_double = bytes.substr(i, 2) == "\"\"";
    if (bytes[i] == '"' && is_quoted && is_double) {
      field += bytes[i++];
    } else if (bytes[i] == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && bytes[i] == ',') {
      rows.back().emplace_back();
    } else if (!is_quoted && bytes.substr(i, 2) == "\r\n") {
      rows.push_back({""});
      ++i;
    } else {
      field += bytes[i];
    }
  }
  rows.pop_back();
  return rows;
}

EventsRead ReadCsv(std::string_view bytes) {
  EventsRead events;
  const std::vector<std::vector<std::string>> rows = CsvRows(bytes);
  for (size_t row = 1; row < rows.size(); ++row) {
    Fields fields;
    for (size_t i = 0; i < rows[row].size() && i < rows[0].size(); ++i) {
      if (!rows[row][i].empty()) fields[rows[0][i]] = rows[row][i];
    }
    Keep(fields, events);
  }
  return events;
}

std::vector<std::string> UnfoldedLines(std::string_view bytes) {
  const std::string unfolded =
      absl::StrReplaceAll(AsAbsl(bytes), {{"\r\n ", ""}});
  return absl::StrSplit(unfolded, "\r\n", absl::SkipEmpty());
}

std::string UnescapedText(std::string_view text) {
  return absl::StrReplaceAll(
      AsAbsl(text),
      {{"\\\\", "\\"}, {"\\;", ";"}, {"\\,", ","}, {"\\n", "\n"}});
}

EventsRead ReadICalendar(std::string_view bytes) {
  EventsRead events;
  Fields fields;
  for (const std::string& line : UnfoldedLines(bytes)) {
    const std::vector<std::string> halves =
        absl::StrSplit(line, absl::MaxSplits(':', 1));
    std::string name(absl::StripSuffix(halves[0], ";VALUE=TEXT"));
    if (line == "BEGIN:VEVENT") fields.clear();
    if (line == "END:VEVENT") Keep(fields, events);
    if (name == "UID") name = "id";
    if (name == "SUMMARY") name = "title";
    if (name == "X-EDTF") name = "edtf";
    if (absl::StartsWith(name, "X-ANNALS-")) {
      name = absl::StrReplaceAll(name.substr(9), {{"-", "_"}});
      absl::AsciiStrToLower(&name);
    }
    fields[name] = UnescapedText(halves[1]);
  }
  return events;
}

EventsRead ReadGraphMl(std::string_view bytes) {
  EventsRead events;
  Fields fields;
  for (const XmlTag& tag : TagsOf(bytes)) {
    if (tag.name == "data") {
      const std::string key = tag.attributes.at("key");
      fields[key.substr(key.find('_') + 1)] = tag.text;
    } else if (tag.name == "/node") {
      Keep(fields, events);
    }
  }
  return events;
}

EventsRead ReadGexf(std::string_view bytes) {
  EventsRead events;
  Fields fields;
  for (const XmlTag& tag : TagsOf(bytes)) {
    if (tag.name == "node") fields = tag.attributes;
    if (tag.name == "attvalue") {
      fields[tag.attributes.at("for")] = tag.attributes.at("value");
    }
    if (tag.name == "/node") Keep(fields, events);
  }
  return events;
}

EventsRead ReadKml(std::string_view bytes) {
  EventsRead events;
  Fields fields;
  std::string name;
  for (const XmlTag& tag : TagsOf(bytes)) {
    if (tag.name == "Data") name = tag.attributes.at("name");
    if (tag.name == "value") fields[name] = tag.text;
    if (tag.name == "when" || tag.name == "begin" || tag.name == "end" ||
        tag.name == "coordinates" || tag.name == "name") {
      fields[tag.name == "name" ? "label" : tag.name] = tag.text;
    }
    if (tag.name == "/Placemark") Keep(fields, events);
  }
  return events;
}

EventsRead ReadGeoJson(std::string_view bytes) {
  EventsRead events;
  const Json collection = Json::parse(bytes);
  for (const Json& feature : collection["features"]) {
    Fields fields = FieldsOf(feature["properties"]);
    fields["geometry"] = feature["geometry"].dump();
    Keep(fields, events);
  }
  return events;
}

EventsRead ReadJsonLd(std::string_view bytes) {
  EventsRead events;
  const Json document = Json::parse(bytes);
  for (const Json& node : document["@graph"]) {
    if (!node.contains("eventKind")) continue;
    Fields fields;
    fields["id"] = std::string(node["@id"]).substr(18);
    fields["title"] = node.value("name", "");
    fields["@type"] = TextOf(node["@type"]);
    for (const char* name : {"startDate", "endDate", "mark"}) {
      if (node.contains(name)) fields[name] = node[name];
    }
    if (node.contains("hasTime")) CopyTime(node["hasTime"], fields);
    Keep(fields, events);
  }
  return events;
}

std::vector<SliceRead> ReadSlices(std::string_view bytes) {
  UnknownFieldSet trace;
  if (!trace.ParseFromString(std::string(bytes))) return {};
  std::map<uint64_t, std::string> tracks;
  std::map<uint64_t, std::vector<size_t>> open;
  std::vector<SliceRead> slices;
  for (const UnknownFieldSet& packet : MessagesOf(trace, 1)) {
    for (const UnknownFieldSet& track : MessagesOf(packet, 60)) {
      tracks[OneNumber(track, 1)] = OneBytes(track, 2);
    }
    const auto time = static_cast<int64_t>(OneNumber(packet, 8));
    for (const UnknownFieldSet& event : MessagesOf(packet, 11)) {
      std::vector<size_t>& stack = open[OneNumber(event, 11)];
      if (OneNumber(event, 9) == 2) {
        if (stack.empty()) return {};
        slices[stack.back()].end = time;
        stack.pop_back();
        continue;
      }
      stack.push_back(slices.size());
      slices.push_back(SliceOf(event));
      slices.back().begin = time;
      slices.back().track = tracks[OneNumber(event, 11)];
    }
  }
  return slices;
}

EventsRead ReadPerfetto(std::string_view bytes) {
  EventsRead events;
  for (SliceRead& slice : ReadSlices(bytes)) {
    slice.annotations["begin"] = absl::StrCat(slice.begin);
    slice.annotations["end"] = absl::StrCat(slice.end);
    slice.annotations["label"] = slice.name;
    Keep(slice.annotations, events);
  }
  return events;
}

EventsRead ReadTimesketch(std::string_view bytes) {
  EventsRead events;
  const std::string text(bytes);
  for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    Fields fields = FieldsOf(Json::parse(AsStd(line)));
    fields[fields["timestamp_desc"]] = fields["datetime"];
    Fields& event = events[fields["id"]];
    event.insert(fields.begin(), fields.end());
  }
  return events;
}

EventsRead ReadCloudEvents(std::string_view bytes) {
  EventsRead events;
  for (const Json& message : Json::parse(bytes)) {
    if (message["type"] != "annals.v1.Event") continue;
    Fields fields = FieldsOf(message);
    fields["title"] = message["data"]["event"].value("title", "");
    fields["earliest_start"] = message.value("earlieststart", "");
    fields["latest_start"] = message.value("lateststart", "");
    fields["earliest_end"] = message.value("earliestend", "");
    fields["latest_end"] = message.value("latestend", "");
    Keep(fields, events);
  }
  return events;
}

EventsRead ReadCloudEventsProtobuf(std::string_view bytes) {
  EventsRead events;
  UnknownFieldSet batch;
  batch.ParseFromString(std::string(bytes));
  for (const UnknownFieldSet& message : MessagesOf(batch, 1)) {
    if (OneBytes(message, 4) != "annals.v1.Event") continue;
    Fields fields = {{"id", OneBytes(message, 1)}};
    for (const UnknownFieldSet& attribute : MessagesOf(message, 5)) {
      const std::string name = OneBytes(attribute, 1);
      const std::deque<UnknownFieldSet> values = MessagesOf(attribute, 2);
      const UnknownFieldSet& value = values.at(0);
      fields[name] = OneBytes(value, 3);
      for (const UnknownFieldSet& time : MessagesOf(value, 7)) {
        fields["seconds"] =
            absl::StrCat(static_cast<int64_t>(OneNumber(time, 1)));
      }
    }
    fields["data"] = OneBytes(MessagesOf(message, 8).at(0), 2);
    fields["earliest_start"] = fields["earlieststart"];
    fields["latest_start"] = fields["lateststart"];
    fields["earliest_end"] = fields["earliestend"];
    fields["latest_end"] = fields["latestend"];
    Keep(fields, events);
  }
  return events;
}

}  // namespace annals::testing
