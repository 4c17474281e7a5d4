// Tests of annals/record/validate.h: what holds for every record.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/validate.h"

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/record/limits.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;
using ::google::protobuf::Reflection;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

// Calls `visit` on every field of every message that a record may hold, with
// all messages above it made: an item of each list, one side of each oneof.
using Visit =
    std::function<void(Message&, const FieldDescriptor*, const std::string&)>;

void VisitFields(Message& message, const std::string& path,
                 const Visit& visit) {
  const Reflection& reflection = *message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* const field = message.GetDescriptor()->field(i);
    std::string at = (path.empty() ? "" : path + ".") + field->name();
    if (field->is_repeated()) at += "[0]";
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      visit(message, field, at);
    } else if (field->is_repeated()) {
      VisitFields(*reflection.AddMessage(&message, field), at, visit);
      reflection.RemoveLast(&message, field);
    } else {
      VisitFields(*reflection.MutableMessage(&message, field), at, visit);
      reflection.ClearField(&message, field);
    }
  }
}

// The same for the five kinds; paths begin below the kind.
void VisitRecords(
    const std::function<void(const Record&, Message&, const FieldDescriptor*,
                             const std::string&)>& visit) {
  for (int i = 0; i < Record::descriptor()->field_count(); ++i) {
    Record record;
    Message& kind = *record.GetReflection()->MutableMessage(
        &record, Record::descriptor()->field(i));
    VisitFields(
        kind, "",
        [&](Message& message, const FieldDescriptor* field,
            const std::string& at) { visit(record, message, field, at); });
  }
}

void SetString(Message& message, const FieldDescriptor* field,
               const std::string& value) {
  if (field->is_repeated()) {
    message.GetReflection()->AddString(&message, field, value);
  } else {
    message.GetReflection()->SetString(&message, field, value);
  }
}

bool HasFaultAt(const Record& record, const std::string& path) {
  for (const Fault& fault : Validate(record)) {
    if (fault.path == path) return true;
  }
  return false;
}

// Sets each string field of the schema to `value`; expects a fault there.
void ExpectRefusedEverywhere(const std::string& value) {
  int fields = 0;
  VisitRecords([&](const Record& record, Message& message,
                   const FieldDescriptor* field, const std::string& at) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) return;
    SetString(message, field, value);
    EXPECT_TRUE(HasFaultAt(record, at)) << record.record_case() << " " << at;
    message.GetReflection()->ClearField(&message, field);
    ++fields;
  });
  EXPECT_GT(fields, 100);
}

TEST(ValidateTest, NoStringFieldMayHoldWhatIsNotUtf8) {
  ExpectRefusedEverywhere("a\xff");
  ExpectRefusedEverywhere("\xed\xa0\x80");
}

TEST(ValidateTest, NoStringFieldMayHoldControlCharacters) {
  ExpectRefusedEverywhere(std::string("a\0b", 3));
  ExpectRefusedEverywhere("a\x7f");
  ExpectRefusedEverywhere("a\xc2\x85");
}

// Plain bytes are passed over eight at a time.
TEST(ValidateTest, ABadByteIsFoundWhereverItStands) {
  for (const char bad : {'\0', '\n', '\x1f', '\x7f', '\x80', '\xff'}) {
    for (size_t i = 1; i < 300; ++i) {
      std::string title(20 + i % 7, static_cast<char>(0x20 + i % 0x5f));
      title[0] = 'a';
      const size_t at = i % title.size();
      if (i % 2 == 0) title += "\u00e9 and ever so much more";
      title[at] = bad;
      const std::vector<Fault> faults =
          Validate(ToRecord(MakeEvent("oil", title)));
      ASSERT_THAT(faults, SizeIs(1)) << title;
      EXPECT_THAT(faults[0].message,
                  HasSubstr(absl::StrCat(" at offset ", at, ";")));
    }
  }
}

TEST(ValidateTest, NoStringFieldIsWithoutBound) {
  ExpectRefusedEverywhere(std::string(kProseBytesMax + 1, 'a'));
}

TEST(ValidateTest, NoEnumFieldMayHoldAnUnknownNumber) {
  int fields = 0;
  VisitRecords([&](const Record& record, Message& message,
                   const FieldDescriptor* field, const std::string& at) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_ENUM) return;
    const Reflection& reflection = *message.GetReflection();
    if (field->is_repeated()) {
      reflection.AddEnumValue(&message, field, 99);
    } else {
      reflection.SetEnumValue(&message, field, 99);
    }
    EXPECT_TRUE(HasFaultAt(record, at)) << at;
    reflection.ClearField(&message, field);
    ++fields;
  });
  EXPECT_GT(fields, 20);
}

TEST(ValidateTest, NoNumberMayBeInfiniteOrNone) {
  using Limits = std::numeric_limits<double>;
  VisitRecords([&](const Record& record, Message& message,
                   const FieldDescriptor* field, const std::string& at) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_DOUBLE) return;
    for (const double value : {Limits::infinity(), Limits::quiet_NaN()}) {
      message.GetReflection()->SetDouble(&message, field, value);
      EXPECT_TRUE(HasFaultAt(record, at)) << at;
    }
    message.GetReflection()->ClearField(&message, field);
  });
}

TEST(ValidateTest, NoListIsWithoutBound) {
  VisitRecords([&](const Record& record, Message& message,
                   const FieldDescriptor* field, const std::string& at) {
    if (!field->is_repeated()) return;
    const std::string list = at.substr(0, at.size() - 3);
    for (int i = 0; i <= kListItemsMax; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        message.GetReflection()->AddString(&message, field, "b");
      } else {
        message.GetReflection()->AddEnumValue(&message, field, 1);
      }
    }
    EXPECT_TRUE(HasFaultAt(record, list)) << list;
    message.GetReflection()->ClearField(&message, field);
  });
}

TEST(ValidateTest, ARecordOfNoKindIsRefused) {
  const std::vector<Fault> faults = Validate(Record());
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].path, "");
  EXPECT_THAT(faults[0].message, StartsWith("nothing in it; want an event"));
}

TEST(ValidateTest, ARecordMayBeOfSixteenMebibytesAndNoMore) {
  Event event = MakeEvent("a", "A");
  const std::string quote(kProseBytesMax - 64, 'q');
  for (int i = 0; i < 15; ++i) {
    AddEvidence(AddClaim(event, "c" + std::to_string(i), {}), "s", quote);
  }
  EXPECT_THAT(Validate(ToRecord(event)), IsEmpty());
  AddEvidence(AddClaim(event, "c15", {}), "s", quote + quote);
  const std::vector<Fault> faults = Validate(ToRecord(event));
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_THAT(faults[0].message, HasSubstr("bytes; want at most 16777216"));
}

TEST(ValidateTest, FaultsBeyondTheLimitAreNotListed) {
  Event event = MakeEvent("a", "A");
  for (int i = 0; i < kListItemsMax; ++i) event.add_tags("");
  const std::vector<Fault> faults = Validate(ToRecord(event));
  ASSERT_THAT(faults, SizeIs(kFaultsMax + 1));
  EXPECT_EQ(faults.back().message, "more faults than are listed");
}

TEST(ValidateTest, FaultsComeInTheOrderOfTheFields) {
  Event event = MakeEvent("a b", "", "1985-13");
  event.set_ordinal(0);
  const std::vector<Fault> faults = Validate(ToRecord(event));
  ASSERT_THAT(faults, SizeIs(4));
  EXPECT_EQ(faults[0].path, "id");
  EXPECT_EQ(faults[1].path, "title");
  EXPECT_EQ(faults[2].path, "when.edtf");
  EXPECT_EQ(faults[3].path, "ordinal");
}

TEST(ValidateTest, AnEmptyIdIsLegalAndWillBeDerived) {
  EXPECT_THAT(Validate(ToRecord(MakeEvent("", "A"))), IsEmpty());
}

TEST(CheckValidTest, SaysWhichRecordAndWhatIsWrong) {
  const absl::Status one = CheckValid(ToRecord(MakeEvent("oil", "")));
  EXPECT_EQ(one.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(one.message(), "event \"oil\": title: missing");
  const absl::Status two = CheckValid(ToRecord(Source()));
  EXPECT_EQ(two.message(), "source: title: missing");
}

TEST(CheckValidTest, ListsAllFaultsLineByLine) {
  Event event = MakeEvent("oil", "");
  event.set_ordinal(0);
  EXPECT_EQ(CheckValid(ToRecord(event)).message(),
            "event \"oil\" has 2 faults:\n"
            "  title: missing\n"
            "  ordinal: 0; want 1 or more");
}

TEST(CheckValidTest, IsOkForAValidRecord) {
  EXPECT_TRUE(CheckValid(ToRecord(MakeEvent("oil", "Oil", "2013"))).ok());
}

}  // namespace
}  // namespace annals
