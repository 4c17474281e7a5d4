// Tests of annals/record/write.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/write.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "annals/record/build.h"
#include "annals/record/read.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

RecordSet Two() {
  RecordSet records;
  Event event = MakeEvent("oil", "석유 \"石油\"", "2013");
  AddParticipant(event, "China", Participant::AGENT);
  *records.add_records() = ToRecord(event);
  *records.add_records() = ToRecord(MakeSource("s", "The Diplomat"));
  return records;
}

TEST(WriteJsonTest, OneRecordIsOneLine) {
  EXPECT_EQ(WriteJson(Two().records(0)),
            R"({"event":{"id":"oil","title":"석유 \"石油\"",)"
            R"("when":{"edtf":"2013"},)"
            R"("participants":[{"name":"China","role":"AGENT"}]}})");
}

TEST(WriteJsonTest, ASetIsIndented) {
  RecordSet records;
  *records.add_records() = ToRecord(MakeEvent("a", "two\nlines"));
  *records.add_records() = ToRecord(MakeSource("s", "S"));
  EXPECT_EQ(WriteJson(records), R"({
  "records": [
    {
      "event": {
        "id": "a",
        "title": "two\nlines"
      }
    },
    {
      "source": {
        "id": "s",
        "title": "S"
      }
    }
  ]
}
)");
}

TEST(WriteJsonTest, AnEmptySetIsStillASet) {
  EXPECT_EQ(WriteJson(RecordSet()), "{\n  \"records\": []\n}\n");
  EXPECT_EQ(WriteJsonLines(RecordSet()), "");
}

TEST(WriteJsonTest, NumbersAreNumbers) {
  Event event = MakeEvent("a", "A");
  Evidence& evidence = AddEvidence(AddClaim(event, "c", {}), "s", "");
  evidence.set_begin(0);
  evidence.set_end(std::numeric_limits<int64_t>::max());
  event.add_quantities()->set_value(0.1);
  event.add_quantities()->set_value(30000);
  const std::string json = WriteJson(ToRecord(event));
  EXPECT_THAT(json, HasSubstr(R"("begin":0,"end":9223372036854775807)"));
  EXPECT_THAT(json, HasSubstr(R"([{"value":0.1},{"value":30000.0}])"));
}

TEST(WriteJsonTest, AnInvalidRecordIsStillWrittenAsJson) {
  Event event = MakeEvent("a", "caf\xe9");
  event.set_kind(static_cast<Event::Kind>(99));
  event.add_quantities()->set_value(std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(WriteJson(ToRecord(event)),
            R"({"event":{"id":"a","title":"caf)"
            "\xEF\xBF\xBD"
            R"(","kind":99,"quantities":[{"value":null}]}})");
}

TEST(WriteJsonLinesTest, ARecordIsALine) {
  EXPECT_EQ(WriteJsonLines(Two()), WriteJson(Two().records(0)) + "\n" +
                                       WriteJson(Two().records(1)) + "\n");
}

TEST(WriteTextFormatTest, WritesASetThatProtobufsToolsKnow) {
  EXPECT_EQ(WriteTextFormat(Two()), R"(# proto-file: annals/v1/record.proto
# proto-message: annals.v1.RecordSet

records {
  event {
    id: "oil"
    title: "석유 \"石油\""
    when {
      edtf: "2013"
    }
    participants {
      name: "China"
      role: AGENT
    }
  }
}

records {
  source {
    id: "s"
    title: "The Diplomat"
  }
}
)");
}

// Field 1000 stands for what a newer schema may have.
TEST(WriteTextFormatTest, WhatANewerSchemaAddedIsLeftOut) {
  RecordSet records = Two();
  Event& event = *records.mutable_records(0)->mutable_event();
  event.GetReflection()->MutableUnknownFields(&event)->AddVarint(1000, 7);
  EXPECT_THAT(WriteTextFormat(records), Not(HasSubstr("1000")));
  EXPECT_EQ(ReadTextFormat(WriteTextFormat(records)).records.size(), 2u);
}

// The plain way: a tree, by reflection.
nlohmann::ordered_json TreeOf(const google::protobuf::Message& message);

nlohmann::ordered_json TreeOf(const google::protobuf::Message& message,
                              const google::protobuf::FieldDescriptor* field,
                              int index) {
  using google::protobuf::FieldDescriptor;
  const google::protobuf::Reflection& get = *message.GetReflection();
  const bool is_item = field->is_repeated();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return TreeOf(is_item ? get.GetRepeatedMessage(message, field, index)
                            : get.GetMessage(message, field));
    case FieldDescriptor::CPPTYPE_STRING:
      return is_item ? get.GetRepeatedString(message, field, index)
                     : get.GetString(message, field);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int value = is_item
                            ? get.GetRepeatedEnumValue(message, field, index)
                            : get.GetEnumValue(message, field);
      const auto* name = field->enum_type()->FindValueByNumber(value);
      if (name == nullptr) return value;
      return std::string(name->name());
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return get.GetBool(message, field);
    case FieldDescriptor::CPPTYPE_INT32:
      return get.GetInt32(message, field);
    case FieldDescriptor::CPPTYPE_INT64:
      return get.GetInt64(message, field);
    default:
      return get.GetDouble(message, field);
  }
}

nlohmann::ordered_json TreeOf(const google::protobuf::Message& message) {
  auto tree = nlohmann::ordered_json::object();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const auto* field : fields) {
    auto& value = tree[std::string(field->name())];
    if (!field->is_repeated()) {
      value = TreeOf(message, field, 0);
      continue;
    }
    const int size = message.GetReflection()->FieldSize(message, field);
    for (int i = 0; i < size; ++i) value.push_back(TreeOf(message, field, i));
  }
  return tree;
}

// Gives a value to the field; to one of a list, a new one.
void Fill(google::protobuf::Message& message, std::mt19937& random,
          unsigned percent);

void FillField(google::protobuf::Message& message,
               const google::protobuf::FieldDescriptor* field,
               std::mt19937& random, unsigned percent) {
  using google::protobuf::FieldDescriptor;
  const google::protobuf::Reflection& set = *message.GetReflection();
  const bool is_item = field->is_repeated();
  const auto number = static_cast<int>(random() % 12);
  const std::string text = "text \"" + std::to_string(number) + "\"\n";
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Fill(is_item ? *set.AddMessage(&message, field)
                          : *set.MutableMessage(&message, field),
                  random, percent);
    case FieldDescriptor::CPPTYPE_STRING:
      return is_item ? set.AddString(&message, field, text)
                     : set.SetString(&message, field, text);
    case FieldDescriptor::CPPTYPE_ENUM:  // Some are of a newer schema.
      return is_item ? set.AddEnumValue(&message, field, number)
                     : set.SetEnumValue(&message, field, number);
    case FieldDescriptor::CPPTYPE_BOOL:
      return set.SetBool(&message, field, true);
    case FieldDescriptor::CPPTYPE_INT32:
      return set.SetInt32(&message, field, number - 6);
    case FieldDescriptor::CPPTYPE_INT64:
      return set.SetInt64(&message, field, int64_t{number} << 40);
    default:
      return set.SetDouble(&message, field, number / 7.0);
  }
}

void Fill(google::protobuf::Message& message, std::mt19937& random,
          unsigned percent) {
  const google::protobuf::Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto* field = type.field(i);
    for (int times = field->is_repeated() ? 2 : 1; times > 0; --times) {
      if (random() % 100 < percent) FillField(message, field, random, percent);
    }
  }
}

TEST(WriteJsonTest, EveryFieldOfTheSchemaIsWritten) {
  std::mt19937 random(1);
  Event event;
  Fill(event, random, 100);
  const Record record = ToRecord(event);
  EXPECT_EQ(WriteJson(record), TreeOf(record).dump());
}

TEST(WriteJsonTest, RandomRecordsAreWrittenAsReflectionTellsThem) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 300; ++i) {
    Record record;
    // Of a oneof the last field that is set stays.
    Fill(record, random, 20 + random() % 60);
    ASSERT_EQ(WriteJson(record), TreeOf(record).dump());
    if (!record.has_event()) continue;
    std::string appended = "before ";
    AppendJson(record.event(), appended);
    ASSERT_EQ(appended, "before " + TreeOf(record).dump());
  }
}

}  // namespace
}  // namespace annals
