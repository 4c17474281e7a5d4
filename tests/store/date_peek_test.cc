// Tests of annals/store/internal/date_peek.h: the date that decoding finds too.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/date_peek.h"

#include <optional>
#include <string>

#include "annals/record/build.h"
#include "annals/record/content.h"
#include "gtest/gtest.h"

namespace annals::testing {
namespace {

using store_internal::PeekAtDate;

// With fields before and after the date, of every way in which one is written.
Event WholeEvent() {
  Event event = MakeEvent("oil", "China suspends oil supply", "2013-06~");
  event.mutable_when()->set_extent(When::THROUGHOUT);
  event.mutable_when()->set_zone("Asia/Seoul");
  event.set_kind(Event::POLICY);
  event.set_ordinal(-3);
  Quantity& quantity = *event.add_quantities();
  quantity.set_value(0.5);
  event.add_tags("energy");
  AddParticipant(event, "China", Participant::AGENT);
  return event;
}

std::string Bytes(const Event& event) {
  return ToRecord(event).SerializeAsString();
}

TEST(DatePeekTest, FindsWhatDecodingFinds) {
  const Event event = WholeEvent();
  const std::optional<When> when = PeekAtDate(Bytes(event));
  ASSERT_TRUE(when.has_value());
  EXPECT_EQ(when->SerializeAsString(), event.when().SerializeAsString());
}

TEST(DatePeekTest, AnEventWithoutADateHasAnEmptyOne) {
  const std::optional<When> when = PeekAtDate(Bytes(MakeEvent("oil", "Oil")));
  ASSERT_TRUE(when.has_value());
  EXPECT_EQ(when->ByteSizeLong(), 0u);
}

// Protobuf merges a message that comes twice, and so do we.
TEST(DatePeekTest, ADateInTwoPartsIsPutTogether) {
  Event first = MakeEvent("oil", "Oil", "2013");
  Event second;
  second.mutable_when()->set_extent(When::SPAN);
  const std::string fields =
      first.SerializeAsString() + second.SerializeAsString();
  Event merged;
  ASSERT_TRUE(merged.ParseFromString(fields));
  const std::optional<When> when = PeekAtDate(Bytes(merged));
  std::string record = "\n";
  record += static_cast<char>(fields.size());
  const std::optional<When> in_parts = PeekAtDate(record + fields);
  ASSERT_TRUE(when.has_value() && in_parts.has_value());
  EXPECT_EQ(in_parts->SerializeAsString(), when->SerializeAsString());
}

TEST(DatePeekTest, AnythingButOneEventIsLeftToDecoding) {
  Record source;
  source.mutable_source()->set_id("ramani");
  EXPECT_FALSE(PeekAtDate(source.SerializeAsString()).has_value());
  const std::string event = Bytes(WholeEvent());
  EXPECT_FALSE(PeekAtDate(event + source.SerializeAsString()).has_value());
  EXPECT_FALSE(PeekAtDate("").has_value());
}

// Never more than decoding would: cut anywhere, with any byte changed.
TEST(DatePeekTest, DamagedBytesAreNoDateThatDecodingWouldNotFind) {
  const std::string whole = Bytes(WholeEvent());
  for (size_t i = 0; i < whole.size(); ++i) {
    EXPECT_FALSE(PeekAtDate(whole.substr(0, i)).has_value()) << i;
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = whole;
      damaged[i] = static_cast<char>(damaged[i] ^ 1 << bit);
      const std::optional<When> when = PeekAtDate(damaged);
      Record record;
      if (!when.has_value() || !record.ParseFromString(damaged)) continue;
      EXPECT_EQ(when->SerializeAsString(),
                record.event().when().SerializeAsString())
          << "byte " << i << ", bit " << bit;
    }
  }
}

}  // namespace
}  // namespace annals::testing
