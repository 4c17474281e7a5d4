// Tests of annals/store/diff.h: what changed between two points.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/diff.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using What = RecordDiff::What;

AsOf After(int64_t sequence) {
  AsOf as_of;
  as_of.sequence = sequence;
  return as_of;
}

class DiffTest : public StoreTest {
 protected:
  void Append(const Batch& batch) {
    ASSERT_THAT(store_->Append(batch), IsOk());
  }

  std::vector<RecordDiff> Between(const AsOf& before, const AsOf& after) {
    std::vector<RecordDiff> diffs;
    EXPECT_THAT(Diff(*store_, before, after,
                     [&diffs](const RecordDiff& diff) {
                       diffs.push_back(diff);
                       return absl::OkStatus();
                     }),
                IsOk());
    return diffs;
  }

  // "added a", "changed b".
  std::vector<std::string> Words(const AsOf& before, const AsOf& after) {
    const std::vector<std::string> names = {"added", "changed", "retracted",
                                            "restored", "redacted"};
    std::vector<std::string> words;
    for (const RecordDiff& diff : Between(before, after)) {
      words.push_back(names[static_cast<size_t>(diff.what)] + " " + diff.id);
    }
    return words;
  }
};

TEST_F(DiffTest, EveryKindOfDifferenceIsToldInTheOrderOfIds) {
  Append(Batch()
             .Put(EventRecord("changed", "old"))
             .Put(EventRecord("gone"))
             .Put(EventRecord("secret"))
             .Put(EventRecord("same"))
             .Put(EventRecord("back")));
  Append(Batch().Retract("back"));
  const AsOf before = After(6);
  Append(Batch().Put(EventRecord("changed", "new")).Retract("gone"));
  Append(Batch().Redact("secret").Restore("back").Put(EventRecord("added")));
  EXPECT_THAT(Words(before, {}),
              ElementsAre("added added", "restored back", "changed changed",
                          "retracted gone", "redacted secret"));
  EXPECT_THAT(
      Words(After(0), before),
      ElementsAre("added changed", "added gone", "added same", "added secret"));
  EXPECT_THAT(Words(before, before), IsEmpty());
}

TEST_F(DiffTest, AChangeIsToldFieldByField) {
  Append(Batch().Put(EventRecord("a", "old", "1904")));
  Append(Batch().Put(EventRecord("a", "new", "1905")));
  const std::vector<RecordDiff> diffs = Between(After(1), {});
  ASSERT_EQ(diffs.size(), 1u);
  EXPECT_EQ(diffs[0].sequence_before, 1);
  EXPECT_EQ(diffs[0].sequence_after, 2);
  ASSERT_EQ(diffs[0].fields.size(), 2u);
  EXPECT_EQ(diffs[0].fields[0].path, "event.title");
  EXPECT_EQ(diffs[0].fields[0].before, "old");
  EXPECT_EQ(diffs[0].fields[0].after, "new");
  EXPECT_EQ(diffs[0].fields[1].path, "event.when.edtf");
}

TEST_F(DiffTest, WhatChangedAndChangedBackIsNoDifference) {
  Append(Batch().Put(EventRecord("a", "one")));
  Append(Batch().Put(EventRecord("a", "two")));
  Append(Batch().Put(EventRecord("a", "one")));
  Append(Batch().Put(EventRecord("b")));
  Append(Batch().Retract("b"));
  EXPECT_THAT(Words(After(1), {}), IsEmpty());
}

TEST_F(DiffTest, OfWhatWasRedactedSinceThatItChangedIsAllThatIsKnown) {
  Append(Batch().Put(EventRecord("a", "one")));
  Append(Batch().Put(EventRecord("a", "two")));
  Append(Batch().Redact("a"));
  const std::vector<RecordDiff> diffs = Between(After(1), After(2));
  ASSERT_EQ(diffs.size(), 1u);
  EXPECT_EQ(diffs[0].what, What::kChanged);
  EXPECT_FALSE(diffs[0].before.has_value());
  EXPECT_THAT(diffs[0].fields, IsEmpty());
  Append(Batch().Put(EventRecord("a", "three")));
  EXPECT_THAT(Words(After(3), {}), ElementsAre("added a"));
}

TEST_F(DiffTest, ThePointsMayBeTimes) {
  now_ = 100;
  Append(Batch().Put(EventRecord("a")));
  now_ = 200;
  Append(Batch().Put(EventRecord("b")));
  AsOf before;
  before.time = 150;
  EXPECT_THAT(Words(before, {}), ElementsAre("added b"));
}

TEST_F(DiffTest, TheOlderPointComesFirst) {
  Append(Batch().Put(EventRecord("a")));
  const auto visit = [](const RecordDiff&) { return absl::OkStatus(); };
  EXPECT_THAT(Diff(*store_, After(1), After(0), visit),
              Fails(absl::StatusCode::kInvalidArgument, "older point first"));
  EXPECT_THAT(Diff(*store_, After(0), After(2), visit),
              Fails(absl::StatusCode::kInvalidArgument, "has 0-1"));
}

TEST_F(DiffTest, AnErrorOfTheVisitorEndsIt) {
  Append(Batch().Put(EventRecord("a")).Put(EventRecord("b")));
  EXPECT_THAT(
      Diff(*store_, After(0), {},
           [](const RecordDiff& diff) { return absl::AbortedError(diff.id); }),
      Fails(absl::StatusCode::kAborted, "a"));
}

}  // namespace
}  // namespace annals::testing
