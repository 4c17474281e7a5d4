// Tests of annals/record/write.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/write.h"

#include <limits>
#include <string>

#include "annals/record/build.h"
#include "annals/record/read.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

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

}  // namespace
}  // namespace annals
