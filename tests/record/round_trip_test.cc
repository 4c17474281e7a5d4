// Random records survive every text form, and their own bytes.
//
// SPDX-License-Identifier: Apache-2.0

#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <random>
#include <string>

#include "annals/record/content.h"
#include "annals/record/read.h"
#include "annals/record/write.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;
using ::google::protobuf::Reflection;
using ::testing::IsEmpty;

constexpr unsigned kSeed = 20260207;
constexpr int kRounds = 300;

// Fills messages by the schema, with no regard for sense.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  RecordSet Set() {
    RecordSet records;
    const int count = static_cast<int>(Below(4));
    for (int i = 0; i < count; ++i) Fill(*AddKind(records));
    return records;
  }

 private:
  uint64_t Below(uint64_t bound) { return random_() % bound; }

  Message* AddKind(RecordSet& records) {
    Record& record = *records.add_records();
    return record.GetReflection()->MutableMessage(
        &record, Record::descriptor()->field(static_cast<int>(Below(5))));
  }

  void Fill(Message& message) {
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor* const field = message.GetDescriptor()->field(i);
      if (!field->is_repeated()) {
        if (Below(2) == 0) Set(message, field);
        continue;
      }
      for (uint64_t items = Below(3); items > 0; --items) Add(message, field);
    }
  }

  void Set(Message& message, const FieldDescriptor* field) {
    const Reflection& reflection = *message.GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(*reflection.MutableMessage(&message, field));
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.SetString(&message, field, Text());
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.SetEnumValue(&message, field, Value(field));
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.SetBool(&message, field, Below(2) == 0);
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection.SetInt32(&message, field,
                                   static_cast<int32_t>(Integer()));
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection.SetInt64(&message, field, Integer());
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return reflection.SetDouble(&message, field, Double());
      default:
        FAIL() << field->full_name() << " is of a type that nobody expected";
    }
  }

  void Add(Message& message, const FieldDescriptor* field) {
    const Reflection& reflection = *message.GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(*reflection.AddMessage(&message, field));
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.AddString(&message, field, Text());
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.AddEnumValue(&message, field, Value(field));
      default:
        FAIL() << field->full_name() << " is of a type that nobody expected";
    }
  }

  std::string Text() {
    static const char* const kPieces[] = {
        "oil", "석유", "石油", "\"", "'",   "\\",          "\n",
        "\t",  "\r",   "\x01", "}",  "{",   "#",           "/",
        ",",   "é",    "😀",    " ",  "\\n", "\xE2\x80\xA8"};
    std::string text;
    for (uint64_t pieces = Below(5); pieces > 0; --pieces) {
      text += kPieces[Below(std::size(kPieces))];
    }
    return text;
  }

  int Value(const FieldDescriptor* field) {
    const auto count = static_cast<uint64_t>(field->enum_type()->value_count());
    return field->enum_type()->value(static_cast<int>(Below(count)))->number();
  }

  int64_t Integer() { return static_cast<int64_t>(random_()) >> Below(64); }

  double Double() {
    const uint64_t bits = random_();
    double number = 0;
    std::memcpy(&number, &bits, sizeof(number));
    return std::isfinite(number) ? number : -0.0;
  }

  std::mt19937_64 random_;
};

std::string Bytes(const Record& record) { return *Encode(record); }

void ExpectSame(const RecordSet& written, const ReadResult& read,
                const std::string& text) {
  ASSERT_THAT(read.faults, IsEmpty()) << read.faults[0].fault.path << ": "
                                      << read.faults[0].fault.message << "\n"
                                      << text;
  ASSERT_EQ(read.records.size(), static_cast<size_t>(written.records_size()));
  for (int i = 0; i < written.records_size(); ++i) {
    const auto index = static_cast<size_t>(i);
    ASSERT_EQ(Bytes(read.records[index].record), Bytes(written.records(i)))
        << text;
  }
}

class RoundTripTest : public ::testing::Test {
 protected:
  template <typename Write, typename Read>
  void Run(Write write, Read read) {
    for (unsigned seed = kSeed; seed < kSeed + kRounds; ++seed) {
      SCOPED_TRACE(seed);
      const RecordSet records = Maker(seed).Set();
      const std::string text = write(records);
      ExpectSame(records, read(text), text);
      if (HasFatalFailure()) return;
    }
  }
};

TEST_F(RoundTripTest, TextFormatGivesBackTheSameRecords) {
  Run([](const RecordSet& set) { return WriteTextFormat(set); },
      ReadTextFormat);
}

TEST_F(RoundTripTest, JsonGivesBackTheSameRecords) {
  Run([](const RecordSet& set) { return WriteJson(set); }, ReadJson);
}

TEST_F(RoundTripTest, JsonLinesGiveBackTheSameRecords) {
  Run([](const RecordSet& set) { return WriteJsonLines(set); }, ReadJsonLines);
}

TEST_F(RoundTripTest, BytesGiveBackTheSameRecords) {
  for (unsigned seed = kSeed; seed < kSeed + kRounds; ++seed) {
    const RecordSet records = Maker(seed).Set();
    for (const Record& record : records.records()) {
      ASSERT_EQ(Bytes(*Decode(Bytes(record))), Bytes(record)) << seed;
    }
  }
}

}  // namespace
}  // namespace annals
