// Writing records as text: protobuf text format, JSON and JSON Lines.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/write.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/record/internal/event_json.h"
#include "annals/record/json_writer.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"

namespace annals {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kIndent = 2;

// Says to editors and to protobuf's own tools what the file is.
constexpr char kTextHeader[] =
    "# proto-file: annals/v1/record.proto\n"
    "# proto-message: annals.v1.RecordSet\n";

void Write(const Message& message, JsonWriter& json);

// A value that the schema does not name keeps its number.
void WriteEnum(const FieldDescriptor* field, int number, JsonWriter& json) {
  const EnumValueDescriptor* const value =
      field->enum_type()->FindValueByNumber(number);
  if (value == nullptr) {
    json.Int(number);
  } else {
    json.String(value->name());
  }
}

void WriteField(const Message& message, const FieldDescriptor* field,
                JsonWriter& json) {
  const Reflection& reflection = *message.GetReflection();
  std::string scratch;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Write(reflection.GetMessage(message, field), json);
    case FieldDescriptor::CPPTYPE_STRING:
      return json.String(
          reflection.GetStringReference(message, field, &scratch));
    case FieldDescriptor::CPPTYPE_ENUM:
      return WriteEnum(field, reflection.GetEnumValue(message, field), json);
    case FieldDescriptor::CPPTYPE_BOOL:
      return json.Bool(reflection.GetBool(message, field));
    case FieldDescriptor::CPPTYPE_INT32:
      return json.Int(reflection.GetInt32(message, field));
    case FieldDescriptor::CPPTYPE_INT64:
      return json.Int(reflection.GetInt64(message, field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return json.Double(reflection.GetDouble(message, field));
    default:
      return json.Raw("null");  // The schema has no others.
  }
}

void WriteItem(const Message& message, const FieldDescriptor* field, int index,
               JsonWriter& json) {
  const Reflection& reflection = *message.GetReflection();
  std::string scratch;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Write(reflection.GetRepeatedMessage(message, field, index), json);
    case FieldDescriptor::CPPTYPE_STRING:
      return json.String(reflection.GetRepeatedStringReference(
          message, field, index, &scratch));
    case FieldDescriptor::CPPTYPE_ENUM:
      return WriteEnum(
          field, reflection.GetRepeatedEnumValue(message, field, index), json);
    default:
      return json.Raw("null");  // The schema repeats no others.
  }
}

void WriteList(const Message& message, const FieldDescriptor* field,
               JsonWriter& json) {
  json.BeginArray();
  const int size = message.GetReflection()->FieldSize(message, field);
  for (int i = 0; i < size; ++i) WriteItem(message, field, i, json);
  json.EndArray();
}

// What is set, in the order of field numbers.
void Write(const Message& message, JsonWriter& json) {
  if (message.GetDescriptor() == Event::descriptor()) {
    return record_internal::WriteEventJson(static_cast<const Event&>(message),
                                           json);
  }
  json.BeginObject();
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    json.Key(field->name());
    if (field->is_repeated()) {
      WriteList(message, field, json);
    } else {
      WriteField(message, field, json);
    }
  }
  json.EndObject();
}

}  // namespace

std::string WriteTextFormat(const RecordSet& records) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  printer.SetHideUnknownFields(true);
  printer.SetInitialIndentLevel(1);
  std::string out = kTextHeader;
  std::string body;
  for (const Record& record : records.records()) {
    printer.PrintToString(record, &body);
    absl::StrAppend(&out, "\nrecords {\n", body, "}\n");
  }
  return out;
}

std::string WriteJson(const RecordSet& records) {
  std::string out = "{\n  \"records\": ";
  JsonWriter json(out, kIndent, /*level=*/1);
  json.BeginArray();
  for (const Record& record : records.records()) Write(record, json);
  json.EndArray();
  out += "\n}\n";
  return out;
}

void AppendJson(const Record& record, std::string& out) {
  JsonWriter json(out);
  Write(record, json);
}

void AppendJson(const Event& event, std::string& out) {
  JsonWriter json(out);
  json.BeginObject();
  json.Key("event");
  record_internal::WriteEventJson(event, json);
  json.EndObject();
}

void AppendJson(const CausalLink& link, std::string& out) {
  JsonWriter json(out);
  json.BeginObject();
  json.Key("causal_link");
  Write(link, json);
  json.EndObject();
}

std::string WriteJson(const Record& record) {
  std::string out;
  AppendJson(record, out);
  return out;
}

std::string WriteJsonLines(const RecordSet& records) {
  std::string out;
  for (const Record& record : records.records()) {
    AppendJson(record, out);
    out += '\n';
  }
  return out;
}

}  // namespace annals
