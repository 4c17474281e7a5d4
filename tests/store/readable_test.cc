// No record is acknowledged that cannot be read back, whatever is in it.
//
// SPDX-License-Identifier: Apache-2.0

#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "annals/record/content.h"
#include "annals/record/limits.h"
#include "google/protobuf/unknown_field_set.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::google::protobuf::UnknownFieldSet;

constexpr int kRounds = 300;

UnknownFieldSet& UnknownFieldsOf(google::protobuf::Message& message) {
  return *message.GetReflection()->MutableUnknownFields(&message);
}

void NestGroups(Event& event, int depth) {
  UnknownFieldSet* fields = &UnknownFieldsOf(event);
  for (int i = 0; i < depth; ++i) fields = fields->AddGroup(1000);
}

// Something that protobuf writes without a word and may not read, or that looks
// as if it might be lost.
using Trap = std::function<void(Event&)>;

const std::vector<Trap>& Traps() {
  using Limits = std::numeric_limits<double>;
  static const auto& traps = *new std::vector<Trap>{
      [](Event& event) { event.set_title("caf\xe9"); },
      [](Event& event) { event.add_tags("\xed\xa0\x80"); },
      [](Event& event) { event.set_description(std::string("a\0b", 3)); },
      [](Event& event) {
        event.add_quantities()->set_value(Limits::quiet_NaN());
      },
      [](Event& event) { event.add_quantities()->set_value(-0.0); },
      [](Event& event) {
        event.add_quantities()->set_value(Limits::denorm_min());
      },
      [](Event& event) { event.set_kind(static_cast<Event::Kind>(99)); },
      [](Event& event) { event.set_kind(static_cast<Event::Kind>(-1)); },
      [](Event& event) { event.mutable_when(); },
      [](Event& event) { event.add_claims(); },
      [](Event& event) { AddClaim(event, "c", {"석유 石油 😀"}); },
      [](Event& event) { event.set_ordinal(std::numeric_limits<int>::max()); },
      [](Event& event) { event.set_ordinal(0); },
      [](Event& event) { event.set_description("tabs\t and\nlines"); },
      [](Event& event) {
        UnknownFieldsOf(event).AddVarint(1000, ~uint64_t{0});
      },
      [](Event& event) {
        UnknownFieldsOf(event).AddLengthDelimited(1000, "\xff\xfe");
      },
      [](Event& event) { NestGroups(event, 50); },
      [](Event& event) { NestGroups(event, 150); },
      [](Event& event) {
        UnknownFieldsOf(event).AddLengthDelimited(
            1000, std::string(kRecordBytesMax, 'a'));
      },
  };
  return traps;
}

class ReadableTest : public StoreTest {
 protected:
  void ExpectReadBack(const Record& record) {
    const auto stored = store_->Get(IdOf(record));
    ASSERT_THAT(stored, IsOk());
    EXPECT_EQ(*Encode(stored->record), *Encode(record));
    const auto history = store_->History(IdOf(record));
    ASSERT_THAT(history, IsOk());
    EXPECT_EQ(history->back().content(), *Encode(record));
  }
};

TEST_F(ReadableTest, WhateverIsAcknowledgedIsReadBackByteForByte) {
  const unsigned seed = SeedOfTest();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  int acknowledged = 0;
  for (int i = 0; i < kRounds; ++i) {
    Event event = MakeEvent("e" + std::to_string(i), "War", "1904");
    for (unsigned traps = random() % 3; traps > 0; --traps) {
      Traps()[random() % Traps().size()](event);
    }
    const Record record = ToRecord(event);
    const auto appended = store_->Append(Batch().Put(record));
    if (!appended.ok()) {
      EXPECT_THAT(appended, Fails(absl::StatusCode::kInvalidArgument, ""));
      continue;
    }
    ++acknowledged;
    ASSERT_NO_FATAL_FAILURE(ExpectReadBack(record));
  }
  EXPECT_GT(acknowledged, 0);
  EXPECT_LT(acknowledged, kRounds);
}

// A batch is all or nothing for this reason too.
TEST_F(ReadableTest, ABatchWithOneRecordThatCannotBeReadBackIsRefusedWhole) {
  Event deep = MakeEvent("deep", "War", "1904");
  NestGroups(deep, 150);
  EXPECT_THAT(
      store_->Append(Batch().Put(EventRecord("a")).Put(deep)),
      Fails(absl::StatusCode::kInvalidArgument, "could not be read back"));
  EXPECT_EQ(LastSequence(), 0);
}

TEST_F(ReadableTest, WhatANewerSchemaAddedComesBackFromTheStore) {
  Event event = MakeEvent("a", "War", "1904");
  UnknownFieldsOf(event).AddLengthDelimited(1000, "\xff\xfe");
  UnknownFieldsOf(*event.mutable_when()).AddVarint(1000, 7);
  ASSERT_THAT(store_->Append(Batch().Put(event)), IsOk());
  Reopen();
  ExpectReadBack(ToRecord(event));
}

}  // namespace
}  // namespace annals::testing
