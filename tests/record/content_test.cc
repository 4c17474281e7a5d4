// Tests of annals/record/content.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/content.h"

#include <string>

#include "annals/record/build.h"
#include "annals/record/limits.h"
#include "gmock/gmock.h"
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

TEST(ContentTest, WhatIsTooLargeIsNotEncoded) {
  Event event = MakeEvent("oil", "Oil");
  event.set_description(std::string(kRecordBytesMax, 'a'));
  EXPECT_EQ(Encode(ToRecord(event)).status().code(),
            absl::StatusCode::kInvalidArgument);
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
