// Writing records as text: protobuf text format, JSON and JSON Lines.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/write.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "nlohmann/json.hpp"

namespace annals {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

// Says to editors and to protobuf's own tools what the file is.
constexpr char kTextHeader[] =
    "# proto-file: annals/v1/record.proto\n"
    "# proto-message: annals.v1.RecordSet\n";

Json ToJson(const Message& message);

// A value that the schema does not name keeps its number.
Json EnumToJson(const FieldDescriptor* field, int number) {
  const EnumValueDescriptor* const value =
      field->enum_type()->FindValueByNumber(number);
  if (value == nullptr) return number;
  return std::string(value->name());
}

Json FieldToJson(const Message& message, const FieldDescriptor* field) {
  const Reflection& reflection = *message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ToJson(reflection.GetMessage(message, field));
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetString(message, field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumToJson(field, reflection.GetEnumValue(message, field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(message, field);
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.GetInt32(message, field);
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.GetInt64(message, field);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection.GetDouble(message, field);
    default:
      return nullptr;  // The schema has no others.
  }
}

Json ItemToJson(const Message& message, const FieldDescriptor* field,
                int index) {
  const Reflection& reflection = *message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ToJson(reflection.GetRepeatedMessage(message, field, index));
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetRepeatedString(message, field, index);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumToJson(field,
                        reflection.GetRepeatedEnumValue(message, field, index));
    default:
      return nullptr;  // The schema repeats no others.
  }
}

Json ListToJson(const Message& message, const FieldDescriptor* field) {
  Json list = Json::array();
  const int size = message.GetReflection()->FieldSize(message, field);
  for (int i = 0; i < size; ++i) list.push_back(ItemToJson(message, field, i));
  return list;
}

// What is set, in the order of field numbers.
Json ToJson(const Message& message) {
  Json object = Json::object();
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    object[std::string(field->name())] = field->is_repeated()
                                             ? ListToJson(message, field)
                                             : FieldToJson(message, field);
  }
  return object;
}

// `indent` -1 is for one line. What is not UTF-8 becomes U+FFFD.
std::string Dump(const Json& json, int indent) {
  return json.dump(indent, ' ', /*ensure_ascii=*/false,
                   Json::error_handler_t::replace);
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
  std::string out = "{\n  \"records\": [";
  const char* separator = "\n    ";
  for (const Record& record : records.records()) {
    // A line feed inside a string is written \n, so that these are all ours.
    absl::StrAppend(
        &out, separator,
        absl::StrReplaceAll(Dump(ToJson(record), kIndent), {{"\n", "\n    "}}));
    separator = ",\n    ";
  }
  absl::StrAppend(&out, records.records().empty() ? "" : "\n  ", "]\n}\n");
  return out;
}

std::string WriteJson(const Record& record) { return Dump(ToJson(record), -1); }

std::string WriteJsonLines(const RecordSet& records) {
  std::string out;
  for (const Record& record : records.records()) {
    absl::StrAppend(&out, WriteJson(record), "\n");
  }
  return out;
}

}  // namespace annals
