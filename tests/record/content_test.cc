// Tests of annals/record/content.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/content.h"

#include <string>

#include "annals/record/build.h"
#include "annals/record/limits.h"
#include "gmock/gmock.h"
#include "google/protobuf/unknown_field_set.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

TEST(ContentTest, WhatIsEncodedIsDecoded) {
  Record record = ToRecord(MakeEvent("oil", "석유 石油", "2013"));
  const absl::StatusOr<std::string> bytes = Encode(record);
  ASSERT_TRUE(bytes.ok());
  const absl::StatusOr<Record> again = Decode(*bytes);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->event().title(), "석유 石油");
  EXPECT_EQ(*Encode(*again), *bytes);
}

TEST(ContentTest, ASpanThatBeginsAtZeroSurvives) {
  Event event = MakeEvent("oil", "Oil");
  AddEvidence(AddClaim(event, "c", {}), "s", "").set_begin(0);
  const Record again = *Decode(*Encode(ToRecord(event)));
  EXPECT_TRUE(again.event().claims(0).evidence(0).has_begin());
}

// Protobuf would write it without a word, and never read it again.
TEST(ContentTest, TextThatIsNotUtf8IsNotEncoded) {
  Event event = MakeEvent("oil", "Oil");
  AddEvidence(AddClaim(event, "c", {}), "s", "caf\xe9");
  const absl::Status status = Encode(ToRecord(event)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            "record \"oil\": event.claims[0].evidence[0].quote is not UTF-8");
}

TEST(ContentTest, AValidRecordIsEncodedTheShortWayToo) {
  Record record = ToRecord(MakeEvent("oil", "China suspends oil", "2013"));
  AddClaim(*record.mutable_event(), "c1", {"Samuel Ramani"});
  EXPECT_EQ(*EncodeValid(record), *Encode(record));
  record.mutable_event()->set_title("\xff");
  EXPECT_EQ(EncodeValid(record).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ContentTest, WhatIsTooLargeIsNotEncoded) {
  Event event = MakeEvent("oil", "Oil");
  event.set_description(std::string(kRecordBytesMax, 'a'));
  EXPECT_EQ(Encode(ToRecord(event)).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ContentTest, ARecordOfTheGreatestSizeIsReadBack) {
  Record record = ToRecord(MakeEvent("oil", "Oil"));
  std::string& description = *record.mutable_event()->mutable_description();
  description.assign(kRecordBytesMax - 100, 'a');
  description.append(kRecordBytesMax - record.ByteSizeLong(), 'a');
  const absl::StatusOr<std::string> bytes = Encode(record);
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  EXPECT_EQ(bytes->size(), kRecordBytesMax);
  EXPECT_TRUE(Decode(*bytes).ok());
  description += 'a';
  EXPECT_FALSE(Encode(record).ok());
}

// What a newer schema may have added: field 1000 of the event and of its date.
TEST(ContentTest, WhatANewerSchemaAddedIsKeptByteForByte) {
  Record record = ToRecord(MakeEvent("oil", "Oil", "2013"));
  Event& event = *record.mutable_event();
  When& when = *event.mutable_when();
  event.GetReflection()->MutableUnknownFields(&event)->AddVarint(1000, 7);
  when.GetReflection()->MutableUnknownFields(&when)->AddLengthDelimited(
      1000, "\xff\xfe");
  const std::string bytes = *Encode(record);
  EXPECT_EQ(*Encode(*Decode(bytes)), bytes);
  const Record decoded = *Decode(bytes);
  const When& again = decoded.event().when();
  EXPECT_EQ(again.GetReflection()->GetUnknownFields(again).field_count(), 1);
}

// Protobuf writes nested groups without a bound and reads a hundred.
TEST(ContentTest, WhatNestsTooDeepToBeReadBackIsNotEncoded) {
  Record record = ToRecord(MakeEvent("oil", "Oil"));
  google::protobuf::UnknownFieldSet* fields =
      record.GetReflection()->MutableUnknownFields(&record);
  for (int depth = 0; depth < 200; ++depth) fields = fields->AddGroup(1000);
  const absl::Status status = Encode(record).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            "record \"oil\": its bytes could not be read back");
}

TEST(ContentTest, EqualRecordsHaveEqualBytesHoweverTheyWereMade) {
  Event one;
  one.set_id("oil");
  one.set_title("Oil");
  one.mutable_when()->set_edtf("2013");
  one.add_tags("energy");
  Event other;
  other.add_tags("energy");
  other.mutable_when()->set_edtf("1985");
  other.mutable_when()->set_edtf("2013");
  other.set_description("taken back");
  other.clear_description();
  other.set_title("Oil");
  other.set_id("oil");
  EXPECT_EQ(*Encode(ToRecord(one)), *Encode(ToRecord(other)));
}

// Protobuf merges a message whose bytes give it twice. Once read, it is like
// any other.
TEST(ContentTest, WhatIsGivenTwiceInBytesIsOneRecord) {
  Event more = MakeEvent("oil", "Oil once more");
  more.add_tags("energy");
  const std::string bytes = *Encode(ToRecord(MakeEvent("oil", "Oil", "2013"))) +
                            *Encode(ToRecord(more));
  Event merged = MakeEvent("oil", "Oil once more", "2013");
  merged.add_tags("energy");
  EXPECT_EQ(*Encode(*Decode(bytes)), *Encode(ToRecord(merged)));
}

TEST(ContentTest, OfTwoKindsInBytesTheLastIsMeant) {
  const std::string bytes = *Encode(ToRecord(MakeEvent("oil", "Oil"))) +
                            *Encode(ToRecord(MakeSource("s", "The Diplomat")));
  const Record record = *Decode(bytes);
  EXPECT_EQ(KindOf(record), RecordKind::kSource);
  EXPECT_EQ(*Encode(record),
            *Encode(ToRecord(MakeSource("s", "The Diplomat"))));
}

// A newer schema may know the number. What is put into a store is refused by
// Validate(); what is in it is read.
TEST(ContentTest, AnUnknownEnumNumberIsReadBack) {
  Record record = ToRecord(MakeEvent("oil", "Oil"));
  record.mutable_event()->set_kind(static_cast<Event::Kind>(99));
  EXPECT_EQ(Decode(*Encode(record))->event().kind(), 99);
}

TEST(ContentTest, BytesThatAreNoRecordAreDataLoss) {
  const std::string bytes = *Encode(ToRecord(MakeEvent("oil", "Oil")));
  for (const std::string& bad :
       {std::string(), std::string("\xff\xff\xff"),
        bytes.substr(0, bytes.size() - 1), std::string(100, 'a')}) {
    EXPECT_EQ(Decode(bad).status().code(), absl::StatusCode::kDataLoss);
  }
}

TEST(ContentTest, AnyFlippedBitGivesARecordOrDataLoss) {
  Event event = MakeEvent("oil", "Oil", "2013");
  AddEvidence(AddClaim(event, "c", {"Ramani"}), "s", "quote").set_begin(0);
  const std::string bytes = *Encode(ToRecord(event));
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    const absl::StatusOr<Record> record = Decode(flipped);
    if (record.ok()) continue;
    EXPECT_EQ(record.status().code(), absl::StatusCode::kDataLoss);
  }
}

TEST(ContentTest, Sha256IsThatOfTheStandard) {
  // FIPS 180-2, appendix B.1.
  EXPECT_EQ(Sha256Hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256("abc").size(), 32u);
}

TEST(DeriveIdTest, TheSameContentHasTheSameId) {
  const Record with_id = ToRecord(MakeEvent("oil", "Oil", "2013"));
  const Record without = ToRecord(MakeEvent("", "Oil", "2013"));
  EXPECT_THAT(*DeriveId(without), MatchesRegex("event-[0-9a-f]{16}"));
  EXPECT_EQ(*DeriveId(with_id), *DeriveId(without));
  EXPECT_NE(*DeriveId(ToRecord(MakeEvent("", "Oil", "2014"))),
            *DeriveId(without));
}

// What an older version has imported must be recognised: frozen. The same
// digits come from `protoc --encode=annals.v1.Record` and `sha256sum`.
TEST(DeriveIdTest, IdsDoNotChangeBetweenVersions) {
  EXPECT_EQ(*DeriveId(ToRecord(MakeEvent("", "Oil", "2013"))),
            "event-46389fee9358ce00");
}

TEST(DeriveIdTest, TheKindIsWrittenWithAHyphen) {
  const Record link = ToRecord(MakeLink("", {"a"}, CausalLink::CAUSE, {"b"}));
  EXPECT_THAT(*DeriveId(link), MatchesRegex("causal-link-[0-9a-f]{16}"));
}

TEST(DeriveIdTest, ARecordOfNoKindHasNone) {
  const absl::Status status = DeriveId(Record()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("want an event"));
}

}  // namespace
}  // namespace annals
